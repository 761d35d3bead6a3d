"""What is stored: decisions that two persons have made, never changed after; and hand-overs."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fristed.foundation.identity.rules import REGISTERING_SERVICES
from fristed.foundation.legal_basis.codes import LONGEST_BASIS, LONGEST_LAW, Mode, Side, Switch

Constraints = list[models.BaseConstraint]
LONGEST_NAME = 60


class Decision(models.Model):
    """A service's mode (``field`` is empty), or a field switched on or off, with its legal basis and dates.

    It is proposed by one and confirmed by another; a later decision takes its place, none is changed.
    """

    key = models.CharField(max_length=16, unique=True)
    service = models.CharField(max_length=2)
    field = models.CharField(max_length=40, blank=True)
    setting = models.CharField(max_length=15)
    purpose = models.CharField(max_length=20, blank=True)
    basis = models.CharField(max_length=LONGEST_BASIS)
    law = models.CharField(max_length=LONGEST_LAW, blank=True)
    from_date = models.DateField()
    to_date = models.DateField(null=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=LONGEST_NAME)
    proposed_as = models.CharField(max_length=6)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=LONGEST_NAME, blank=True)
    refused_at = models.DateTimeField(null=True)
    refused_by = models.CharField(max_length=LONGEST_NAME, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[Constraints] = [
            models.CheckConstraint(
                condition=Q(service__in=tuple(sorted(REGISTERING_SERVICES))),
                name="basis_service_has_a_register",
            ),
            models.CheckConstraint(
                condition=Q(field="", setting__in=tuple(map(str, Mode)))
                | ~Q(field="") & Q(setting__in=tuple(map(str, Switch))),
                name="basis_setting_is_known",
            ),
            models.CheckConstraint(
                condition=Q(setting__in=(Mode.ANONYMOUS.value, Switch.OFF.value)) | ~Q(law=""),
                name="basis_names_a_law",
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="basis_is_given"),
            models.CheckConstraint(
                condition=Q(proposed_as__in=tuple(map(str, Side))), name="basis_side_is_known"
            ),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="basis_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by="")
                | Q(confirmed_at__isnull=False, refused_at__isnull=True) & ~Q(confirmed_by=""),
                name="basis_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("proposed_by")), name="basis_takes_a_second_person"
            ),
            models.UniqueConstraint(
                fields=["service", "field"],
                condition=Q(confirmed_at__isnull=True, refused_at__isnull=True),
                name="basis_one_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.field or 'mode'} {self.setting}"


class Handover(models.Model):
    """The one door between casework and integration: what is handed over is sealed under ``key``.

    The case it comes from is known to the side that asked; the side that takes it gets ``key`` alone.
    """

    key = models.CharField(max_length=16, unique=True)
    service = models.CharField(max_length=2)
    case_reference = models.CharField(max_length=11)
    purpose = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=LONGEST_NAME)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=LONGEST_NAME, blank=True)
    refused_at = models.DateTimeField(null=True)
    refused_by = models.CharField(max_length=LONGEST_NAME, blank=True)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.CharField(max_length=LONGEST_NAME, blank=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.CheckConstraint(condition=Q(purpose="resettle"), name="handover_has_the_one_purpose"),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("asked_by")), name="handover_takes_a_second_person"
            ),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True) | Q(confirmed_at__isnull=False),
                name="handover_taken_after_confirming",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(refused_at__isnull=True),
                name="handover_confirmed_or_refused",
            ),
            models.UniqueConstraint(
                fields=["service", "case_reference"],
                condition=Q(taken_at__isnull=True, refused_at__isnull=True),
                name="handover_one_waits",
            ),
        ]

    def __str__(self) -> str:
        return self.key
