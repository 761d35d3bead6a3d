"""What is stored of outreach: codes, days, counts of events, and a contact at an agency while it is needed.

Nothing here points at a person whom a case concerns: there is no reference of a case, and no text about
anybody. ``version`` grows with every change, so that nobody writes over what somebody else has changed.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fristed.casework.assignments.codes import (
    CONFLICT,
    POSTED,
    SERVICES,
    SITES,
    WITNESSES,
    Kind,
    Stand,
    State,
    audiences,
)
from fristed.casework.cases.models import CODE_LENGTH, Constraints, listed, one_of

REFERENCE_LENGTH = 11
USERNAME_LENGTH = 60
NAME_LENGTH = 80
CONTACT_LENGTH = 120
_COUNTIES = ("", *listed("counties"))
_AUDIENCES = tuple(sorted(audiences()))


class Week(models.Model):
    """A week of competence-raising, in which several assignments are carried out."""

    reference = models.CharField(max_length=REFERENCE_LENGTH, unique=True)
    version = models.PositiveIntegerField(default=1)
    service = models.CharField(max_length=2)
    first_date = models.DateField()
    last_date = models.DateField()
    county = models.CharField(max_length=CODE_LENGTH, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("service", SERVICES, name="week_service_is_known"),
            one_of("county", _COUNTIES, name="week_county_is_known"),
            models.CheckConstraint(
                condition=Q(last_date__gte=F("first_date")), name="week_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["service", "first_date"], name="week_begins_once"),
        ]

    def __str__(self) -> str:
        return self.reference


class Assignment(models.Model):
    """One assignment that raises competence, from the request until it is held.

    ``service`` is whose it is now, ``asked_service`` who was asked first. ``agency`` is the name of who asks,
    and ``contact`` how somebody there is reached at work; that is gone when the matter is over,
    or some time after it was held.
    """

    reference = models.CharField(max_length=REFERENCE_LENGTH, unique=True)
    version = models.PositiveIntegerField(default=1)
    service = models.CharField(max_length=2)
    asked_service = models.CharField(max_length=2)
    state = models.CharField(max_length=CODE_LENGTH)
    since_date = models.DateField()
    audience = models.CharField(max_length=CODE_LENGTH)
    county = models.CharField(max_length=CODE_LENGTH, blank=True)
    form = models.CharField(max_length=CODE_LENGTH)
    subject = models.CharField(max_length=CODE_LENGTH)
    partner = models.CharField(max_length=CODE_LENGTH, blank=True)
    asker = models.CharField(max_length=CODE_LENGTH, blank=True)
    agency = models.CharField(max_length=NAME_LENGTH, blank=True)
    contact = models.CharField(max_length=CONTACT_LENGTH, blank=True)
    wished_date = models.DateField(null=True)
    planned_date = models.DateField(null=True)
    held_date = models.DateField(null=True)
    participants = models.PositiveIntegerField(null=True)
    respondents = models.PositiveIntegerField(null=True)
    why = models.CharField(max_length=CODE_LENGTH, blank=True)
    needs_help = models.BooleanField(default=False)
    week = models.ForeignKey(Week, on_delete=models.PROTECT, null=True, related_name="assignments")
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("service", SERVICES, name="assignment_service_is_known"),
            one_of("asked_service", SERVICES, name="assignment_asked_is_known"),
            one_of("state", State, name="assignment_state_is_known"),
            one_of("audience", _AUDIENCES, name="assignment_audience_is_known"),
            one_of("asker", ("", *_AUDIENCES), name="assignment_asker_is_known"),
            one_of("county", _COUNTIES, name="assignment_county_is_known"),
            one_of("form", listed("outreach_forms"), name="assignment_form_is_known"),
            one_of("subject", listed("outreach_subjects"), name="assignment_subject_is_known"),
            one_of("partner", ("", *listed("outreach_partners")), name="assignment_partner_is_known"),
            models.CheckConstraint(
                condition=Q(state=State.HELD.value, held_date__isnull=False)
                | (~Q(state=State.HELD.value) & Q(held_date__isnull=True, participants__isnull=True)),
                name="assignment_held_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PLANNED.value) | Q(planned_date__isnull=False),
                name="assignment_planned_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DECLINED.value, why__in=listed("outreach_decline_reasons"))
                | Q(state=State.CANCELLED.value, why__in=listed("outreach_cancel_reasons"))
                | (~Q(state__in=(State.DECLINED.value, State.CANCELLED.value)) & Q(why="")),
                name="assignment_ends_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(respondents__isnull=True) | Q(state=State.HELD.value, contact=""),
                name="assignment_feedback_ends_the_contact",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(State.DECLINED.value, State.CANCELLED.value)) | Q(contact=""),
                name="assignment_over_has_no_contact",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["service", "state"], name="assignment_by_state_idx"),
            models.Index(fields=["planned_date"], name="assignment_by_day_idx"),
            models.Index(fields=["held_date"], name="assignment_by_held_idx"),
        ]

    def __str__(self) -> str:
        return self.reference


class Step(models.Model):
    """One step of an assignment, and whose it was then."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=CODE_LENGTH)
    service = models.CharField(max_length=2)
    on_date = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[Constraints] = [
            one_of("state", State, name="assignment_step_is_known"),
            models.UniqueConstraint(fields=["assignment", "number"], name="assignment_step_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"


class Helping(models.Model):
    """That another service takes part in an assignment; it is counted by the one whose it is."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="helpers")
    service = models.CharField(max_length=2)

    class Meta:
        ordering: ClassVar[list[str]] = ["service"]
        constraints: ClassVar[Constraints] = [
            one_of("service", SERVICES, name="helping_service_is_known"),
            models.UniqueConstraint(fields=["assignment", "service"], name="helping_once"),
        ]

    def __str__(self) -> str:
        return self.service


class Feedback(models.Model):
    """How many gave one coded answer to one question after an assignment."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="feedback")
    question = models.CharField(max_length=CODE_LENGTH)
    answer = models.CharField(max_length=CODE_LENGTH)
    number = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("question", listed("outreach_questions"), name="after_question_is_known"),
            one_of("answer", listed("outreach_answers"), name="after_answer_is_known"),
            models.UniqueConstraint(fields=["assignment", "question", "answer"], name="after_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.answer} {self.number}"


class Activity(models.Model):
    """Teaching, a dialogue group or an open door on one day: work with pupils that is noted in two clicks."""

    reference = models.CharField(max_length=REFERENCE_LENGTH, unique=True)
    version = models.PositiveIntegerField(default=1)
    service = models.CharField(max_length=2)
    kind = models.CharField(max_length=CODE_LENGTH)
    theme = models.CharField(max_length=CODE_LENGTH)
    county = models.CharField(max_length=CODE_LENGTH, blank=True)
    on_date = models.DateField()
    participants = models.PositiveIntegerField(null=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("service", SERVICES, name="activity_service_is_known"),
            one_of("kind", Kind, name="activity_kind_is_known"),
            one_of("theme", listed("outreach_themes"), name="activity_theme_is_known"),
            one_of("county", _COUNTIES, name="activity_county_is_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["service", "on_date"], name="activity_by_day_idx"),
        ]

    def __str__(self) -> str:
        return self.reference


class Witness(models.Model):
    """That the service is called as expert witness: what kind of court, what to speak of, and how it went.

    No matter, no person and no place. Whether the service knows the person is answered by who checks, and
    only what came of the check is kept.
    """

    reference = models.CharField(max_length=REFERENCE_LENGTH, unique=True)
    version = models.PositiveIntegerField(default=1)
    service = models.CharField(max_length=2)
    state = models.CharField(max_length=CODE_LENGTH)
    since_date = models.DateField()
    subject = models.CharField(max_length=CODE_LENGTH)
    forum = models.CharField(max_length=CODE_LENGTH)
    hearing_date = models.DateField(null=True)
    check_result = models.CharField(max_length=CODE_LENGTH, blank=True)
    checked_date = models.DateField(null=True)
    checked_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)
    why = models.CharField(max_length=CODE_LENGTH, blank=True)
    testified_date = models.DateField(null=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("service", (WITNESSES,), name="witness_service_is_known"),
            one_of("state", Stand, name="witness_state_is_known"),
            one_of("subject", listed("witness_subjects"), name="witness_subject_is_known"),
            one_of("forum", listed("witness_forums"), name="witness_forum_is_known"),
            one_of("check_result", ("", *listed("witness_checks")), name="witness_check_is_known"),
            models.CheckConstraint(
                condition=Q(check_result="", checked_date__isnull=True, checked_by="")
                | (~Q(check_result="") & Q(checked_date__isnull=False) & ~Q(checked_by="")),
                name="witness_check_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(Stand.ACCEPTED.value, Stand.PREPARED.value, Stand.TESTIFIED.value))
                | ~Q(check_result__in=("", CONFLICT)),
                name="witness_is_checked_first",
            ),
            models.CheckConstraint(
                condition=Q(state=Stand.DECLINED.value, why__in=listed("outreach_decline_reasons"))
                | (~Q(state=Stand.DECLINED.value) & Q(why="")),
                name="witness_declines_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=Stand.TESTIFIED.value, testified_date__isnull=False)
                | (~Q(state=Stand.TESTIFIED.value) & Q(testified_date__isnull=True)),
                name="witness_testified_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Answers(models.Model):
    """How many questions were answered on a public site in a month, or a year where ``month`` is 0."""

    site = models.CharField(max_length=CODE_LENGTH)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(default=0)
    answers = models.PositiveIntegerField()
    girls = models.PositiveSmallIntegerField(null=True)
    boys = models.PositiveSmallIntegerField(null=True)
    others = models.PositiveSmallIntegerField(null=True)
    useful_to_askers = models.PositiveSmallIntegerField(null=True)
    useful_to_readers = models.PositiveSmallIntegerField(null=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("site", SITES, name="answers_site_is_known"),
            models.CheckConstraint(condition=Q(month__lte=12), name="answers_month_is_one"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{share}__isnull": True}) | Q(**{f"{share}__lte": 100}),
                    name=f"answers_{share}_is_percent",
                )
                for share in ("girls", "boys", "others", "useful_to_askers", "useful_to_readers")
            ),
            models.UniqueConstraint(fields=["site", "year", "month"], name="answers_once"),
        ]

    def __str__(self) -> str:
        return f"{self.site} {self.year} {self.month}"


class Post(models.Model):
    """Where an adviser is posted: a county, a school where there is one, and for how much of a post.

    ``adviser`` and ``account_id`` say who, to colleagues; a public page gives county, school and telephone.
    """

    reference = models.CharField(max_length=REFERENCE_LENGTH, unique=True)
    version = models.PositiveIntegerField(default=1)
    service = models.CharField(max_length=2)
    county = models.CharField(max_length=CODE_LENGTH)
    school = models.CharField(max_length=NAME_LENGTH, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    adviser = models.CharField(max_length=NAME_LENGTH, blank=True)
    account_id = models.BigIntegerField(null=True)
    share = models.PositiveSmallIntegerField()
    since_date = models.DateField()
    until_date = models.DateField(null=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("service", (POSTED,), name="post_service_is_known"),
            one_of("county", listed("counties"), name="post_county_is_known"),
            models.CheckConstraint(condition=Q(share__gte=1, share__lte=100), name="post_share_is_percent"),
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("since_date")),
                name="post_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
