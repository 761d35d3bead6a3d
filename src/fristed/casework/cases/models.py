"""What is stored of the register: coded values and dates, no name and no free text.

The database itself refuses a code outside the fixed lists, a second row where one is meant, and dates in the
wrong order. Lists that change over the years (referrers, agencies, countries) are checked by the rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.casework.cases.codes import (
    AgencyRole,
    CaseStatus,
    CorrectionReason,
    CountryGround,
    GreyZoneTopic,
)
from fristed.casework.cases.rules import GREY_ZONE_SERVICE
from fristed.foundation.identity.access.codes import Grading
from fristed.methods.classifications import code_list, registering_services

Constraints = list[models.BaseConstraint]
CODE_LENGTH = 40


def one_of(field: str, codes: Iterable[str], *, name: str) -> models.CheckConstraint:
    """Give a constraint that lets only these codes into a column.

    They are written as plain texts, so that a migration does not lean on today's code.
    """
    return models.CheckConstraint(condition=Q(**{f"{field}__in": tuple(map(str, codes))}), name=name)


def listed(list_name: str) -> tuple[str, ...]:
    """Give the codes of a fixed list, in an order that does not change when the list is rearranged."""
    return tuple(sorted(code_list(list_name).codes()))


class Protected(models.Model):
    """What the decision of access reads of a row, besides its service and reference.

    ``responsible`` is the account that registered it, or empty where a file or a program did.
    ``person_pseudonym`` is what the vault calls the person, in a service that has that mode; empty otherwise.
    """

    responsible = models.BigIntegerField(null=True)
    address_grading = models.CharField(max_length=12, default=Grading.NONE.value)
    person_pseudonym = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        abstract = True


class Case(Protected):
    """Guidance on one person, in one service, however many the contacts.

    ``country_background`` is the first and published country; further ones are in :class:`FurtherCountry`.
    ``abroad_case`` is empty where it was not collected. The optional attributes are empty where not noted.
    ``counts_with`` is the case with the earlier first contact where it was decided that both are about the
    same person; the two count once.
    """

    service = models.CharField(max_length=2)
    reference = models.CharField(max_length=11, unique=True)
    status = models.CharField(max_length=10, default=CaseStatus.OPEN.value)
    registered_at = models.DateTimeField()
    first_contact_date = models.DateField()
    closed_date = models.DateField(null=True, blank=True)
    main_concern = models.CharField(max_length=CODE_LENGTH)
    concern_basis = models.CharField(max_length=CODE_LENGTH)
    gender = models.CharField(max_length=CODE_LENGTH)
    age_band = models.CharField(max_length=CODE_LENGTH)
    country_background = models.CharField(max_length=7)
    country_ground = models.CharField(max_length=CODE_LENGTH)
    referrer = models.CharField(max_length=CODE_LENGTH)
    immigration_case = models.BooleanField()
    immigration_reason = models.CharField(max_length=CODE_LENGTH, blank=True)
    abroad_case = models.BooleanField(null=True)
    control_motive = models.CharField(max_length=CODE_LENGTH, blank=True)
    stay_kind = models.CharField(max_length=CODE_LENGTH, blank=True)
    stay_companion = models.CharField(max_length=CODE_LENGTH, blank=True)
    outcome = models.CharField(max_length=CODE_LENGTH, blank=True)
    return_obstacle = models.CharField(max_length=CODE_LENGTH, blank=True)
    trafficking = models.BooleanField(null=True)
    elderly = models.BooleanField(null=True)
    capacity_to_consent = models.BooleanField(null=True)
    counts_with = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="counted_with_it"
    )

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("service", registering_services(), name="case_service_has_a_register"),
            one_of("status", CaseStatus, name="case_status_is_known"),
            one_of("address_grading", Grading, name="case_grading_is_known"),
            one_of("main_concern", listed("main_concerns"), name="case_main_concern_is_known"),
            one_of("concern_basis", listed("concern_bases"), name="case_concern_basis_is_known"),
            one_of("gender", listed("genders"), name="case_gender_is_known"),
            one_of("age_band", listed("age_bands"), name="case_age_band_is_known"),
            one_of("country_ground", CountryGround, name="case_country_ground_is_known"),
            models.CheckConstraint(
                condition=Q(immigration_case=True) | Q(immigration_reason=""),
                name="case_immigration_reason_needs_the_flag",
            ),
            models.CheckConstraint(
                condition=Q(status=CaseStatus.CLOSED.value, closed_date__isnull=False)
                | Q(status=CaseStatus.OPEN.value, closed_date__isnull=True),
                name="case_closed_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(closed_date__isnull=True) | Q(closed_date__gte=models.F("first_contact_date")),
                name="case_closed_after_first_contact",
            ),
            models.CheckConstraint(
                condition=Q(counts_with__isnull=True) | ~Q(counts_with=models.F("pk")),
                name="case_counts_with_another",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["service", "-first_contact_date", "-id"], name="case_newest_idx"),
        ]

    def __str__(self) -> str:
        return self.reference


class Contact(models.Model):
    """One dated inquiry or activity; it makes the case count in that year and never makes a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="contacts")
    on_date = models.DateField()
    registered_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "on_date"], name="contact_by_case_idx"),
            models.Index(fields=["on_date"], name="contact_by_date_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.on_date}"


class FurtherCountry(models.Model):
    """A country background after the first, in the order given; not published."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="further_countries")
    position = models.PositiveSmallIntegerField()
    country = models.CharField(max_length=7)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["case", "position"], name="further_country_has_a_place"),
            models.UniqueConstraint(fields=["case", "country"], name="further_country_once"),
            models.CheckConstraint(condition=Q(position__gte=2), name="further_country_after_the_first"),
        ]

    def __str__(self) -> str:
        return self.country


class AgencyLink(models.Model):
    """An agency that is in the case, or shall be brought into it; in one role at a time."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="agencies")
    agency = models.CharField(max_length=CODE_LENGTH)
    role = models.CharField(max_length=10)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["case", "agency"], name="agency_in_one_role"),
            one_of("role", AgencyRole, name="agency_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.role}"


class SecondaryConcern(models.Model):
    """A concern beside the main one; not published."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="secondary_concerns")
    concern = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["case", "concern"], name="secondary_concern_once"),
            one_of("concern", listed("main_concerns"), name="secondary_concern_is_known"),
        ]

    def __str__(self) -> str:
        return self.concern


class CurrentConcern(models.Model):
    """The concern as it was understood on a later day; the main concern stays what it was."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="current_concerns")
    concern = models.CharField(max_length=CODE_LENGTH)
    on_date = models.DateField()
    registered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["on_date", "id"]
        constraints: ClassVar[Constraints] = [
            one_of("concern", listed("main_concerns"), name="current_concern_is_known"),
            models.UniqueConstraint(fields=["case", "concern", "on_date"], name="current_concern_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.concern} {self.on_date}"


class ControlArena(models.Model):
    """Where control takes place; a case may have several."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="control_arenas")
    arena = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["case", "arena"], name="control_arena_once"),
            one_of("arena", listed("control_arenas"), name="control_arena_is_known"),
        ]

    def __str__(self) -> str:
        return self.arena


class MainConcernCorrection(models.Model):
    """That a main concern was wrong from the start, what it was, why, by whom and when."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="corrections")
    old_concern = models.CharField(max_length=CODE_LENGTH)
    new_concern = models.CharField(max_length=CODE_LENGTH)
    reason = models.CharField(max_length=CODE_LENGTH)
    by_username = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]
        constraints: ClassVar[Constraints] = [
            one_of("reason", CorrectionReason, name="correction_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(old_concern=models.F("new_concern")), name="correction_changes_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_concern} -> {self.new_concern}"


class GreyZoneCase(Protected):
    """Something outside the core mandate that a diversity adviser helps with; in no statistics.

    When it turns out to be a case, it is converted: it keeps its first date and is linked to the case.
    """

    service = models.CharField(max_length=2)
    reference = models.CharField(max_length=11, unique=True)
    registered_at = models.DateTimeField()
    first_contact_date = models.DateField()
    topic = models.CharField(max_length=CODE_LENGTH)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, null=True, related_name="grey_zone_case")
    converted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("service", (GREY_ZONE_SERVICE,), name="grey_zone_is_of_the_advisers"),
            one_of("topic", GreyZoneTopic, name="grey_zone_topic_is_known"),
            one_of("address_grading", Grading, name="grey_zone_grading_is_known"),
            models.CheckConstraint(
                condition=Q(case__isnull=True, converted_at__isnull=True)
                | Q(case__isnull=False, converted_at__isnull=False),
                name="grey_zone_converted_has_case_and_time",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class YearConfirmation(models.Model):
    """That a service has gone through its work list of a year and stands by what is registered."""

    service = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    confirmed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["-year", "service"]
        constraints: ClassVar[Constraints] = [
            one_of("service", registering_services(), name="confirmation_service_has_a_register"),
            models.UniqueConstraint(fields=["service", "year"], name="confirmation_once_per_year"),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.year}"


class CaseImport(models.Model):
    """That the cases of a file were stored, by whom and when. The same file is stored once in a service."""

    service = models.CharField(max_length=2)
    file_sha256 = models.CharField(max_length=64)
    cases = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField()
    by_username = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["service", "file_sha256"], name="import_stores_a_file_once"),
            one_of("service", registering_services(), name="import_service_has_a_register"),
            models.CheckConstraint(condition=Q(cases__gte=1), name="import_stores_something"),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.file_sha256[:12]}"
