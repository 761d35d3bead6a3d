"""Django application of the vault."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Registers the room under the label ``vault``."""

    name = "fristed.foundation.vault"
    label = "vault"
    default_auto_field = "django.db.models.BigAutoField"
