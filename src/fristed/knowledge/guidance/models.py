"""What is stored of guidance: changes of one piece each, by two persons; no answers of anybody."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

Constraints = list[models.BaseConstraint]
LONGEST_NAME = 60
LONGEST_ID = 40


class GuidanceEdition(models.Model):
    """How a piece of advice or a duty reads from a day on; edition 0 came with the program and is no row.

    ``content`` is JSON of a :class:`facts.PieceDraft`. None is changed after it was proposed: a later one
    takes its place, and one that is withdrawn leaves what was before.
    """

    number = models.PositiveIntegerField(unique=True)
    piece = models.CharField(max_length=LONGEST_ID)
    content = models.TextField()
    valid_from = models.DateField()
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=LONGEST_NAME)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=LONGEST_NAME, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=LONGEST_NAME, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[Constraints] = [
            models.CheckConstraint(condition=Q(number__gte=1), name="guidance_edition_0_is_packaged"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by="")
                | Q(approved_at__isnull=False) & ~Q(approved_by=""),
                name="guidance_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(approved_by=F("proposed_by")), name="guidance_takes_a_second_person"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by=""),
                name="guidance_withdrawn_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["piece"],
                condition=Q(approved_at__isnull=True, withdrawn_at__isnull=True),
                name="guidance_one_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.piece}"
