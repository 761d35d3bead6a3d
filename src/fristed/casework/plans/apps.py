"""Django application of the room of plans."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Registers the room under the label ``plans``."""

    name = "fristed.casework.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"
