"""The web pages as a Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Web pages of Fristed."""

    name = "fristed.interfaces.web"
    label = "web"
