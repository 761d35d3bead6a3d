"""A print is read as it was written; what is no print is refused in words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fristed.methods.disclosure.certificate import write_print
from fristed.methods.disclosure.print_reading import NoPrint, read_print
from fristed.methods.disclosure.records import (
    SIGN_AS_PUBLISHED,
    SIGN_SAFE,
    Equation,
    Printed,
    PrintedCell,
    PrintedPercent,
)

WHOLE = Printed(
    (
        PrintedCell.shown("all", 24, source="figure"),
        PrintedCell.signed("men", SIGN_SAFE),
        PrintedCell.signed("unknown", SIGN_AS_PUBLISHED),
        PrintedCell.rest("rest"),
    ),
    (Equation("all", ("men", "unknown", "rest")),),
    (PrintedPercent("men", "all", 63), PrintedPercent("men", "all", 63, "unknown")),
    threshold=5,
)


def test_a_print_comes_back_as_it_was() -> None:
    assert read_print(write_print(WHOLE)) == WHOLE


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("cells",), 1),
        (("cells", 0), ["all", 24]),
        (("cells", 0, 0), 1),
        (("cells", 0, 1), None),
        (("cells", 0, 1), 24.0),
        (("cells", 0, 2), 23),
        (("cells", 1, 2), -1),
        (("cells", 1, 4), "shown"),
        (("cells", 1, 4), "secret"),
        (("cells", 1, 4), []),
        (("equations", 0, 1), "men"),
        (("equations", 0, 1), ["nobody"]),
        (("percents", 0, 3), "down"),
        (("threshold",), True),
        (("threshold",), None),
    ],
    ids=str,
)
def test_what_is_no_print_is_refused(where: tuple[Any, ...], value: object) -> None:
    written = json.loads(write_print(WHOLE))
    inside = written
    for name in where[:-1]:
        inside = inside[name]
    inside[where[-1]] = value
    with pytest.raises(NoPrint):
        read_print(json.dumps(written))
