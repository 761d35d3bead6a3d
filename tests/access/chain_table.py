"""Every verb and reading of housing and of mentors, and how each ends for whom; kept by hand.

``past`` means let in by permission; which rows are then there is tested where they are made. A reference that
leads nowhere is answered with what is not there, to everybody who is let in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fristed.casework.cases.models import Case
from fristed.casework.housing import actions as housing
from fristed.casework.housing import queries as homes
from fristed.casework.housing import reach
from fristed.casework.housing.facts import DwellingDraft, Wishes
from fristed.casework.mentors import actions as mentors
from fristed.casework.mentors import queries as matches
from fristed.foundation.identity.facts import Actor
from tests.access.modes_table import AT, DAY, Call, Rule, given, on_a_case
from tests.access.vault_table import works_with_cases

NOWHERE = "AAAAA-AAAAA"
DRAFT = DwellingDraft(NOWHERE, "a", "all", takes_children=True, takes_couples=True)
Parts = tuple[str, ...]
OFFICER, POLICE, PROVIDER = ("housing_officer",), ("police_coordinator",), ("provider_staff",)
COORDINATOR = ("mentor_coordinator",)


def chain(*parts: str, cases: bool = False, found: str = "CaseNotFound") -> Rule:
    """Let in those who have a part and, where cases count, those who work with some; nothing is there."""

    def rule(by: Actor, service: str) -> str:
        is_in = by.username in parts or (cases and works_with_cases(by, service))
        return found if is_in else "NotPermitted"

    return rule


def past(*parts: str, cases: bool = False) -> Rule:
    """The same, where nothing has to be there."""
    return chain(*parts, cases=cases, found="past")


def in_the_service_of_addresses(by: Actor, _service: str) -> str:
    """Who reads places in the service that keeps addresses; no such dwelling is there."""
    reads = ("case_worker", "service_leader", "housing_officer")
    return "CaseNotFound" if by.username in reads and by.service == "KT" else "NotPermitted"


def leads_addresses(by: Actor, _service: str) -> str:
    """Who leads the service that keeps addresses; no such dwelling is there."""
    return "CaseNotFound" if by.username == "service_leader" and by.service == "KT" else "NotPermitted"


def on_the_board(by: Actor, _service: str) -> str:
    """Who has a part that needs dwellings, or leads a register; who leads another finds none."""
    leads = by.username == "service_leader" and by.service in ("MR", "KT", "SU")
    return "past" if leads or by.username in (*OFFICER, *POLICE, *PROVIDER) else "NotPermitted"


def one_dwelling(by: Actor, service: str) -> str:
    """The same, of one dwelling, which is not there."""
    return "CaseNotFound" if on_the_board(by, service) == "past" else "NotPermitted"


def on(verb: Any, **more: Any) -> Call:
    """Call a verb on what leads nowhere."""
    return lambda by, _s, _ref: verb(reference=NOWHERE, **more, **given(by))


DAYS: dict[str, Any] = {"on_date": DAY}
WHY: dict[str, Any] = {"why": "security", **DAYS}
HOUSING: Mapping[str, tuple[Call, Rule]] = {
    "ask_for_place": (
        lambda by, _s, ref: housing.ask_for_place(
            reference=ref,
            member="0" * 16,
            companions=(),
            scheme="housing",
            came_from="nav",
            **DAYS,
            **given(by),
        ),
        on_a_case,
    ),
    "note_mapping": (on(housing.note_mapping, wishes=Wishes(), **DAYS), chain(*OFFICER)),
    "note_wishes": (on(housing.note_wishes, wishes=Wishes()), chain(*OFFICER)),
    "ask_security": (on(housing.ask_security, **DAYS), chain(*OFFICER)),
    "pass_on_security": (on(housing.pass_on_security, **DAYS), chain(*POLICE)),
    "answer_security": (on(housing.answer_security, is_recommended=True, **DAYS), chain(*POLICE)),
    "assess_application": (
        on(housing.assess_application, suitability="suitable", ground="does_not_wish_help", **DAYS),
        chain(*OFFICER),
    ),
    "note_family_work": (
        on(
            housing.note_family_work,
            is_wished=True,
            with_counselling_office=False,
            result="",
            conditions="",
            **DAYS,
        ),
        chain(*OFFICER),
    ),
    "note_family_talk": (on(housing.note_family_talk, talk_with="person", **DAYS), chain(*OFFICER)),
    "offer_place": (on(housing.offer_place, **DAYS), chain(*OFFICER)),
    "put_on_waiting_list": (on(housing.put_on_waiting_list, **WHY), chain(*OFFICER)),
    "accept_place": (on(housing.accept_place, **DAYS), chain(*OFFICER)),
    "decline_place": (on(housing.decline_place, **WHY), chain(*OFFICER)),
    "refuse_place": (on(housing.refuse_place, **WHY), chain(*OFFICER)),
    "close_application": (on(housing.close_application, **DAYS), chain(*OFFICER)),
    "allocate_places": (on(housing.allocate_places, places=(NOWHERE,), **DAYS), chain(*OFFICER)),
    "give_up_places": (on(housing.give_up_places, **WHY), chain(*OFFICER)),
    "move_in": (on(housing.move_in, **DAYS), chain(*OFFICER, *PROVIDER)),
    "plan_move_out": (on(housing.plan_move_out, planned_date=DAY, **DAYS), chain(*OFFICER, *PROVIDER)),
    "move_out": (on(housing.move_out, **WHY), chain(*OFFICER, *PROVIDER)),
    "extend_stay": (
        on(housing.extend_stay, until_date=DAY, why="no_home_yet", words=""),
        chain(*OFFICER),
    ),
    "follow_up_stay": (on(housing.follow_up_stay, found="safe", **DAYS), chain(*OFFICER)),
    "read_outline": (on(housing.read_outline), chain(*OFFICER, *POLICE, *PROVIDER, cases=True)),
    "read_application": (
        on(housing.read_application),
        chain(*OFFICER, *POLICE, *PROVIDER, cases=True),
    ),
    "fire_stay_warnings": (
        lambda by, _s, _ref: housing.fire_stay_warnings(**given(by)),
        lambda _by, _s: "NotPermitted",
    ),
    "note_provider": (lambda by, _s, _ref: housing.note_provider(**given(by)), past(*OFFICER)),
    "let_in_staff": (
        lambda by, _s, _ref: housing.let_in_staff(provider=NOWHERE, account=1, **given(by)),
        past(*OFFICER),
    ),
    "let_out_staff": (
        lambda by, _s, _ref: housing.let_out_staff(provider=NOWHERE, account=1, **given(by)),
        past(*OFFICER),
    ),
    "note_dwelling": (
        lambda by, _s, _ref: housing.note_dwelling(draft=DRAFT, **given(by)),
        past(*OFFICER),
    ),
    "open_places": (
        lambda by, _s, _ref: housing.open_places(dwelling=NOWHERE, places=1, from_date=DAY, **given(by)),
        chain(*OFFICER),
    ),
    "cut_place": (
        lambda by, _s, _ref: housing.cut_place(place=NOWHERE, to_date=DAY, **given(by)),
        past(*OFFICER),
    ),
    "clear_dwelling": (
        lambda by, _s, _ref: housing.clear_dwelling(
            dwelling=NOWHERE, from_date=DAY, to_date=DAY, **given(by)
        ),
        chain(*POLICE),
    ),
    "end_clearance": (
        lambda by, _s, _ref: housing.end_clearance(dwelling=NOWHERE, **given(by)),
        chain(*POLICE),
    ),
    "open_dwelling_place": (
        lambda by, _s, _ref: housing.open_dwelling_place(dwelling=NOWHERE, officers=("x",), **given(by)),
        leads_addresses,
    ),
    "write_dwelling_place": (
        lambda by, _s, _ref: housing.write_dwelling_place(
            dwelling=NOWHERE, address="x", municipality="", passphrase="x", **given(by)
        ),
        in_the_service_of_addresses,
    ),
    "read_dwelling_place": (
        lambda by, _s, _ref: housing.read_dwelling_place(dwelling=NOWHERE, passphrase="x", **given(by)),
        in_the_service_of_addresses,
    ),
    "applications_of": (
        lambda by, _s, _ref: homes.applications_of(by, at=AT),
        past(*OFFICER, *POLICE, *PROVIDER),
    ),
    "applications_in_case": (lambda by, _s, ref: homes.applications_in_case(by, ref, at=AT), on_a_case),
    "application_detail": (
        lambda by, _s, _ref: homes.application_detail(by, NOWHERE, at=AT),
        chain(*OFFICER, *POLICE, *PROVIDER, cases=True),
    ),
    "whole_application": (
        lambda by, _s, _ref: homes.whole_application(by, NOWHERE),
        chain(*OFFICER, *POLICE, *PROVIDER, cases=True),
    ),
    "board": (lambda by, _s, _ref: homes.board(by, at=AT), on_the_board),
    "dwellings_within_reach": (lambda by, _s, _ref: homes.dwellings_within_reach(by), on_the_board),
    "dwelling_line": (lambda by, _s, _ref: homes.dwelling_line(by, NOWHERE, at=AT), one_dwelling),
    "address_outline": (lambda by, _s, _ref: homes.address_outline(by, NOWHERE), one_dwelling),
    "fitting_places": (lambda by, _s, _ref: homes.fitting_places(by, NOWHERE, on=DAY), chain(*OFFICER)),
    "providers_of": (lambda by, _s, _ref: homes.providers_of(by), past(*OFFICER)),
    "waits_of": (lambda by, _s, _ref: homes.waits_of(by, at=AT), past(*OFFICER)),
    "is_application_there": (
        lambda by, _s, _ref: homes.is_application_there(by, NOWHERE),
        past(*OFFICER, *POLICE, *PROVIDER, cases=True),
    ),
    "waits_for_me": (lambda by, _s, _ref: homes.waits_for_me(by), lambda _by, _s: "past"),
    "applications_within_reach": (
        lambda by, _s, _ref: reach.applications_within_reach(by),
        past(*OFFICER, *POLICE, *PROVIDER, cases=True),
    ),
    "application_within_reach": (
        lambda by, _s, _ref: reach.application_within_reach(by, NOWHERE),
        chain(*OFFICER, *POLICE, *PROVIDER, cases=True),
    ),
}
HOUSING_WITHOUT_AN_ACTOR: Mapping[str, str] = {
    "keeps_address": "whether a reference is that of a dwelling, for the escrow",
    "detail_of": "an application that has been reached",
    "group_of": "people and wishes of one that has been reached",
    "provider_of": "the key of where the actor works",
}
MENTORS: Mapping[str, tuple[Call, Rule]] = {
    "note_organisation": (
        lambda by, _s, _ref: mentors.note_organisation(name="Lillevik", **given(by)),
        past(*OFFICER),
    ),
    "let_in_coordinator": (
        lambda by, _s, _ref: mentors.let_in_coordinator(organisation=NOWHERE, account=1, **given(by)),
        past(*OFFICER),
    ),
    "let_out_coordinator": (
        lambda by, _s, _ref: mentors.let_out_coordinator(organisation=NOWHERE, account=1, **given(by)),
        past(*OFFICER),
    ),
    "note_offer": (
        lambda by, _s, _ref: mentors.note_offer(kind="peer", gender="any", way="both", **given(by)),
        chain(*COORDINATOR),
    ),
    "close_offer": (
        lambda by, _s, _ref: mentors.close_offer(offer=NOWHERE, **given(by)),
        past(*COORDINATOR),
    ),
    "ask_for_mentor": (
        lambda by, _s, ref: mentors.ask_for_mentor(
            reference=ref,
            member="0" * 16,
            because="resident",
            kind="peer",
            wanted="any",
            way="both",
            **DAYS,
            **given(by),
        ),
        on_a_case,
    ),
    "record_mentor_consent": (
        on(mentors.record_mentor_consent, organisation=NOWHERE, **DAYS),
        chain(cases=True),
    ),
    "match_mentor": (on(mentors.match_mentor, offer=NOWHERE, **DAYS), chain(*COORDINATOR)),
    "unmatch_mentor": (on(mentors.unmatch_mentor, **DAYS), chain(*COORDINATOR)),
    "begin_mentoring": (on(mentors.begin_mentoring, **DAYS), chain(*COORDINATOR)),
    "end_mentoring": (on(mentors.end_mentoring, **WHY), chain(*COORDINATOR, cases=True)),
    "give_mentor_feedback": (
        on(mentors.give_mentor_feedback, teller="person", useful="much", felt_safe=True, **DAYS),
        chain(*COORDINATOR, cases=True),
    ),
    "read_match": (on(mentors.read_match), chain(*COORDINATOR, cases=True)),
    "matches_of": (lambda by, _s, _ref: matches.matches_of(by, at=AT), past(*COORDINATOR)),
    "matches_in_case": (lambda by, _s, ref: matches.matches_in_case(by, ref, at=AT), on_a_case),
    "match_detail": (
        lambda by, _s, _ref: matches.match_detail(by, NOWHERE, at=AT),
        chain(*COORDINATOR, cases=True),
    ),
    "match_within_reach": (
        lambda by, _s, _ref: matches.match_within_reach(by, NOWHERE),
        chain(*COORDINATOR, cases=True),
    ),
    "matches_within_reach": (
        lambda by, _s, _ref: matches.matches_within_reach(by),
        past(*COORDINATOR, cases=True),
    ),
    "organisations_of": (
        lambda by, _s, _ref: matches.organisations_of(by),
        past(*OFFICER, *COORDINATOR),
    ),
    "organisations_to_choose": (
        lambda by, _s, _ref: matches.organisations_to_choose(by),
        past(cases=True),
    ),
    "consents_waiting": (
        lambda by, _s, _ref: matches.consents_waiting(by, Case.objects.none()),
        past(cases=True),
    ),
    "is_match_there": (
        lambda by, _s, _ref: matches.is_match_there(by, NOWHERE),
        past(*COORDINATOR, cases=True),
    ),
    "matches_waiting": (lambda by, _s, _ref: matches.matches_waiting(by), lambda _by, _s: "past"),
}
MENTORS_WITHOUT_AN_ACTOR: Mapping[str, str] = {
    "organisation_of": "the key of whom the actor matches for",
}
CHAIN: Mapping[str, tuple[Call, Rule]] = {**HOUSING, **MENTORS}
CHAIN_WITHOUT_AN_ACTOR: Mapping[str, str] = {**HOUSING_WITHOUT_AN_ACTOR, **MENTORS_WITHOUT_AN_ACTOR}
