"""Django application of the room of mentors."""

from django.apps import AppConfig


class MentorsConfig(AppConfig):
    """Registers the room under the label ``mentors``."""

    name = "fristed.casework.mentors"
    label = "mentors"
    default_auto_field = "django.db.models.BigAutoField"
