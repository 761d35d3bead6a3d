"""Django application of the room for what is handed in."""

from django.apps import AppConfig


class HandedInConfig(AppConfig):
    """Registers the room under the label ``handed_in``."""

    name = "fristed.foundation.handed_in"
    label = "handed_in"
    default_auto_field = "django.db.models.BigAutoField"
