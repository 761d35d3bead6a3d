"""What waits at the desk for one reader: sections to answer for, and drafts of others to approve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.statistics.annual_report.editing.facts import Section, SectionText
from fristed.statistics.annual_report.editing.models import Contribution
from fristed.statistics.annual_report.editing.queries import section_at_desk, sections_of


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """A section that the reader's own service or directorate is asked about and has not approved as it is."""

    year: int
    key: str
    party: str
    due_date: date


@dataclass(frozen=True, slots=True)
class ToApprove:
    """A draft that somebody else wrote, which the reader may approve."""

    section: Section
    draft: SectionText


def may_answer_for(party: str, reader: Actor) -> bool:
    """Whether a reader approves for a service, or for a directorate."""
    return is_permitted(reader, Permission.REPORT_APPROVE, service=party) or is_permitted(
        reader, Permission.REPORT_CONTRIBUTE, directorate=party
    )


def to_answer(*, reader: Actor) -> list[ToAnswer]:
    """Give what the reader is asked about in any year and has not answered, the most urgent first.

    A reader without a service or directorate answers for nobody.
    """
    rows = Contribution.objects.filter(party__in=[one for one in (reader.service, reader.directorate) if one])
    return [
        ToAnswer(row.year, row.key, row.party, row.due_date)
        for row in rows
        if may_answer_for(row.party, reader) and _waits(row, reader)
    ]


def _waits(row: Contribution, reader: Actor) -> bool:
    at_desk = section_at_desk(row.year, row.key, reader=reader)
    return not at_desk.section.is_away and any(
        one.party == row.party and not one.has_answered for one in at_desk.asked
    )


def to_approve(year: int, *, reader: Actor) -> list[ToApprove]:
    """Give every draft in every language that waits for somebody like the reader, in the order of the report.

    Raises
    ------
    NotPermitted
        If the reader has nothing to do at the desk.
    NoSuchSection
        If the year cannot have a report.
    """
    sections = sections_of(year, reader=reader)
    return list(_drafts(sections, reader)) if is_permitted(reader, Permission.REPORT_APPROVE) else []


def _drafts(sections: Iterable[Section], reader: Actor) -> Iterator[ToApprove]:
    for section in sections:
        for standing in section.standings:
            newest = standing.newest
            is_draft = newest is not None and newest.number > 0 and not newest.is_approved
            if newest and is_draft and newest.edited_by != reader.username and not section.is_away:
                yield ToApprove(section, newest)
