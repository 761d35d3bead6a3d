"""What is stored of figures of other agencies."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class CitedFigure(models.Model):
    """A figure that another publisher has printed: what it is of, who printed it where, and when.

    It is never changed: one that was recorded wrongly is withdrawn, and another is recorded. ``value`` is a
    number written plainly, ``1234.5``; ``source_date`` the day of the source, ``looked_up_date`` the day
    somebody read it there.
    """

    key = models.CharField(max_length=40, unique=True)
    value = models.CharField(max_length=20)
    unit = models.CharField(max_length=10)
    about = models.CharField(max_length=300)
    publisher = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    address = models.CharField(max_length=400, blank=True)
    source_date = models.DateField()
    looked_up_date = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["key"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(unit__in=("number", "percent", "kroner")), name="cited_unit_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_by="")),
                name="cited_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.key
