"""Loading an invented register of outreach into a room that has none: all of it, or nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time

from django.db import transaction

from fristed.casework.assignments.codes import UNG_NO, WITNESSES, Stand, State
from fristed.casework.assignments.models import Activity, Answers, Assignment, Step, Week, Witness
from fristed.casework.cases.actions.loading import RegisterNotEmpty
from fristed.casework.cases.references import new_reference
from fristed.foundation.audit.actions import write_line
from fristed.foundation.days import OSLO
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.methods.classifications import code_list
from fristed.methods.reconstruction.outreach.records import InventedAssignment, OutreachRegister

ROWS_AT_A_TIME = 500


def load_outreach(register: OutreachRegister, *, seed: int, by: Actor, at: datetime) -> int:
    """Store invented assignments, weeks, work with pupils, hearings and answers, as if they had been noted.

    References, subjects and themes are drawn from the seed. One audit line tells how many came.

    Returns
    -------
    int
        The number of assignments and of days with pupils stored.

    Raises
    ------
    NotPermitted
        If the actor may not load a register.
    RegisterNotEmpty
        If there is any of it already.
    """
    require(by, Permission.REGISTER_LOAD)
    number = len(register.assignments) + len(register.activities)
    with transaction.atomic():
        # The line comes first: it takes the lock writers share, so that two loads cannot both find it empty.
        write_line(event="register.outreach_loaded", by=by, at=at, facts={"outreach": number, "seed": seed})
        if any(model.objects.exists() for model in (Assignment, Activity, Week, Witness, Answers)):
            raise RegisterNotEmpty("There is outreach in the register already; nothing was loaded.")
        _Loading(register, random.Random(f"outreach rows {seed}"), by.username).store()  # noqa: S311  invented rows
    return number


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=OSLO)


class _Loading:
    """One register on its way into the tables."""

    def __init__(self, register: OutreachRegister, chance: random.Random, by: str) -> None:
        self.register, self.chance, self.by = register, chance, by
        self.subjects = code_list("outreach_subjects").codes()
        self.themes = code_list("outreach_themes").codes()

    def store(self) -> None:
        """Store all of it, weeks before what was held in them."""
        weeks = {week.number: row for week, row in zip(self.register.weeks, self._weeks(), strict=True)}
        rows = [self._assignment(one, weeks) for one in self.register.assignments]
        Assignment.objects.bulk_create(rows, batch_size=ROWS_AT_A_TIME)
        Step.objects.bulk_create((self._step(row) for row in rows), batch_size=ROWS_AT_A_TIME)
        Activity.objects.bulk_create(self._activities(), batch_size=ROWS_AT_A_TIME)
        Witness.objects.bulk_create(self._witnesses())
        self._store_answers()

    def _row(self, day: date) -> dict[str, object]:
        return {
            "reference": new_reference(self.chance.choice),
            "noted_at": _noon(day),
            "noted_by": self.by,
        }

    def _weeks(self) -> list[Week]:
        return Week.objects.bulk_create(
            Week(
                service=one.service,
                first_date=one.first_date,
                last_date=one.last_date,
                **self._row(one.first_date),
            )
            for one in self.register.weeks
        )

    def _assignment(self, one: InventedAssignment, weeks: dict[int, Week]) -> Assignment:
        return Assignment(
            service=one.service,
            asked_service=one.service,
            state=State.HELD.value,
            since_date=one.on_date,
            audience=one.audience,
            county=one.county,
            form=one.form,
            subject=self.chance.choice(self.subjects),
            partner=one.partner,
            asker=one.audience,
            planned_date=one.on_date,
            held_date=one.on_date,
            participants=one.participants,
            week=None if one.week is None else weeks[one.week],
            **self._row(one.on_date),
        )

    def _step(self, row: Assignment) -> Step:
        return Step(
            assignment=row,
            number=1,
            state=row.state,
            service=row.service,
            on_date=row.since_date,
            noted_at=row.noted_at,
            noted_by=self.by,
        )

    def _activities(self) -> Iterator[Activity]:
        for one in self.register.activities:
            yield Activity(
                service=one.service,
                kind=one.kind,
                theme=self.chance.choice(self.themes),
                county=one.county,
                on_date=one.on_date,
                participants=one.participants,
                **self._row(one.on_date),
            )

    def _witnesses(self) -> Iterator[Witness]:
        for day in self.register.witness_dates:
            yield Witness(
                service=WITNESSES,
                state=Stand.TESTIFIED.value,
                since_date=day,
                subject=self.chance.choice(code_list("witness_subjects").codes()),
                forum=self.chance.choice(code_list("witness_forums").codes()),
                hearing_date=day,
                check_result="clear",
                checked_date=day,
                checked_by=self.by,
                testified_date=day,
                **self._row(day),
            )

    def _store_answers(self) -> None:
        one = self.register.answers
        Answers.objects.create(
            site=UNG_NO,
            year=one.year,
            answers=one.answers,
            girls=one.girls,
            boys=one.boys,
            others=one.others,
            useful_to_askers=one.useful_to_askers,
            useful_to_readers=one.useful_to_readers,
            noted_at=_noon(date(one.year, 12, 31)),
            noted_by=self.by,
        )
