"""Every verb and reading of journeys home and receptions, and how each ends for whom; kept by hand.

``past`` means let in by permission and reach; what the verb then says of the values is tested elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fristed.casework.cases.models import Case
from fristed.casework.reception import actions as reception
from fristed.casework.reception import queries as receptions
from fristed.casework.repatriation import actions as journey
from fristed.casework.repatriation import queries as journeys
from fristed.casework.repatriation.facts import ApplicationDraft
from fristed.foundation.identity.facts import Actor
from tests.access.modes_table import DAY, Call, Rule, given, on_a_case
from tests.access.vault_table import works_with_cases

NONE = "0" * 16


def worker_or_not_there(by: Actor, _service: str) -> str:
    """Who works with cases is let in; where nothing has been asked, there is nothing."""
    return "CaseNotFound" if works_with_cases(by, "") else "NotPermitted"


def of_kompetanseteamet(by: Actor, _service: str) -> str:
    """Only those who work with cases in Kompetanseteamet decide and co-ordinate."""
    is_one = works_with_cases(by, "") and by.service == "KT"
    return "CaseNotFound" if is_one else "NotPermitted"


def leads_kompetanseteamet(by: Actor, _service: str) -> str:
    """Only its leader."""
    is_one = by.username == "service_leader" and by.service == "KT"
    return "past" if is_one else "NotPermitted"


def leader_or_not_there(by: Actor, service: str) -> str:
    """The leader of Kompetanseteamet, for a reception that is not there."""
    may = leads_kompetanseteamet(by, service) == "past"
    return "CaseNotFound" if may else "NotPermitted"


def works(by: Actor, _service: str) -> str:
    """Who works with cases anywhere; each sees what is theirs."""
    return "past" if works_with_cases(by, "") else "NotPermitted"


def answers(by: Actor, _service: str) -> str:
    """Who answers for a part of a reception."""
    return "past" if by.username == "police_coordinator" else "NotPermitted"


def answers_or_not_there(by: Actor, service: str) -> str:
    """The same, for a part that is not there."""
    return "CaseNotFound" if answers(by, service) == "past" else "NotPermitted"


def nobody(_by: Actor, _service: str) -> str:
    """Our own programs alone."""
    return "NotPermitted"


def _of(by: Actor, **more: Any) -> dict[str, Any]:
    return {"reference": "22222-22222", **more, **given(by)}


DRAFT = ApplicationDraft((NONE,), "PK", True, True)
CONDITION: dict[str, Any] = {
    "code": "x",
    "words": {},
    "source": "",
    "status": "",
    "valid_from": None,
    "in_use": True,
}
COUNTRY: dict[str, Any] = {
    "country": "",
    "code": "",
    "value": "",
    "source": "",
    "status": "",
    "valid_from": None,
}
DECISION = {"granted": True, "ground": "", "text": "", "appeal_told": True}

HOME: Mapping[str, tuple[Call, Rule]] = {
    "apply_for_journey": (
        lambda by, _s, ref: journey.apply_for_journey(reference=ref, draft=DRAFT, **given(by)),
        on_a_case,
    ),
    "applications_of_case": (lambda by, _s, ref: journeys.applications_of_case(by, ref), on_a_case),
    "receptions_of_case": (lambda by, _s, ref: receptions.receptions_of_case(by, ref), on_a_case),
    "request_reception": (
        lambda by, _s, ref: reception.request_reception(reference=ref, members=[NONE], **given(by)),
        on_a_case,
    ),
    "submit_application": (lambda by, _s, _r: journey.submit_application(**_of(by)), worker_or_not_there),
    "withdraw_application": (lambda by, _s, _r: journey.withdraw_application(**_of(by)), worker_or_not_there),
    "name_receiver": (lambda by, _s, _r: journey.name_receiver(**_of(by, to=None)), worker_or_not_there),
    "note_document": (
        lambda by, _s, _r: journey.note_document(**_of(by, kind="receipts", on_date=DAY)),
        worker_or_not_there,
    ),
    "check_step": (
        lambda by, _s, _r: journey.check_step(**_of(by, step="custody", on_date=DAY)),
        worker_or_not_there,
    ),
    "give_information": (
        lambda by, _s, _r: journey.give_information(**_of(by, text="x")),
        worker_or_not_there,
    ),
    "book_ticket": (
        lambda by, _s, _r: journey.book_ticket(**_of(by, travel_date=DAY, arrival_date=DAY)),
        worker_or_not_there,
    ),
    "note_departure": (
        lambda by, _s, _r: journey.note_departure(**_of(by, on_date=DAY, travelled=[NONE])),
        worker_or_not_there,
    ),
    "note_no_departure": (
        lambda by, _s, _r: journey.note_no_departure(**_of(by, why="papers")),
        worker_or_not_there,
    ),
    "note_return": (
        lambda by, _s, _r: journey.note_return(**_of(by, member=NONE, on_date=DAY)),
        worker_or_not_there,
    ),
    "ask_reception": (lambda by, _s, _r: journey.ask_reception(**_of(by)), worker_or_not_there),
    "drop_reception": (lambda by, _s, _r: journey.drop_reception(**_of(by)), worker_or_not_there),
    "claim_refund": (
        lambda by, _s, _r: journey.claim_refund(**_of(by, kroner=1, receipts=1)),
        worker_or_not_there,
    ),
    "read_texts": (lambda by, _s, _r: journey.read_texts(**_of(by)), worker_or_not_there),
    "answer_condition": (
        lambda by, _s, _r: journey.answer_condition(**_of(by, condition="cannot_pay", answer="met")),
        of_kompetanseteamet,
    ),
    "request_information": (
        lambda by, _s, _r: journey.request_information(**_of(by, text="x")),
        of_kompetanseteamet,
    ),
    "decide_application": (
        lambda by, _s, _r: journey.decide_application(**_of(by, **DECISION)),
        of_kompetanseteamet,
    ),
    "settle_claim": (lambda by, _s, _r: journey.settle_claim(**_of(by, kroner=1)), of_kompetanseteamet),
    "note_condition": (
        lambda by, _s, _r: journey.note_condition(**CONDITION, **given(by)),
        leads_kompetanseteamet,
    ),
    "note_country": (
        lambda by, _s, _r: journey.note_country(**COUNTRY, **given(by)),
        leads_kompetanseteamet,
    ),
    "applications_within_reach": (lambda by, _s, _r: journeys.applications_within_reach(by), works),
    "application_within_reach": (
        lambda by, _s, _r: journeys.application_within_reach(by, "22222-22222"),
        worker_or_not_there,
    ),
    "applications_of": (lambda by, _s, _r: journeys.applications_of(by), works),
    "application_detail": (
        lambda by, _s, _r: journeys.application_detail(by, "22222-22222"),
        worker_or_not_there,
    ),
    "plan_reception": (
        lambda by, _s, _r: reception.plan_reception(**_of(by, arrival_date=DAY)),
        of_kompetanseteamet,
    ),
    "ask_part": (
        lambda by, _s, _r: reception.ask_part(**_of(by, kind="who_meets", account=None)),
        of_kompetanseteamet,
    ),
    "note_answer": (
        lambda by, _s, _r: reception.note_answer(**_of(by, kind="who_meets", agreed=True)),
        of_kompetanseteamet,
    ),
    "note_arrival": (lambda by, _s, _r: reception.note_arrival(**_of(by, on_date=DAY)), of_kompetanseteamet),
    "note_handover": (
        lambda by, _s, _r: reception.note_handover(**_of(by, on_date=DAY)),
        of_kompetanseteamet,
    ),
    "note_interview": (
        lambda by, _s, _r: reception.note_interview(**_of(by, on_date=DAY)),
        of_kompetanseteamet,
    ),
    "note_left": (lambda by, _s, _r: reception.note_left(**_of(by, on_date=DAY)), worker_or_not_there),
    "name_coordinator": (
        lambda by, _s, _r: reception.name_coordinator(**_of(by, to=None)),
        worker_or_not_there,
    ),
    "change_day": (lambda by, _s, _r: reception.change_day(**_of(by, arrival_date=DAY)), worker_or_not_there),
    "postpone_reception": (
        lambda by, _s, _r: reception.postpone_reception(**_of(by, why="not_safe")),
        worker_or_not_there,
    ),
    "cancel_reception": (
        lambda by, _s, _r: reception.cancel_reception(**_of(by, why="not_safe")),
        worker_or_not_there,
    ),
    "read_part": (lambda by, _s, _r: reception.read_part(key=NONE, **given(by)), answers_or_not_there),
    "answer_part": (
        lambda by, _s, _r: reception.answer_part(key=NONE, agreed=True, since=None, **given(by)),
        answers_or_not_there,
    ),
    "read_details_of_part": (
        lambda by, _s, _r: reception.read_details_of_part(key=NONE, passphrase="x", **given(by)),
        answers_or_not_there,
    ),
    "open_details": (
        lambda by, _s, _r: reception.open_details(**_of(by, officers=["bo"])),
        leader_or_not_there,
    ),
    "name_details_officer": (
        lambda by, _s, _r: reception.name_details_officer(**_of(by, officer="bo", passphrase="x")),
        worker_or_not_there,
    ),
    "write_details": (
        lambda by, _s, _r: reception.write_details(**_of(by, values={}, passphrase="x")),
        worker_or_not_there,
    ),
    "read_details": (
        lambda by, _s, _r: reception.read_details(**_of(by, passphrase="x")),
        worker_or_not_there,
    ),
    "fire_details": (lambda by, _s, _r: reception.fire_details(**given(by)), nobody),
    "receptions_within_reach": (lambda by, _s, _r: receptions.receptions_within_reach(by), works),
    "reception_within_reach": (
        lambda by, _s, _r: receptions.reception_within_reach(by, "22222-22222"),
        worker_or_not_there,
    ),
    "receptions_of": (lambda by, _s, _r: receptions.receptions_of(by), works),
    "reception_detail": (
        lambda by, _s, _r: receptions.reception_detail(by, "22222-22222"),
        worker_or_not_there,
    ),
    "details_outline": (
        lambda by, _s, _r: receptions.details_outline(by, "22222-22222"),
        worker_or_not_there,
    ),
    "journeys_waiting": (lambda by, _s, _r: journeys.journeys_waiting(by, Case.objects.none()), works),
    "receptions_waiting": (lambda by, _s, _r: receptions.receptions_waiting(by, Case.objects.none()), works),
    "parts_waiting": (lambda by, _s, _r: receptions.parts_waiting(by), lambda _by, _s: "past"),
    "parts_within_reach": (lambda by, _s, _r: receptions.parts_within_reach(by), answers),
    "parts_for": (lambda by, _s, _r: receptions.parts_for(by), answers),
    "part_for": (lambda by, _s, _r: receptions.part_for(by, NONE), answers_or_not_there),
    "part_row": (lambda by, _s, _r: receptions.part_row(by, NONE), answers_or_not_there),
    "details_of_part": (lambda by, _s, _r: receptions.details_of_part(by, NONE), answers_or_not_there),
}
HOME_WITHOUT_ASKING: Mapping[str, str] = {
    "decides": "tells what an actor may",
    "is_coordinator": "tells what an actor may",
    "who_may_decide": "names staff",
    "who_may_answer": "names staff",
    "is_agreed": "tells the room of journeys, which has reached the journey, yes or no",
    "agreed_among": "tells the room of journeys, which has reached them, which receptions are agreed",
    "agreed_references": "the same as a question, for the one that my day asks",
    "agreed_of": "a row that has been reached",
    "asked_part": "a row that has been reached",
    "owner_of_details": "a name in the vault",
    "line_of": "a row that has been reached",
    "repatriation_facts": "facts for the statistics",
    "journey_days": "facts for the statistics",
    "reception_facts": "facts for the statistics",
    "who_is_told": "names staff to whom something is told",
    "problems_of_receiver": "a case that has been reached",
}
