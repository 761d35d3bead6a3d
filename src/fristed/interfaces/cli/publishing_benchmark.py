"""How much it costs to print a whole release in every form, and that the web worker does not feel it.

The printing is the very command that the task worker starts. Beside it a web server with one worker shows the
public pages; its memory is read before, while and after.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from fristed.statistics.releases.official.forms.facts import KeptForm

AIM_SECONDS = 20.0
UNCHANGED_MB = 2.0
"""How far the memory of the web worker may move and still be called unchanged."""
WARM_UP = 30
PAUSE = 0.02

_PAGE = """\
# Printing a release in every form

Written by `fristed bench publish`; the whole results are in `publish.json`.

The official statistics of {year} of the demo (nobody in it is real), printed by the command that the task
worker starts when a version is published: {files} files in three languages, {size_mb} MB. Seconds are of
the processor, from the start of the program to its end, the best and the worst of {rounds} rounds. Each
round prints everything and compares it with what is kept, byte by byte. Meanwhile a web server with one
worker shows the public pages, one after the other.

| | |
| --- | ---: |
| processor, best and worst round | {best:.1f} s and {worst:.1f} s |
| clock, best round | {clock:.1f} s |
| memory of the printing program, peak | {printer_mb} MB |
| memory of the web worker before | {before} MB |
| most while printing | {most} MB |
| after | {after} MB |
| pages shown while printing | {pages} |
| slowest of them | {slowest} ms |

| form | files | kB |
| --- | ---: | ---: |
{forms}

- under {aim:.0f} s of processor: {quick}
- memory of the web worker unchanged (within {unchanged:.0f} MB): {calm}
- the same bytes in every round: {same}

{machine}
"""


class PrintingFailed(Exception):
    """The program that prints ended with an error."""


@dataclass(frozen=True, slots=True)
class Round:
    """One printing: seconds of processor and clock, peak memory, and whether the bytes were the same."""

    processor: float
    clock: float
    memory_mb: int
    same: bool


def print_once(year: int, policy: str, version: int) -> Round:
    """Print in a program of its own and measure it."""
    words = ["forms", f"--year={year}", f"--policy={policy}", f"--version-number={version}", "--json"]
    started = time.perf_counter()
    program = subprocess.Popen([*settings.COMMAND_LINE, *words], env=_environment(), stdout=subprocess.PIPE)
    said = program.stdout.read() if program.stdout else b""
    _pid, status, used = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    if program.stdout:
        program.stdout.close()
    if program.returncode:
        raise PrintingFailed(f"The program that prints ended with {program.returncode}.")
    clock = time.perf_counter() - started
    same = json.loads(said) == {"forms": "same"}
    return Round(used.ru_utime + used.ru_stime, clock, used.ru_maxrss // 1024, same)


def _environment() -> dict[str, str]:
    return {**os.environ, "FRISTED_DATA": str(settings.DATA)}


@contextmanager
def web_worker() -> Iterator[tuple[str, int]]:
    """Serve the site with one worker; give its address and the number of the worker's process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        *(sys.executable, "-m", "gunicorn", "fristed.config.wsgi:application"),
        *("--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "4", "--worker-class", "gthread"),
        *("--worker-tmp-dir", str(settings.CHECKOUT / "var" / "tmp"), "--no-control-socket"),
        *("--log-level", "warning"),
    ]
    server = subprocess.Popen(command, env=_environment())
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, server)
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        yield address, int(children[0])
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            _show(f"{address}/health")
        except OSError:
            if server.poll() is not None:
                raise PrintingFailed("The web server ended.") from None
            time.sleep(0.1)
        else:
            return
    raise PrintingFailed("The web server did not answer.")


def _show(address: str) -> float:
    """Open a page; give the milliseconds."""
    started = time.perf_counter()
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  our own address
        answer.read()
    return 1000 * (time.perf_counter() - started)


