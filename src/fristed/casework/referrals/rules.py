"""Decisions about moves on plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from fristed.casework.cases.facts import CaseDetail
from fristed.casework.referrals.codes import Kind, State
from fristed.methods.classifications import code_list

# What may be sent of a case, in the order of the form. Never the reference, a day, or who registered.
SENDABLE = (
    "main_concern",
    "concern_now",
    "concern_basis",
    "gender",
    "age_band",
    "country_background",
    "abroad_case",
    "immigration_reason",
    "agencies_involved",
)
LISTS: Mapping[str, str] = {
    "main_concern": "main_concerns",
    "concern_now": "main_concerns",
    "concern_basis": "concern_bases",
    "gender": "genders",
    "age_band": "age_bands",
    "country_background": "countries",
    "immigration_reason": "immigration_reasons",
    "agencies_involved": "agencies",
}
# From which state which may follow; what is not here is refused.
FOLLOWS: Mapping[str, frozenset[str]] = {
    State.PROPOSED: frozenset({State.RECORDED, State.WITHDRAWN}),
    State.RECORDED: frozenset({State.RECORDED, State.SENT, State.WITHDRAWN}),
    State.SENT: frozenset({State.ACCEPTED, State.DECLINED, State.WITHDRAWN}),
    State.ACCEPTED: frozenset({State.WORKING_TOGETHER, State.CLOSED}),
    State.WORKING_TOGETHER: frozenset({State.CLOSED}),
    State.DECLINED: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.CLOSED: frozenset(),
}


def may_follow(before: str, after: str) -> bool:
    """Whether a move in one state may come into another.

    Examples
    --------
    >>> may_follow("sent", "accepted"), may_follow("proposed", "sent"), may_follow("declined", "accepted")
    (True, False, False)
    """
    return after in FOLLOWS.get(before, frozenset())


def values_to_send(detail: CaseDetail) -> dict[str, tuple[str, ...]]:
    """Give what a case has of what may be sent, as codes; what it lacks is left out."""
    now = detail.current_concerns[-1].concern if detail.current_concerns else ""
    abroad = {True: "yes", False: "no", None: ""}[detail.abroad_case]
    single = {
        "main_concern": detail.main_concern,
        "concern_now": now,
        "concern_basis": detail.concern_basis,
        "gender": detail.gender,
        "age_band": detail.age_band,
        "country_background": detail.countries[0],
        "abroad_case": abroad,
        "immigration_reason": detail.immigration_reason,
    }
    found: dict[str, tuple[str, ...]] = {field: (value,) for field, value in single.items() if value}
    if detail.agencies_involved:
        found["agencies_involved"] = detail.agencies_involved
    return {field: found[field] for field in SENDABLE if field in found}


def problems_of_kind(
    kind: str, from_service: str, to_service: str, to: int | None
) -> Iterator[tuple[str, str]]:
    """Say what is wrong with who is asked for what.

    A referral goes to another service, which opens its own case. Within a service a case is assigned, or
    handed over to a colleague, and stays one case (decision I-13).
    """
    if kind not in set(Kind):
        yield "kind", "unknown_kind"
    elif kind == Kind.REFER and to_service == from_service:
        yield "service", "refers_elsewhere"
    elif kind == Kind.TRANSFER and to_service == from_service and to is None:
        yield "to", "choose_somebody"


def grounds_on(year: int) -> tuple[str, ...]:
    """Give the grounds for sharing that are in use in a year."""
    return tuple(code.code for code in code_list("sharing_grounds").codes_on(year))


def is_verified(ground: str) -> bool:
    """Whether nothing says that the wording and use of a ground remain to be verified."""
    return not code_list("sharing_grounds").get(ground).note.startswith("Not verified")


def persons(links: Iterable[tuple[str, int]]) -> Iterator[frozenset[int]]:
    """Join cases that share a token, directly or through others: each set of cases is one person.

    Parameters
    ----------
    links
        Pairs of a token and the key of a case.

    Examples
    --------
    >>> sorted(sorted(one) for one in persons([("a", 1), ("a", 2), ("b", 2), ("b", 3), ("c", 9)]))
    [[1, 2, 3], [9]]
    """
    by_token: dict[str, set[int]] = {}
    for token, case in links:
        by_token.setdefault(token, set()).add(case)
    group_of: dict[int, set[int]] = {}
    for cases in by_token.values():
        joined = set(cases)
        for case in cases:
            joined |= group_of.get(case, set())
        for case in joined:
            group_of[case] = joined
    yield from {id(group): frozenset(group) for group in group_of.values()}.values()
