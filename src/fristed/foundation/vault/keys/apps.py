"""Django application of the key database."""

from django.apps import AppConfig


class VaultKeysConfig(AppConfig):
    """Registers the rows of the key database under the label ``vault_keys``."""

    name = "fristed.foundation.vault.keys"
    label = "vault_keys"
    default_auto_field = "django.db.models.BigAutoField"
