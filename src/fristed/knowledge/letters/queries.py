"""What may be read of the letters: the sent one by everybody, the rest by those who keep them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from types import MappingProxyType

from django.db.models import Count, Max, Q

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.knowledge.letters.facts import AskedBack, LetterLine, Sent, Tally, Version
from fristed.knowledge.letters.models import AddedRecipient, Delivery, LetterVersion, Question
from fristed.knowledge.letters.recipients import KINDS, Recipient, packaged_recipients
from fristed.knowledge.letters.rules import LANGUAGES


class LetterNotFound(Exception):
    """There is no such letter, or none that has been sent."""


def _version(row: LetterVersion) -> Version:
    return Version(
        row.year,
        row.number,
        MappingProxyType({code: getattr(row, f"title_{code}") for code in LANGUAGES}),
        MappingProxyType({code: getattr(row, f"text_{code}") for code in LANGUAGES}),
        row.written_at,
        row.written_by,
        row.approved_at,
        row.approved_by,
        row.sent_date,
    )


def sent_letters(*, at: datetime) -> tuple[Version, ...]:
    """Give the newest version that was sent of each year's letter, for everybody, the newest year first."""
    newest: dict[int, Version] = {}
    for row in LetterVersion.objects.filter(sent_at__lte=at).order_by("-year", "-number"):
        newest.setdefault(row.year, _version(row))
    return tuple(newest.values())


def sent_letter(year: int, *, at: datetime) -> Version:
    """Give the letter of a year as it was sent, for everybody.

    Raises
    ------
    LetterNotFound
        If none has been sent.
    """
    rows = LetterVersion.objects.filter(year=year, sent_at__lte=at).order_by("-number")
    if (row := rows.first()) is None:
        raise LetterNotFound("No such letter has been sent.")
    return _version(row)


def letters_of(actor: Actor) -> tuple[LetterLine, ...]:
    """Give every year's letter to those who keep them, the newest first.

    Raises
    ------
    NotPermitted
        If the actor does not keep the letters.
    """
    require(actor, Permission.LETTER_KEEP)
    newest: dict[int, LetterVersion] = {}
    sent: dict[int, LetterVersion] = {}
    counts: dict[int, int] = {}
    for row in LetterVersion.objects.order_by("-year", "-number"):
        newest.setdefault(row.year, row)
        counts[row.year] = counts.get(row.year, 0) + 1
        if row.sent_at:
            sent.setdefault(row.year, row)
    received = Count("id", filter=Q(received_date__isnull=False))
    rows = Delivery.objects.values("year").annotate(all=Count("id"), received=received)
    deliveries = {row["year"]: (row["all"], row["received"]) for row in rows}
    asked = Question.objects.values("year").annotate(
        all=Count("id"), waiting=Count("id", filter=Q(answered_at=None))
    )
    questions = {row["year"]: (row["all"], row["waiting"]) for row in asked}
    return tuple(
        LetterLine(
            year,
            counts[year],
            _version(row).title,
            row.approved_at is not None,
            sent[year].sent_date if year in sent else None,
            *deliveries.get(year, (0, 0)),
            *questions.get(year, (0, 0)),
        )
        for year, row in newest.items()
    )


def versions_of(actor: Actor, year: int) -> tuple[Version, ...]:
    """Give the versions of a year's letter, the newest first.

    Raises
    ------
    NotPermitted, LetterNotFound
        If the actor does not keep the letters, or there is none of that year.
    """
    require(actor, Permission.LETTER_KEEP)
    rows = tuple(_version(row) for row in LetterVersion.objects.filter(year=year).order_by("-number"))
    if not rows:
        raise LetterNotFound("There is no such letter.")
    return rows


def recipients_in(year: int) -> tuple[Recipient, ...]:
    """Give whom the letter of a year may be sent to: the packaged recipients and those added here."""
    added = AddedRecipient.objects.order_by("name").values_list("key", "kind", "name")
    return (*packaged_recipients(year), *(Recipient(*row) for row in added))


def recipients_of(actor: Actor, year: int) -> tuple[Sent, ...]:
    """Give every recipient of a year's letter, with when it was sent and received.

    Raises
    ------
    NotPermitted, LetterNotFound
        If the actor does not keep the letters, or there is none of that year.
    """
    require(actor, Permission.LETTER_KEEP)
    if not LetterVersion.objects.filter(year=year).exists():
        raise LetterNotFound("There is no such letter.")
    deliveries = {row.key: row for row in Delivery.objects.filter(year=year)}
    found = []
    for one in recipients_in(year):
        row = deliveries.pop(one.key, None)
        found.append(
            Sent(one, row.sent_date, row.received_date, row.number) if row else Sent(one, None, None, None)
        )
    # What was sent to somebody who is on no list any more stays.
    left = sorted(deliveries.values(), key=lambda row: row.name)
    found += [
        Sent(Recipient(row.key, row.kind, row.name, row.county), row.sent_date, row.received_date, row.number)
        for row in left
    ]
    return tuple(found)


def tally_of(lines: Iterable[Sent]) -> tuple[Tally, ...]:
    """Count recipients by kind: how many there are, were sent the letter, and have received it."""
    known = tuple(lines)
    return tuple(
        Tally(
            kind,
            len(of_kind),
            sum(one.sent_date is not None for one in of_kind),
            sum(one.received_date is not None for one in of_kind),
        )
        for kind in KINDS
        if (of_kind := [one for one in known if one.recipient.kind == kind])
    )


def questions_of(actor: Actor, year: int) -> tuple[AskedBack, ...]:
    """Give what recipients have asked about a year's letter: the unanswered first, then the newest.

    Raises
    ------
    NotPermitted
        If the actor does not keep the letters.
    """
    require(actor, Permission.LETTER_KEEP)
    rows = Question.objects.filter(year=year).order_by("-number")
    names = {one.key: one.name for one in recipients_in(year)}
    names |= dict(Delivery.objects.filter(year=year).values_list("key", "name"))
    found = [
        AskedBack(
            row.number,
            names.get(row.recipient, row.recipient),
            row.asked_date,
            row.text,
            row.answer,
            row.answered_at,
            row.answered_by,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: one.answered_at is not None))


def last_number(year: int) -> int:
    """Give the number of the newest version of a year's letter; 0 if there is none."""
    return LetterVersion.objects.filter(year=year).aggregate(last=Max("number"))["last"] or 0
