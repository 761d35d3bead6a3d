"""Django application of the preparedness letter."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Registers the room under the label ``letters``."""

    name = "fristed.knowledge.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"
