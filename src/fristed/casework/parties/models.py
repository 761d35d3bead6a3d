"""What is stored of who is in a chain: codes and an age in whole years, never a name.

The four rooms of the chain point at members, so that one person is counted once, whatever the chain did.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.casework.cases.models import CODE_LENGTH, Case, Constraints, listed, one_of
from fristed.casework.parties.codes import OF_AGE_YEARS, Age, Kind

LONGEST_NAME = 60
KEY_LENGTH = 16
OLDEST_YEARS = 120


class Member(models.Model):
    """The person of a case, or somebody who comes along.

    ``age_group`` is what somebody is counted as; ``age_years`` is empty where nobody has asked.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=KEY_LENGTH, unique=True)
    kind = models.CharField(max_length=CODE_LENGTH)
    age_group = models.CharField(max_length=CODE_LENGTH)
    age_years = models.PositiveSmallIntegerField(null=True)
    gender = models.CharField(max_length=CODE_LENGTH)
    country_background = models.CharField(max_length=7, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=LONGEST_NAME)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(kind=Kind.PERSON.value), name="member_person_of_case_once"
            ),
            one_of("kind", Kind, name="member_kind_is_known"),
            one_of("age_group", Age, name="member_age_group_is_known"),
            one_of("gender", listed("genders"), name="member_gender_is_known"),
            models.CheckConstraint(
                condition=Q(age_years__isnull=True)
                | Q(age_group=Age.CHILD.value, age_years__lt=OF_AGE_YEARS)
                | Q(age_group=Age.ADULT.value, age_years__gte=OF_AGE_YEARS, age_years__lte=OLDEST_YEARS),
                name="member_age_is_in_the_group",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case"], name="member_by_case_idx")]

    def __str__(self) -> str:
        return self.key
