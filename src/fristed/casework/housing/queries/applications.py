"""What may be read of applications, by whom: lists, one application, and how long each step takes."""

from __future__ import annotations

from datetime import date, datetime
from statistics import median
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    Exists,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)

from fristed.casework.cases.queries import CaseNotFound, case_within_reach, rows_within_reach
from fristed.casework.cases.rules import day_of
from fristed.casework.housing.codes import (
    HOLDING_A_PLACE,
    IN_A_PLACE,
    OVER,
    WAITS_FOR,
    State,
    Whose,
    WishKind,
)
from fristed.casework.housing.facts import (
    ApplicationDetail,
    ApplicationLine,
    FamilyLine,
    PersonLine,
    SecurityLine,
    StayLine,
    StepLine,
    Waits,
    Wishes,
)
from fristed.casework.housing.models import (
    Application,
    Person,
    Stay,
    Step,
)
from fristed.casework.housing.parameters import parameters
from fristed.casework.housing.reach import (
    CHAIN,
    applications_within_reach,
    provider_of,
)
from fristed.casework.housing.rules import last_day, whose_step
from fristed.casework.parties.codes import Age
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission

MOST_LINES = 500


def applications_of(actor: Actor, *, at: datetime, over: bool = False) -> tuple[ApplicationLine, ...]:
    """Give the applications that somebody reaches by a part in the chain, the longest wait first.

    Parameters
    ----------
    over
        Those that are over, in place of those that go on.

    Raises
    ------
    NotPermitted
        If the actor has no part in the chain.
    """
    rows = applications_within_reach(actor, CHAIN)
    ended = Q(state__in=sorted(map(str, OVER)))
    found = rows.filter(ended if over else ~ended).order_by("since_date", "pk")
    return _lines(found[:MOST_LINES], actor, today=day_of(at))


def applications_in_case(actor: Actor, reference: str, *, at: datetime) -> tuple[ApplicationLine, ...]:
    """Give the applications of a case, for those who may read it.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor may not read cases, or there is none such within reach.
    """
    case_within_reach(actor, reference)
    rows = applications_within_reach(actor, (Permission.CASE_READ,)).filter(case_reference=reference)
    return _lines(rows.order_by("pk"), actor, today=day_of(at))


def _lines(rows: QuerySet[Application], actor: Actor, *, today: date) -> tuple[ApplicationLine, ...]:
    adults = Q(people__age_group=Age.ADULT.value)
    counted = rows.annotate(
        adults=Count("people", filter=adults),
        children=Count("people", filter=~adults),
        **_of_stay(),
        **_of_reader(actor),
    )
    return tuple(_line(row, actor, today=today) for row in counted)


def _of_reader(actor: Actor) -> dict[str, Any]:
    """Say of each row whether it is of a case that the reader reaches, and at a provider of theirs.

    Of a row, and not by permissions alone: who works with cases may have a part in the chain besides.
    """
    own: Any = Value("", CharField())
    if Permission.CASE_READ in actor.permissions:
        reached = rows_within_reach(actor).filter(pk=OuterRef("case_id")).order_by()
        own = Subquery(reached.values("reference")[:1])
    provides: Any = Value(False, BooleanField())
    if Permission.HOUSING_PROVIDE in actor.permissions:
        provides = Exists(provider_of(actor).filter(provider=OuterRef("provider")))
    return {"own_case": own, "at_own_provider": provides}


def _of_stay() -> dict[str, Subquery]:
    live = Stay.objects.filter(application=OuterRef("pk"), ended_date=None).order_by("pk")
    exceptions = (
        Application.objects.filter(pk=OuterRef("pk"))
        .annotate(latest=Max("extensions__until_date"))
        .values("latest")
    )
    return {
        "lives_at": Subquery(live.values("place__dwelling__name")[:1]),
        "lives_since": Subquery(live.values("moved_in_date")[:1]),
        "latest_exception": Subquery(exceptions[:1]),
    }


