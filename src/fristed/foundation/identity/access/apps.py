"""Django application of the room of access."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Registers the room under the label ``access``."""

    name = "fristed.foundation.identity.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
