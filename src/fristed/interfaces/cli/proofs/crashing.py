"""Writers that are killed at any moment, and with them the server: what was acknowledged must be there.

A writer registers cases by the verb that the page calls, and writes each reference into a pipe when the verb
has returned. The parent counts what came through the pipe, after the writer, and the server, have ended.
"""

from __future__ import annotations

import os
import random
import signal
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections, transaction

from fristed.casework.cases.queries import CaseNotFound, case_detail, case_history
from fristed.foundation.audit.queries import verify_chain
from fristed.foundation.backups.engines import SQLITE, engine_of
from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.demo import create_cast
from fristed.interfaces.cli.proofs.apart import measured, run_apart
from fristed.interfaces.cli.proofs.clusters import Cluster, own_cluster
from fristed.interfaces.cli.proofs.measured import Measured
from fristed.interfaces.cli.proofs.settled import registered, who

FULL, QUICK = 1_000, 60
FULL_POSTGRESQL, QUICK_POSTGRESQL = 100, 5
FAULTS = ("acknowledged-early", "synchronous-off")
CLUSTER = "FRISTED_TRIAL_CLUSTER"
LONGEST_SECONDS, LONGEST_SERVER_SECONDS = 0.25, 0.6
VERIFIED_EACH = 50


def crash_sqlite(command: FristedCommand, *, quick: bool) -> Measured:
    """Kill writers on SQLite; count acknowledged cases that are lost, half cases, and breaks of the trail."""
    size = QUICK if quick else FULL
    return measured(run_apart("crash", size=size), "faults after SIGKILL of the writer (SQLite)", FULL)


def crash_postgresql(command: FristedCommand, *, quick: bool) -> Measured:
    """Kill a PostgreSQL of one's own under a writer, and the writer; count the same."""
    size = QUICK_POSTGRESQL if quick else FULL_POSTGRESQL
    found = on_own_cluster(size)
    return measured(found, "faults after SIGKILL of server and writer (PostgreSQL)", FULL_POSTGRESQL)


def on_own_cluster(size: int, fault: str = "") -> dict[str, Any]:
    """Run the trial against a server that it may kill."""
    options = "-c synchronous_commit=off -c wal_writer_delay=10s" if fault == "synchronous-off" else ""
    with own_cluster("fristed", "fristed_keys", options=options) as cluster:
        more = {
            "FRISTED_DATABASE_URL": cluster.address("fristed"),
            "FRISTED_KEYS_DATABASE_URL": cluster.address("fristed_keys"),
            CLUSTER: f"{cluster.port} {cluster.options} {cluster.place}",
        }
        return run_apart("crash", size=size, fault=fault, more=more)


def cluster_to_kill() -> Cluster | None:
    """Give the server that this trial may kill; ``None`` where it runs on SQLite."""
    told = os.environ.get(CLUSTER)
    if not told or engine_of(settings.DATABASES["default"]) == SQLITE:
        return None
    port, _, rest = told.partition(" ")
    options, _, place = rest.rpartition(" ")
    return Cluster(Path(place), int(port), options)


def crash_trial(size: int, fault: str) -> dict[str, Any]:
    """Kill so many times; look after each."""
    at, dice = door_clock(), random.Random(7)  # noqa: S311  only says when to kill
    create_cast(by=SYSTEM)
    cluster = cluster_to_kill()
    acknowledged: list[str] = []
    faults: list[str] = []
    for number in range(size):
        seconds = dice.uniform(0.02, LONGEST_SERVER_SECONDS if cluster else LONGEST_SECONDS)
        told, wrong = _killed(cluster, fault, at, seconds)
        acknowledged += told
        faults += [f"cycle {number}: {one}" for one in [*wrong, *_lost(told)]]
        if number % VERIFIED_EACH == VERIFIED_EACH - 1 or number == size - 1:
            verdict = verify_chain()
            faults += [] if verdict.is_whole else [f"the trail is broken at {verdict.first_bad}"]
    faults += _lost(acknowledged)
    if not acknowledged:
        faults.append("nothing was acknowledged: nothing was tried")
    return {"faults": faults, "size": size, "acknowledged": len(acknowledged)}


def _killed(cluster: Cluster | None, fault: str, at: datetime, seconds: float) -> tuple[list[str], list[str]]:
    """Let a writer write until it, and the server if there is one, is killed; give what it acknowledged."""
    connections.close_all()
    reading, writing = os.pipe()
    writer = os.fork()
    if writer == 0:
        os.close(reading)
        _write(writing, fault, at)
    os.close(writing)
    wrong = []
    with os.fdopen(reading, "rb") as pipe:
        first = pipe.readline()
        time.sleep(seconds)
        if cluster:
            cluster.kill()
        os.kill(writer, signal.SIGKILL)
        lines = [first, *pipe.read().splitlines()]
    ended, status = os.waitpid(writer, 0)
    how = os.waitstatus_to_exitcode(status)
    # A writer that lost its server may have ended by itself; on SQLite only our signal may have ended it.
    if ended != writer or (how != -signal.SIGKILL and not (cluster and how == SERVER_GONE)):
        wrong.append(f"the writer was not killed but ended with {how}")
    if cluster:
        cluster.start()
    # The last line may have been cut off in the middle of being written.
    return [line.decode().strip() for line in lines if line.strip()], wrong


SERVER_GONE = 8


def _write(writing: int, fault: str, at: datetime) -> None:
    """Register and acknowledge until somebody kills this process; never returns."""
    try:
        day = at.date() - timedelta(days=1)
        while True:
            if fault == "acknowledged-early":
                with transaction.atomic():
                    os.write(writing, f"{registered('MR', day, at)}\n".encode())
                    time.sleep(0.01)
            else:
                os.write(writing, f"{registered('MR', day, at)}\n".encode())
    finally:
        os._exit(SERVER_GONE)


def _lost(references: list[str]) -> list[str]:
    """Name acknowledged cases that are not there as a whole, with the line that tells of them."""
    aud, lost = who("aud"), []
    for reference in references:
        try:
            found = case_detail(aud, reference)
            events = [line.event for line in case_history(aud, reference)]
        except CaseNotFound:
            lost.append(f"{reference} was acknowledged and is gone")
            continue
        if not found.contact_dates or events[:1] != ["case.registered"]:
            lost.append(f"{reference} is there by half")
    return lost
