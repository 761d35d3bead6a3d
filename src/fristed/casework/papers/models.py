"""What is stored of papers: that a summary was given to somebody, and which parts. Never what stood in it.

The receiver and the reason in words lie in the vault under the key of the case.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.casework.cases.models import CODE_LENGTH, Case, Constraints, one_of
from fristed.casework.papers.codes import ENTRY, PARTS

LONGEST_NAME = 60


class Disclosure(models.Model):
    """That a summary of a case was given: to what kind of receiver, when, by whom, on which basis.

    ``number`` is printed on every page of the copy; ``file_sha256`` tells whether a file is that copy.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    agency = models.CharField(max_length=CODE_LENGTH)
    ground = models.CharField(max_length=CODE_LENGTH)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=LONGEST_NAME)
    file_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["case", "number"], name="disclosure_number_once"),
            models.CheckConstraint(
                condition=~Q(agency="") & ~Q(ground="") & ~Q(file_sha256=""),
                name="disclosure_has_receiver_and_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"


class DisclosedPart(models.Model):
    """One part of what was given: its name, and of an entry of the journal its key and version."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField(max_length=CODE_LENGTH)
    entry = models.CharField(max_length=16, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["disclosure", "part", "entry"], name="disclosed_part_once"),
            one_of("part", (*PARTS, ENTRY), name="disclosed_part_is_known"),
            models.CheckConstraint(
                condition=Q(part=ENTRY, version__gt=0) & ~Q(entry="")
                | ~Q(part=ENTRY) & Q(entry="", version=0),
                name="disclosed_part_is_an_entry_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.disclosure_id} {self.part}"
