"""The verbs of the editor's desk. Permission, change and audit line are one transaction."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from fristed.casework.cases.rules import day_of
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import SERVICES, Permission, require
from fristed.statistics.annual_report.citing.queries import standing_figures
from fristed.statistics.annual_report.citing.rules import cited_keys
from fristed.statistics.annual_report.editing.facts import Language, SectionText
from fristed.statistics.annual_report.editing.models import Contribution, SectionComment, SectionVersion
from fristed.statistics.annual_report.editing.preview import UnreadableProse, require_readable
from fristed.statistics.annual_report.editing.queries import place_of, require_desk, text_of_row
from fristed.statistics.annual_report.editing.typed import is_known_publisher, open_numbers

LONGEST_TEXT = 20_000
LONGEST_COMMENT = 1_000


class NotNow(ValueError):
    """A step at the desk cannot be taken; ``why`` is a code, ``about`` what it is about."""

    def __init__(self, why: str, about: tuple[str, ...] = ()) -> None:
        super().__init__(f"This cannot be done now: {why} {', '.join(about)}".strip())
        self.why = why
        self.about = about


def save_section(
    *,
    year: int,
    key: str,
    language: Language,
    title: str,
    text: str,
    source: str = "",
    base: int,
    by: Actor,
    at: datetime,
) -> int:
    """Keep a new version of a section in one language and give its number; nothing is overwritten.

    ``base`` is the number of the version that was edited, 0 for the prose files or an empty page.

    Raises
    ------
    NotPermitted
        If the actor may not edit the report.
    NoSuchSection
        If the report has no such section.
    NotNow
        If somebody else has saved since, the text cannot be read, its source publishes no statistics, or it
        cites a figure that is not recorded.
    """
    require(by, Permission.REPORT_EDIT)
    place = place_of(year, key)
    _require_writable(SectionText(key, language, base, title, text, source), year)
    try:
        with transaction.atomic():
            _require_newest(year, key, language, base)
            SectionVersion.objects.create(
                year=year,
                key=key,
                language=language,
                number=base + 1,
                order=place.order,
                title=title,
                text=text,
                source=source,
                edited_at=at,
                edited_by=by.username,
            )
            _tell("report.section_saved", year, key, by=by, at=at, language=language, number=base + 1)
    except IntegrityError:
        raise NotNow("saved_meanwhile") from None
    return base + 1


def _require_writable(text: SectionText, year: int) -> None:
    if not text.title.strip():
        raise NotNow("no_title")
    if len(text.text) > LONGEST_TEXT:
        raise NotNow("too_long")
    if text.source and (
        any(sign in "{}[]|()\n" for sign in text.source) or not is_known_publisher(text.source)
    ):
        raise NotNow("unknown_source")
    try:
        require_readable(text, year=year)
    except UnreadableProse as refusal:
        raise NotNow("unreadable", (str(refusal),)) from refusal
    _require_cited(text)


def _require_cited(text: SectionText) -> None:
    """Refuse a text that cites figures which nobody has recorded, or which were withdrawn."""
    figures = standing_figures()
    if unknown := tuple(key for key in cited_keys(f"{text.title}\n{text.text}") if key not in figures):
        raise NotNow("unknown_citation", unknown)


def _require_newest(year: int, key: str, language: Language, base: int) -> None:
    rows = SectionVersion.objects.filter(year=year, key=key, language=language)
    newest = rows.values_list("number", flat=True).first() or 0
    if newest != base:
        raise NotNow("saved_meanwhile")


def approve_section(*, year: int, key: str, language: Language, number: int, by: Actor, at: datetime) -> None:
    """Approve the newest version of a section, which somebody else has written.

    Raises
    ------
    NotPermitted
        If the actor may not approve the report.
    NoSuchSection
        If the report has no such section.
    NotNow
        If it is not the newest version or approved already, the actor wrote it, a number is typed that is
        neither tied to a place nor cited, a cited figure was withdrawn, or a service that was asked has not
        approved.
    """
    require(by, Permission.REPORT_APPROVE)
    place_of(year, key)
    with transaction.atomic():
        rows = SectionVersion.objects.select_for_update().filter(year=year, key=key, language=language)
        row = rows.first()
        if row is None or row.number != number or row.approved_at:
            raise NotNow("nothing_waits")
        if row.edited_by == by.username:
            raise NotNow("same_hands")
        if typed := open_numbers(text_of_row(row)):
            raise NotNow("typed_numbers", typed)
        _require_cited(text_of_row(row))
        _require_contributions(year, key)
        row.approved_at, row.approved_by = at, by.username
        row.save(update_fields=["approved_at", "approved_by"])
        _tell("report.section_approved", year, key, by=by, at=at, language=language, number=number)


def _require_contributions(year: int, key: str) -> None:
    waiting = Contribution.objects.filter(year=year, key=key, approved_at=None)
    if services := tuple(waiting.values_list("service", flat=True)):
        raise NotNow("contributions_wait", services)


def comment_on_section(*, year: int, key: str, text: str, by: Actor, at: datetime) -> None:
    """Leave a remark on a section.

    Raises
    ------
    NotPermitted
        If the actor neither edits nor approves.
    NoSuchSection
        If the report has no such section.
    NotNow
        If the remark is empty or too long.
    """
    require_desk(by)
    place_of(year, key)
    if not text.strip() or len(text) > LONGEST_COMMENT:
        raise NotNow("no_comment")
    with transaction.atomic():
        SectionComment.objects.create(
            year=year, key=key, text=text.strip(), written_at=at, written_by=by.username
        )
        _tell("report.section_commented", year, key, by=by, at=at)


def ask_contribution(*, year: int, key: str, service: str, due_date: date, by: Actor, at: datetime) -> None:
    """Ask a service to read a section and approve what is said there by a day; asking again asks anew.

    Raises
    ------
    NotPermitted
        If the actor may not edit the report.
    NoSuchSection
        If the report has no such section.
    NotNow
        If there is no such service, or the day has passed.
    """
    require(by, Permission.REPORT_EDIT)
    place_of(year, key)
    if service not in SERVICES:
        raise NotNow("no_service")
    if due_date < day_of(at):
        raise NotNow("day_has_passed")
    with transaction.atomic():
        asked = {"due_date": due_date, "asked_at": at, "asked_by": by.username}
        anew = {"approved_at": None, "approved_by": "", "approved_number": None}
        Contribution.objects.update_or_create(year=year, key=key, service=service, defaults={**asked, **anew})
        _tell("report.contribution_asked", year, key, by=by, at=at, service=service)


def approve_contribution(*, year: int, key: str, service: str, by: Actor, at: datetime) -> None:
    """Approve, for one's own service, what a section says now.

    Raises
    ------
    NotPermitted
        If the actor may not approve, or belongs to another service.
    NoSuchSection
        If the report has no such section.
    NotNow
        If the service was not asked, or has approved already.
    """
    require(by, Permission.REPORT_APPROVE, service=service)
    place_of(year, key)
    with transaction.atomic():
        rows = Contribution.objects.select_for_update().filter(year=year, key=key, service=service)
        row = rows.filter(approved_at=None).first()
        if row is None:
            raise NotNow("nothing_asked")
        newest = SectionVersion.objects.filter(year=year, key=key, language="nb").first()
        row.approved_at, row.approved_by = at, by.username
        row.approved_number = newest.number if newest else 0
        row.save(update_fields=["approved_at", "approved_by", "approved_number"])
        _tell("report.contribution_approved", year, key, by=by, at=at, service=service)


def _tell(event: str, year: int, key: str, *, by: Actor, at: datetime, **facts: str | int) -> None:
    write_line(event=event, by=by, at=at, subject=f"{year} {key}", facts=facts)
