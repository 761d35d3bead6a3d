"""Django application of the statistics of the chain."""

from django.apps import AppConfig


class ChainTablesConfig(AppConfig):
    """Registers the room under the label ``chain_tables``."""

    name = "fristed.statistics.chains"
    label = "chain_tables"
    default_auto_field = "django.db.models.BigAutoField"
