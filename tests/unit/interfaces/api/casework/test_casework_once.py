"""What is sent twice is carried out once; who edits second is told both versions; nothing is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fristed.casework.cases.models import Case, Contact
from fristed.foundation.identity.clients import once
from fristed.foundation.identity.clients.models import SentOnce
from fristed.foundation.identity.clients.once import carry_out_once, forget_answers
from fristed.foundation.identity.clients.refusals import InProgress
from fristed.foundation.identity.clients.rules import ANSWERS_KEPT, STUCK_AFTER
from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.api.casework import calling
from fristed.interfaces.web import middleware
from tests.unit.interfaces.api.casework.machines import Machine, a_case, machine, new_key, noted, registered
from tests.unit.interfaces.web.visitors import AT

pytestmark = pytest.mark.django_db
SHARED = settings(deadline=None, max_examples=4, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(middleware, "door_clock", lambda: AT)


@pytest.fixture
def one() -> Machine:
    return machine()


def test_the_same_request_gives_the_same_answer_and_does_nothing_more(one: Machine) -> None:
    key = new_key()
    first, second = one.post("/cases", a_case(), key=key), one.post("/cases", a_case(), key=key)
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert first.headers["Location"] == second.headers["Location"]
    assert Case.objects.count() == 1


def test_another_request_with_the_same_key_is_refused_and_told_nothing(one: Machine) -> None:
    key = new_key()
    one.post("/cases", a_case(), key=key)
    answer = one.post("/cases", a_case(gender="male"), key=key)
    assert answer.status_code == 422
    assert "reference" not in answer.json()
    case = Case.objects.get().reference
    assert one.post(f"/cases/{case}/contacts", {"on_date": "2026-11-21"}, key=key).status_code == 422
    assert Case.objects.count() == Contact.objects.count() == 1


def test_a_key_is_a_clients_own(one: Machine) -> None:
    key = new_key()
    one.post("/cases", a_case(), key=key)
    assert machine("MR").post("/cases", a_case("MR"), key=key).status_code == 201


def test_while_one_is_at_it_the_other_is_told_to_wait(one: Machine) -> None:
    key = new_key()
    with pytest.raises(InProgress):
        carry_out_once(key=key, sent=b"x", verb=lambda: _nested(one, key), by=one.actor(), at=AT)
    answer = _while_in_progress(one, new_key())
    assert (answer.status_code, answer.headers["Retry-After"]) == (409, "1")


def _nested(one: Machine, key: str) -> str:
    return carry_out_once(key=key, sent=b"x", verb=lambda: "x", by=one.actor(), at=AT).reference


def _while_in_progress(one: Machine, key: str) -> Any:
    """Send a request whose row says that somebody is at it."""
    answer = one.post("/cases", a_case(), key=key)
    assert answer.status_code == 201
    SentOnce.objects.update(done_at=None, begun_at=AT)
    return one.post("/cases", a_case(), key=key)


def test_what_was_left_by_a_program_that_died_can_be_sent_again(one: Machine) -> None:
    by, key = one.actor(), new_key()
    carry_out_once(key=key, sent=b"x", verb=lambda: "first", by=by, at=AT)
    SentOnce.objects.update(done_at=None, reference="")
    with pytest.raises(InProgress):
        carry_out_once(key=key, sent=b"x", verb=lambda: "second", by=by, at=AT + STUCK_AFTER / 2)
    later = carry_out_once(key=key, sent=b"x", verb=lambda: "third", by=by, at=AT + STUCK_AFTER)
    assert (later.reference, later.is_new) == ("third", True)


def test_who_was_thought_dead_and_is_not_carries_nothing_out(one: Machine) -> None:
    by, key = one.actor(), new_key()

    def taken_over_meanwhile() -> str:
        SentOnce.objects.update(nonce="another")
        return "x"

    kept = once._own_turn

    def too_late(*given_: Any) -> Any:
        SentOnce.objects.update(nonce="another")
        return kept(*given_)

    once._own_turn = too_late
    try:
        with pytest.raises(InProgress):
            carry_out_once(key=key, sent=b"x", verb=taken_over_meanwhile, by=by, at=AT)
    finally:
        once._own_turn = kept
    assert SentOnce.objects.get().reference == ""


def test_what_is_refused_may_be_mended_and_sent_with_the_same_key(one: Machine) -> None:
    key = new_key()
    assert one.post("/cases", a_case(first_contact_date="2027-01-01"), key=key).status_code == 422
    assert one.post("/cases", a_case(), key=key).status_code == 201


def test_nothing_that_was_sent_is_kept_and_all_is_forgotten_in_a_day(one: Machine) -> None:
    case, key = registered(one), "a-key-that-says-something"
    body = {"on_date": "2026-11-20", "visibility": "service", "text": "Words that nobody keeps."}
    one.post(f"/cases/{case}/notes", body, key=key)
    kept = str([vars(row) for row in SentOnce.objects.all()])
    assert key not in kept
    assert "Words" not in kept
    assert forget_answers(by=SYSTEM, at=AT + ANSWERS_KEPT) == 0
    assert forget_answers(by=SYSTEM, at=AT + ANSWERS_KEPT + timedelta(seconds=1)) == 2


@SHARED
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=12))
def test_however_requests_are_repeated_each_key_makes_one_case(sent: list[tuple[int, int]]) -> None:
    """Draw which of a few keys comes with which of a few bodies: where two of them meet it bends."""
    assert duplicates_of(sent) == []


def test_the_property_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def unasked(*, verb: Any, at: Any, **_named: Any) -> Any:
        return once.KeptAnswer(verb(), at, is_new=True)

    monkeypatch.setattr(calling, "carry_out_once", unasked)
    assert duplicates_of([(0, 0), (0, 0)])


def duplicates_of(sent: list[tuple[int, int]]) -> list[str]:
    """Send; give what went wrong by a model that is a dictionary."""
    one, before, faults = machine(), Case.objects.count(), []
    keys, known = [new_key() for _ in range(4)], dict[int, tuple[int, str]]()
    genders = ("female", "male", "unknown")
    for key, body in sent:
        answer = one.post("/cases", a_case(gender=genders[body]), key=keys[key])
        made = answer.json().get("reference", "")
        if key in known and known[key][0] != body:
            faults += [] if answer.status_code == 422 else [f"{answer.status_code} for another body"]
        elif made != known.setdefault(key, (body, made))[1] or not made:
            faults.append(f"{made} is not {known[key][1]}")
    number = Case.objects.count() - before
    return faults if number == len(known) else [*faults, f"{number} cases of {len(known)} keys"]


def test_the_second_editor_is_told_both_versions(one: Machine) -> None:
    case = registered(one)
    key = noted(one, case, "First.")
    address = f"/cases/{case}/notes/{key}"
    changed = one.put(address, {"on_date": "2026-11-20", "text": "Second."}, seen='"1"')
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')
    late = one.put(address, {"on_date": "2026-11-20", "text": "Too late."}, seen='"1"')
    assert (late.status_code, late.headers["ETag"]) == (412, '"2"')
    assert late.json()["theirs"]["text"] == "Second."
    assert late.json()["yours"] == {"on_date": "2026-11-20", "text": "Too late."}
    whole = one.get(address).json()
    assert [whole["note"]["text"], *(line["text"] for line in whole["before"])] == ["Second.", "First."]


def test_who_does_not_say_what_was_seen_changes_nothing(one: Machine) -> None:
    case = registered(one)
    address = f"/cases/{case}/notes/{noted(one, case)}"
    assert one.ask("put", address, {"on_date": "2026-11-20", "text": "Blind."}).status_code == 428
    assert one.put(address, {"on_date": "2026-11-20", "text": "Blind."}, seen="*").status_code == 400
    assert one.get(address).headers["ETag"] == '"1"'
