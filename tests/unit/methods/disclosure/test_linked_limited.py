"""Protection within a limit: in a program of its own, which writes down only safe patterns."""

from __future__ import annotations

import io
import json
import re
import resource
import sys
from unittest.mock import patch

import pytest

from fristed.methods.disclosure.protection import NoSafeLinkedPattern, is_safe_pattern, protect_linked
from fristed.methods.disclosure.protection.linked import Effort, LimitReached, limited, protect_within
from fristed.methods.disclosure.protection.linked.limited import (
    LimitedPattern,
    SearchFailed,
    main,
    search_and_tell,
)
from fristed.methods.disclosure.records import Equation, LinkedCounts, LinkedPattern, Loss, ProtectionRule

RULE = ProtectionRule(cost="weights", group_sum_at_least=9)
LINKED = LinkedCounts(
    "gender",
    {"all": 60, "female": 20, "male": 14, "unknown": 6, "other": 10, "rest": 10},
    (Equation("all", ("female", "male", "unknown", "other", "rest")),),
    unprinted=frozenset({"rest"}),
    shown=frozenset({"all"}),
    hidden=frozenset({"other"}),
    weights={"male": 2},
)
NONE = LinkedCounts(
    "none", {"all": 3, "a": 3, "z": 0}, (Equation("all", ("a", "z")),), shown=frozenset({"all"})
)
FOUND = LinkedPattern({"a": "primary", "b": "secondary"}, {"b": ("a",)}, Loss(1, 9), 1, 1)
AS_TEXT = {
    "hidden": {"a": "primary", "b": "secondary"},
    "protects": {"b": ["a"]},
    "loss": {"number": 1, "value": 9},
    "cost": 1,
    "bound": 1,
}


def task_of(linked: LinkedCounts, rule: ProtectionRule = RULE, effort: Effort | None = None) -> str:
    """What the program is given, taken down on the way in."""
    with (
        patch.object(limited.subprocess, "Popen", side_effect=OSError) as program,
        patch.object(limited.json, "dumps", wraps=json.dumps) as written,
        pytest.raises(OSError),  # noqa: PT011  any will do: the program is not started
    ):
        protect_within(linked, rule, seconds=1, megabytes=7, effort=effort)
    assert program.call_args.args[0][-1] == "7"
    return json.dumps(written.call_args.args[0])


def said(text: str) -> list[dict[str, object]]:
    out = io.StringIO()
    search_and_tell(io.StringIO(text), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_the_program_finds_what_the_search_finds() -> None:
    found = protect_within(LINKED, RULE, seconds=60, megabytes=4_000)
    assert found == LimitedPattern(protect_linked(LINKED, RULE), is_finished=True)
    with pytest.raises(NoSafeLinkedPattern, match="none: no pattern protects") as refusal:
        protect_within(NONE, RULE, seconds=60, megabytes=4_000)
    assert refusal.value.cells == ("a",)


def test_nothing_is_returned_when_the_limit_is_too_short_for_any_pattern() -> None:
    words = "The limit of time or memory was reached before a safe pattern was found."
    with pytest.raises(LimitReached, match=f"^{re.escape(words)}$"):
        protect_within(LINKED, RULE, seconds=0.0, megabytes=4_000)


def test_everything_asked_arrives_in_the_program() -> None:
    effort = Effort(gap=0.25, rounds=3)
    with patch.object(limited, "protect_linked", return_value=FOUND) as searched:
        assert said(task_of(LINKED, RULE, effort)) == [{"finished": True}]
    assert searched.call_args.args == (LINKED, RULE)
    assert searched.call_args.kwargs["effort"] == effort
    with patch.object(limited, "protect_linked", return_value=FOUND) as searched:
        said(task_of(NONE))
    assert searched.call_args.kwargs["effort"] == Effort()


def test_safe_patterns_are_written_down_line_by_line() -> None:
    lines = said(task_of(LINKED))
    assert lines[-1] == {"finished": True}
    assert len(lines) == 3
    for line in lines[:-1]:
        pattern = line["pattern"]
        assert isinstance(pattern, dict)
        assert is_safe_pattern(LINKED, RULE, pattern["hidden"])


def test_a_refusal_is_written_down_with_its_cells() -> None:
    assert said(task_of(NONE)) == [{"no_pattern": ["a"], "name": "none"}]


def test_out_of_memory_nothing_more_is_written_down() -> None:
    def grows(*_: object, tell: object, **__: object) -> LinkedPattern:
        assert callable(tell)
        tell(FOUND)
        raise MemoryError

    with patch.object(limited, "protect_linked", grows):
        assert said(task_of(LINKED)) == [{"pattern": AS_TEXT}]


def test_an_error_of_the_program_is_told_as_one_and_not_as_a_limit() -> None:
    def breaks(*_: object, tell: object, **__: object) -> LinkedPattern:
        assert callable(tell)
        tell(FOUND)
        raise KeyError("weights")

    with patch.object(limited, "protect_linked", breaks), pytest.raises(KeyError):
        said(task_of(LINKED))
    told = "".join(
        f"{json.dumps(line)}\n" for line in ({"pattern": AS_TEXT}, {"error": "KeyError: 'weights'"})
    )
    with pytest.raises(SearchFailed, match="weights"):
        within(Program(told, is_slow=False))


class Program:
    """Stands in for the program: says something, and then goes on until it is stopped, or not."""

    def __init__(self, text: str, *, is_slow: bool) -> None:
        self.text, self.is_slow, self.is_killed = text, is_slow, False

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def communicate(self, task: str = "", timeout: float | None = None) -> tuple[str, None]:
        if self.is_slow and not self.is_killed:
            raise limited.subprocess.TimeoutExpired("the search", timeout or 0)
        return self.text, None

    def kill(self) -> None:
        self.is_killed = True


def within(program: Program) -> LimitedPattern:
    with patch.object(limited.subprocess, "Popen", return_value=program):
        return protect_within(LINKED, RULE, seconds=1, megabytes=100)


def test_the_last_pattern_before_the_limit_is_kept() -> None:
    worse = json.dumps({"pattern": {**AS_TEXT, "cost": 5}})
    program = Program(f"{worse}\n{json.dumps({'pattern': AS_TEXT})}\n" + '{"pattern": {"hid', is_slow=True)
    assert within(program) == LimitedPattern(FOUND, is_finished=False)
    assert program.is_killed


def test_a_search_that_comes_to_its_end_is_finished() -> None:
    text = json.dumps({"pattern": AS_TEXT}) + '\n{"finished": true}\n'
    program = Program(text, is_slow=False)
    assert within(program) == LimitedPattern(FOUND, is_finished=True)
    assert not program.is_killed


@pytest.mark.parametrize("text", ["", "Killed", '{"pattern"'])
def test_a_program_that_says_nothing_whole_has_found_nothing(text: str) -> None:
    with pytest.raises(LimitReached):
        within(Program(text, is_slow=False))


def test_the_program_limits_its_own_memory_before_it_searches() -> None:
    order: list[object] = []
    with (
        patch.object(sys, "argv", ["-c", "12"]),
        patch.object(limited.resource, "setrlimit", lambda *asked: order.append(asked)),
        patch.object(limited, "search_and_tell", lambda task, out: order.append((task, out))),
    ):
        main()
    assert order == [(resource.RLIMIT_AS, (12 << 20, 12 << 20)), (sys.stdin, sys.stdout)]
