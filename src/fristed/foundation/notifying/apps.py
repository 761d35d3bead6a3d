"""Django application of the room of notices."""

from django.apps import AppConfig


class NotifyingConfig(AppConfig):
    """Registers the room under the label ``notifying``."""

    name = "fristed.foundation.notifying"
    label = "notifying"
    default_auto_field = "django.db.models.BigAutoField"
