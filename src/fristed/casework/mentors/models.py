"""What is stored of mentors: codes and days; no name of the person, and none of a volunteer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.casework.cases.models import CODE_LENGTH, Case, Constraints, listed, one_of
from fristed.casework.mentors.codes import HELD, Because, From, Kind, State, Useful, Wanted, Way, Why
from fristed.casework.parties.codes import Age
from fristed.casework.parties.models import Member
from fristed.foundation.identity.access.codes import Grading
from fristed.methods.classifications import registering_services

REFERENCE_LENGTH = 11
USERNAME_LENGTH = 60
NAME_LENGTH = 80
HELD_STATES = tuple(sorted(map(str, HELD)))


class Organisation(models.Model):
    """A mentor organisation, which is public: its name may be known."""

    reference = models.CharField(max_length=REFERENCE_LENGTH, unique=True)
    name = models.CharField(max_length=NAME_LENGTH, unique=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)

    def __str__(self) -> str:
        return self.name


class Coordinator(models.Model):
    """That an account matches for an organisation, until it does not."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="coordinators")
    account_id = models.BigIntegerField()
    from_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(
                fields=["account_id"],
                condition=Q(ended_at__isnull=True),
                name="coordinator_of_one_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.account_id}"


class Offer(models.Model):
    """What one volunteer offers, by a number that the organisation knows; open until it is closed."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="offers")
    reference = models.CharField(max_length=REFERENCE_LENGTH, unique=True)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=CODE_LENGTH)
    gender = models.CharField(max_length=CODE_LENGTH)
    way = models.CharField(max_length=CODE_LENGTH)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("kind", Kind, name="offer_kind_is_known"),
            one_of("gender", Wanted, name="offer_gender_is_known"),
            one_of("way", Way, name="offer_way_is_known"),
            models.UniqueConstraint(fields=["organisation", "number"], name="offer_number_once"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Match(models.Model):
    """That somebody wishes a mentor, consents, gets one, and how it ends.

    The organisation is empty before the consent: until then nobody outside sees it. ``person_pseudonym`` is
    that of the case, so that nobody sees at work what is about themselves; ``address_grading`` too, so that
    who is not named to a case whose address is protected sees nothing of it.
    """

    GOES_WITH_CASE: ClassVar[tuple[str, ...]] = ("address_grading", "person_pseudonym")
    GOES_WITH_MEMBER: ClassVar[tuple[str, ...]] = ("age_group", "gender")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    service = models.CharField(max_length=2)
    case_reference = models.CharField(max_length=REFERENCE_LENGTH)
    person_pseudonym = models.CharField(max_length=64, blank=True, default="")
    address_grading = models.CharField(max_length=12, default=Grading.NONE.value)
    reference = models.CharField(max_length=REFERENCE_LENGTH, unique=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    age_group = models.CharField(max_length=CODE_LENGTH)
    gender = models.CharField(max_length=CODE_LENGTH)
    because = models.CharField(max_length=CODE_LENGTH)
    kind = models.CharField(max_length=CODE_LENGTH)
    wanted = models.CharField(max_length=CODE_LENGTH)
    way = models.CharField(max_length=CODE_LENGTH)
    state = models.CharField(max_length=CODE_LENGTH)
    since_date = models.DateField()
    consented_date = models.DateField(null=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, null=True, related_name="matches")
    ended_why = models.CharField(max_length=CODE_LENGTH, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("service", registering_services(), name="match_service_has_a_register"),
            one_of("address_grading", Grading, name="match_grading_is_known"),
            one_of("age_group", Age, name="match_age_group_is_known"),
            one_of("gender", listed("genders"), name="match_gender_is_known"),
            one_of("because", Because, name="match_because_is_known"),
            one_of("kind", Kind, name="match_kind_is_known"),
            one_of("wanted", Wanted, name="match_wanted_is_known"),
            one_of("way", Way, name="match_way_is_known"),
            one_of("state", State, name="match_state_is_known"),
            one_of("ended_why", ("", *Why), name="match_ended_why_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=(State.REQUESTED.value, State.ENDED.value))
                | Q(consented_date__isnull=False, organisation__isnull=False),
                name="match_rests_on_consent",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=HELD_STATES) | Q(offer__isnull=False), name="match_has_an_offer"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ENDED.value) | ~Q(ended_why=""), name="match_ends_for_a_reason"
            ),
            models.UniqueConstraint(
                fields=["offer"], condition=Q(state__in=HELD_STATES), name="match_offer_is_taken_once"
            ),
            models.UniqueConstraint(
                fields=["member", "kind"], condition=~Q(state=State.ENDED.value), name="match_running_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case"], name="match_by_case_idx")]

    def __str__(self) -> str:
        return self.reference


class MatchStep(models.Model):
    """One step of a match."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=CODE_LENGTH)
    on_date = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[Constraints] = [
            one_of("state", State, name="match_step_state_is_known"),
            models.UniqueConstraint(fields=["match", "number"], name="match_step_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"


class Feedback(models.Model):
    """How useful a match was, as one of the two said; codes only."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="feedback")
    teller = models.CharField(max_length=CODE_LENGTH)
    useful = models.CharField(max_length=CODE_LENGTH)
    felt_safe = models.BooleanField()
    on_date = models.DateField()

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("teller", From, name="feedback_teller_is_known"),
            one_of("useful", Useful, name="feedback_useful_is_known"),
            models.UniqueConstraint(fields=["match", "teller"], name="feedback_once"),
        ]

    def __str__(self) -> str:
        return f"{self.teller} {self.useful}"
