"""A running site of its own for the journeys: the demo's register and releases, served on this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
BUILD = """
import django; django.setup()
from django.conf import settings
from fristed.interfaces.cli.commands import door_clock
from fristed.interfaces.cli.demo import build_demo
from fristed.interfaces.cli.official import official_release
def say(text): pass
build_demo(settings.DATA, say=say)
official_release(2024, at=door_clock(), say=say)
"""
LONGEST_START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Site:
    """Where the site is served, and where its data lie."""

    address: str
    data: Path


def environment_for(data: Path) -> dict[str, str]:
    """Give programs the site's own data directory and an embedded database, whatever the tests run on."""
    kept = {name: value for name, value in os.environ.items() if name != "FRISTED_DATABASE_URL"}
    return {**kept, "FRISTED_DATA": str(data), "DJANGO_SETTINGS_MODULE": "fristed.config.settings"}


def carried_out(site: Site, code: str) -> str:
    """Run a piece of code inside the site's installation, beside its web server; give what it prints."""
    line = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
    done = subprocess.run(
        line, env=environment_for(site.data), cwd=CHECKOUT, check=True, text=True, stdout=subprocess.PIPE
    )
    return done.stdout.strip()


def fill(data: Path) -> None:
    """Build the demo's register, and both editions of its statistics, one of them official."""
    environment = environment_for(data)
    subprocess.run([sys.executable, "-c", BUILD], env=environment, check=True, cwd=CHECKOUT)
    words = [sys.executable, "-m", "fristed.interfaces.cli.main", "compute", "--year=2024"]
    subprocess.run([*words, "--policy=as-published-2024"], env=environment, check=True, cwd=CHECKOUT)


def free_port() -> int:
    """Find a port on this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the site answers that it is well."""
    for _ in range(LONGEST_START_SECONDS * 10):
        if server.poll() is not None:
            raise RuntimeError(f"The web server ended with {server.returncode}.")
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=1):  # noqa: S310  our own address
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The web server did not answer in time.")


@contextmanager
def serving(data: Path, application: str = "fristed.config.wsgi") -> Iterator[Site]:
    """Serve a filled data directory with the web server of the product until the block ends."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", f"{application}:application"),
        *("--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4", "--worker-class", "gthread"),
        *("--worker-tmp-dir", str(data), "--no-control-socket", "--log-level", "warning"),
    ]
    server = subprocess.Popen(command, env=environment_for(data), cwd=CHECKOUT)
    try:
        wait_for(f"http://127.0.0.1:{port}", server)
        yield Site(f"http://127.0.0.1:{port}", data)
    finally:
        server.terminate()
        server.wait(timeout=30)
