"""Django application of the room in which staff show who they are."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Registers the room under the label ``staff``."""

    name = "fristed.foundation.identity.staff"
    label = "staff"
    default_auto_field = "django.db.models.BigAutoField"
