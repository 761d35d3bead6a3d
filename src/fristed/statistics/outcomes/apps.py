"""Django application of the tables of outcomes."""

from django.apps import AppConfig


class OutcomeTablesConfig(AppConfig):
    """Registers the room under the label ``outcome_tables``."""

    name = "fristed.statistics.outcomes"
    label = "outcome_tables"
    default_auto_field = "django.db.models.BigAutoField"
