"""Django application of the identity room."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Registers the room under the label ``identity``."""

    name = "fristed.foundation.identity"
    label = "identity"
    default_auto_field = "django.db.models.BigAutoField"
