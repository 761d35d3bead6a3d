"""A paper for the asker: what was advised in one contact. It is printed when asked for, and not kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from fristed.casework.cases.facts import CaseDetail
from fristed.casework.cases.models import Case
from fristed.casework.consultations.queries import what_caller_has
from fristed.casework.journal.actions.sealing import opened_lines
from fristed.casework.journal.codes import Kind
from fristed.casework.journal.facts import TEXT
from fristed.casework.journal.queries import standing_lines
from fristed.casework.papers.facts import MORE, AdviceDraft, AdviceOffer
from fristed.casework.papers.queries import case_told
from fristed.casework.papers.refusals import PaperRefused
from fristed.casework.papers.rules import advice_problems
from fristed.foundation.audit.actions import record_read
from fristed.foundation.identity.facts import Actor


def advice_read(*, reference: str, on_date: date | None, by: Actor, at: datetime) -> AdviceOffer:
    """Open what was advised on one day, of what the reader may see; that it is opened is on record before.

    Parameters
    ----------
    on_date
        The day of the contact; the newest where there was none that day, or ``None`` is given.

    Raises
    ------
    NotPermitted
        If the actor may not follow up cases, or is a program.
    CaseNotFound
        If there is no such case within reach in the own service.
    """
    by = replace(by, at=at)
    case, detail = case_told(by, reference)
    record_read(event="paper.form_read", by=by, at=at, subject=reference, facts={"service": case.service})
    return _offer(case, detail, on_date, by=by, at=at)


def _offer(case: Case, detail: CaseDetail, on_date: date | None, *, by: Actor, at: datetime) -> AdviceOffer:
    lines = standing_lines(by, case, [Kind.ADVICE])
    days = sorted({*detail.contact_dates, *(line.on_date for line in lines)}, reverse=True)
    chosen = on_date if on_date in days else days[0]
    opened = opened_lines(case, [line for line in lines if line.on_date == chosen], by=by, at=at)
    told = {line.key: line.words[TEXT] for line in opened if TEXT in line.words}
    has_code, contact = what_caller_has(case, by=by, at=at)
    return AdviceOffer(case.reference, case.service, tuple(days), chosen, told, has_code, contact)


def print_advice(*, reference: str, draft: AdviceDraft, by: Actor, at: datetime) -> AdviceOffer:
    """Let a paper for the asker be printed: every rule is applied, and a durable line is written before.

    Nothing of the paper is stored. It holds no case number and nothing of who the person is.

    Raises
    ------
    NotPermitted, CaseNotFound
        As :func:`advice_read`.
    PaperRefused
        With every error by field; then nothing is to be printed.
    """
    by = replace(by, at=at)
    case, detail = case_told(by, reference)
    offer = _offer(case, detail, draft.on_date, by=by, at=at)
    PaperRefused.raise_if(advice_problems(draft, offer))
    facts: dict[str, str | int] = {
        "service": case.service,
        "look": draft.look,
        "language": draft.language,
        "entries": len([key for key in draft.texts if key != MORE]),
    }
    record_read(event="paper.advice_printed", by=by, at=at, subject=reference, facts=facts)
    return offer
