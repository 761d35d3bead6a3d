"""What is stored of moves: states, codes that were sent, and blind links. Letters are sealed in the vault."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.casework.cases.models import Case, Protected, one_of
from fristed.casework.referrals.codes import Kind, Meeting, PointKind, State, Through
from fristed.foundation.identity.access.codes import Grading
from fristed.methods.classifications import registering_services

Constraints = list[models.BaseConstraint]
REFERENCE_LENGTH = 11
USERNAME_LENGTH = 60
CODE_LENGTH = 40
TOKEN_LENGTH = 32


class Move(Protected):
    """That somebody refers a case, hands it over, or asks to take it over; until it is answered and after.

    ``service`` is the one that is asked, and ``responsible`` who in it is to answer, so that the decision of
    access is asked of a move as it is of a case. ``case`` is the asking side's; in an asking within one
    service it is the case that is asked for. ``opened`` is the answering side's own case. The grading of the
    address goes with the case only until it is answered, see ``actions/protecting.py``.
    """

    GOES_WITH_CASE: ClassVar[tuple[str, ...]] = ("person_pseudonym",)
    service = models.CharField(max_length=2)
    reference = models.CharField(max_length=REFERENCE_LENGTH, unique=True)
    kind = models.CharField(max_length=CODE_LENGTH)
    state = models.CharField(max_length=CODE_LENGTH, default=State.PROPOSED.value)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    from_service = models.CharField(max_length=2)
    from_reference = models.CharField(max_length=REFERENCE_LENGTH)
    asked_by_account = models.BigIntegerField()
    asked_by = models.CharField(max_length=USERNAME_LENGTH)
    asked_at = models.DateTimeField()
    has_letter = models.BooleanField(default=False)
    ground = models.CharField(max_length=CODE_LENGTH, blank=True)
    ground_recorded_at = models.DateTimeField(null=True)
    ground_recorded_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)
    token = models.CharField(max_length=TOKEN_LENGTH, blank=True)
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)
    decline_reason = models.CharField(max_length=CODE_LENGTH, blank=True)
    opened = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("service", registering_services(), name="move_service_has_a_register"),
            one_of("kind", Kind, name="move_kind_is_known"),
            one_of("state", State, name="move_state_is_known"),
            one_of("address_grading", Grading, name="move_grading_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=(State.PROPOSED.value, State.WITHDRAWN.value)) | ~Q(ground=""),
                name="move_has_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(State.PROPOSED.value, State.RECORDED.value, State.WITHDRAWN.value))
                | Q(sent_at__isnull=False),
                name="move_sent_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.DECLINED.value) | ~Q(decline_reason=""),
                name="move_declined_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.REFER.value) | ~Q(service=models.F("from_service")),
                name="move_refers_to_another_service",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["service", "state"], name="move_by_service_idx"),
            models.Index(fields=["case", "state"], name="move_by_case_idx"),
        ]

    def __str__(self) -> str:
        return self.reference


class SentField(models.Model):
    """One coded value of the case as it was sent; nothing else of the case is shown to the other side."""

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="sent_fields")
    field = models.CharField(max_length=CODE_LENGTH)
    value = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["move", "field", "value"], name="sent_field_once"),
        ]

    def __str__(self) -> str:
        return self.field


class BlindLink(models.Model):
    """One end of a link between two cases about one person: a random token, the same at the other end.

    It holds no identity and does not say which case is at the other end.
    """

    token = models.CharField(max_length=TOKEN_LENGTH)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    through = models.CharField(max_length=CODE_LENGTH)
    ground = models.CharField(max_length=CODE_LENGTH)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["token", "case"], name="blind_link_once"),
            one_of("through", Through, name="blind_link_through_is_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case"], name="blind_link_by_case_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.through}"


class Conference(models.Model):
    """That people of several services and agencies meet about one case; what is said is sealed.

    ``case`` is the one of who calls. Others who take part see the conference, not the case.
    """

    reference = models.CharField(max_length=REFERENCE_LENGTH, unique=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    service = models.CharField(max_length=2)
    case_reference = models.CharField(max_length=REFERENCE_LENGTH)
    state = models.CharField(max_length=CODE_LENGTH, default=Meeting.PLANNED.value)
    on_date = models.DateField()
    ground = models.CharField(max_length=CODE_LENGTH)
    token = models.CharField(max_length=TOKEN_LENGTH)
    has_purpose = models.BooleanField(default=False)
    called_at = models.DateTimeField()
    called_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("state", Meeting, name="conference_state_is_known"),
            models.CheckConstraint(condition=~Q(ground=""), name="conference_has_a_ground"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case"], name="conference_by_case_idx"),
        ]

    def __str__(self) -> str:
        return self.reference


class Participant(models.Model):
    """Who takes part in a conference: a member of staff, or an agency by its code. Nothing of the case."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="participants")
    account_id = models.BigIntegerField(null=True)
    agency = models.CharField(max_length=CODE_LENGTH, blank=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.CheckConstraint(
                condition=Q(account_id__isnull=True) & ~Q(agency="") | Q(account_id__isnull=False, agency=""),
                name="participant_is_staff_or_agency",
            ),
            models.UniqueConstraint(fields=["conference", "account_id", "agency"], name="participant_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account_id"], name="participant_by_account_idx"),
        ]

    def __str__(self) -> str:
        return self.agency or str(self.account_id)


class Point(models.Model):
    """A decision or a task of a conference; its words are sealed under the key of the case."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=CODE_LENGTH)
    account_id = models.BigIntegerField(null=True)
    agency = models.CharField(max_length=CODE_LENGTH, blank=True)
    due_date = models.DateField(null=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=USERNAME_LENGTH)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[Constraints] = [
            one_of("kind", PointKind, name="point_kind_is_known"),
            models.UniqueConstraint(fields=["conference", "number"], name="point_number_once"),
            models.CheckConstraint(
                condition=Q(kind=PointKind.TASK.value)
                | Q(account_id__isnull=True, agency="", due_date__isnull=True, done_at__isnull=True),
                name="point_only_a_task_is_somebodys",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
