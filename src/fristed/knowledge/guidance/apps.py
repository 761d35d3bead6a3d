"""Django application of the room of guidance."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    """Registers the room under the label ``guidance``."""

    name = "fristed.knowledge.guidance"
    label = "guidance"
    default_auto_field = "django.db.models.BigAutoField"
