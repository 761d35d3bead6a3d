"""Facts as a file: a fact a line, the same facts always the same bytes, and a hash that tells forged ones."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from io import BytesIO
from typing import Any

from fristed.casework.cases.facts import CaseFact

COLUMNS = tuple(field.name for field in fields(CaseFact))
SETS = ("agencies_involved", "agencies_to_involve")


class DamagedFacts(Exception):
    """A file of facts is not the one that was frozen, and nothing is counted from it."""


def write_facts(facts: Iterable[CaseFact]) -> bytes:
    """Write facts as compressed lines of JSON, in an order that leaves no trace of who came first.

    Examples
    --------
    >>> read_facts(write_facts([]), expected_sha256=sha256_of_facts(write_facts([])))
    ()
    """
    lines = sorted(json.dumps(list(asdict(fact).values()), ensure_ascii=False) for fact in facts)
    written = BytesIO()
    with gzip.GzipFile(fileobj=written, mode="wb", mtime=0) as file:
        file.write("".join(f"{line}\n" for line in [json.dumps(COLUMNS), *lines]).encode())
    return written.getvalue()


def sha256_of_facts(content: bytes) -> str:
    """Give the hash that is kept apart from the file.

    Raises
    ------
    DamagedFacts
        If the file cannot be unpacked.
    """
    return hashlib.sha256(_unpacked(content)).hexdigest()


def read_facts(content: bytes, *, expected_sha256: str) -> tuple[CaseFact, ...]:
    """Read frozen facts.

    Raises
    ------
    DamagedFacts
        If the file is not the one whose hash was kept.
    """
    text = _unpacked(content)
    if hashlib.sha256(text).hexdigest() != expected_sha256:
        raise DamagedFacts("The frozen facts do not match the hash that was kept. Nothing was counted.")
    head, *lines = text.decode().splitlines()
    if tuple(json.loads(head)) != COLUMNS:
        raise DamagedFacts("The frozen facts have other columns than this version reads.")
    return tuple(_fact(json.loads(line)) for line in lines)


def _unpacked(content: bytes) -> bytes:
    try:
        return gzip.decompress(content)
    except (OSError, EOFError) as broken:
        raise DamagedFacts("The frozen facts cannot be unpacked. Nothing was counted.") from broken


def _fact(values: list[Any]) -> CaseFact:
    fact = dict(zip(COLUMNS, values, strict=True))
    return CaseFact(**{**fact, **{name: tuple(fact[name]) for name in SETS}})
