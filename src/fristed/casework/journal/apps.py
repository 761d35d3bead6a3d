"""Django application of the journal."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Registers the room under the label ``journal``."""

    name = "fristed.casework.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
