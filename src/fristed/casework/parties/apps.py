"""Django application of the room of parties."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Registers the room under the label ``parties``."""

    name = "fristed.casework.parties"
    label = "parties"
    default_auto_field = "django.db.models.BigAutoField"
