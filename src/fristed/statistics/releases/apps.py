"""Django application of the releases room."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """Registers the room under the label ``releases``."""

    name = "fristed.statistics.releases"
    label = "releases"
    default_auto_field = "django.db.models.BigAutoField"
