"""Django application of the leak finder's room."""

from django.apps import AppConfig


class LeakFindingConfig(AppConfig):
    """Registers the room under the label ``leak_finding``."""

    name = "fristed.statistics.leak_finding"
    label = "leak_finding"
    default_auto_field = "django.db.models.BigAutoField"
