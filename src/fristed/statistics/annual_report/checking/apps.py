"""Django application of the check of all texts together."""

from django.apps import AppConfig


class CheckingConfig(AppConfig):
    """Registers the room under the label ``report_checking``."""

    name = "fristed.statistics.annual_report.checking"
    label = "report_checking"
    default_auto_field = "django.db.models.BigAutoField"
