"""What is stored of journeys home: states, days, codes, amounts in whole kroner. Words are sealed.

``service`` is the one that decides, so that the decision of access is asked of an application as it is of a
case; the case is the applying side's, and nothing of it is here but what the deciding side needs.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fristed.casework.cases.models import CODE_LENGTH, Case, Constraints, Protected, one_of
from fristed.casework.parties.codes import Age
from fristed.casework.parties.models import Member
from fristed.casework.repatriation.codes import (
    CONDITIONS,
    COUNTRIES,
    DECIDES,
    Answer,
    DocumentKind,
    Ground,
    NotTravelled,
    State,
    Status,
    Step,
)
from fristed.foundation.identity.access.codes import Grading

REFERENCE_LENGTH = 11
USERNAME_LENGTH = 60
COUNTRY_LENGTH = 7
LONGEST_WORDS = 400
LONGEST_SOURCE = 300


class Application(Protected):
    """An application for one travel group. ``reception`` names the reception that was asked for with it."""

    GOES_WITH_CASE: ClassVar[tuple[str, ...]] = ("address_grading", "person_pseudonym")
    service = models.CharField(max_length=2, default=DECIDES)
    reference = models.CharField(max_length=REFERENCE_LENGTH, unique=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    from_service = models.CharField(max_length=2)
    from_reference = models.CharField(max_length=REFERENCE_LENGTH)
    state = models.CharField(max_length=CODE_LENGTH, default=State.DRAFTED.value)
    since = models.DateTimeField()
    country = models.CharField(max_length=COUNTRY_LENGTH)
    asks_refund = models.BooleanField()
    asks_reception = models.BooleanField()
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=USERNAME_LENGTH)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)
    submitted_by_account = models.BigIntegerField(null=True)
    questions = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=CODE_LENGTH, blank=True)
    ground = models.CharField(max_length=CODE_LENGTH, blank=True)
    appeal_told = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)
    travel_date = models.DateField(null=True)
    arrival_date = models.DateField(null=True)
    travelled_date = models.DateField(null=True)
    not_travelled = models.CharField(max_length=CODE_LENGTH, blank=True)
    claimed_kroner = models.PositiveIntegerField(null=True)
    receipts = models.PositiveSmallIntegerField(null=True)
    claimed_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)
    settled_kroner = models.PositiveIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)
    reception = models.CharField(max_length=REFERENCE_LENGTH, blank=True)
    reception_dropped = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("service", [DECIDES], name="journey_is_decided_by_one"),
            one_of("state", State, name="journey_state_is_known"),
            one_of("address_grading", Grading, name="journey_grading_is_known"),
            models.CheckConstraint(
                condition=Q(asks_refund=True) | Q(asks_reception=True), name="journey_asks_something"
            ),
            models.CheckConstraint(
                condition=Q(ground__in=("", *(str(one) for one in Ground))), name="journey_ground_is_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True)
                | (
                    Q(outcome__in=(State.GRANTED.value, State.REFUSED.value), decided_at__isnull=False)
                    & ~Q(ground="")
                    & Q(appeal_told=True)
                ),
                name="journey_decided_with_grounds",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.GRANTED.value) | Q(outcome=State.GRANTED.value),
                name="journey_granted_is_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.TRAVELLED.value) | Q(travelled_date__isnull=False),
                name="journey_travelled_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SETTLED.value)
                | Q(
                    outcome=State.GRANTED.value,
                    settled_kroner__isnull=False,
                    settled_kroner__lte=F("claimed_kroner"),
                ),
                name="journey_settled_is_claimed",
            ),
            models.CheckConstraint(
                condition=Q(claimed_kroner__isnull=True) | Q(receipts__gt=0),
                name="journey_claim_has_receipts",
            ),
            models.CheckConstraint(
                condition=Q(travel_date__isnull=True) | Q(arrival_date__gte=F("travel_date")),
                name="journey_arrives_after_leaving",
            ),
            models.CheckConstraint(
                condition=Q(not_travelled__in=("", *(str(one) for one in NotTravelled))),
                name="journey_not_travelled_is_known",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["service", "state"], name="journey_by_state_idx"),
            models.Index(fields=["case"], name="journey_by_case_idx"),
            models.Index(fields=["submitted_at"], name="journey_by_time_idx"),
        ]

    def __str__(self) -> str:
        return self.reference


class Traveller(models.Model):
    """Somebody of the travel group: a member of the case, and what is told of them where the case is not."""

    GOES_WITH_MEMBER: ClassVar[tuple[str, ...]] = ("kind", "age_group")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="travellers")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=16)
    kind = models.CharField(max_length=CODE_LENGTH)
    age_group = models.CharField(max_length=CODE_LENGTH)
    returned_date = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["application", "member"], name="traveller_once"),
            one_of("age_group", Age, name="traveller_age_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.kind}"


class Judged(models.Model):
    """How one condition is answered in one application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="judged")
    condition = models.CharField(max_length=CODE_LENGTH)
    answer = models.CharField(max_length=CODE_LENGTH)
    judged_at = models.DateTimeField()
    judged_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["application", "condition"], name="condition_judged_once"),
            one_of("answer", Answer, name="condition_answer_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.condition}"


class Document(models.Model):
    """That a paper of a kind has come, and when; the paper is not here."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=CODE_LENGTH)
    on_date = models.DateField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["application", "kind"], name="document_once"),
            one_of("kind", DocumentKind, name="document_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.kind}"


class Checked(models.Model):
    """That a step of the consular checklist is done, and when."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="checked")
    step = models.CharField(max_length=CODE_LENGTH)
    on_date = models.DateField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["application", "step"], name="checked_once"),
            one_of("step", Step, name="checked_step_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.step}"


class Stamp(models.Model):
    """When an application came into a state: what the days between steps are counted from."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="stamps")
    state = models.CharField(max_length=CODE_LENGTH)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]
        constraints: ClassVar[Constraints] = [one_of("state", State, name="journey_stamp_is_known")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.state}"


class Known(models.Model):
    """A condition, or a thing known of a country, as it holds from a day on, with where it was read.

    A row takes the place of what holds before it; ``in_use`` is false where a condition is no longer one.
    """

    list_name = models.CharField(max_length=CODE_LENGTH)
    country = models.CharField(max_length=COUNTRY_LENGTH, blank=True)
    code = models.CharField(max_length=CODE_LENGTH)
    value = models.CharField(max_length=CODE_LENGTH, blank=True)
    nb = models.CharField(max_length=LONGEST_WORDS, blank=True)
    nn = models.CharField(max_length=LONGEST_WORDS, blank=True)
    en = models.CharField(max_length=LONGEST_WORDS, blank=True)
    source = models.CharField(max_length=LONGEST_SOURCE)
    status = models.CharField(max_length=CODE_LENGTH)
    valid_from = models.DateField()
    in_use = models.BooleanField(default=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("list_name", [CONDITIONS, COUNTRIES], name="known_list_is_known"),
            one_of("status", Status, name="known_status_is_known"),
            models.UniqueConstraint(
                fields=["list_name", "country", "code", "valid_from"], name="known_once_a_day"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="known_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.list_name} {self.country} {self.code}"
