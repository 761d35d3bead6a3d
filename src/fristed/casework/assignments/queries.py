"""What may be read of outreach, by whom.

Assignments, weeks and where advisers are posted are there for all four services, so that they can help each
other. Teaching, groups and work as expert witness are there for the own service. What a public page may show
of posts is a county, a school and a telephone of the service.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from fristed.casework.assignments.actions.storing import leads, own_service
from fristed.casework.assignments.codes import OVER, POSTED, UNANSWERED, WITNESSES, State
from fristed.casework.assignments.facts import (
    ActivityLine,
    AnswersDraft,
    AssignmentDetail,
    AssignmentDraft,
    AssignmentLine,
    AssignmentStep,
    Board,
    Cover,
    FeedbackCount,
    HeldCount,
    PostLine,
    WeekLine,
    WitnessLine,
)
from fristed.casework.assignments.models import Activity, Answers, Assignment, Post, Week, Witness
from fristed.casework.assignments.rules import may_check, may_take
from fristed.casework.cases.queries import CaseNotFound
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require_one_of

MOST_LINES = 500
READERS_OF_COUNTS = (Permission.STATISTICS_READ, Permission.OUTREACH_REGISTER)
_WAITING = tuple(sorted(map(str, UNANSWERED)))
_OVER = tuple(sorted(map(str, OVER)))
_UNDER_WAY = (State.ACCEPTED.value, State.PLANNED.value)


def assignments_to_answer(actor: Actor) -> tuple[AssignmentLine, ...]:
    """Give what agencies ask for and nobody has answered: the own service's first, the oldest first.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    """
    service = own_service(actor)
    found = _lines(Assignment.objects.filter(state__in=_WAITING).order_by("since_date", "pk"))
    return tuple(sorted(found, key=lambda line: line.service != service))


def calls_for_help(actor: Actor) -> tuple[AssignmentLine, ...]:
    """Give what other services ask for help with.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    """
    service = own_service(actor)
    rows = Assignment.objects.filter(needs_help=True).exclude(state__in=_OVER).exclude(service=service)
    return _lines(rows.order_by("planned_date", "since_date", "pk"))


def board_of(actor: Actor, first: date, after: date) -> Board:
    """Give what somebody looks at in the morning, in one question: what waits, and some days.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    """
    service = own_service(actor)
    waits = Q(state__in=_WAITING, service=service)
    asks = Q(needs_help=True) & ~Q(state__in=_OVER)
    goes_on = Q(state__in=_UNDER_WAY) & (Q(service=service) | Q(helpers__service=service))
    said = Q(service=service, state=State.HELD.value, respondents=None) & ~Q(contact="")
    in_days = Q(state__in=(State.PLANNED.value, State.HELD.value), day__gte=first, day__lt=after)
    rows = Assignment.objects.annotate(day=Coalesce("held_date", "planned_date"))
    rows = rows.filter(waits | asks | goes_on | said | in_days).distinct().order_by("day", "since_date", "pk")
    found = list(rows.prefetch_related("helpers")[:MOST_LINES])
    lines = [(row, _line(row)) for row in found]

    def those(rule: Callable[[Assignment, AssignmentLine], bool]) -> tuple[AssignmentLine, ...]:
        return tuple(line for row, line in lines if rule(row, line))

    return Board(
        to_answer=those(lambda row, _line: row.service == service and row.state in _WAITING),
        asking_for_help=those(
            lambda row, _line: row.needs_help and row.service != service and row.state not in _OVER
        ),
        in_days=those(
            lambda row, line: (
                row.state in (State.PLANNED, State.HELD)
                and line.day is not None
                and first <= line.day < after
            )
        ),
        under_way=those(
            lambda row, line: row.state in _UNDER_WAY and service in (row.service, *line.helpers)
        ),
        without_feedback=those(
            lambda row, _line: (
                row.service == service
                and row.state == State.HELD
                and row.respondents is None
                and bool(row.contact)
            )
        ),
    )


def calendar_of(actor: Actor, first: date, after: date) -> tuple[AssignmentLine, ...]:
    """Give what is planned or held from a day until before another, of all services, by day.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    """
    own_service(actor)
    days = Assignment.objects.annotate(day=Coalesce("held_date", "planned_date"))
    states = (State.PLANNED.value, State.HELD.value)
    return _lines(days.filter(state__in=states, day__gte=first, day__lt=after).order_by("day", "pk"))


def _lines(rows: QuerySet[Assignment]) -> tuple[AssignmentLine, ...]:
    return tuple(map(_line, rows.prefetch_related("helpers")[:MOST_LINES]))


def _line(row: Assignment) -> AssignmentLine:
    return AssignmentLine(
        reference=row.reference,
        version=row.version,
        service=row.service,
        state=row.state,
        since_date=row.since_date,
        audience=row.audience,
        subject=row.subject,
        county=row.county,
        form=row.form,
        agency=row.agency,
        day=row.held_date or row.planned_date or row.wished_date,
        needs_help=row.needs_help,
        helpers=tuple(one.service for one in row.helpers.all()),
    )


