"""Django application of the room of persons."""

from django.apps import AppConfig


class PersonsConfig(AppConfig):
    """Registers the room under the label ``persons``."""

    name = "fristed.casework.persons"
    label = "persons"
    default_auto_field = "django.db.models.BigAutoField"
