"""``fristed serve``: the web server and the task worker, side by side."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from fristed.foundation.demo_mark import is_demo
from fristed.interfaces.cli.addresses import is_loopback
from fristed.interfaces.cli.commands import FristedCommand
from fristed.interfaces.cli.database import require_ready_database

LEAN = {"MALLOC_ARENA_MAX": "1"}
"""One heap for all threads of a program: several leave more memory lying about than they save time."""


def web_server_command(address: str, port: int) -> list[str]:
    """Give the command line of the web server; all its files stay inside the checkout."""
    return [
        *(sys.executable, "-m", "gunicorn", "fristed.config.wsgi:application"),
        *("--bind", f"{address}:{port}", "--workers", "2", "--threads", "4", "--worker-class", "gthread"),
        *("--worker-tmp-dir", str(settings.CHECKOUT / "var" / "tmp"), "--no-control-socket"),
        *(
            "--log-level",
            "warning",
            "--logger-class",
            "fristed.config.server_log.AllowListedLogger",
            "--forwarded-allow-ips",
            settings.TRUSTED_PROXY,
        ),
    ]


def worker_command() -> list[str]:
    """Give the command line of the task worker."""
    return [*settings.COMMAND_LINE, "work"]


def run_side_by_side(commands: list[list[str]]) -> bool:
    """Run programs until one ends or a signal comes, then end them all; tell whether a signal ended them."""
    environment = {**LEAN, **os.environ, "FRISTED_DATA": str(settings.DATA)}
    asked_to_stop = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        asked_to_stop.set()

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, stop)
    children = [subprocess.Popen(command, env=environment, start_new_session=True) for command in commands]
    while not asked_to_stop.wait(0.2) and all(child.poll() is None for child in children):
        pass
    for child in children:
        child.terminate()
    for child in children:
        child.wait()
    return asked_to_stop.is_set()


class Command(FristedCommand):
    """Serve the site and run its tasks."""

    help = "Serve the site and run its background tasks."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add where to listen."""
        super().add_arguments(parser)
        parser.add_argument("--address", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on")

    def handle(self, *, address: str, port: int, **options: Any) -> None:
        """Start both programs; a demo listens on this machine only."""
        if is_demo(settings.DATA) and not is_loopback(address):
            raise CommandError(f"A demo is served on this machine only, not on {address}.", returncode=1)
        require_ready_database()
        self.say(f"Serving on http://{address}:{port}/ (stop with Ctrl+C)")
        if not run_side_by_side([web_server_command(address, port), worker_command()]):
            raise CommandError("The web server or the task worker ended by itself; see above.", returncode=1)
