"""From the mapping interview to the assessment, by housing officers and the police's coordinator."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from fristed.casework.cases.rules import day_of
from fristed.casework.housing.codes import (
    OVER,
    Criterion,
    FamilyResult,
    Need,
    State,
    TalkWith,
    WishKind,
)
from fristed.casework.housing.facts import Wishes
from fristed.casework.housing.models import Application, FamilyTalk, FamilyWork, SecurityRequest, Wish
from fristed.casework.housing.parameters import parameters
from fristed.casework.housing.refusals import HousingRefused
from fristed.casework.housing.rules import assessment_problems, day_problems
from fristed.casework.housing.storing import (
    CONDITIONS,
    application_to_change,
    next_name,
    seal_words,
    take_step,
    tell,
    words_problems,
)
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission

OFFICER = (Permission.HOUSING_ALLOCATE,)
POLICE = (Permission.HOUSING_RECOMMEND,)


def note_mapping(
    *, reference: str, wishes: Wishes, on_date: date | None, by: Actor, at: datetime, words: str = ""
) -> None:
    """Note that there was a mapping interview, with what the person needs of a dwelling.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such an application within reach.
    HousingRefused
        With every error by field.
    """
    with transaction.atomic():
        row = application_to_change(by, OFFICER, reference)
        take_step(
            row,
            State.MAPPED,
            event="housing.mapped",
            on_date=on_date,
            by=by,
            at=at,
            words=words,
            problems=_wish_problems(wishes),
            changes={"keeps_away": wishes.keeps_away},
        )
        _put_wishes(row, wishes)


def note_wishes(*, reference: str, wishes: Wishes, by: Actor, at: datetime) -> None:
    """Change what somebody needs of a dwelling; what is given takes the place of what was there.

    Raises
    ------
    NotPermitted, CaseNotFound, HousingRefused
        As for the mapping interview, and when it is over.
    """
    with transaction.atomic():
        row = application_to_change(by, OFFICER, reference)
        _require_running(row)
        HousingRefused.raise_if(_wish_problems(wishes))
        row.keeps_away = wishes.keeps_away
        row.save(update_fields=["keeps_away"])
        _put_wishes(row, wishes)
        tell(row, event="housing.wishes_changed", by=by, at=at)


def ask_security(*, reference: str, on_date: date | None, by: Actor, at: datetime) -> None:
    """Ask the police for a security recommendation, through their coordinator, who sees it from now on.

    Raises
    ------
    NotPermitted, CaseNotFound, HousingRefused
        As for the mapping interview.
    """
    with transaction.atomic():
        row = application_to_change(by, OFFICER, reference)
        step = take_step(
            row,
            State.SECURITY_ASKED,
            event="housing.security_asked",
            on_date=on_date,
            by=by,
            at=at,
            changes={"with_police": True},
        )
        SecurityRequest.objects.create(application=row, asked_date=step.on_date)


def pass_on_security(*, reference: str, on_date: date | None, by: Actor, at: datetime) -> None:
    """Note that the coordinator has passed the question on to a police district.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does not coordinate for the police, or is asked no such thing.
    HousingRefused
        If it is passed on already, or the day is impossible.
    """
    with transaction.atomic():
        row, asked = _asked_of_police(by, reference)
        if asked.passed_date is not None:
            raise HousingRefused(("", "passed_on_already"))
        HousingRefused.raise_if(day_problems(on_date, since=asked.asked_date, today=day_of(at)))
        asked.passed_date = on_date
        asked.save(update_fields=["passed_date"])
        tell(row, event="housing.security_passed_on", by=by, at=at)


def answer_security(
    *, reference: str, is_recommended: bool | None, on_date: date | None, by: Actor, at: datetime
) -> None:
    """Note what the police recommend: yes or no and a day, and not a word of why. They see it no more then.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does not coordinate for the police, or is asked no such thing.
    HousingRefused
        If there is no answer, or the day is impossible.
    """
    with transaction.atomic():
        row, asked = _asked_of_police(by, reference)
        problems = [] if is_recommended is not None else [("is_recommended", "unknown_value")]
        if asked.passed_date and on_date and on_date < asked.passed_date:
            problems.append(("on_date", "day_before_last_step"))
        step = take_step(
            row,
            State.RECOMMENDED if is_recommended else State.NOT_RECOMMENDED,
            event="housing.security_answered",
            on_date=on_date,
            by=by,
            at=at,
            problems=problems,
        )
        asked.answered_date, asked.is_recommended = step.on_date, is_recommended
        asked.save(update_fields=["answered_date", "is_recommended"])


def _asked_of_police(by: Actor, reference: str) -> tuple[Application, SecurityRequest]:
    row = application_to_change(by, POLICE, reference)
    asked = SecurityRequest.objects.select_for_update().filter(application=row).first()
    if asked is None or row.state != State.SECURITY_ASKED:
        raise HousingRefused(("", "security_not_asked"))
    return row, asked


def assess_application(
    *,
    reference: str,
    suitability: str,
    ground: str,
    on_date: date | None,
    by: Actor,
    at: datetime,
    words: str = "",
) -> None:
    """Decide whether a place is right, on a ground.

    Raises
    ------
    NotPermitted, CaseNotFound, HousingRefused
        As for the mapping interview; also when the ground does not fit, or the police do not recommend it.
    """
    with transaction.atomic():
        row = application_to_change(by, OFFICER, reference)
        criteria = row.wishes.filter(kind=WishKind.PILOT_CRITERION).values_list("code", flat=True)
        take_step(
            row,
            State.ASSESSED,
            event="housing.assessed",
            on_date=on_date,
            by=by,
            at=at,
            words=words,
            problems=assessment_problems(
                scheme=row.scheme,
                state=row.state,
                suitability=suitability,
                ground=ground,
                criteria=list(criteria),
            ),
            changes={"suitability": suitability, "ground": ground},
        )


def note_family_work(
    *,
    reference: str,
    is_wished: bool,
    with_counselling_office: bool,
    result: str,
    conditions: str,
    on_date: date | None,
    by: Actor,
    at: datetime,
) -> None:
    """Note whether the person wishes work with the family, on which conditions, and what came of it.

    Raises
    ------
    NotPermitted, CaseNotFound, HousingRefused
        As for the mapping interview; also when something is noted of what the person does not wish.
    """
    with transaction.atomic():
        row = application_to_change(by, OFFICER, reference)
        _require_running(row)
        problems = [*day_problems(on_date, since=None, today=day_of(at))]
        if result not in ("", *FamilyResult):
            problems.append(("result", "unknown_value"))
        if not is_wished and (result or with_counselling_office or conditions.strip()):
            problems.append(("is_wished", "family_not_wished"))
        HousingRefused.raise_if(
            [*problems, *words_problems(row.service, conditions, at=at, field="conditions")]
        )
        FamilyWork.objects.update_or_create(
            application=row,
            defaults={
                "is_wished": is_wished,
                "with_counselling_office": with_counselling_office,
                "result": result,
                "has_conditions": bool(conditions.strip()),
                "noted_date": on_date or day_of(at),
            },
        )
        if conditions.strip():
            seal_words(row, {next_name(row, CONDITIONS, row.reference): conditions}, by=by, at=at)
        tell(row, event="housing.family_work_noted", by=by, at=at)


def note_family_talk(
    *, reference: str, talk_with: str, on_date: date | None, by: Actor, at: datetime
) -> None:
    """Note one talk about the family, with the person or with the family: they are talked with apart.

    Raises
    ------
    NotPermitted, CaseNotFound, HousingRefused
        As for the mapping interview; also when the person does not wish work with the family.
    """
    with transaction.atomic():
        row = application_to_change(by, OFFICER, reference)
        _require_running(row)
        problems = [*day_problems(on_date, since=None, today=day_of(at))]
        if talk_with not in tuple(TalkWith):
            problems.append(("talk_with", "unknown_value"))
        if not FamilyWork.objects.filter(application=row, is_wished=True).exists():
            problems.append(("", "family_not_wished"))
        HousingRefused.raise_if(problems)
        FamilyTalk.objects.create(application=row, talk_with=talk_with, on_date=on_date or day_of(at))
        tell(row, event="housing.family_talk_noted", by=by, at=at)


def _require_running(row: Application) -> None:
    if State(row.state) in OVER:
        raise HousingRefused(("", "step_not_next"))


def _wish_problems(wishes: Wishes) -> list[tuple[str, str]]:
    known = (
        ("needs", wishes.needs, frozenset(map(str, Need))),
        ("shuns", wishes.shuns, parameters().zones.keys()),
        ("criteria", wishes.criteria, frozenset(map(str, Criterion))),
    )
    return [(field, "unknown_value") for field, given, codes in known if not set(given) <= set(codes)]


def _put_wishes(row: Application, wishes: Wishes) -> None:
    Wish.objects.filter(application=row).delete()
    given = {
        WishKind.NEED: wishes.needs,
        WishKind.SHUNNED_ZONE: wishes.shuns,
        WishKind.PILOT_CRITERION: wishes.criteria,
    }
    Wish.objects.bulk_create(
        Wish(application=row, kind=kind.value, code=code)
        for kind, codes in given.items()
        for code in dict.fromkeys(codes)
    )
