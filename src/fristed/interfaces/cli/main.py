"""The console command ``fristed``: our verbs and Django's own, with one door."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one command; exit 0 for ok, 1 for problems found, 2 for wrong usage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fristed.config.settings")
    execute_from_command_line(["fristed", *sys.argv[1:]])