def _line(row: Application, actor: Actor, *, today: date) -> ApplicationLine:
    told = vars(row)
    exceptions = [one for one in (told["latest_exception"],) if one]
    moved_in = told["lives_since"]
    months = parameters().longest_stay_months
    sees_dwelling = Permission.HOUSING_ALLOCATE in actor.permissions or told["at_own_provider"]
    return ApplicationLine(
        reference=row.reference,
        scheme=row.scheme,
        state=row.state,
        whose=whose_step(row.state).value,
        since_date=row.since_date,
        days=max(0, (today - row.since_date).days),
        adults=told["adults"],
        children=told["children"],
        dwelling=(told["lives_at"] or "") if sees_dwelling else "",
        last_date=last_day(moved_in, months=months, exceptions=exceptions) if moved_in else None,
        own_case=told["own_case"] or "",
    )


def application_detail(actor: Actor, reference: str, *, at: datetime) -> ApplicationDetail:
    """Give an application as its reader may see it, without any words.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor has no part in it, or there is none such within reach.
    """
    return detail_of(actor, whole_application(actor, reference), at=at)


def is_application_there(actor: Actor, reference: str) -> bool:
    """Whether somebody still has a part in an application, after a step that may have ended it."""
    return applications_within_reach(actor).filter(reference=reference).exists()


def whole_application(actor: Actor, reference: str) -> Application:
    """Give the row of an application with what a page shows of it beside, for the reading that opens words.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor has no part in it, or there is none such within reach.
    """
    rows = applications_within_reach(actor).filter(reference=reference)
    whole = rows.select_related("security", "family_work").annotate(**_of_stay(), **_of_reader(actor))
    row = whole.first()
    if row is None:
        raise CaseNotFound("There is no such application.")
    return row


def detail_of(actor: Actor, row: Application, *, at: datetime) -> ApplicationDetail:
    """Give an application that has been reached: the police and a provider see only what they need."""
    today = day_of(at)
    people = tuple(_person(one) for one in row.people.order_by("pk"))
    adults = sum(one.age_group == Age.ADULT for one in people)
    vars(row).update(adults=adults, children=len(people) - adults)
    line = _line(row, actor, today=today)
    decides = Permission.HOUSING_ALLOCATE in actor.permissions
    inside = decides or bool(line.own_case)
    provides = bool(vars(row)["at_own_provider"]) and row.state in HOLDING_A_PLACE
    is_after = row.state in (State.FOLLOWED_UP, State.CLOSED)
    return ApplicationDetail(
        line=line,
        people=people,
        steps=_steps(row, today=today) if inside else (),
        wishes=_wishes(row, with_criteria=inside),
        may_allocate=decides,
        may_provide=provides,
        may_recommend=Permission.HOUSING_RECOMMEND in actor.permissions and row.state == State.SECURITY_ASKED,
        came_from=row.came_from if inside else "",
        suitability=row.suitability if inside else "",
        ground=row.ground if inside else "",
        security=_security(row, today=today) if not provides or inside else None,
        family=_family(row) if inside else None,
        stay=_stay(row, sees_dwelling=decides or provides) if row.provider_id is not None else None,
        aftercare=(
            tuple((one.on_date, one.found) for one in row.aftercare.all()) if inside and is_after else ()
        ),
    )


def _person(row: Person) -> PersonLine:
    return PersonLine(row.key, row.kind, row.age_group, row.age_years, row.gender, row.takes_place)


def _steps(row: Application, *, today: date) -> tuple[StepLine, ...]:
    """Give the steps, each with the days until the next and whose they were."""
    found = list(row.steps.all())
    ends = [*(one.on_date for one in found[1:]), today]
    return tuple(
        StepLine(
            number=one.number,
            state=one.state,
            on_date=one.on_date,
            why=one.why,
            noted_by=one.noted_by,
            has_words=one.has_words,
            days=max(0, (end - one.on_date).days),
            whose=whose_step(one.state).value,
        )
        for one, end in zip(found, ends, strict=True)
    )


