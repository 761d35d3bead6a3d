"""What has been measured: kept so that a run goes on where it stopped, and written down as a page."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

Row = dict[str, Any]
PAGE = settings.CHECKOUT / "docs" / "security" / "evidence.md"
HEAD = """# Evidence

What `fristed prove` has measured. A row is replaced when its property is measured anew (`--write`). The size
is how many things were looked at; the target is how many a full proof looks at. A row with a smaller size is
no full proof. What stands below the table is written by hand and stays.

| property | command | figure | size | target size | held | seconds | date | commit | machine |
|---|---|---|---:|---:|---|---:|---|---|---|
"""


def program_mark() -> str:
    """Give a mark of all program text: what another text was found to do proves nothing of this one."""
    digest = hashlib.sha256()
    package = settings.CHECKOUT / "src" / "fristed"
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix in {".py", ".html", ".csv", ".toml", ".json"}:
            digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def commit() -> str:
    """Give the commit that the checkout stands at, with a sign if files differ from it."""
    words = ("git", "describe", "--always", "--dirty", "--abbrev=10", "--exclude=*")
    ended = subprocess.run(words, cwd=settings.CHECKOUT, capture_output=True, text=True, check=False)
    return ended.stdout.strip() or "unknown"


def machine() -> str:
    """Say what it was measured on, without a name."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def _place(name: str) -> Path:
    return Path(settings.DATA) / "proofs" / program_mark() / f"{name}.json"


def kept(name: str) -> Row | None:
    """Give what was measured at full size with this very program, if it held."""
    file = _place(name)
    row: Row | None = json.loads(file.read_text("utf-8")) if file.exists() else None
    return row if row and row["held"] else None


def keep(row: Row) -> None:
    """Keep a row as a whole or not at all."""
    file = _place(row["property"])
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".unfinished")
    draft.write_text(json.dumps(row), "utf-8")
    draft.replace(file)


def stamped(row: Mapping[str, Any], *, at: datetime, quick: bool) -> Row:
    """Say when, on what, of which commit and with which command a row was measured."""
    words = f"fristed prove {'--quick' if quick else row['property']}"
    day = at.date().isoformat()
    return {**row, "command": words, "date": day, "commit": commit(), "machine": machine()}


def rows_of(page: Path) -> dict[str, str]:
    """Give the rows of a page by property, as they stand."""
    table = page.read_text("utf-8").partition("\n## ")[0] if page.exists() else ""
    lines = table.splitlines()
    told = [line for line in lines if line.startswith("| ") and not line.startswith("| property")]
    return {line.split("|")[1].strip(): line for line in told}


def as_line(row: Row) -> str:
    """Give a row as a line of the page."""
    size, target = f"{row['size']:,}", f"{row['target_size']:,}"
    held = "yes" if row["held"] else f"**no**: {row['reason']}"
    cells = (
        *(row["property"], f"`{row['command']}`", f"{row['figure']} {row['unit']}", size, target, held),
        *(row["seconds"], row["date"], row["commit"], row["machine"]),
    )
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def by_hand(page: Path) -> str:
    """Give what stands below the table."""
    text = page.read_text("utf-8") if page.exists() else ""
    _table, heading, rest = text.partition("\n## ")
    return heading + rest


def write_page(rows: Iterable[Row], page: Path = PAGE) -> Path:
    """Write rows into the page; the others stay, and what stands below the table."""
    lines = {**rows_of(page), **{row["property"]: as_line(row) for row in rows}}
    table = "\n".join(lines[name] for name in sorted(lines))
    page.write_text(f"{HEAD}{table}\n{by_hand(page)}", "utf-8")
    return page
