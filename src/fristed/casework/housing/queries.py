"""What may be read of the scheme, by whom: lists, one application, the board, and which free places fit.

No reading here gives an address, a municipality or the meaning of a zone.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    Exists,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
)

from fristed.casework.cases.queries import CaseNotFound, rows_within_reach
from fristed.casework.cases.rules import day_of
from fristed.casework.housing.codes import (
    HOLDING_A_PLACE,
    HOME,
    IN_A_PLACE,
    OVER,
    WAITS_FOR,
    Gender,
    State,
    Whose,
    WishKind,
)
from fristed.casework.housing.facts import (
    AddressOutline,
    ApplicationDetail,
    ApplicationLine,
    Board,
    Candidate,
    DwellingLine,
    FamilyLine,
    Fitting,
    PersonLine,
    PlaceLine,
    ProviderLine,
    SecurityLine,
    StayLine,
    StepLine,
    Waits,
    Wishes,
)
from fristed.casework.housing.models import (
    Application,
    Dwelling,
    Person,
    Place,
    Provider,
    Stay,
    Step,
    Wish,
)
from fristed.casework.housing.parameters import parameters
from fristed.casework.housing.reach import (
    CHAIN,
    application_within_reach,
    applications_within_reach,
    provider_of,
)
from fristed.casework.housing.rules import last_day, takes_a_place, whose_step
from fristed.casework.parties.codes import Age, Kind
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import everybody
from fristed.foundation.identity.rules import Permission, is_permitted, require, require_one_of
from fristed.foundation.vault.facts import Owner
from fristed.foundation.vault.queries import enrolled_officers, officers_of
from fristed.methods import placement

MOST_LINES = 500
AHEAD_DAYS = (0, 14, 30, 60, 90)
PERSON, WISH = "person", "wish"
ON_THE_BOARD = (
    Permission.HOUSING_ALLOCATE,
    Permission.HOUSING_PROVIDE,
    Permission.HOUSING_RECOMMEND,
    Permission.PLACE_NAME,
)


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
    if not rows_within_reach(actor).filter(reference=reference).exists():
        raise CaseNotFound("There is no such case.")
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


def _may(actor: Actor, *permissions: Permission) -> bool:
    return any(one in actor.permissions for one in permissions)


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


def dwellings_within_reach(actor: Actor) -> QuerySet[Dwelling]:
    """Give the dwellings somebody may know of, by their random names: a provider only its own.

    Raises
    ------
    NotPermitted
        If the actor has no part that needs them.
    """
    require_one_of(actor, ON_THE_BOARD)
    leads = is_permitted(actor, Permission.PLACE_NAME, service=HOME)
    if leads or _may(actor, Permission.HOUSING_ALLOCATE, Permission.HOUSING_RECOMMEND):
        return Dwelling.objects.all()
    if Permission.HOUSING_PROVIDE in actor.permissions:
        return Dwelling.objects.filter(provider__in=provider_of(actor))
    return Dwelling.objects.none()


def board(actor: Actor, *, at: datetime) -> Board:
    """Give the vacancy board: dwellings by random name, what is free, and what is expected to become so.

    Raises
    ------
    NotPermitted
        If the actor has no part that needs it.
    """
    today = day_of(at)
    rows = list(_with_parts(dwellings_within_reach(actor)).order_by("provider__name", "name"))
    live = _live_stays([place for row in rows for place in row.places.all()])
    lines = tuple(_dwelling_line(row, live, today=today) for row in rows)
    places = [place for row in rows for place in _method_places(row, live)]
    leaving = {
        place.reference: place.expected_free_date
        for line in lines
        for place in line.places
        if place.expected_free_date
    }
    days = [today + timedelta(days=ahead) for ahead in AHEAD_DAYS]
    decides = Permission.HOUSING_ALLOCATE in actor.permissions
    waiting = (
        applications_within_reach(actor, (Permission.HOUSING_ALLOCATE,))
        .filter(state__in=(State.WAITING.value, State.ACCEPTED.value))
        .count()
        if decides
        else 0
    )
    return Board(lines, placement.free_ahead(places, leaving, days), waiting)


def dwelling_line(actor: Actor, reference: str, *, at: datetime) -> DwellingLine:
    """Give one dwelling as the board shows it.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor has no part that needs it, or there is none such within reach.
    """
    row = _with_parts(dwellings_within_reach(actor)).filter(reference=reference).first()
    if row is None:
        raise CaseNotFound("There is no such dwelling.")
    return _dwelling_line(row, _live_stays(list(row.places.all())), today=day_of(at))


def _with_parts(rows: QuerySet[Dwelling]) -> QuerySet[Dwelling]:
    return rows.select_related("provider").prefetch_related("places", "offerings", "clearances")


def _live_stays(places: Sequence[Place]) -> Mapping[int, Stay]:
    """Give who has each place now, with the last day of the stay as a column."""
    latest = (
        Application.objects.filter(pk=OuterRef("application"))
        .annotate(latest=Max("extensions__until_date"))
        .values("latest")
    )
    rows = Stay.objects.filter(place__in=places, takes_place=True, ended_date=None)
    found = rows.select_related("application").annotate(latest_exception=Subquery(latest[:1]))
    return {one.place_id: one for one in found}


def _expected_free(stay: Stay | None) -> date | None:
    if stay is None or stay.moved_in_date is None:
        return None
    if stay.application.planned_out_date:
        return stay.application.planned_out_date
    latest = vars(stay)["latest_exception"]
    months = parameters().longest_stay_months
    return last_day(stay.moved_in_date, months=months, exceptions=[latest] if latest else ())


def _cleared_until(row: Dwelling, day: date) -> date | None:
    """Give the last day of the clearance that holds on a day, if there is one."""
    holding = [
        one.to_date
        for one in row.clearances.all()
        if one.from_date <= day <= one.to_date and (one.ended_date is None or one.ended_date > day)
    ]
    return max(holding, default=None)


def _dwelling_line(row: Dwelling, live: Mapping[int, Stay], *, today: date) -> DwellingLine:
    return DwellingLine(
        reference=row.reference,
        name=row.name,
        provider=row.provider.name,
        zone=row.zone,
        genders=row.genders,
        takes_children=row.takes_children,
        takes_couples=row.takes_couples,
        offers=tuple(sorted(one.need for one in row.offerings.all())),
        cleared_until=_cleared_until(row, today),
        places=tuple(
            PlaceLine(
                reference=place.reference,
                number=place.number,
                from_date=place.from_date,
                to_date=place.to_date,
                is_there=one.is_there(today),
                is_free=one.is_free,
                expected_free_date=_expected_free(live.get(place.pk)),
            )
            for place, one in zip(_in_order(row), _method_places(row, live), strict=True)
        ),
    )


def _in_order(row: Dwelling) -> list[Place]:
    return sorted(row.places.all(), key=lambda one: one.number)


def _method_places(row: Dwelling, live: Container[int]) -> tuple[placement.Place, ...]:
    return tuple(
        placement.Place(one.reference, one.from_date, one.to_date, is_free=one.pk not in live)
        for one in _in_order(row)
    )


def fitting_places(actor: Actor, reference: str, *, on: date) -> Fitting:
    """Say of every dwelling whether the group of an application fits, with each reason against.

    It decides nothing: the officer does.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does not allocate places, or there is no such application within reach.
    """
    application = application_within_reach(actor, reference, (Permission.HOUSING_ALLOCATE,))
    lived_at = Stay.objects.filter(place=OuterRef("pk"), takes_place=True, ended_date=None)
    places = Prefetch("places", Place.objects.annotate(is_taken=Exists(lived_at)))
    rows = list(Dwelling.objects.prefetch_related(places, "offerings", "clearances"))
    live = {place.pk for row in rows for place in row.places.all() if vars(place)["is_taken"]}
    known = {row.reference: row for row in rows}
    group = group_of(*_people_and_wishes(application), application.keeps_away)
    found = placement.fits(
        group,
        [_method_dwelling(row, live, on) for row in rows],
        on=on,
        neighbours=parameters().zones,
    )
    return Fitting(
        reference=application.reference,
        case_reference=application.case_reference,
        state=application.state,
        places=group.places,
        candidates=tuple(
            Candidate(
                dwelling=known[one.dwelling].name,
                reference=one.dwelling,
                free=one.free,
                reasons=tuple((reason.value, of) for reason, of in one.reasons),
                cleared_until=_cleared_until(known[one.dwelling], on),
            )
            for one in found
        ),
    )


def _people_and_wishes(application: Application) -> tuple[list[Person], list[Wish]]:
    """Read in one question what :func:`group_of` needs of those it is for, and of what they wish."""
    nothing = Value("", CharField())
    people = Person.objects.filter(application=application).order_by()
    wishes = Wish.objects.filter(application=application).order_by()
    found = people.values_list(Value(PERSON, CharField()), "kind", "age_group", "gender").union(
        wishes.values_list(Value(WISH, CharField()), "kind", "code", nothing), all=True
    )
    rows = list(found)
    return (
        [
            Person(
                kind=kind,
                age_group=age_group,
                gender=gender,
                takes_place=takes_a_place(age_group, child_takes_a_place=parameters().child_takes_a_place),
            )
            for what, kind, age_group, gender in rows
            if what == PERSON
        ],
        [Wish(kind=kind, code=code) for what, kind, code, _gender in rows if what == WISH],
    )


def group_of(people: Iterable[Person], wishes: Iterable[Wish], keeps_away: bool) -> placement.Group:
    """Put a group into what the method knows: how many places, who, and what they need."""
    known, asked = list(people), list(wishes)
    adults = {one.gender for one in known if one.age_group == Age.ADULT}
    return placement.Group(
        places=sum(one.takes_place for one in known),
        genders=frozenset(adults),
        has_children=any(one.age_group == Age.CHILD for one in known),
        is_couple=any(one.kind == Kind.PARTNER for one in known),
        needs=frozenset(one.code for one in asked if one.kind == WishKind.NEED),
        shuns=frozenset(one.code for one in asked if one.kind == WishKind.SHUNNED_ZONE),
        keeps_away=keeps_away,
    )


def _method_dwelling(row: Dwelling, live: Container[int], on: date) -> placement.Dwelling:
    return placement.Dwelling(
        key=row.reference,
        zone=row.zone,
        # A place that is to be cut is given to nobody any more.
        places=tuple(one for one in _method_places(row, live) if one.to_date is None),
        cleared_until=_cleared_until(row, on),
        offers=frozenset(one.need for one in row.offerings.all()),
        genders=frozenset() if row.genders == Gender.ALL else frozenset({row.genders}),
        takes_children=row.takes_children,
        takes_couples=row.takes_couples,
    )


def providers_of(actor: Actor) -> tuple[ProviderLine, ...]:
    """Give the providers, with who acts for each.

    Raises
    ------
    NotPermitted
        If the actor does not allocate places.
    """
    require(actor, Permission.HOUSING_ALLOCATE)
    rows = Provider.objects.prefetch_related("staff").annotate(many=Count("dwellings")).order_by("name")
    return tuple(
        ProviderLine(
            row.reference,
            row.name,
            tuple(one.account_id for one in row.staff.all() if one.ended_at is None),
            row.many,
        )
        for row in rows
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


def keeps_address(owner: Owner) -> bool:
    """Whether an owner of sealed fields is a dwelling; for the escrow, which tells nothing else of it."""
    return owner.service == HOME and Dwelling.objects.filter(reference=owner.reference).exists()


def address_outline(actor: Actor, reference: str) -> AddressOutline:
    """Say what somebody may do with the address of a dwelling; nothing is opened.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor has no part that needs dwellings, or there is none such within reach.
    """
    if not dwellings_within_reach(actor).filter(reference=reference).exists():
        raise CaseNotFound("There is no such dwelling.")
    reads = is_permitted(actor, Permission.PLACE_READ, service=HOME)
    names = is_permitted(actor, Permission.PLACE_NAME, service=HOME)
    officers = officers_of(Owner(HOME, reference)) if reads or names else ()
    may_name = names and not officers
    able = {one.account_id for one in everybody() if is_permitted(one, Permission.PLACE_READ, service=HOME)}
    to_name = [one.username for one in enrolled_officers(HOME) if one.account_id in able] if may_name else []
    is_officer = reads and actor.username in officers
    return AddressOutline(is_officer, may_name, officers if names or is_officer else (), tuple(to_name))
