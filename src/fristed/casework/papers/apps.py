"""Django application of the room of papers."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Registers the room under the label ``papers``."""

    name = "fristed.casework.papers"
    label = "papers"
    default_auto_field = "django.db.models.BigAutoField"
