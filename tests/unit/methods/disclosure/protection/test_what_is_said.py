"""What the protector says on the way, and when it refuses."""

from __future__ import annotations

import io
import json
from dataclasses import asdict

import pytest

from fristed.methods.disclosure.protection import Effort, NoSafeLinkedPattern, protect_linked
from fristed.methods.disclosure.protection.linked.limited import search_and_tell
from fristed.methods.disclosure.records import Equation, LinkedCounts, ProtectionRule


@pytest.mark.parametrize(
    ("number", "named"), [(6, "c0, c1, c2, c3, c4, c5."), (7, "c0, c1, c2, c3, c4, c5 ….")]
)
def test_a_refusal_names_at_most_six_cells_and_says_if_there_are_more(number: int, named: str) -> None:
    cells = {f"c{at}": 1 for at in range(number)}
    linked = LinkedCounts(
        "countries", {"all": number, **cells}, (Equation("all", tuple(cells)),), shown=frozenset({"all"})
    )
    with pytest.raises(NoSafeLinkedPattern) as refusal:
        protect_linked(linked, ProtectionRule())
    assert f"among {named} Print the total alone" in str(refusal.value)
    assert refusal.value.cells == tuple(cells)


def test_what_is_found_is_written_down_at_once_and_not_when_the_program_ends() -> None:
    """The program may be stopped at any time; what stands in its buffer is lost then."""
    task = {
        "linked": {
            "name": "row",
            "counts": {"all": 40, "a": 6, "b": 14, "c": 20},
            "relations": [["all", "a", "b", "c"]],
            "unprinted": [],
            "shown": ["all"],
            "hidden": [],
            "weights": {},
        },
        "rule": asdict(ProtectionRule()),
        "effort": asdict(Effort()),
    }
    written = io.BytesIO()
    buffered = io.TextIOWrapper(written)
    search_and_tell(io.StringIO(json.dumps(task)), buffered)
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert [*map(sorted, lines)] == [["pattern"], ["pattern"], ["finished"]]
    assert all(line["pattern"]["hidden"] == {"a": "primary", "b": "secondary"} for line in lines[:-1])
