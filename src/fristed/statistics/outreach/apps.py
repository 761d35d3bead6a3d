"""Django application of the statistics of outreach."""

from django.apps import AppConfig


class OutreachTablesConfig(AppConfig):
    """Registers the room under the label ``outreach_tables``."""

    name = "fristed.statistics.outreach"
    label = "outreach_tables"
    default_auto_field = "django.db.models.BigAutoField"
