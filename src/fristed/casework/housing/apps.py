"""Django application of the room of housing."""

from django.apps import AppConfig


class HousingConfig(AppConfig):
    """Registers the room under the label ``housing``."""

    name = "fristed.casework.housing"
    label = "housing"
    default_auto_field = "django.db.models.BigAutoField"
