"""What is stored of the scheme: codes and days. A dwelling has a random name; where it lies is in the vault.

The database itself gives no place to two, and nobody two places.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fristed.casework.cases.models import CODE_LENGTH, Case, Constraints, listed, one_of
from fristed.casework.housing.codes import (
    HOLDING_A_PLACE,
    WHY,
    After,
    FamilyResult,
    From,
    Gender,
    Going,
    Ground,
    Need,
    Scheme,
    State,
    Suitability,
    TalkWith,
    Why,
    WishKind,
)
from fristed.casework.parties.codes import Age, Kind
from fristed.casework.parties.models import Member
from fristed.foundation.identity.access.codes import Grading
from fristed.methods.classifications import registering_services

REFERENCE_LENGTH = 11
USERNAME_LENGTH = 60
NAME_LENGTH = 40
ZONE_LENGTH = 2
OPEN = Q(ended_date__isnull=True)


class Provider(models.Model):
    """Somebody who runs dwellings, by a random name: the real one would tell where they are."""

    reference = models.CharField(max_length=REFERENCE_LENGTH, unique=True)
    name = models.CharField(max_length=NAME_LENGTH, unique=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)

    def __str__(self) -> str:
        return self.name


class ProviderStaff(models.Model):
    """That an account works at a provider, until it does not."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="staff")
    account_id = models.BigIntegerField()
    from_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(
                fields=["account_id"],
                condition=Q(ended_at__isnull=True),
                name="provider_staff_at_one_provider",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.account_id}"


class Dwelling(models.Model):
    """A dwelling: a random name, a zone whose meaning stands nowhere, and whom it is for."""

    reference = models.CharField(max_length=REFERENCE_LENGTH, unique=True)
    name = models.CharField(max_length=NAME_LENGTH, unique=True)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="dwellings")
    zone = models.CharField(max_length=ZONE_LENGTH)
    genders = models.CharField(max_length=CODE_LENGTH)
    takes_children = models.BooleanField()
    takes_couples = models.BooleanField()
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [one_of("genders", Gender, name="dwelling_genders_are_known")]

    def __str__(self) -> str:
        return self.name


class Offering(models.Model):
    """One thing that a dwelling has."""

    dwelling = models.ForeignKey(Dwelling, on_delete=models.CASCADE, related_name="offerings")
    need = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("need", Need, name="offering_is_known"),
            models.UniqueConstraint(fields=["dwelling", "need"], name="offering_once"),
        ]

    def __str__(self) -> str:
        return self.need


