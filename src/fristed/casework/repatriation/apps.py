"""Django application of the room of journeys home."""

from django.apps import AppConfig


class RepatriationConfig(AppConfig):
    """Registers the room under the label ``repatriation``."""

    name = "fristed.casework.repatriation"
    label = "repatriation"
    default_auto_field = "django.db.models.BigAutoField"
