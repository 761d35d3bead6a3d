"""Django application of the room for import and export."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Registers the room under the label ``exchange``."""

    name = "fristed.casework.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"
