"""Django application of the room of teams."""

from django.apps import AppConfig


class TeamsConfig(AppConfig):
    """Registers the room under the label ``teams``."""

    name = "fristed.casework.teams"
    label = "teams"
    default_auto_field = "django.db.models.BigAutoField"
