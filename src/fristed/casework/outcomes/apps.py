"""Django application of the room of outcomes."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """Registers the room under the label ``outcomes``."""

    name = "fristed.casework.outcomes"
    label = "outcomes"
    default_auto_field = "django.db.models.BigAutoField"
