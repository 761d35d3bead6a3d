"""Django application of the room of receptions."""

from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    """Registers the room under the label ``reception``."""

    name = "fristed.casework.reception"
    label = "reception"
    default_auto_field = "django.db.models.BigAutoField"
