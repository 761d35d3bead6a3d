"""Django application of the room of outreach."""

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    """Registers the room under the label ``assignments``."""

    name = "fristed.casework.assignments"
    label = "assignments"
    default_auto_field = "django.db.models.BigAutoField"
