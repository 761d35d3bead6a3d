"""Django application of the room of clients."""

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    """Registers the room under the label ``clients``."""

    name = "fristed.foundation.identity.clients"
    label = "clients"
    default_auto_field = "django.db.models.BigAutoField"