class Place(models.Model):
    """One place of a dwelling, from a day until it is cut: so is the capacity dated.

    The day it ends is not part of it. A place that comes back is a new place.
    """

    dwelling = models.ForeignKey(Dwelling, on_delete=models.PROTECT, related_name="places")
    reference = models.CharField(max_length=REFERENCE_LENGTH, unique=True)
    number = models.PositiveSmallIntegerField()
    from_date = models.DateField()
    to_date = models.DateField(null=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["dwelling", "number"], name="place_number_once"),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gt=F("from_date")),
                name="place_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Clearance(models.Model):
    """That the police hold a dwelling to be safe, from a day to and including another."""

    dwelling = models.ForeignKey(Dwelling, on_delete=models.PROTECT, related_name="clearances")
    from_date = models.DateField()
    to_date = models.DateField()
    ended_date = models.DateField(null=True)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.CheckConstraint(
                condition=Q(to_date__gte=F("from_date")), name="clearance_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dwelling_id} {self.to_date}"


class Application(models.Model):
    """That a place is asked for somebody, and how far it has come.

    ``person_pseudonym`` is that of the case, so that nobody sees at work what is about themselves;
    ``address_grading`` too, so that who is not named to a case whose address is protected sees nothing of it.
    ``provider`` is the one that the place is at; it stays when somebody has moved out. ``with_police`` is
    that the police were asked; it stays when they have answered. Both are for the second net, which a row
    must pass after the step too. Until when each sees it is said in ``reach.py``.
    """

    GOES_WITH_CASE: ClassVar[tuple[str, ...]] = ("address_grading", "person_pseudonym")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    service = models.CharField(max_length=2)
    case_reference = models.CharField(max_length=REFERENCE_LENGTH)
    person_pseudonym = models.CharField(max_length=64, blank=True, default="")
    address_grading = models.CharField(max_length=12, default=Grading.NONE.value)
    reference = models.CharField(max_length=REFERENCE_LENGTH, unique=True)
    scheme = models.CharField(max_length=CODE_LENGTH)
    came_from = models.CharField(max_length=CODE_LENGTH)
    state = models.CharField(max_length=CODE_LENGTH)
    since_date = models.DateField()
    suitability = models.CharField(max_length=CODE_LENGTH, blank=True)
    ground = models.CharField(max_length=CODE_LENGTH, blank=True)
    keeps_away = models.BooleanField(default=False)
    with_police = models.BooleanField(default=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, related_name="+")
    planned_out_date = models.DateField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("service", registering_services(), name="application_service_has_a_register"),
            one_of("address_grading", Grading, name="application_grading_is_known"),
            one_of("scheme", Scheme, name="application_scheme_is_known"),
            one_of("came_from", From, name="application_came_from_is_known"),
            one_of("state", State, name="application_state_is_known"),
            one_of("suitability", ("", *Suitability), name="application_suitability_is_known"),
            models.CheckConstraint(
                condition=Q(suitability="", ground="")
                | Q(ground__in=tuple(map(str, Ground))) & ~Q(suitability=""),
                name="application_assessed_on_a_ground",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(map(str, HOLDING_A_PLACE))) | Q(provider__isnull=False),
                name="application_place_has_a_provider",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case"], name="application_by_case_idx"),
            models.Index(fields=["state"], name="application_by_state_idx"),
        ]

    def __str__(self) -> str:
        return self.reference


class Person(models.Model):
    """Somebody an application is for, with what the chain is sent of them: codes and an age, no name."""

    GOES_WITH_MEMBER: ClassVar[tuple[str, ...]] = (
        "kind",
        "age_group",
        "age_years",
        "gender",
        "country_background",
    )

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="people")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=CODE_LENGTH)
    age_group = models.CharField(max_length=CODE_LENGTH)
    age_years = models.PositiveSmallIntegerField(null=True)
    gender = models.CharField(max_length=CODE_LENGTH)
    country_background = models.CharField(max_length=7, blank=True)
    takes_place = models.BooleanField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[Constraints] = [
            one_of("kind", Kind, name="housed_kind_is_known"),
            one_of("age_group", Age, name="housed_age_group_is_known"),
            one_of("gender", listed("genders"), name="housed_gender_is_known"),
            models.UniqueConstraint(fields=["application", "member"], name="housed_once_in_an_application"),
        ]

    def __str__(self) -> str:
        return self.key


class Wish(models.Model):
    """One thing about where somebody can live: a need, a zone to keep away from, a criterion of the pilot."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="wishes")
    kind = models.CharField(max_length=CODE_LENGTH)
    code = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("kind", WishKind, name="wish_kind_is_known"),
            models.UniqueConstraint(fields=["application", "kind", "code"], name="wish_once"),
        ]

    def __str__(self) -> str:
        return self.code


class Step(models.Model):
    """One step: to which state, on which day, by whom and, where something was decided, why."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=CODE_LENGTH)
    on_date = models.DateField()
    why = models.CharField(max_length=CODE_LENGTH, blank=True)
    has_words = models.BooleanField(default=False)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[Constraints] = [
            one_of("state", State, name="step_state_is_known"),
            one_of("why", ("", *Why), name="step_reason_is_known"),
            models.UniqueConstraint(fields=["application", "number"], name="step_number_once"),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(map(str, WHY))) | ~Q(why=""),
                name="step_is_decided_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"


