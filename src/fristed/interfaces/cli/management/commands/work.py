"""``fristed work``: run background tasks, such as computing a release, until stopped."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command

from fristed.interfaces.cli.commands import FristedCommand


class Command(FristedCommand):
    """Run the task worker."""

    help = "Run background tasks until stopped."

    def handle(self, **options: Any) -> None:
        """Hand over to the worker of the task queue."""
        call_command("db_worker", interval=0.5, startup_delay=False, reload=False)
