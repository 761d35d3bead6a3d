"""Django application of the room of calls and consultations."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """Registers the room under the label ``consultations``."""

    name = "fristed.casework.consultations"
    label = "consultations"
    default_auto_field = "django.db.models.BigAutoField"
