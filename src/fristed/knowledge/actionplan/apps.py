"""Django application of the room of action plans."""

from django.apps import AppConfig


class ActionPlanConfig(AppConfig):
    """Registers the room under the label ``actionplan``."""

    name = "fristed.knowledge.actionplan"
    label = "actionplan"
    default_auto_field = "django.db.models.BigAutoField"