def assignment_detail(actor: Actor, reference: str) -> AssignmentDetail:
    """Give one assignment, with what its reader may do; the contact is for those who carry it out.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    CaseNotFound
        If there is none.
    """
    service = own_service(actor)
    rows = Assignment.objects.select_related("week").prefetch_related("helpers", "steps", "feedback")
    row = rows.filter(reference=reference).first()
    if row is None:
        raise CaseNotFound("There is no such work.")
    line = _line(row)
    is_own = row.service == service
    can_take = may_take(row.state, service=row.service, taker=service, needs_help=row.needs_help)
    is_writer = row.noted_by == actor.username or leads(actor)
    return AssignmentDetail(
        line=line,
        draft=AssignmentDraft(
            audience=row.audience,
            subject=row.subject,
            form=row.form,
            county=row.county,
            partner=row.partner,
            asker=row.asker,
            agency=row.agency,
            contact=row.contact if is_own or service in line.helpers else "",
            wished_date=row.wished_date,
        ),
        asked_service=row.asked_service,
        planned_date=row.planned_date,
        held_date=row.held_date,
        participants=row.participants,
        respondents=row.respondents,
        feedback=tuple(FeedbackCount(one.question, one.answer, one.number) for one in row.feedback.all()),
        why=row.why,
        week=(row.week.first_date, row.week.last_date) if row.week else None,
        steps=tuple(AssignmentStep(one.state, one.service, one.on_date) for one in row.steps.all()),
        noted_by=row.noted_by,
        is_own=is_own,
        may_correct=is_own and (is_writer or row.state not in _OVER),
        may_take=can_take,
        may_join=can_take and service not in line.helpers,
    )


def weeks_of(actor: Actor, year: int) -> tuple[WeekLine, ...]:
    """Give the weeks of competence-raising of all services that begin in a year, by day.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    """
    own_service(actor)
    return _weeks(Week.objects.filter(first_date__year=year))


def weeks_between(actor: Actor, first: date, after: date) -> tuple[WeekLine, ...]:
    """Give the weeks that touch the days from one until before another.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    """
    own_service(actor)
    whole = _weeks(Week.objects.filter(first_date__year__in=(first.year, after.year)))
    return tuple(one for one in whole if one.first_date < after and one.last_date >= first)


def own_weeks(actor: Actor) -> tuple[WeekLine, ...]:
    """Give the weeks of the own service, the newest first, to choose among.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    """
    return tuple(reversed(_weeks(Week.objects.filter(service=own_service(actor)))))


def _weeks(rows: QuerySet[Week]) -> tuple[WeekLine, ...]:
    held = Count("assignments", filter=Q(assignments__state=State.HELD.value))
    seen: dict[tuple[str, int], int] = {}
    found = []
    for row in rows.annotate(held=held).order_by("first_date", "service")[:MOST_LINES]:
        place = (row.service, row.first_date.year)
        seen[place] = seen.get(place, 0) + 1
        found.append(
            WeekLine(
                row.reference,
                row.version,
                row.service,
                row.first_date,
                row.last_date,
                row.county,
                seen[place],
                vars(row)["held"],
            )
        )
    return tuple(found)


def activities_of(actor: Actor, *, limit: int = 25) -> tuple[ActivityLine, ...]:
    """Give the newest activities: one's own, or all of the own service to its leader.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    """
    rows = Activity.objects.filter(service=own_service(actor))
    if not leads(actor):
        rows = rows.filter(noted_by=actor.username)
    return tuple(_activity(row, actor) for row in rows.order_by("-on_date", "-pk")[: min(limit, MOST_LINES)])


def activity_line(actor: Actor, reference: str) -> ActivityLine:
    """Give one activity of the own service.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    CaseNotFound
        If there is none in the own service.
    """
    row = Activity.objects.filter(service=own_service(actor), reference=reference).first()
    if row is None:
        raise CaseNotFound("There is no such work.")
    return _activity(row, actor)


def _activity(row: Activity, actor: Actor) -> ActivityLine:
    return ActivityLine(
        reference=row.reference,
        version=row.version,
        service=row.service,
        kind=row.kind,
        theme=row.theme,
        county=row.county,
        on_date=row.on_date,
        participants=row.participants,
        noted_by=row.noted_by,
        may_correct=row.noted_by == actor.username or leads(actor),
    )


def is_called_as_witness(actor: Actor) -> bool:
    """Whether somebody is in the service that is called as expert witness, and does outreach."""
    return actor.service == WITNESSES and Permission.OUTREACH_REGISTER in actor.permissions


def witnesses_of(actor: Actor) -> tuple[WitnessLine, ...]:
    """Give the work of the own service as expert witness, the newest first; none for other services.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    """
    rows = Witness.objects.filter(service=own_service(actor)).order_by("-since_date", "-pk")
    return tuple(_witness(row, actor) for row in rows[:MOST_LINES])


