"""Django application of the case register."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Registers the room under the label ``cases``."""

    name = "fristed.casework.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
