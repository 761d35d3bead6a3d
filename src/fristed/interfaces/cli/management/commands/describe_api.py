"""``fristed describe_api``: the casework API as OpenAPI, as it is today."""

from __future__ import annotations

from typing import Any

from fristed.interfaces.api.casework.description import description_text
from fristed.interfaces.cli.commands import FristedCommand


class Command(FristedCommand):
    """Print the description."""

    help = "Print the casework API as OpenAPI; docs/reference/casework-api.json is made with it."

    def handle(self, **_options: Any) -> None:
        """Print it."""
        self.stdout.write(description_text(), ending="")
