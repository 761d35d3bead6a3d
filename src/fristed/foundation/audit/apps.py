"""Django application of the audit room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers the room under the label ``audit``."""

    name = "fristed.foundation.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