def memory_of(process: int) -> float:
    """Give the resident memory of a process in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return round(int(line.split()[1]) / 1024, 1)


class Reader(threading.Thread):
    """Reads the public pages one after the other and watches the memory of the web worker."""

    def __init__(self, address: str, worker: int, year: int) -> None:
        super().__init__(daemon=True)
        self.pages = [f"{address}/published/{year}/{part}" for part in ("", "tabell-04/", "kapittel-saker/")]
        self.worker = worker
        self.enough = threading.Event()
        self.most = 0.0
        self.shown: list[float] = []

    def read(self, number: int) -> None:
        """Read some pages."""
        for place in range(number):
            self.shown.append(_show(self.pages[place % len(self.pages)]))
            self.most = max(self.most, memory_of(self.worker))

    def run(self) -> None:
        """Read until it is enough."""
        while not self.enough.wait(PAUSE):
            self.read(1)


def measure(year: int, policy: str, version: int, *, rounds: int) -> dict[str, Any]:
    """Print some rounds beside a web worker that is read from; give plain values."""
    with web_worker() as (address, worker):
        reader = Reader(address, worker, year)
        reader.read(WARM_UP)
        before, reader.most, reader.shown = memory_of(worker), 0.0, []
        reader.start()
        try:
            printed = [print_once(year, policy, version) for _ in range(rounds)]
        finally:
            reader.enough.set()
            reader.join()
        after = memory_of(worker)
    return {
        "year": year,
        "rounds": rounds,
        "processor_seconds": [round(one.processor, 2) for one in printed],
        "clock_seconds": [round(one.clock, 2) for one in printed],
        "printing_memory_mb": max(one.memory_mb for one in printed),
        "web_memory_mb": {"before": before, "most_while": reader.most, "after": after},
        "pages_while_printing": len(reader.shown),
        "slowest_page_ms": round(max(reader.shown, default=0)),
        "same_bytes": all(one.same for one in printed),
    }


def benchmark_of(
    measured: Mapping[str, Any], forms: tuple[KeptForm, ...], *, on: str, made_on: Mapping[str, object]
) -> dict[str, Any]:
    """Put the benchmark together as plain values."""
    memory = measured["web_memory_mb"]
    moved = max(memory["most_while"], memory["after"]) - memory["before"]
    by_form: dict[str, dict[str, int]] = {}
    for one in forms:
        kept = by_form.setdefault(one.form, {"files": 0, "bytes": 0})
        kept["files"] += 1
        kept["bytes"] += one.size
    return {
        "date": on,
        "machine": dict(made_on),
        **measured,
        "forms": by_form,
        "aims": {
            "processor_under_20_seconds": max(measured["processor_seconds"]) < AIM_SECONDS,
            "web_memory_unchanged": moved <= UNCHANGED_MB,
            "same_bytes": measured["same_bytes"],
        },
    }


def page_of(benchmark: Mapping[str, Any]) -> str:
    """Write the benchmark as Markdown."""
    made, memory, aims = benchmark["machine"], benchmark["web_memory_mb"], benchmark["aims"]
    forms = benchmark["forms"]
    where = f"{benchmark['date']}, {made['cores']} cores, {made['memory_gb']} GB, {made['system']}, "
    where += (
        f"other work keeping {made['busy_cores_before']} cores busy beforehand, Python {made['python']}, "
    )
    where += f"typst {made['typst']}, XlsxWriter {made['xlsxwriter']}."
    return _PAGE.format(
        year=benchmark["year"],
        rounds=benchmark["rounds"],
        files=sum(one["files"] for one in forms.values()),
        size_mb=round(sum(one["bytes"] for one in forms.values()) / 1_000_000, 1),
        best=min(benchmark["processor_seconds"]),
        worst=max(benchmark["processor_seconds"]),
        clock=min(benchmark["clock_seconds"]),
        printer_mb=benchmark["printing_memory_mb"],
        before=memory["before"],
        most=memory["most_while"],
        after=memory["after"],
        pages=benchmark["pages_while_printing"],
        slowest=benchmark["slowest_page_ms"],
        forms="\n".join(
            f"| {form} | {one['files']} | {round(one['bytes'] / 1000):,} |" for form, one in forms.items()
        ),
        aim=AIM_SECONDS,
        unchanged=UNCHANGED_MB,
        quick="yes" if aims["processor_under_20_seconds"] else "no",
        calm="yes" if aims["web_memory_unchanged"] else "no",
        same="yes" if aims["same_bytes"] else "no",
        machine=where,
    )


def write_results(benchmark: Mapping[str, Any], *, out: Path) -> list[Path]:
    """Write ``publish.json`` and ``publish.md`` into a directory."""
    out.mkdir(parents=True, exist_ok=True)
    texts = {"publish.json": json.dumps(benchmark, indent=1) + "\n", "publish.md": page_of(benchmark)}
    for name, text in texts.items():
        (out / name).write_text(text, "utf-8")
    return [out / name for name in texts]
