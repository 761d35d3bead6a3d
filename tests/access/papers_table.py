"""Every verb and reading of papers, and how each ends for whom; kept by hand.

``past`` means let in by permission and reach. Only the service that has a case tells of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fristed.casework.papers import actions, queries
from fristed.casework.papers.facts import MORE, AdviceDraft, Summary, SummaryDraft
from fristed.foundation.identity.facts import Actor
from tests.access.modes_table import AT, DAY, Call, Rule, given, on_a_case

ADVICE = AdviceDraft(
    language="nb", look="neutral", on_date=DAY, texts={MORE: "Sov godt."}, call="Rådgiveren, 22 00 00 00"
)
ASKED = SummaryDraft(
    language="nb",
    agency="child_welfare_service",
    organisation="Lillevik kommune",
    role="Vakthavende",
    ground="concern_report",
    reason="Melding",
    parts=("gender",),
)


def summary(number: int = 1) -> Summary:
    """Give a summary with next to nothing in it."""
    return Summary(ASKED, number, "", "MR", {"gender": ("girl",)}, (), (), {})


def _met(by: Actor) -> Actor:
    return replace(by, at=AT)


PAPERS: Mapping[str, tuple[Call, Rule]] = {
    "advice_read": (
        lambda by, _s, ref: actions.advice_read(reference=ref, on_date=None, **given(by)),
        on_a_case,
    ),
    "print_advice": (
        lambda by, _s, ref: actions.print_advice(reference=ref, draft=ADVICE, **given(by)),
        on_a_case,
    ),
    "read_summary": (
        lambda by, _s, ref: actions.read_summary(reference=ref, draft=ASKED, **given(by)),
        on_a_case,
    ),
    "give_summary": (
        lambda by, _s, ref: actions.give_summary(reference=ref, summary=summary(), file=b"%PDF", **given(by)),
        on_a_case,
    ),
    "read_disclosures": (
        lambda by, _s, ref: actions.read_disclosures(reference=ref, **given(by)),
        on_a_case,
    ),
    "summary_offer": (lambda by, _s, ref: queries.summary_offer(_met(by), ref), on_a_case),
    "case_told": (lambda by, _s, ref: queries.case_told(_met(by), ref), on_a_case),
    "case_to_tell_of": (lambda by, _s, ref: queries.case_to_tell_of(_met(by), ref), on_a_case),
}
PAPERS_OF_A_CASE: Mapping[str, str] = {
    "next_number": "a number for a case that has been reached",
    "papers_beside": "what is read with a case, by whoever reaches it",
    "papers_counted_beside": "a number of a case that has been reached",
    "disclosures_with_parts": "records of a case that has been reached",
    "disclosures_of": "records of a case within reach; of another one none, which the room's tests show",
}
