"""What is stored of what is held: that a field is sealed for a case, and on which decision. No value.

A row cannot be without a decision: the key is not null, and decisions are never deleted. In a service that is
anonymous there is no decision to point at.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.foundation.legal_basis.registry import fields_in

LONGEST_NAME = 60


class HeldField(models.Model):
    """A field of zone B that is held for a case, and the decision it was written on."""

    service = models.CharField(max_length=2)
    reference = models.CharField(max_length=11)
    field = models.CharField(max_length=40)
    decision = models.ForeignKey("legal_basis.Decision", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=LONGEST_NAME)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["reference", "field"], name="person_field_once"),
            models.CheckConstraint(
                condition=Q(field__in=tuple(sorted(fields_in("B")))), name="person_field_is_known"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["service", "reference"], name="person_by_case_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.field}"
