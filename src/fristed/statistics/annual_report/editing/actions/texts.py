"""The texts of sections: written, given figures, approved by a second person, and remarked on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.annual_report.editing.actions.refusing import (
    LONGEST_REASON,
    NotNow,
    require_cited,
    require_cited_by_others,
    require_drawn_once,
    require_there,
    require_writable,
    tell,
)
from fristed.statistics.annual_report.editing.facts import Language, SectionText
from fristed.statistics.annual_report.editing.models import Contribution, SectionComment, SectionVersion
from fristed.statistics.annual_report.editing.notation import alts_in, with_figure
from fristed.statistics.annual_report.editing.queries import (
    chapters_to_print,
    drawable_figures,
    figures_at_desk,
    place_of,
    require_desk,
    section_at_desk,
    text_of_row,
    waiting_for,
)
from fristed.statistics.annual_report.editing.typed import open_numbers

LONGEST_COMMENT = 1_000


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

    ``base`` is the number of the version that was edited, 0 for the prose files or an empty page. A new
    version in bokmål takes with it what services and directorates have approved: they are asked again.

    Raises
    ------
    NotPermitted
        If the actor may not edit the report.
    NoSuchSection
        If the report has no such section.
    NotNow
        If somebody else has saved since, the section is taken away, the text cannot be read, or its source
        publishes no statistics, or it cites a figure that is not recorded.
    """
    require(by, Permission.REPORT_EDIT)
    place = place_of(year, key)
    require_there(year, key)
    require_writable(SectionText(key, language, base, title, text, source), year)
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
            tell("report.section_saved", year, key, by=by, at=at, language=language, number=base + 1)
            if language == "nb":
                _tell_who_is_asked_again(year, key, base, by=by, at=at)
    except IntegrityError:
        raise NotNow("saved_meanwhile") from None
    return base + 1


def _tell_who_is_asked_again(year: int, key: str, base: int, *, by: Actor, at: datetime) -> None:
    had = Contribution.objects.filter(year=year, key=key, approved_number=base).order_by("party")
    if parties := " ".join(had.values_list("party", flat=True)):
        tell("report.contributions_fell", year, key, by=by, at=at, number=base + 1, parties=parties)


def _require_newest(year: int, key: str, language: Language, base: int) -> None:
    rows = SectionVersion.objects.filter(year=year, key=key, language=language)
    newest = rows.values_list("number", flat=True).first() or 0
    if newest != base:
        raise NotNow("saved_meanwhile")


def put_figure(
    *,
    year: int,
    key: str,
    figure: str,
    after: int,
    alts: Mapping[Language, str],
    bases: Mapping[Language, int],
    by: Actor,
    at: datetime,
) -> None:
    """Put a figure into a section behind its first ``after`` blocks, in every language that has a text.

    ``alts`` say what it shows to those who do not see it; ``bases`` are the versions that were looked at.
    Each language gets a new version, to be approved like any other.

    Raises
    ------
    NotPermitted
        If the actor may not edit the report.
    NoSuchSection
        If the report has no such section.
    NotNow
        If the house draws no such figure, the section has it already, what is said of it cannot be read, or a
        text cannot be saved.
    """
    require(by, Permission.REPORT_EDIT)
    place_of(year, key)
    if figure not in drawable_figures():
        raise NotNow("no_figure")
    if figure in figures_at_desk(year):
        raise NotNow("drawn_twice", (figure,))
    versions = section_at_desk(year, key, reader=by).versions
    with transaction.atomic():
        for language, texts in versions.items():
            if texts and figure not in alts_in(texts[0].text):
                newest, said = texts[0], alts.get(language, "")
                save_section(
                    year=year,
                    key=key,
                    language=language,
                    title=newest.title,
                    text=with_figure(newest.text, figure, said, after=after),
                    source=newest.source,
                    base=bases.get(language, 0),
                    by=by,
                    at=at,
                )
        tell("report.figure_put", year, key, by=by, at=at, figure=figure)


def approve_section(
    *,
    year: int,
    key: str,
    language: Language,
    number: int,
    despite: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """Approve the newest version of a section, which somebody else has written.

    ``despite`` is the reason to approve although somebody who was asked has not approved this version; it is
    kept with the approval, and the audit line names who was passed over.

    Raises
    ------
    NotPermitted
        If the actor may not approve the report.
    NoSuchSection
        If the report has no such section.
    NotNow
        If it is not the newest version or approved already, the actor wrote it, a number is typed that is
        not tied to a place, a cited figure was withdrawn or recorded by the actor, a figure says nothing to
        those who do not see it or is printed elsewhere, or somebody who was asked has not approved and no
        reason is given.
    """
    require(by, Permission.REPORT_APPROVE)
    place_of(year, key)
    require_there(year, key)
    with transaction.atomic():
        rows = SectionVersion.objects.select_for_update().filter(year=year, key=key, language=language)
        row = rows.first()
        if row is None or row.number != number or row.approved_at:
            raise NotNow("nothing_waits")
        if row.edited_by == by.username:
            raise NotNow("same_hands")
        if typed := open_numbers(text_of_row(row)):
            raise NotNow("typed_numbers", typed)
        require_cited(text_of_row(row))
        require_cited_by_others(text_of_row(row), by)
        _require_described(row)
        overridden = _passed_over(year, key, despite)
        row.approved_at, row.approved_by = at, by.username
        row.approved_despite = despite.strip() if overridden else ""
        row.save(update_fields=["approved_at", "approved_by", "approved_despite"])
        require_drawn_once(chapters_to_print(year, language))
        facts = {"overridden": " ".join(overridden)} if overridden else {}
        tell("report.section_approved", year, key, by=by, at=at, language=language, number=number, **facts)


def _require_described(row: SectionVersion) -> None:
    """Refuse a bokmål with a figure that says nothing to those who do not see it."""
    silent = tuple(name for name, alt in alts_in(row.text).items() if not alt)
    if row.language == "nb" and silent:
        raise NotNow("no_alt", silent)


def _passed_over(year: int, key: str, despite: str) -> tuple[str, ...]:
    """Give who has not approved, where there is a reason to go on without them."""
    waiting = waiting_for(year, key)
    if waiting and not despite.strip():
        raise NotNow("contributions_wait", waiting)
    if len(despite) > LONGEST_REASON:
        raise NotNow("reason_too_long")
    return waiting


def comment_on_section(*, year: int, key: str, text: str, by: Actor, at: datetime) -> None:
    """Leave a remark on a section.

    Raises
    ------
    NotPermitted
        If the actor neither edits, approves nor contributes.
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
        tell("report.section_commented", year, key, by=by, at=at)
