"""``fristed routes``: every way in, and what it takes to come in."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import CommandParser

from fristed.interfaces.cli.commands import FristedCommand
from fristed.interfaces.web.routes import all_routes, as_records


class Command(FristedCommand):
    """Print the table of routes."""

    help = "List every address: methods, permission, zone, and whether a stranger may use it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the form of the answer."""
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, **options: Any) -> None:
        """Print the routes, sorted by path."""
        routes = all_routes()
        if options["json"]:
            self.stdout.write(json.dumps(as_records(routes), ensure_ascii=False, indent=1))
            return
        for route in routes:
            needs = "public" if route.public else route.action or "signed in"
            self.stdout.write(f"{','.join(route.methods):9} {route.path:45} {route.zone:11} {needs}")