class SecurityRequest(models.Model):
    """That the police are asked what they recommend, through their coordinator; no word of why is here.

    ``passed_date`` is when the coordinator passed it on to a district.
    """

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="security")
    asked_date = models.DateField()
    passed_date = models.DateField(null=True)
    answered_date = models.DateField(null=True)
    is_recommended = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.CheckConstraint(
                condition=Q(passed_date__isnull=True) | Q(passed_date__gte=F("asked_date")),
                name="security_passed_after_asked",
            ),
            models.CheckConstraint(
                condition=Q(answered_date__isnull=True, is_recommended__isnull=True)
                | Q(
                    answered_date__isnull=False,
                    answered_date__gte=F("asked_date"),
                    is_recommended__isnull=False,
                ),
                name="security_answered_after_asked",
            ),
        ]

    def __str__(self) -> str:
        return str(self.application_id)


class FamilyWork(models.Model):
    """Work with the family, where the person wishes it; conditions are sealed words."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="family_work")
    is_wished = models.BooleanField()
    with_counselling_office = models.BooleanField(default=False)
    has_conditions = models.BooleanField(default=False)
    result = models.CharField(max_length=CODE_LENGTH, blank=True)
    noted_date = models.DateField()

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("result", ("", *FamilyResult), name="family_result_is_known"),
            models.CheckConstraint(
                condition=Q(is_wished=True) | Q(result="", with_counselling_office=False),
                name="family_work_is_wished",
            ),
        ]

    def __str__(self) -> str:
        return str(self.application_id)


class FamilyTalk(models.Model):
    """One talk about the family: with the person, or with the family, apart."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="talks")
    talk_with = models.CharField(max_length=CODE_LENGTH)
    on_date = models.DateField()

    class Meta:
        constraints: ClassVar[Constraints] = [one_of("talk_with", TalkWith, name="family_talk_with_is_known")]

    def __str__(self) -> str:
        return self.talk_with


class Stay(models.Model):
    """That somebody has a place, from the day it was given until the one it ended; a child may take none.

    ``moved_in_date`` is empty until then, and for good where the place was given up before.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="stays")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="stays")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="stays")
    takes_place = models.BooleanField()
    from_date = models.DateField()
    moved_in_date = models.DateField(null=True)
    ended_date = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(
                fields=["place"], condition=OPEN & Q(takes_place=True), name="stay_place_is_given_once"
            ),
            models.UniqueConstraint(fields=["member"], condition=OPEN, name="stay_person_has_one_place"),
            models.CheckConstraint(
                condition=Q(moved_in_date__isnull=True) | Q(moved_in_date__gte=F("from_date")),
                name="stay_moved_in_after_given",
            ),
            models.CheckConstraint(
                condition=OPEN
                | Q(moved_in_date__isnull=True, ended_date__gte=F("from_date"))
                | Q(moved_in_date__isnull=False, ended_date__gte=F("moved_in_date")),
                name="stay_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.from_date}"


class Extension(models.Model):
    """That somebody stays beyond the longest stay, until a day, for a reason; the words are sealed."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="extensions")
    number = models.PositiveSmallIntegerField()
    until_date = models.DateField()
    why = models.CharField(max_length=CODE_LENGTH)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[Constraints] = [
            one_of("why", Going, name="extension_has_a_reason"),
            models.UniqueConstraint(fields=["application", "number"], name="extension_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.until_date}"


class StayWarning(models.Model):
    """That those who look after a stay were warned after so many months, once."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="warnings")
    months = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["application", "months"], name="stay_warning_once"),
        ]

    def __str__(self) -> str:
        return str(self.months)


class Aftercare(models.Model):
    """How somebody was, on a day after moving out."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="aftercare")
    on_date = models.DateField()
    found = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        ordering: ClassVar[list[str]] = ["on_date", "pk"]
        constraints: ClassVar[Constraints] = [one_of("found", After, name="aftercare_is_known")]

    def __str__(self) -> str:
        return self.found
