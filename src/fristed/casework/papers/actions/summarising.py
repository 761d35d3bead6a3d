"""A summary of a case for a lawful receiver: opened for who may, given once, and recorded on the case."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from fristed.casework.cases.free_text import marks_refused, owner_of
from fristed.casework.cases.models import Case
from fristed.casework.cases.rules import day_of
from fristed.casework.journal.actions.sealing import opened_lines
from fristed.casework.papers.codes import CONTACT_DATES, ENTRY, PERSON, REFERENCE
from fristed.casework.papers.facts import (
    GIVEN,
    RECEIVER,
    DisclosureLine,
    Receiver,
    Summary,
    SummaryDraft,
)
from fristed.casework.papers.models import DisclosedPart, Disclosure
from fristed.casework.papers.queries import (
    case_to_tell_of,
    disclosures_with_parts,
    next_number,
    summary_offer,
)
from fristed.casework.papers.refusals import PaperRefused
from fristed.casework.papers.rules import summary_problems
from fristed.casework.persons.actions import read_person
from fristed.foundation.audit.actions import record_read, write_line
from fristed.foundation.audit.reading import READ_AS, READ_IN, SUMMARY_GIVEN, role_kind
from fristed.foundation.identity.facts import Actor
from fristed.foundation.vault.actions import AlreadyShredded, NotSealed, opened_many, seal
from fristed.foundation.vault.facts import FieldName


def receiver_of(number: int) -> FieldName:
    """Name the receiver and reason of a copy in the vault."""
    return FieldName(GIVEN, RECEIVER, str(number))


def read_summary(*, reference: str, draft: SummaryDraft, by: Actor, at: datetime) -> Summary:
    """Open what a summary will hold, of what the reader may read; on record before it is given.

    Raises
    ------
    NotPermitted
        If the actor may not follow up cases, or is a program.
    CaseNotFound
        If there is no such case within reach in the own service.
    PaperRefused
        With every error by field; then nothing is opened.
    """
    by = replace(by, at=at)
    offer, case = summary_offer(by, reference), case_to_tell_of(by, reference)
    detail, today = offer.detail, day_of(at)

    def refused(text: str) -> tuple[str, ...]:
        return marks_refused(text, (case.service,), on_date=today)

    PaperRefused.raise_if(summary_problems(draft, offer, year=today.year, refused=refused))
    record_read(event="paper.form_read", by=by, at=at, subject=reference, facts={"service": case.service})
    chosen = [line for line in reversed(offer.lines) if line.key in draft.entries]
    lines = opened_lines(case, chosen, by=by, at=at)
    if any(line.has_words and not line.words for line in lines):
        raise PaperRefused(("", "destroyed"))
    return Summary(
        draft=draft,
        number=next_number(case),
        reference=reference if REFERENCE in draft.parts else "",
        service=case.service,
        values={field: values for field, values in offer.values.items() if field in draft.parts},
        contact_dates=detail.contact_dates if CONTACT_DATES in draft.parts else (),
        lines=lines,
        person=read_person(reference=reference, by=by, at=at) if PERSON in draft.parts else {},
    )


def give_summary(*, reference: str, summary: Summary, file: bytes, by: Actor, at: datetime) -> None:
    """Record that a summary is given, before it is given: to whom, when, on which basis, which parts.

    Of the file only its hash is kept. The receiver and the reason in words are sealed under the key of the
    case. Everybody who reaches the case sees that it was given.

    Parameters
    ----------
    summary, file
        What :func:`read_summary` opened for this very reader, and the copy that was printed of it.

    Raises
    ------
    NotPermitted
        If the actor may not follow up cases, or is a program.
    CaseNotFound
        If there is no such case within reach in the own service any more.
    PaperRefused
        If another copy has got the number meanwhile, or what was sealed for the case was destroyed.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        case = _locked(by, reference)
        if next_number(case) != summary.number:
            raise PaperRefused(("", "number_taken"))
        row = Disclosure.objects.create(
            case=case,
            number=summary.number,
            agency=summary.draft.agency,
            ground=summary.draft.ground,
            given_at=at,
            given_by=by.username,
            file_sha256=sha256(file).hexdigest(),
        )
        DisclosedPart.objects.bulk_create(_parts(row, summary))
        _seal_receiver(case, summary, by=by, at=at)
        write_line(event=SUMMARY_GIVEN, by=by, at=at, subject=reference, facts=_told(summary, row, by))


def _locked(by: Actor, reference: str) -> Case:
    """Give the case, locked until the transaction ends, so that two copies never get one number."""
    return Case.objects.select_for_update().get(pk=case_to_tell_of(by, reference).pk)


def _parts(row: Disclosure, summary: Summary) -> list[DisclosedPart]:
    of = {"case_id": row.case_id, "disclosure": row}
    named = [DisclosedPart(part=part, **of) for part in dict.fromkeys(summary.draft.parts)]
    entries = [DisclosedPart(part=ENTRY, entry=line.key, version=line.number, **of) for line in summary.lines]
    return [*named, *entries]


def _seal_receiver(case: Case, summary: Summary, *, by: Actor, at: datetime) -> None:
    draft = summary.draft
    words = {"organisation": draft.organisation, "role": draft.role, "reason": draft.reason}
    plain = json.dumps({name: text.strip() for name, text in words.items()}, ensure_ascii=False)
    try:
        seal(owner=owner_of(case), field=receiver_of(summary.number), plain=plain, by=by, at=at)
    except AlreadyShredded as gone:
        raise PaperRefused(("", "destroyed")) from gone


def _told(summary: Summary, row: Disclosure, by: Actor) -> dict[str, str | int]:
    return {
        READ_IN: by.service or "",
        READ_AS: role_kind(by.permissions),
        "copy": summary.number,
        "to": summary.draft.agency,
        "ground": summary.draft.ground,
        "parts": len(set(summary.draft.parts)),
        "entries": len(summary.lines),
        "sha256": row.file_sha256,
    }


def read_disclosures(
    *, reference: str, by: Actor, at: datetime
) -> tuple[tuple[DisclosureLine, Receiver], ...]:
    """Open to whom summaries of a case were given and why, the newest first; on record before.

    Raises
    ------
    NotPermitted, CaseNotFound
        As :func:`read_summary`.
    """
    by = replace(by, at=at)
    case = case_to_tell_of(by, reference)
    record_read(event="paper.list_read", by=by, at=at, subject=reference, facts={"service": case.service})
    lines = disclosures_with_parts(case)
    words = _receivers(case, lines, by=by, at=at) if lines else {}
    return tuple((line, words.get(line.number, Receiver())) for line in lines)


def _receivers(
    case: Case, lines: tuple[DisclosureLine, ...], *, by: Actor, at: datetime
) -> Mapping[int, Receiver]:
    names = {line.number: receiver_of(line.number) for line in lines}
    try:
        found = opened_many(owner=owner_of(case), fields=list(names.values()), by=by, at=at)
    except NotSealed:
        return {}
    return {number: Receiver(**json.loads(found[name])) for number, name in names.items()}