def _wishes(row: Application, *, with_criteria: bool) -> Wishes:
    by_kind: dict[str, list[str]] = {str(kind): [] for kind in WishKind}
    for one in row.wishes.order_by("pk"):
        by_kind[one.kind].append(one.code)
    return Wishes(
        needs=tuple(by_kind[WishKind.NEED]),
        shuns=tuple(by_kind[WishKind.SHUNNED_ZONE]),
        keeps_away=row.keeps_away,
        criteria=tuple(by_kind[WishKind.PILOT_CRITERION]) if with_criteria else (),
    )


def _security(row: Application, *, today: date) -> SecurityLine | None:
    asked = getattr(row, "security", None)
    if asked is None:
        return None
    until = asked.answered_date or today
    days = max(0, (until - asked.asked_date).days)
    return SecurityLine(asked.asked_date, asked.passed_date, asked.answered_date, asked.is_recommended, days)


def _family(row: Application) -> FamilyLine | None:
    work = getattr(row, "family_work", None)
    if work is None:
        return None
    talks = row.talks.order_by("on_date", "pk") if work.is_wished else ()
    return FamilyLine(
        work.is_wished,
        work.with_counselling_office,
        work.has_conditions,
        work.result,
        work.noted_date,
        tuple((one.talk_with, one.on_date) for one in talks),
    )


def _stay(row: Application, *, sees_dwelling: bool) -> StayLine | None:
    stays = list(row.stays.select_related("place__dwelling").order_by("-pk"))
    if not stays:
        return None
    newest = stays[0]
    same = [one for one in stays if one.from_date == newest.from_date and one.takes_place]
    exceptions = tuple((one.until_date, one.why) for one in row.extensions.all())
    months = parameters().longest_stay_months
    last = (
        last_day(newest.moved_in_date, months=months, exceptions=[day for day, _why in exceptions])
        if newest.moved_in_date
        else None
    )
    return StayLine(
        dwelling=newest.place.dwelling.name if sees_dwelling else "",
        places=len(same),
        from_date=newest.from_date,
        moved_in_date=newest.moved_in_date,
        last_date=min(last, row.planned_out_date) if last and row.planned_out_date else last,
        ended_date=newest.ended_date,
        exceptions=exceptions,
    )


def waits_of(actor: Actor, *, at: datetime) -> tuple[Waits, ...]:
    """Say for each kind of step whose it is, how many wait now, and how long it took, in days.

    Raises
    ------
    NotPermitted
        If the actor does not allocate places.
    """
    today = day_of(at)
    rows = applications_within_reach(actor, (Permission.HOUSING_ALLOCATE,))
    found = Step.objects.filter(application__in=rows.values("pk")).order_by("application_id", "number")
    took: dict[str, list[int]] = {}
    now: dict[str, list[int]] = {}
    before: tuple[int, str, date] | None = None
    for key, state, day in found.values_list("application_id", "state", "on_date"):
        if before is not None:
            into, since = (took, day) if before[0] == key else (now, today)
            into.setdefault(before[1], []).append(max(0, (since - before[2]).days))
        before = (key, state, day)
    if before is not None:
        now.setdefault(before[1], []).append(max(0, (today - before[2]).days))
    return tuple(
        Waits(
            state=state.value,
            whose=whose.value,
            now=len(now.get(state.value, ())),
            longest_now=max(now.get(state.value, ()), default=0),
            median_days=round(median(took[state.value])) if state.value in took else None,
        )
        for state, whose in WAITS_FOR.items()
        if whose != Whose.NOBODY and state not in IN_A_PLACE
    )


def waits_for_me(actor: Actor) -> int:
    """Count the applications whose next step is the actor's, for my day; nothing for who has no part."""
    mine = {
        Permission.HOUSING_ALLOCATE: Whose.OFFICER,
        Permission.HOUSING_RECOMMEND: Whose.POLICE,
        Permission.HOUSING_PROVIDE: Whose.PROVIDER,
    }
    held = [one for one in mine if one in actor.permissions]
    if not held:
        return 0
    sides = {mine[one] for one in held}
    states = [state.value for state, whose in WAITS_FOR.items() if whose in sides and state not in OVER]
    return applications_within_reach(actor, held).filter(state__in=states).count()