def witness_line(actor: Actor, reference: str) -> WitnessLine:
    """Give one summons to the own service.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    CaseNotFound
        If there is none to the own service.
    """
    row = Witness.objects.filter(service=own_service(actor), reference=reference).first()
    if row is None:
        raise CaseNotFound("There is no such work.")
    return _witness(row, actor)


def _witness(row: Witness, actor: Actor) -> WitnessLine:
    return WitnessLine(
        reference=row.reference,
        version=row.version,
        state=row.state,
        since_date=row.since_date,
        subject=row.subject,
        forum=row.forum,
        hearing_date=row.hearing_date,
        check_result=row.check_result,
        checked_date=row.checked_date,
        checked_by=row.checked_by,
        may_check=may_check(
            row.check_result, checked_by=row.checked_by, username=actor.username, is_leader=leads(actor)
        ),
        why=row.why,
        testified_date=row.testified_date,
    )


def answers_noted(actor: Actor) -> tuple[AnswersDraft, ...]:
    """Give what is noted of answers on public sites, the newest first.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    """
    own_service(actor)
    names = ("year", "month", "answers", "girls", "boys", "others", "useful_to_askers", "useful_to_readers")
    rows = Answers.objects.order_by("-year", "-month").values_list(*names)[:MOST_LINES]
    return tuple(AnswersDraft(*row) for row in rows)


def posts_now(
    actor: Actor, *, on_date: date, county: str = "", with_ended: bool = False
) -> tuple[PostLine, ...]:
    """Give where advisers are posted, by county and school, to all services.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    """
    own_service(actor)
    rows = Post.objects.all() if with_ended else _on(on_date)
    rows = rows.filter(county=county) if county else rows
    return tuple(_post(row) for row in rows.order_by("county", "school", "pk")[:MOST_LINES])


def post_line(actor: Actor, reference: str) -> PostLine:
    """Give one post.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    CaseNotFound
        If there is none.
    """
    own_service(actor)
    row = Post.objects.filter(reference=reference).first()
    if row is None:
        raise CaseNotFound("There is no such work.")
    return _post(row)


def own_county(actor: Actor, *, on_date: date) -> str:
    """Give the county that somebody is posted in now, where it is one; so that it need not be chosen.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    """
    own_service(actor)
    rows = _on(on_date).filter(account_id=actor.account_id or 0)
    counties = set(rows.values_list("county", flat=True))
    return counties.pop() if len(counties) == 1 else ""


def _on(on_date: date) -> QuerySet[Post]:
    still = Q(until_date=None) | Q(until_date__gte=on_date)
    return Post.objects.filter(still, service=POSTED, since_date__lte=on_date)


def _post(row: Post) -> PostLine:
    return PostLine(
        reference=row.reference,
        version=row.version,
        county=row.county,
        school=row.school,
        phone=row.phone,
        adviser=row.adviser,
        account=row.account_id,
        share=row.share,
        since_date=row.since_date,
        until_date=row.until_date,
    )


def who_covers(*, on_date: date, county: str = "", school: str = "") -> tuple[Cover, ...]:
    """Say which counties and schools have an adviser on a day, for anybody: no person is in it.

    Parameters
    ----------
    county
        A code of the list ``counties``; empty for all.
    school
        Part of the name of a school; empty for all, and then counties without a school as well.
    """
    rows = _on(on_date)
    if county:
        rows = rows.filter(county=county)
    if school:
        rows = rows.filter(school__icontains=school)
    found = rows.order_by("county", "school", "phone").values_list("county", "school", "phone").distinct()
    return tuple(Cover(*row) for row in found[:MOST_LINES])


def held_in(actor: Actor, years: Iterable[int]) -> dict[int, tuple[HeldCount, ...]]:
    """Count the assignments that were held in each year, by service, agency and county.

    These are counts of events among those who work, not of persons.

    Raises
    ------
    NotPermitted
        If the actor neither reads statistics nor does outreach.
    """
    require_one_of(actor, READERS_OF_COUNTS)
    wanted = sorted(set(years))
    found: dict[int, list[HeldCount]] = {year: [] for year in wanted}
    rows = Assignment.objects.filter(state=State.HELD.value, held_date__year__in=wanted)
    names = ("service", "audience", "county")
    counted = rows.values(*names, year=F("held_date__year")).annotate(number=Count("pk")).order_by(*names)
    for row in counted:
        found[row["year"]].append(HeldCount(row["service"], row["audience"], row["county"], row["number"]))
    return {year: tuple(counts) for year, counts in found.items()}


def outreach_waiting(actor: Actor) -> int:
    """Count what waits for an answer of the own service; none for who does no outreach."""
    if Permission.OUTREACH_REGISTER not in actor.permissions or not actor.service:
        return 0
    return Assignment.objects.filter(service=actor.service, state__in=_WAITING).count()
