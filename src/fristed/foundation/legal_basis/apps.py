"""Django application of the room of modes and legal basis."""

from django.apps import AppConfig


class LegalBasisConfig(AppConfig):
    """Registers the room under the label ``legal_basis``."""

    name = "fristed.foundation.legal_basis"
    label = "legal_basis"
    default_auto_field = "django.db.models.BigAutoField"
