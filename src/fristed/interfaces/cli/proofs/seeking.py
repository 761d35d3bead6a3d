"""Looking for a mark in bytes, in whatever form it may stand: texts, base64, hex, packed, zipped."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache

LONGEST_UNPACKED = 1 << 26
DEEPEST = 3
BEGINNINGS = (b"\x1f\x8b\x08", b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")


@cache
def forms_of(mark: str) -> dict[str, bytes]:
    """Give the bytes that a text has in it where the mark is in it, by form; letters are small.

    Examples
    --------
    >>> forms_of("kanari")["hex"]
    b'6b616e617269'
    """
    found = {
        "utf-8": mark.encode(),
        "utf-16": mark.encode("utf-16-le"),
        "hex": mark.encode().hex().encode(),
        "hex of utf-16": mark.encode("utf-16-le").hex().encode(),
    }
    for before in range(3):
        # What stands before shifts the letters; the first and last few depend on neighbours and are cut off.
        whole = base64.b64encode(b"\0" * before + mark.encode()).rstrip(b"=")
        found[f"base64, {before} before"] = whole[-(-before * 8 // 6) : -1] if before else whole[:-1]
    return found


def forms_in(content: bytes, *marks: str, depth: int = 0) -> set[str]:
    """Give the forms in which any of some marks stands in some bytes, packed ones included."""
    small = content.lower()
    found = set()
    for name, form in (one for mark in marks for one in forms_of(mark).items()):
        is_there = form in content if name.startswith("base64") else form in small
        found |= {name} if is_there else set()
    if depth < DEEPEST:
        for packed in _unpacked(content):
            found |= {f"packed {name}" for name in forms_in(packed, *marks, depth=depth + 1)}
    return found


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Give what is packed inside: gzip and zlib wherever one begins, and the files of an archive."""
    for beginning in BEGINNINGS:
        at = content.find(beginning)
        while at >= 0:
            try:
                unpacked = zlib.decompressobj(47).decompress(content[at:], LONGEST_UNPACKED)
            except zlib.error:
                unpacked = b""
            if unpacked:
                yield unpacked
            at = content.find(beginning, at + 1)
    if content[:2] == b"PK":
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for name in archive.namelist():
                    yield name.encode() + b"\n" + archive.read(name)
        except zipfile.BadZipFile:
            return
