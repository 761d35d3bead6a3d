"""The verbs of cited figures: record and withdraw. Permission, change and audit line are one transaction."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime

from django.db import IntegrityError, transaction

from fristed.casework.cases.rules import day_of
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.annual_report.citing.facts import UNITS, Cited
from fristed.statistics.annual_report.citing.models import CitedFigure
from fristed.statistics.annual_report.citing.rules import is_address, is_key, plain_value
from fristed.statistics.releases.alphabets import mixed_words
from fristed.statistics.releases.number_words import is_published_elsewhere

LONGEST = {"about": 300, "publisher": 100, "title": 300, "address": 400, "value": 20}


class NotCited(ValueError):
    """A figure cannot be recorded or withdrawn; ``why`` is a code, ``field`` what it is about."""

    def __init__(self, why: str, field: str = "") -> None:
        super().__init__(f"The figure is not recorded like this: {why} {field}".strip())
        self.why = why
        self.field = field


def record_figure(*, figure: Cited, by: Actor, at: datetime) -> None:
    """Record a figure that another publisher has printed, so that texts may cite it by its key.

    ``figure.value`` is as the source prints it, ``1 234,5``.

    Raises
    ------
    NotPermitted
        If the actor may not edit the report.
    NotCited
        If something is missing, the key is taken, the value is not one number, a word mixes alphabets,
        the publisher publishes no statistics of its own, or a day has not come.
    """
    require(by, Permission.REPORT_EDIT)
    plain = _checked(figure, at)
    try:
        with transaction.atomic():
            CitedFigure.objects.create(**asdict(plain), recorded_at=at, recorded_by=by.username)
            told: dict[str, str | int] = {
                "publisher": plain.publisher,
                "source": plain.source_date.isoformat(),
            }
            write_line(event="report.figure_cited", by=by, at=at, subject=plain.key, facts=told)
    except IntegrityError:
        raise NotCited("taken", "key") from None


def _checked(figure: Cited, at: datetime) -> Cited:
    for name in ("about", "publisher", "title"):
        if not str(getattr(figure, name)).strip():
            raise NotCited("missing", name)
    for name, most in LONGEST.items():
        text = str(getattr(figure, name))
        if len(text) > most or not text.isprintable():
            raise NotCited("too_long", name)
        if name != "address" and mixed_words(text):
            raise NotCited("mixed_alphabets", name)
    value = plain_value(figure.value)
    if value is None:
        raise NotCited("no_number", "value")
    if not is_key(figure.key):
        raise NotCited("no_key", "key")
    if figure.unit not in UNITS:
        raise NotCited("no_unit", "unit")
    if not is_published_elsewhere(figure.publisher):
        raise NotCited("unknown_publisher", "publisher")
    if figure.address and not is_address(figure.address):
        raise NotCited("no_address", "address")
    if figure.looked_up_date > day_of(at):
        raise NotCited("not_yet", "looked_up_date")
    if figure.source_date > figure.looked_up_date:
        raise NotCited("not_yet", "source_date")
    return replace(figure, value=value)


def withdraw_figure(*, key: str, by: Actor, at: datetime) -> None:
    """Let no text cite a figure any more; it stays in the list, and a sentence that cites it falls away.

    Raises
    ------
    NotPermitted
        If the actor may not edit the report.
    NotCited
        If there is no such figure, or it is withdrawn already.
    """
    require(by, Permission.REPORT_EDIT)
    with transaction.atomic():
        row = CitedFigure.objects.select_for_update().filter(key=key, withdrawn_at=None).first()
        if row is None:
            raise NotCited("nothing_stands")
        row.withdrawn_at, row.withdrawn_by = at, by.username
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        write_line(event="report.figure_withdrawn", by=by, at=at, subject=key)
