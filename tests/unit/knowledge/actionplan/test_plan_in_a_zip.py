"""A plan in a ZIP: one that lies about its size, or is broken, is refused and takes little memory."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.knowledge.actionplan.reading import (
    COLUMNS,
    MOST_BYTES,
    PACKAGED,
    PlanNotRight,
    files_in_folder,
    files_in_zip,
)

HUGE = 60 * MOST_BYTES
CLAIMED = 100
SIZE_AT = 24
"""Where the unpacked size stands in an entry of the central directory."""


def packed(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Give files as a ZIP of a folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as zipped:
        for name, content in files.items():
            zipped.writestr(f"plan/{name}", content)
    return out.getvalue()


def lying(content: bytes, size: int) -> bytes:
    """Give a ZIP in which the first file claims to be of another size."""
    found = bytearray(content)
    struct.pack_into("<L", found, found.index(b"PK\x01\x02") + SIZE_AT, size)
    return bytes(found)


def refused(content: bytes) -> str:
    """Give why a ZIP is refused."""
    with pytest.raises(PlanNotRight) as wrong:
        files_in_zip(content)
    [fault] = wrong.value.faults
    return fault.code


WHOLE = packed(files_in_folder(PACKAGED))


def test_what_is_packed_honestly_is_read() -> None:
    assert files_in_zip(WHOLE) == files_in_folder(PACKAGED)


def test_a_file_that_lies_about_its_size_is_refused_before_it_is_unpacked() -> None:
    bomb = lying(packed({"plan.toml": b"\0" * HUGE}), CLAIMED)
    assert len(bomb) < MOST_BYTES
    tracemalloc.start()
    try:
        code = refused(bomb)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert code == "no_zip"
    assert peak < 8 * MOST_BYTES < HUGE


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_is_unpacked_without_a_limit_is_refused(compression: int) -> None:
    assert refused(packed({"plan.toml": b"x"}, compression)) == "no_zip"


def test_what_is_too_large_is_refused_packed_and_unpacked() -> None:
    assert refused(WHOLE + b"\0" * MOST_BYTES) == "too_large"
    assert refused(packed({"plan.toml": b"x" * MOST_BYTES, "words.csv": b"x"})) == "too_large"
    assert set(files_in_zip(packed({"plan.toml": b"x" * MOST_BYTES}))) == {"plan.toml"}


def test_a_directory_that_would_begin_before_the_file_is_refused() -> None:
    broken = bytearray(WHOLE)
    struct.pack_into("<L", broken, len(broken) - 22 + 12, 1 << 24)
    assert refused(bytes(broken)) == "no_zip"


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_no_broken_byte_brings_the_reader_down(place: int, change: int) -> None:
    broken = bytearray(WHOLE)
    broken[place] ^= change
    with suppress(PlanNotRight):
        assert set(files_in_zip(bytes(broken))) <= {"plan.toml", *COLUMNS}
