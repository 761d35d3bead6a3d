"""What may be read of plans without opening anything: a case's, a day's, a service's, saved filters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    Window,
)
from django.db.models.functions import Cast

from fristed.casework.cases.codes import CaseStatus
from fristed.casework.cases.facts import Beside, CasePage
from fristed.casework.cases.models import Case, Contact, CurrentConcern, SecondaryConcern
from fristed.casework.cases.queries import CaseNotFound, rows_within_reach
from fristed.casework.cases.rules import day_of
from fristed.casework.cases.waiting import WaitingIn
from fristed.casework.plans.facts import (
    Day,
    HolidayCase,
    KeptFilter,
    Load,
    Outline,
    Oversight,
    QuietCase,
    ReviewLine,
    SignLine,
    TaskLine,
    WaitingLine,
)
from fristed.casework.plans.models import Alarm, SafetyPlan, SavedFilter, Sign, Task
from fristed.casework.plans.rules import state_of_sign
from fristed.casework.teams.queries import in_care, stood_in_for
from fristed.foundation.identity.access.looking import once
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require

MOST_LINES = 200
COMING = timedelta(days=7)
QUIET_AFTER = timedelta(days=14)
FILTER_FIELDS = ("year", "main_concern", "age_band", "gender", "status", "responsible")
OPEN = CaseStatus.OPEN.value
NONE = (0, 0)
MOST_QUIET = 50
MOST_BEFORE_HOLIDAYS = 500
PLAN_LIVES = timedelta(days=183)
"""How long a contact plan counts that no sign of life is awaited by: half a year after it was written."""
FEAR_OF_STAY = "fear_involuntary_stay_abroad"
TASK, REVIEW = "task", "review"


def case_of_plans(actor: Actor, reference: str) -> Case:
    """Give a case whose plans the actor may work with; asked for once while a page is made.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor may not follow up cases, or there is none such within reach.
    """
    rows = rows_within_reach(actor, Permission.CASE_FOLLOW_UP).select_related("contact_plan", "safety_plan")
    case = once(("case of plans", actor, reference), rows.filter(reference=reference).first)
    if case is None:
        raise CaseNotFound("There is no such case.")
    return case


def task_lines(case: Case) -> tuple[TaskLine, ...]:
    """Give the tasks of a case that its caller was given: the open ones by day, then the newest done."""
    rows = Task.objects.filter(case=case).order_by("due_date", "pk")
    lines = [_task(row, case.reference) for row in rows[:MOST_LINES]]
    done = sorted(
        (one for one in lines if one.done_at), key=lambda one: one.done_at or one.due_date, reverse=True
    )
    return (*(one for one in lines if not one.done_at), *done)


def _task(row: Task, reference: str) -> TaskLine:
    return TaskLine(row.key, reference, row.kind, row.account_id, row.due_date, row.done_at, row.done_by)


def sign_lines(case: Case) -> tuple[SignLine, ...]:
    """Give the promised signs of life of a case that its caller was given, the last first."""
    rows = Sign.objects.filter(case=case).select_related("alarm").order_by("-due_at", "-pk")
    return tuple(_sign(row, case.reference) for row in rows[:MOST_LINES])


def _sign(row: Sign, reference: str) -> SignLine:
    alarm: Alarm | None = getattr(row, "alarm", None)
    state = state_of_sign(
        due_at=row.due_at,
        came_at=row.came_at,
        withdrawn=row.withdrawn_at is not None,
        fired=alarm is not None,
        answered=alarm is not None and alarm.answered_at is not None,
    )
    line = SignLine(row.key, reference, row.due_at, state, row.came_at)
    if alarm is None:
        return line
    return SignLine(
        key=row.key,
        reference=reference,
        due_at=row.due_at,
        state=state,
        came_at=row.came_at,
        fired_at=alarm.fired_at,
        looked_at=alarm.looked_at,
        looked_by=alarm.looked_by,
        answer=alarm.answer,
        answered_at=alarm.answered_at,
        answered_by=alarm.answered_by,
    )


def plans_beside() -> Beside:
    """Say what the page of a case wants read of its plans, in the same question as the case."""
    open_tasks = Q(case=OuterRef("pk"), done_at=None)
    awaited = Q(case=OuterRef("pk"), came_at=None, withdrawn_at=None, alarm=None)
    return Beside(
        columns={
            "plans_open_tasks": _count(Task.objects.filter(open_tasks)),
            "plans_first_due": _first(Task.objects.filter(open_tasks), "due_date"),
            "plans_alarms": _count(Alarm.objects.filter(case=OuterRef("pk"), answered_at=None)),
            "plans_next_sign": _first(Sign.objects.filter(awaited), "due_at"),
            "plans_review": _first(SafetyPlan.objects.filter(case=OuterRef("pk")), "review_date"),
        }
    )


def outline_beside(page: CasePage) -> Outline:
    """Give what the page of a case says of its plans, to who was given the page with :func:`plans_beside`."""
    found = page.beside
    return Outline(
        found["plans_open_tasks"] or 0,
        found["plans_first_due"],
        found["plans_alarms"] or 0,
        found["plans_next_sign"],
        found["plans_review"],
    )


def _count(rows: QuerySet[Task] | QuerySet[Alarm]) -> Subquery:
    return Subquery(rows.order_by().values("case").annotate(many=Count("pk")).values("many"))


def _first(rows: QuerySet[Task] | QuerySet[Sign] | QuerySet[SafetyPlan], name: str) -> Subquery:
    return Subquery(rows.order_by().values("case").annotate(first=Min(name)).values("first"))


def day_for(actor: Actor, *, beside: Sequence[WaitingIn] = ()) -> Day:
    """Give what waits for an actor: their own, their teams', and that of those they stand in for.

    Parameters
    ----------
    beside
        What other rooms want read in the same question.

    Raises
    ------
    NotPermitted
        If the actor may not follow up cases in any register.
    """
    require(actor, Permission.CASE_FOLLOW_UP)
    assert actor.at is not None  # noqa: S101  the door has met the actor
    today, away = day_of(actor.at), stood_in_for(actor)
    accounts = {actor.account_id or 0, *away}
    rows = rows_within_reach(actor, Permission.CASE_FOLLOW_UP)
    cared_for = in_care(rows, accounts)
    care = cared_for.values("pk")
    mine = Q(account_id__in=accounts, case__in=rows.values("pk")) | Q(account_id=None, case__in=care)
    tasks, reviews, waiting = _in_one_question(
        Task.objects.filter(mine, due_date__lte=today + COMING),
        SafetyPlan.objects.filter(case__in=care, case__status=OPEN, review_date__lte=today + COMING),
        [rows_of(actor, cared_for) for rows_of in beside],
    )
    signs = _awaited_or_missed(Sign.objects.filter(case__in=care), until=actor.at + COMING)
    return Day(
        alarms=tuple(one for one in signs if one.is_open_alarm),
        overdue=tuple(one for one in tasks if one.due_date < today),
        due=tuple(one for one in tasks if one.due_date == today),
        coming=tuple(one for one in tasks if one.due_date > today),
        signs=tuple(one for one in signs if not one.is_open_alarm),
        reviews=reviews,
        away=away,
        waiting=waiting,
    )


def _in_one_question(
    tasks: QuerySet[Task], plans: QuerySet[SafetyPlan], others: Sequence[QuerySet[Any, Any]]
) -> tuple[tuple[TaskLine, ...], tuple[ReviewLine, ...], tuple[WaitingLine, ...]]:
    """Read which tasks are open, which safety plans are due, and what else waits; soonest first."""
    nothing = Value("", output_field=CharField())
    fields = ("room", "key", "case__reference", "what", "whose", "day", "pk")
    of_tasks = tasks.filter(done_at=None).annotate(
        room=Value(TASK, CharField()), what=F("kind"), whose=F("account_id"), day=F("due_date")
    )
    of_plans = plans.annotate(
        room=Value(REVIEW, CharField()),
        key=nothing,
        what=nothing,
        whose=Cast(Value(None), BigIntegerField()),
        day=F("review_date"),
    )
    all_of_them = of_tasks.values_list(*fields).union(of_plans.values_list(*fields), *others, all=True)
    found = list(all_of_them.order_by("day", "pk")[: (2 + len(others)) * MOST_LINES])
    return (
        tuple(
            TaskLine(key, case, what, who, day, None, "")
            for room, key, case, what, who, day, _pk in found
            if room == TASK
        ),
        tuple(ReviewLine(case, day) for room, _key, case, _what, _who, day, _pk in found if room == REVIEW),
        tuple(
            WaitingLine(room, key, what, day)
            for room, key, _case, what, _who, day, _pk in found
            if room not in (TASK, REVIEW)
        ),
    )


def _awaited_or_missed(rows: QuerySet[Sign], *, until: datetime) -> tuple[SignLine, ...]:
    """Give signs of life that are waited for until a time, and those whose alarm nobody has answered."""
    awaited = Q(alarm=None, came_at=None, withdrawn_at=None, due_at__lte=until)
    missed = Q(alarm__isnull=False, alarm__answered_at=None)
    found = rows.filter(awaited | missed).select_related("case", "alarm").order_by("due_at", "pk")
    return tuple(_sign(row, row.case.reference) for row in found[:MOST_LINES])


def _alarms(rows: QuerySet[Alarm]) -> tuple[SignLine, ...]:
    found = rows.select_related("sign", "sign__alarm", "case").order_by("fired_at", "pk")[:MOST_LINES]
    return tuple(_sign(row.sign, row.case.reference) for row in found)


def oversight_of(actor: Actor) -> Oversight:
    """Give a leader how much each has, what waits for somebody, what has gone quiet, and open alarms.

    Only cases within the leader's reach are counted: what is shut to the leader is in no number here.

    Raises
    ------
    NotPermitted
        If the actor does not lead a service with a register.
    """
    require(actor, Permission.ACCESS_GOVERN)
    assert actor.at is not None  # noqa: S101  the door has met the actor
    today = day_of(actor.at)
    rows = rows_within_reach(actor, Permission.CASE_FOLLOW_UP).filter(service=actor.service or "")
    cases = rows.filter(status=OPEN)
    loads, waiting = _loads(rows, cases, today=today)
    quiet = _quiet(cases, since=today - QUIET_AFTER)
    return Oversight(
        loads=loads,
        waiting=waiting,
        quiet=tuple(QuietCase(*row) for *row, _total in quiet),
        quiet_total=quiet[0][-1] if quiet else 0,
        alarms=_alarms(Alarm.objects.filter(case__in=rows.values("pk"), answered_at=None)),
    )


def without_contact_plan(actor: Actor, *, limit: int = MOST_BEFORE_HOLIDAYS) -> tuple[HolidayCase, ...]:
    """Give the open cases with fear of an involuntary stay abroad that have no contact plan now.

    The fear is the main concern, one beside it, or any that was noted later. A plan counts while a sign
    of life is awaited, and for half a year after it was written; an older one is told by its day. Own cases
    come first, then those that were spoken with longest ago.

    Raises
    ------
    NotPermitted
        If the actor may not follow up cases in any register.
    """
    rows = rows_within_reach(actor, Permission.CASE_FOLLOW_UP)
    assert actor.at is not None  # noqa: S101  the door has met the actor
    concerns = CurrentConcern.objects.filter(case=OuterRef("pk")).order_by("-on_date", "-pk")
    beside = SecondaryConcern.objects.filter(case=OuterRef("pk"), concern=FEAR_OF_STAY)
    awaited = Sign.objects.filter(case=OuterRef("pk"), came_at=None, withdrawn_at=None, due_at__gte=actor.at)
    is_feared = Q(main_concern=FEAR_OF_STAY) | Exists(beside) | Exists(concerns.filter(concern=FEAR_OF_STAY))
    has_plan = Q(contact_plan__written_at__gte=actor.at - PLAN_LIVES) | (
        Q(contact_plan__isnull=False) & Exists(awaited)
    )
    last = Contact.objects.filter(case=OuterRef("pk")).order_by().values("case").annotate(last=Max("on_date"))
    own = in_care(Case.objects.filter(pk=OuterRef("pk")), {actor.account_id or 0, *stood_in_for(actor)})
    found = (
        rows.filter(is_feared, status=OPEN)
        .exclude(has_plan)
        .annotate(
            newest=Subquery(concerns.values("concern")[:1]),
            last=Subquery(last.values("last")),
            own=Exists(own),
        )
        .order_by("-own", F("last").asc(nulls_first=True), "pk")
    )
    names = ("reference", "main_concern", "newest", "age_band", "responsible", "last", "own")
    return tuple(
        HolidayCase(reference, main, newest or "", age, responsible, day, is_own, old and day_of(old))
        for reference, main, newest, age, responsible, day, is_own, old in found.values_list(
            *names, "contact_plan__written_at"
        )[:limit]
    )


def _quiet(cases: QuerySet[Case], *, since: date) -> list[tuple[Any, ...]]:
    """Give the cases that have gone quiet, the longest first, each with how many there are in all."""
    last = Contact.objects.filter(case=OuterRef("pk")).order_by().values("case").annotate(last=Max("on_date"))
    quiet = cases.annotate(last=Subquery(last.values("last"))).filter(last__lt=since)
    shown = quiet.annotate(many=Window(Count("pk"))).order_by("last", "pk")
    return list(shown.values_list("reference", "last", "responsible", "main_concern", "many")[:MOST_QUIET])


def _loads(rows: QuerySet[Case], cases: QuerySet[Case], *, today: date) -> tuple[tuple[Load, ...], int]:
    """Give how much each has, and how many cases wait for somebody, in one question."""
    of_cases = Task.objects.filter(case__in=rows.values("pk"), done_at=None).exclude(account_id=None)
    alarms = Alarm.objects.filter(case__in=rows.values("pk"), answered_at=None)
    counted = _counted(cases, "cases", "responsible").union(
        _counted(of_cases, "tasks", "account_id", late=Q(due_date__lt=today)),
        _counted(alarms.exclude(case__responsible=None), "alarms", "case__responsible"),
        all=True,
    )
    found = {(kind, account): (many, late) for kind, account, many, late in counted}
    accounts = sorted({account for _kind, account in found if account is not None})
    loads = tuple(
        Load(
            account,
            found.get(("cases", account), NONE)[0],
            *found.get(("tasks", account), NONE),
            found.get(("alarms", account), NONE)[0],
        )
        for account in accounts
    )
    return loads, found.get(("cases", None), NONE)[0]


def _counted(
    rows: QuerySet[Case] | QuerySet[Task] | QuerySet[Alarm], kind: str, name: str, *, late: Q | None = None
) -> QuerySet[Any, tuple[str, int | None, int, int]]:
    grouped = (
        rows.order_by()
        .values(name)
        .annotate(many=Count("pk"), late=Count("pk", filter=late) if late else Value(0))
    )
    rows_of_kind: QuerySet[Any, Any] = grouped.annotate(of=Value(kind))
    return rows_of_kind.values_list("of", name, "many", "late")


def saved_filters_of(actor: Actor) -> tuple[KeptFilter, ...]:
    """Give an actor's own saved filters, the oldest first.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    """
    require(actor, Permission.CASE_READ)
    rows = SavedFilter.objects.filter(account_id=actor.account_id or 0).order_by("saved_at", "pk")
    return tuple(
        KeptFilter(row.key, {name: code for name, code in parse_qsl(row.coded) if name in FILTER_FIELDS})
        for row in rows
    )
