"""A log holds what is on a list: not what a fault says, no address, no words of a library."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from fristed.foundation.logs import ALLOWED, AllowedLines, frames_of, note, note_fault, types_of

CANARY = "Kanarifugl Uvanlig Navnsen"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that any logger writes, as it would go out."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(AllowedLines())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def lines(log: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_a_name_that_is_not_on_the_list_is_dropped_and_not_masked(log: io.StringIO) -> None:
    note("request", route="case-list", status=200, name=CANARY, reference="7K4MA-9QXTB")
    [line] = lines(log)
    assert (line["event"], line["route"], line["status"]) == ("request", "case-list", 200)
    assert set(line) <= set(ALLOWED)
    assert CANARY not in log.getvalue()
    assert "7K4MA" not in log.getvalue()


@pytest.mark.parametrize("name", sorted(ALLOWED))
def test_a_value_that_has_not_the_shape_of_its_name_is_dropped(name: str, log: io.StringIO) -> None:
    if name == "event":
        note(CANARY)
    else:
        note("request", **{name: CANARY})
    assert "Kanari" not in log.getvalue()


def test_of_a_librarys_line_only_logger_level_and_place_are_kept(log: io.StringIO) -> None:
    logging.getLogger("django.request").warning("Not Found: %s", f"/cases/{CANARY}/?q={CANARY}")
    logging.getLogger("some.library").error(f"row ({CANARY}) is broken", extra={"name_of_row": CANARY})
    assert [(one["logger"], one["level"], one["event"]) for one in lines(log)] == [
        ("django.request", "warning", "library"),
        ("some.library", "error", "library"),
    ]
    assert "Kanari" not in log.getvalue()


def broken(value: str) -> None:
    """Fail as a library fails: in a cause, with the value in the words and in the frame."""
    held_in_the_frame = value
    try:
        raise KeyError(held_in_the_frame)
    except KeyError as missing:
        raise ValueError(f"{held_in_the_frame} is no code") from missing


def test_of_a_fault_its_types_and_places_are_kept_and_neither_words_nor_values(log: io.StringIO) -> None:
    try:
        broken(CANARY)
    except ValueError as fault:
        number, types, frames = note_fault(fault, route="case-detail"), types_of(fault), frames_of(fault)
    assert types == "ValueError < KeyError"
    assert frames.count("test_logs") == 2
    logging.getLogger("django.request").error("Internal", exc_info=ValueError(CANARY))
    first, second = lines(log)
    assert (first["fault"], first["exceptions"]) == (number, "ValueError < KeyError")
    assert second["exceptions"] == "ValueError"
    assert "Kanari" not in log.getvalue()


def test_a_log_that_wrote_everything_would_be_caught(
    log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fristed.foundation.logs.ALLOWED", {**ALLOWED, "name": ".*"})
    note("request", name=CANARY)
    assert CANARY in log.getvalue()
