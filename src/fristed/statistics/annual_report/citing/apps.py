"""Django application of cited figures."""

from django.apps import AppConfig


class CitingConfig(AppConfig):
    """Registers the room under the label ``report_citing``."""

    name = "fristed.statistics.annual_report.citing"
    label = "report_citing"
    default_auto_field = "django.db.models.BigAutoField"
