"""Django application of the editor's desk."""

from django.apps import AppConfig


class EditingConfig(AppConfig):
    """Registers the room under the label ``report_editing``."""

    name = "fristed.statistics.annual_report.editing"
    label = "report_editing"
    default_auto_field = "django.db.models.BigAutoField"
