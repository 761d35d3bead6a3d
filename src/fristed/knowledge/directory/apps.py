"""Django application of the directory of help."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Registers the room under the label ``directory``."""

    name = "fristed.knowledge.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"
