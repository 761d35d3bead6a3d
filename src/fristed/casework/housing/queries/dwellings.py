"""What may be read of dwellings, by whom: the board, which free places fit, and who may open an address.

No reading here gives an address, a municipality or the meaning of a zone.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db.models import (
    CharField,
    Count,
    Exists,
    Max,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    Value,
)

from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.cases.rules import day_of
from fristed.casework.housing.codes import (
    HOME,
    Gender,
    State,
    WishKind,
)
from fristed.casework.housing.facts import (
    AddressOutline,
    Board,
    Candidate,
    DwellingLine,
    Fitting,
    PlaceLine,
    ProviderLine,
)
from fristed.casework.housing.models import (
    Application,
    Dwelling,
    Person,
    Place,
    Provider,
    Stay,
    Wish,
)
from fristed.casework.housing.parameters import parameters
from fristed.casework.housing.reach import (
    application_within_reach,
    applications_within_reach,
    provider_of,
)
from fristed.casework.housing.rules import last_day, takes_a_place
from fristed.casework.parties.codes import Age, Kind
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import everybody
from fristed.foundation.identity.rules import Permission, is_permitted, require, require_one_of
from fristed.foundation.vault.facts import Owner
from fristed.foundation.vault.queries import enrolled_officers, officers_of
from fristed.methods import placement

AHEAD_DAYS = (0, 14, 30, 60, 90)
PERSON, WISH = "person", "wish"
ON_THE_BOARD = (
    Permission.HOUSING_ALLOCATE,
    Permission.HOUSING_PROVIDE,
    Permission.HOUSING_RECOMMEND,
    Permission.PLACE_NAME,
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
    if leads or actor.permissions & {Permission.HOUSING_ALLOCATE, Permission.HOUSING_RECOMMEND}:
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
