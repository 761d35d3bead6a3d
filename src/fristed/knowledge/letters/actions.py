"""The verbs of the preparedness letter. Permission, change and audit line are one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from fristed.foundation.audit.actions import write_line
from fristed.foundation.days import oslo_day
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.knowledge.letters.models import AddedRecipient, Delivery, LetterVersion, Question
from fristed.knowledge.letters.queries import last_number, recipients_in
from fristed.knowledge.letters.recipients import KINDS
from fristed.knowledge.letters.refusals import LetterRefused
from fristed.knowledge.letters.rules import (
    FIRST_YEAR,
    LANGUAGES,
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    LONGEST_TITLE,
    problems_of_text,
    problems_of_words,
)

NAMES = tuple(f"{part}_{language}" for language in LANGUAGES for part in ("title", "text"))


def write_letter(*, year: int, texts: Mapping[str, str], by: Actor, at: datetime) -> int:
    """Write a new version of a year's letter, in all three languages; give its number.

    Parameters
    ----------
    texts
        ``title_nb``, ``text_nb`` and so on, for the three languages; paragraphs are parted by empty lines.

    Raises
    ------
    NotPermitted
        If the actor does not keep the letters.
    LetterRefused
        If a text is missing, points at a person, or nothing is changed.
    """
    require(by, Permission.LETTER_KEEP)
    with transaction.atomic():
        given = {name: texts.get(name, "").replace("\r\n", "\n").strip() for name in NAMES}
        problems = problems_of_text(given)
        if not FIRST_YEAR <= year <= oslo_day(at).year + 1:
            problems.append(("year", "year_unfit"))
        LetterRefused.raise_if(problems)
        before = LetterVersion.objects.select_for_update().filter(year=year).order_by("-number").first()
        if before and all(getattr(before, name) == text for name, text in given.items()):
            raise LetterRefused(("", "nothing_changed"))
        number = last_number(year) + 1
        try:
            with transaction.atomic():
                LetterVersion.objects.create(
                    year=year, number=number, written_at=at, written_by=by.username, **given
                )
        except IntegrityError as meanwhile:
            raise LetterRefused(("", "no_such_version")) from meanwhile
        _tell("letter.written", year, by, at, version=number)
    return number


def approve_letter(*, year: int, number: int, by: Actor, at: datetime) -> None:
    """Approve the newest version of a year's letter that somebody else has written.

    Raises
    ------
    NotPermitted
        If the actor does not keep the letters.
    LetterRefused
        If there is no such version, a newer one, the actor wrote it, or it is approved.
    """
    require(by, Permission.LETTER_KEEP)
    with transaction.atomic():
        row = _row(year, number)
        if number != last_number(year):
            raise LetterRefused(("", "not_the_newest"))
        if row.approved_at is not None:
            raise LetterRefused(("", "approved_already"))
        if row.written_by == by.username:
            raise LetterRefused(("", "own_version"))
        row.approved_at, row.approved_by = at, by.username
        row.save(update_fields=["approved_at", "approved_by"])
        _tell("letter.approved", year, by, at, version=number)


def send_letter(
    *, year: int, number: int, kinds: Iterable[str], sent_date: date | None, by: Actor, at: datetime
) -> int:
    """Note that an approved version was sent to all recipients of some kinds; give to how many.

    Who was sent the year's letter before is sent the newer version, and is asked anew whether it has come.
    The letter is sent by the ministry's own means: this notes that it was, and shows it to everybody.

    Raises
    ------
    NotPermitted
        If the actor does not keep the letters.
    LetterRefused
        If there is no such version, it is not approved or not the newest, nobody is chosen, or the day is to
        come.
    """
    require(by, Permission.LETTER_KEEP)
    with transaction.atomic():
        row, chosen = _row(year, number), frozenset(kinds)
        problems = _problems_of_day("sent_date", sent_date, at)
        if row.approved_at is None:
            problems.append(("", "not_approved"))
        if number != last_number(year):
            problems.append(("", "not_the_newest"))
        to = [one for one in recipients_in(year) if one.kind in chosen]
        if not to:
            problems.append(("kinds", "nobody_chosen"))
        LetterRefused.raise_if(problems)
        told: dict[str, Any] = {"number": number, "sent_date": sent_date, "received_date": None}
        told |= {"noted_at": at, "noted_by": by.username}
        there = Delivery.objects.filter(year=year, key__in=[one.key for one in to])
        known = frozenset(there.exclude(number=number).values_list("key", flat=True))
        kept = frozenset(there.filter(number=number).values_list("key", flat=True))
        Delivery.objects.filter(year=year, key__in=known).update(**told)
        Delivery.objects.bulk_create(
            Delivery(year=year, key=one.key, kind=one.kind, name=one.name, county=one.county, **told)
            for one in to
            if one.key not in known | kept
        )
        if row.sent_at is None:
            row.sent_at, row.sent_by, row.sent_date = at, by.username, sent_date
            row.save(update_fields=["sent_at", "sent_by", "sent_date"])
        count = len(to) - len(kept)
        _tell("letter.sent", year, by, at, version=number, recipients=count)
    return count


def mark_received(
    *, year: int, keys: Iterable[str], received_date: date | None, by: Actor, at: datetime
) -> int:
    """Note that recipients have said that they received the letter; give how many of them are new.

    Raises
    ------
    NotPermitted
        If the actor does not keep the letters.
    LetterRefused
        If nobody is chosen, somebody was not sent it, or the day is before it was sent or to come.
    """
    require(by, Permission.LETTER_KEEP)
    with transaction.atomic():
        chosen = frozenset(keys)
        problems = _problems_of_day("received_date", received_date, at)
        rows = Delivery.objects.select_for_update().filter(year=year, key__in=chosen)
        found = list(rows)
        if not chosen:
            problems.append(("keys", "nobody_chosen"))
        elif len(found) < len(chosen):
            problems.append(("keys", "no_such_recipient"))
        if received_date and any(received_date < row.sent_date for row in found):
            problems.append(("received_date", "day_before_sent"))
        LetterRefused.raise_if(problems)
        count = rows.filter(received_date=None).update(
            received_date=received_date, noted_at=at, noted_by=by.username
        )
        _tell("letter.received", year, by, at, recipients=count)
    return count


def mark_not_received(*, year: int, keys: Iterable[str], by: Actor, at: datetime) -> int:
    """Take back that recipients have received the letter, where it was noted by mistake; give how many.

    Raises
    ------
    NotPermitted
        If the actor does not keep the letters.
    LetterRefused
        If nobody is chosen.
    """
    require(by, Permission.LETTER_KEEP)
    with transaction.atomic():
        if not (chosen := frozenset(keys)):
            raise LetterRefused(("keys", "nobody_chosen"))
        rows = Delivery.objects.filter(year=year, key__in=chosen, received_date__isnull=False)
        count = rows.update(received_date=None, noted_at=at, noted_by=by.username)
        _tell("letter.not_received", year, by, at, recipients=count)
    return count


def add_recipient(*, name: str, kind: str, by: Actor, at: datetime) -> str:
    """Add somebody who gets the letters from now on: an office, by its name; give its key.

    Raises
    ------
    NotPermitted
        If the actor does not keep the letters.
    LetterRefused
        If there is no name, it is taken, or the kind is unknown.
    """
    require(by, Permission.LETTER_KEEP)
    with transaction.atomic():
        given = " ".join(name.split())
        if kind not in KINDS:
            raise LetterRefused(("kind", "kind_unknown"))
        if not 0 < len(given) <= LONGEST_TITLE:
            raise LetterRefused(("name", "name_missing"))
        if given.casefold() in {one.name.casefold() for one in recipients_in(oslo_day(at).year)}:
            raise LetterRefused(("name", "name_taken"))
        row = AddedRecipient.objects.create(
            key=f"{kind}-{secrets.token_hex(6)}", kind=kind, name=given, added_at=at, added_by=by.username
        )
        write_line(event="letter.recipient_added", by=by, at=at, subject=row.key)
    return row.key


def note_question(
    *, year: int, recipient: str, text: str, asked_date: date | None, by: Actor, at: datetime
) -> int:
    """Note what a recipient asks back about the letter; give its number.

    Raises
    ------
    NotPermitted
        If the actor does not keep the letters.
    LetterRefused
        If the recipient was not sent it, there are no words, they point at a person, or the day is to come.
    """
    require(by, Permission.LETTER_KEEP)
    with transaction.atomic():
        problems = problems_of_words("text", text, longest=LONGEST_QUESTION)
        problems += _problems_of_day("asked_date", asked_date, at)
        if not Delivery.objects.filter(year=year, key=recipient).exists():
            problems.append(("recipient", "no_such_recipient"))
        LetterRefused.raise_if(problems)
        rows = Question.objects.select_for_update().filter(year=year)
        number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
        told: dict[str, Any] = {"text": text.strip(), "asked_date": asked_date, "recipient": recipient}
        Question.objects.create(year=year, number=number, noted_at=at, noted_by=by.username, **told)
        _tell("letter.question_noted", year, by, at, question=number)
    return number


def answer_question(*, year: int, number: int, answer: str, by: Actor, at: datetime) -> None:
    """Answer a question, or write its answer anew.

    Raises
    ------
    NotPermitted
        If the actor does not keep the letters.
    LetterRefused
        If there is no such question, there are no words, or they point at a person.
    """
    require(by, Permission.LETTER_KEEP)
    with transaction.atomic():
        LetterRefused.raise_if(problems_of_words("answer", answer, longest=LONGEST_ANSWER))
        rows = Question.objects.filter(year=year, number=number)
        told = {"answer": answer.strip(), "answered_at": at, "answered_by": by.username}
        if not rows.update(**told):
            raise LetterRefused(("", "no_such_question"))
        _tell("letter.question_answered", year, by, at, question=number)


def _row(year: int, number: int) -> LetterVersion:
    row = LetterVersion.objects.select_for_update().filter(year=year, number=number).first()
    if row is None:
        raise LetterRefused(("", "no_such_version"))
    return row


def _problems_of_day(name: str, day: date | None, at: datetime) -> list[tuple[str, str]]:
    if day is None:
        return [(name, "day_missing")]
    return [(name, "day_to_come")] if day > oslo_day(at) else []


def _tell(event: str, year: int, by: Actor, at: datetime, **facts: int) -> None:
    write_line(event=event, by=by, at=at, subject=str(year), facts=facts)
