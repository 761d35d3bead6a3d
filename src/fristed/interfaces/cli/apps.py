"""Django application of the command line."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    """Lets Django find the commands."""

    name = "fristed.interfaces.cli"
    label = "cli"
