"""A PostgreSQL of one's own on this machine, thrown away after: for proofs that kill it, and for drills."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

PATIENCE_SECONDS = 60.0


class NoPostgresql(Exception):
    """PostgreSQL's own programs are not installed on this machine."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster: where its files are, and its port."""

    place: Path
    port: int
    options: str = ""

    def address(self, database: str) -> str:
        """Give the address of a database in it, as settings take it."""
        return f"postgresql://fristed@127.0.0.1:{self.port}/{database}"

    def postmaster(self) -> int:
        """Give the process id of the server, as it wrote it down itself."""
        return int((self.place / "data" / "postmaster.pid").read_text().split()[0])

    def kill(self) -> None:
        """End the server by SIGKILL, and wait until it and every process that it had started is gone.

        Raises
        ------
        NoPostgresql
            If what is to be killed is not the server that was started here, or does not end.
        """
        killed = self.postmaster()
        if str(self.place) not in Path(f"/proc/{killed}/cmdline").read_text():
            raise NoPostgresql("The process is not the server that was started here.")
        family = [killed, *children_of(killed)]
        os.kill(killed, signal.SIGKILL)
        until = time.monotonic() + PATIENCE_SECONDS
        while any(_alive(one) for one in family):
            if time.monotonic() > until:
                raise NoPostgresql("The server that was killed did not end.")
            time.sleep(0.02)
        # All of it has ended. Where nobody collects the dead, their numbers stay taken and the new server
        # would believe the old one alive.
        (self.place / "data" / "postmaster.pid").unlink(missing_ok=True)
        for lock in self.place.glob(".s.PGSQL.*"):
            lock.unlink()

    def start(self) -> None:
        """Start the server, with everything that makes a commit durable."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.place}"
        options = f"{options} {self.options}".strip()
        _run(
            "pg_ctl",
            "-D",
            str(self.place / "data"),
            "-w",
            "-l",
            str(self.place / "log"),
            "-o",
            options,
            "start",
        )

    def stop(self) -> None:
        """Stop the server as it stands."""
        words = ("-D", str(self.place / "data"), "-m", "immediate", "stop")
        _run("pg_ctl", *words, may_fail=True)

    def create(self, *databases: str) -> None:
        """Make databases."""
        for name in databases:
            _run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "fristed", name)


def children_of(process: int) -> list[int]:
    """Give the processes that a process has started and that run."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = place.read_text().rsplit(")", 1)[-1].split()[1]
        except OSError:
            continue
        if int(parent) == process:
            found.append(int(place.parent.name))
    return found


def _alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[-1].split()[0]
    except OSError:
        return False
    return state != "Z"


def programs() -> Path:
    """Give the directory of PostgreSQL's programs, the newest there is.

    Raises
    ------
    NoPostgresql
        If there is none.
    """
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name))
    if found:
        return found[-1]
    initdb = shutil.which("initdb")
    if initdb is None:
        raise NoPostgresql("PostgreSQL is not installed.")
    return Path(initdb).parent


def _run(program: str, *words: str, may_fail: bool = False) -> None:
    """Run a program as a user that PostgreSQL accepts; it refuses to run for root."""
    as_user = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    ended = subprocess.run(
        [*as_user, str(programs() / program), *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        check=False,
    )
    if ended.returncode and not may_fail:
        raise NoPostgresql(f"{program} ended with {ended.returncode}.")


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as looking:
        looking.bind(("127.0.0.1", 0))
        port: int = looking.getsockname()[1]
    return port


@contextmanager
def own_cluster(*databases: str, options: str = "") -> Iterator[Cluster]:
    """Give a running cluster with empty databases; it is stopped and deleted after.

    Raises
    ------
    NoPostgresql
        If PostgreSQL is not installed.
    """
    # Its user may not reach into a directory of ours, so it gets one of its own.
    with TemporaryDirectory(prefix="fristed-cluster-", dir="/tmp") as place:
        if os.geteuid() == 0:
            shutil.chown(place, "postgres")
        cluster = Cluster(Path(place), free_port(), options)
        words = (
            "-D",
            f"{place}/data",
            "-U",
            "fristed",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        )
        _run("initdb", *words)
        try:
            cluster.start()
            cluster.create(*databases)
            yield cluster
        finally:
            cluster.stop()
