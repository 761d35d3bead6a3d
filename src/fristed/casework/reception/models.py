"""What is stored of receptions: states, days, codes, and how many. Flight, airport and shelter are sealed.

``service`` is the one that co-ordinates, so that the decision of access is asked of a reception as it is of a
case. :class:`Part` carries all that somebody outside who is asked may see, and is read without the rest.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fristed.casework.cases.models import CODE_LENGTH, Case, Constraints, Protected, one_of
from fristed.casework.parties.codes import Age
from fristed.casework.parties.models import Member
from fristed.casework.reception.codes import COORDINATES, PartKind, PartState, State, Why
from fristed.foundation.identity.access.codes import Grading

REFERENCE_LENGTH = 11
USERNAME_LENGTH = 60
KEY_LENGTH = 16


class Reception(Protected):
    """That people who come home are met. ``details`` names what is sealed of it, to officers of its own.

    ``version`` counts the plans: each new one asks for every agreement again.
    """

    GOES_WITH_CASE: ClassVar[tuple[str, ...]] = ("address_grading", "person_pseudonym")
    service = models.CharField(max_length=2, default=COORDINATES)
    reference = models.CharField(max_length=REFERENCE_LENGTH, unique=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    from_service = models.CharField(max_length=2)
    from_reference = models.CharField(max_length=REFERENCE_LENGTH)
    state = models.CharField(max_length=CODE_LENGTH, default=State.REQUESTED.value)
    since = models.DateTimeField()
    version = models.PositiveSmallIntegerField(default=0)
    adults = models.PositiveSmallIntegerField()
    children = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=USERNAME_LENGTH)
    asked_by_account = models.BigIntegerField(null=True)
    planned_by_account = models.BigIntegerField(null=True)
    arrival_date = models.DateField(null=True)
    left_date = models.DateField(null=True)
    arrived_date = models.DateField(null=True)
    handed_over_date = models.DateField(null=True)
    interview_date = models.DateField(null=True)
    why = models.CharField(max_length=CODE_LENGTH, blank=True)
    details = models.CharField(max_length=REFERENCE_LENGTH, unique=True)
    details_destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("service", [COORDINATES], name="reception_is_coordinated"),
            one_of("state", State, name="reception_state_is_known"),
            one_of("address_grading", Grading, name="reception_grading_is_known"),
            models.CheckConstraint(
                condition=Q(why__in=("", *(str(one) for one in Why))), name="reception_why_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(State.POSTPONED.value, State.CANCELLED.value)) | ~Q(why=""),
                name="reception_ended_with_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PLANNED.value) | Q(arrival_date__isnull=False),
                name="reception_planned_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(
                    state__in=(State.ARRIVED.value, State.HANDED_OVER.value, State.INTERVIEWED.value)
                )
                | Q(arrived_date__isnull=False),
                name="reception_arrived_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(arrived_date__isnull=True)
                | Q(left_date__isnull=True)
                | Q(arrived_date__gte=F("left_date")),
                name="reception_arrives_after_leaving",
            ),
            models.CheckConstraint(
                condition=Q(handed_over_date__isnull=True) | Q(handed_over_date__gte=F("arrived_date")),
                name="reception_hands_over_after",
            ),
            models.CheckConstraint(
                condition=Q(interview_date__isnull=True) | Q(interview_date__gte=F("handed_over_date")),
                name="reception_interviews_after",
            ),
            models.CheckConstraint(
                condition=Q(adults__gt=0) | Q(children__gt=0), name="reception_is_of_somebody"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["service", "state"], name="reception_by_state_idx"),
            models.Index(fields=["case"], name="reception_by_case_idx"),
        ]

    def __str__(self) -> str:
        return self.reference


class Expected(models.Model):
    """Who is expected: a member of the case, and what is told of them where the case is not."""

    GOES_WITH_MEMBER: ClassVar[tuple[str, ...]] = ("kind", "age_group")

    reception = models.ForeignKey(Reception, on_delete=models.CASCADE, related_name="expected")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=CODE_LENGTH)
    age_group = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["reception", "member"], name="expected_once"),
            one_of("age_group", Age, name="expected_age_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.reception_id} {self.kind}"


class Part(models.Model):
    """One thing that must be agreed, and who is asked; ``account_id`` is empty where it is asked outside.

    ``case_reference`` is there so that it can be shut to somebody, and to tell the person who has looked.
    """

    reception = models.ForeignKey(Reception, on_delete=models.CASCADE, related_name="parts")
    key = models.CharField(max_length=KEY_LENGTH, unique=True)
    kind = models.CharField(max_length=CODE_LENGTH)
    state = models.CharField(max_length=CODE_LENGTH, default=PartState.WAITING.value)
    since = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    asked_by_account = models.BigIntegerField(null=True)
    answered_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)
    arrival_date = models.DateField()
    adults = models.PositiveSmallIntegerField()
    children = models.PositiveSmallIntegerField()
    details = models.CharField(max_length=REFERENCE_LENGTH)
    case_reference = models.CharField(max_length=REFERENCE_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["reception", "kind"], name="part_once"),
            one_of("kind", PartKind, name="part_kind_is_known"),
            one_of("state", PartState, name="part_state_is_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account_id"], name="part_by_account_idx"),
        ]

    def __str__(self) -> str:
        return self.key


class Stamp(models.Model):
    """When a reception came into a state: what the days between steps are counted from."""

    reception = models.ForeignKey(Reception, on_delete=models.CASCADE, related_name="stamps")
    state = models.CharField(max_length=CODE_LENGTH)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]
        constraints: ClassVar[Constraints] = [one_of("state", State, name="reception_stamp_is_known")]

    def __str__(self) -> str:
        return f"{self.reception_id} {self.state}"
