"""What a page of casework costs: processor time of web process and database, at sizes up to a million cases.

A PostgreSQL and a web server of its own are started and thrown away after. The web process signs in to the
database as the role that row-level security holds, so that both nets are in the figures, and every page has
its durable line in the audit trail. Three people look: an adviser in an own register, an envoy with leave to
some cases of another service and shut out of a few, and a leader named to cases with protected addresses.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from django.conf import settings
from django.db import connection

from fristed.casework.cases.references import ALPHABET
from fristed.foundation.demo_mark import mark_register, require_unused_or_demo
from fristed.foundation.identity.access.row_security import roles_sql
from fristed.foundation.identity.queries import SYSTEM, actor_named
from fristed.interfaces.cli.commands import door_clock
from fristed.interfaces.cli.demo import PASSWORD, create_cast
from fristed.interfaces.cli.management.commands.serve import LEAN
from fristed.interfaces.cli.proofs.clusters import Cluster, children_of, free_port, own_cluster
from fristed.interfaces.web.pages.cases import LINES
from fristed.methods.classifications import code_list

Say = Callable[[str], None]
FULL_CASES = (3_500, 100_000, 1_000_000)
REQUESTS = 200
WARM_UP = 20
SEED = 2024
WEB = "fristed_web"
TICK = os.sysconf("SC_CLK_TCK")
HELD, PEAK = "VmRSS", "VmHWM"
LIMIT_MS, LIMIT_MB, LIMIT_FACTOR = 25.0, 120, 1.5
NEWEST = date(2026, 10, 31)
DAYS = 3_650
SERVICES = (("MR", 40), ("KT", 45), ("SU", 15))
LEAVE, SHUT, NAMED = 25, 5, 40
READERS = (
    ("aud", "an adviser in the own register"),
    ("cem", f"an envoy with leave to {LEAVE} cases of another service, shut out of {SHUT}"),
    ("gro", f"a leader named to {NAMED} cases with protected addresses"),
)
PAGES = (
    ("list", "/cases/"),
    ("list of a concern", "/cases/?main_concern=threats_and_violence"),
    ("list of a year", "/cases/?year=2024"),
    ("case", "/cases/{reference}/"),
)
REFERENCE = re.compile(r"/cases/([2-9A-Z]{5}-[2-9A-Z]{5})/")


class BenchFailed(Exception):
    """A page was not answered as it should be, or a program ended with an error."""


@dataclass(frozen=True, slots=True)
class PageCost:
    """What one page costs one reader: processor time by request, and how long it took, in milliseconds."""

    cases: int
    reader: str
    page: str
    web_ms: float
    database_ms: float
    median_ms: float
    p95_ms: float

    @property
    def cpu_ms(self) -> float:
        """Processor time of both."""
        return self.web_ms + self.database_ms


# ---- the register that is measured on


def fill_here(cases: int) -> None:
    """Bring the database in the settings to this many invented cases; the cast, and what is given to it."""
    require_unused_or_demo()
    mark_register(by=SYSTEM, at=door_clock())
    create_cast(by=SYSTEM)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_case")
        there = cursor.fetchone()[0]
        _copy(cursor, there, cases)
        if not there:
            cursor.execute(roles_sql(database=str(connection.settings_dict["NAME"]), web=WEB))
            _give(cursor)
        cursor.execute("SET maintenance_work_mem = '256MB'")
        for table in ("cases_case", "cases_contact", "audit_auditline"):
            cursor.execute(f"VACUUM ANALYZE {table}")


def reference_of(number: int) -> str:
    """Give a reference for a number, each another one."""
    scattered = (number * 7_919_237 + 12_345_678) % len(ALPHABET) ** 10
    letters = []
    for _ in range(10):
        scattered, place = divmod(scattered, len(ALPHABET))
        letters.append(ALPHABET[place])
    return f"{''.join(letters[:5])}-{''.join(letters[5:])}"


def _rows(first: int, last: int) -> Iterator[tuple[Any, ...]]:
    """Give cases as the table holds them; nobody in them is real."""
    services, weights = [code for code, _ in SERVICES], [weight for _, weight in SERVICES]
    concerns = sorted(code_list("main_concerns").codes())
    genders, ages = sorted(code_list("genders").codes()), sorted(code_list("age_bands").codes())
    for number in range(first, last):
        dice = random.Random(SEED * 10_000_000 + number)  # noqa: S311  no secret
        day = NEWEST - timedelta(days=dice.randrange(DAYS))
        closed = day + timedelta(days=30) if dice.random() < 0.7 else None
        grading = "confidential" if number % 500 == 0 else "none"
        yield (
            number + 1,
            *(dice.choices(services, weights)[0], reference_of(number), "closed" if closed else "open"),
            *(datetime(day.year, day.month, day.day, 9, tzinfo=UTC), day, closed),
            *(dice.choice(concerns), "told", dice.choice(genders), dice.choice(ages)),
            *("SO", "parents", "police", False, "", None, "", "", "", "", ""),
            *(None, grading, ""),
        )


COLUMNS = (
    "id, service, reference, status, registered_at, first_contact_date, closed_date, main_concern, "
    "concern_basis, gender, age_band, country_background, country_ground, referrer, immigration_case, "
    "immigration_reason, abroad_case, control_motive, stay_kind, stay_companion, outcome, return_obstacle, "
    "responsible, address_grading, person_pseudonym"
)


def _copy(cursor: Any, first: int, last: int) -> None:
    """Put cases and two contacts of each into the tables."""
    if first >= last:
        return
    with cursor.copy(f"COPY cases_case ({COLUMNS}) FROM STDIN") as out:
        for row in _rows(first, last):
            out.write_row(row)
    cursor.execute(
        "INSERT INTO cases_contact (case_id, on_date, registered_at) "
        "SELECT id, first_contact_date, registered_at FROM cases_case WHERE id > %s UNION ALL "
        "SELECT id, first_contact_date + 20, registered_at FROM cases_case WHERE id > %s",
        [first, first],
    )
    for table in ("cases_case", "cases_contact"):
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")  # noqa: S608


def _give(cursor: Any) -> None:
    """Give the envoy leave and shut some cases, and name the leader to protected ones."""
    envoy, leader = actor_named("cem").account_id, actor_named("gro").account_id
    cursor.execute(
        "INSERT INTO access_grant (key, service, reference, account_id, level, purpose, starts_at, ends_at, "
        "given_at, given_by, ended_by) SELECT 'bench' || id, service, reference, %s, 'read', "
        "'Measuring what a page costs', now() - interval '1 day', now() + interval '9 days', now(), "
        "'gro', '' "
        "FROM cases_case WHERE service = 'KT' AND address_grading = 'none' ORDER BY id LIMIT %s",
        [envoy, LEAVE],
    )
    cursor.execute(
        "INSERT INTO access_block (service, reference, account_id, ended_by, blocked_at, blocked_by) "
        "SELECT service, reference, %s, '', now(), 'ivar' FROM cases_case WHERE service = 'SU' "
        "ORDER BY first_contact_date DESC LIMIT %s",
        [envoy, SHUT],
    )
    cursor.execute(
        "INSERT INTO access_naming (service, reference, account_id, ended_by, named_at, named_by) "
        "SELECT service, reference, %s, '', now(), 'gro' FROM cases_case "
        "WHERE service = 'KT' AND address_grading <> 'none' ORDER BY id LIMIT %s",
        [leader, NAMED],
    )


# ---- measuring


def measure_casework(
    sizes: Sequence[int], *, requests: int, made_on: Mapping[str, object], at: datetime, say: Say
) -> dict[str, Any]:
    """Measure every page for every reader at every size.

    Raises
    ------
    BenchFailed
        If a page is not answered, or a program ends with an error.
    NoPostgresql
        If PostgreSQL is not installed.
    """
    found: list[PageCost] = []
    held_mb = peak_mb = 0.0
    place = settings.CHECKOUT / "var" / "tmp"
    place.mkdir(parents=True, exist_ok=True)
    with own_cluster("house", "keys") as cluster, TemporaryDirectory(dir=place) as data:
        owner = _environment(cluster, Path(data), "fristed")
        _run(["migrate"], owner)
        for size in sorted(sizes):
            say(f"{size:,} cases …")
            _run(["bench", "casework", "--here", f"--cases={size}"], owner)
            with _serving(_environment(cluster, Path(data), WEB)) as (address, server):
                for username, _who in READERS:
                    found += _read_as(
                        username, size, Processes(server.pid, cluster), address=address, requests=requests
                    )
                held_mb = max(held_mb, _most_megabytes(server.pid, HELD))
                peak_mb = max(peak_mb, _most_megabytes(server.pid, PEAK))
    return {
        "benchmark": "casework",
        "date": at.date().isoformat(),
        "machine": dict(made_on),
        "requests": requests,
        "worker_megabytes": round(held_mb, 1),
        "worker_peak_megabytes": round(peak_mb, 1),
        "pages": [asdict(one) | {"cpu_ms": round(one.cpu_ms, 2)} for one in found],
    }


def _environment(cluster: Cluster, data: Path, role: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FRISTED_")}
    return {
        **LEAN,
        **kept,
        "FRISTED_DATA": str(data),
        "FRISTED_SECOND_FACTOR": "offered",
        "FRISTED_DATABASE_URL": cluster.address("house").replace("fristed@", f"{role}@"),
        "FRISTED_KEYS_DATABASE_URL": cluster.address("keys"),
    }


def _run(words: Sequence[str], environment: Mapping[str, str]) -> None:
    line = [*settings.COMMAND_LINE, *words]
    done = subprocess.run(line, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchFailed(f"{' '.join(words)}: {done.stderr[-800:]}")


@contextmanager
def _serving(environment: Mapping[str, str]) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Start the web server with one worker; give its address and process."""
    port = free_port()
    line = [
        *(sys.executable, "-m", "gunicorn", "fristed.config.wsgi:application"),
        *("--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "4", "--worker-class", "gthread"),
        *("--worker-tmp-dir", environment["FRISTED_DATA"], "--no-control-socket", "--log-level", "warning"),
    ]
    server = subprocess.Popen(line, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            if server.poll() is not None:
                raise BenchFailed(f"The web server ended with {server.returncode}.")
            try:
                httpx.get(f"{address}/health", timeout=1)
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield address, server
    finally:
        server.terminate()
        server.wait(timeout=30)


def _read_as(
    username: str, size: int, processes: Processes, *, address: str, requests: int
) -> list[PageCost]:
    """Sign in, and open each page as often as asked."""
    with httpx.Client(base_url=address, timeout=120) as client:
        _sign_in(client, username)
        references = REFERENCE.findall(_page(client, "/cases/"))
        if len(references) < 2:
            raise BenchFailed(f"{username} sees no cases.")
        return [
            _cost_of(client, name, path, references, processes, size=size, who=username, requests=requests)
            for name, path in PAGES
        ]


def _cost_of(
    client: httpx.Client,
    name: str,
    path: str,
    references: Sequence[str],
    processes: Processes,
    *,
    size: int,
    who: str,
    requests: int,
) -> PageCost:
    took: list[float] = []
    web = database = 0.0
    for turn in range(WARM_UP + requests):
        if turn == WARM_UP:
            took, web, database = [], processes.web_seconds(), processes.database_seconds()
        began = time.perf_counter()
        _page(client, path.format(reference=references[turn % len(references)]))
        took.append(1000 * (time.perf_counter() - began))
    return PageCost(
        cases=size,
        reader=who,
        page=name,
        web_ms=round(1000 * (processes.web_seconds() - web) / requests, 2),
        database_ms=round(1000 * (processes.database_seconds() - database) / requests, 2),
        median_ms=round(median(took), 2),
        p95_ms=round(quantiles(took, n=20)[18], 2),
    )


def _sign_in(client: httpx.Client, username: str) -> None:
    client.get("/sign-in/")
    given = {"username": username, "password": PASSWORD, "csrfmiddlewaretoken": client.cookies["csrftoken"]}
    answer = client.post("/sign-in/", data=given)
    if answer.status_code != 302:
        raise BenchFailed(f"{username} was not let in: {answer.status_code}.")


def _page(client: httpx.Client, path: str) -> str:
    answer = client.get(path)
    if answer.status_code != 200:
        raise BenchFailed(f"{path} answered {answer.status_code}.")
    return answer.text


@dataclass(frozen=True, slots=True)
class Processes:
    """Whose processor time is counted: the workers of a web server, and every process of a cluster."""

    server: int
    cluster: Cluster

    def web_seconds(self) -> float:
        """Processor time of the workers so far."""
        return sum(_seconds_of(one)[0] for one in children_of(self.server))

    def database_seconds(self) -> float:
        """Processor time of the database so far, that of connections which have ended included."""
        postmaster = self.cluster.postmaster()
        return sum(_seconds_of(postmaster)) + sum(_seconds_of(one)[0] for one in children_of(postmaster))


def _seconds_of(process: int) -> tuple[float, float]:
    """Give the processor time of a process, and that of its children which have ended."""
    try:
        words = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[-1].split()
    except OSError:
        return 0.0, 0.0
    own, ended = int(words[11]) + int(words[12]), int(words[13]) + int(words[14])
    return own / TICK, ended / TICK


def _most_megabytes(server: int, which: str) -> float:
    """Give the memory of the worker that has most: what it holds now, or has held at most."""
    return max(_kilobytes(one, which) for one in children_of(server)) / 1024


def _kilobytes(process: int, which: str) -> int:
    text = Path(f"/proc/{process}/status").read_text()
    return int(next(line.split()[1] for line in text.splitlines() if line.startswith(which)))


# ---- writing


def page_of(found: Mapping[str, Any]) -> str:
    """Write the figures as a page."""
    made_on = ", ".join(f"{name} {value}" for name, value in found["machine"].items())
    who = dict(READERS)
    rows = [
        f"| {one['cases']:,} | {one['reader']} | {one['page']} | {one['web_ms']} | {one['database_ms']} "
        f"| {one['cpu_ms']:.1f} | {one['median_ms']} | {one['p95_ms']} |"
        for one in found["pages"]
    ]
    lines = [
        "# What a page of casework costs",
        "",
        "Written by `fristed bench casework`. A PostgreSQL of its own, the web process held by row-level",
        "security, a durable line in the audit trail before each page. "
        f"{LINES} cases on a list. Processor time",
        "by request in milliseconds, of the web process and of the database with all its processes; how long",
        f"the answer took beside it. Aim: at most {LIMIT_MS:.0f} ms of both for a list, no more than",
        f"{LIMIT_FACTOR} times that from the smallest size to the largest, at most {LIMIT_MB} MB a worker.",
        "",
        *(f"- {name}: {words}" for name, words in who.items()),
        "",
        "| cases | reader | page | web | database | both | median | 95th percentile |",
        "|---:|---|---|---:|---:|---:|---:|---:|",
        *rows,
        "",
        f"Memory of the web worker after all pages: {found['worker_megabytes']} MB; at its peak, while a",
        f"password is checked with Argon2, {found['worker_peak_megabytes']} MB. {_growth(found['pages'])}",
        "",
        f"{found['requests']} requests of each, {found['date']}, {made_on}.",
        "",
    ]
    return "\n".join(lines)


def _growth(pages: Sequence[Mapping[str, Any]]) -> str:
    """Tell how many times as much a list costs at the largest size as at the smallest, at worst."""
    sizes = sorted({one["cases"] for one in pages})
    if len(sizes) < 2:
        return ""
    cost = {(one["cases"], one["reader"], one["page"]): one["cpu_ms"] for one in pages}
    worst = max(
        cost[sizes[-1], reader, page] / cost[sizes[0], reader, page]
        for _size, reader, page in cost
        if page.startswith("list")
    )
    return f"At worst a list costs {worst:.2f} times as much with {sizes[-1]:,} cases as with {sizes[0]:,}."


def write_casework(found: Mapping[str, Any], *, out: Path) -> list[Path]:
    """Write page and figures; give the files."""
    out.mkdir(parents=True, exist_ok=True)
    page, figures = out / "casework.md", out / "casework.json"
    page.write_text(page_of(found), "utf-8")
    figures.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return [page, figures]
