"""What is stored of outcomes: codes and days only, with no text and no sum of levels.

Nothing is rewritten: what is noted later on the same moment stands, what stood before is kept.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.casework.cases.models import Case, listed, one_of

Constraints = list[models.BaseConstraint]
CODE_LENGTH = 40
USERNAME_LENGTH = 60


class State(models.Model):
    """How the person was on five areas at one moment, or why that could not be asked."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    moment = models.CharField(max_length=CODE_LENGTH)
    on_date = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)
    safety = models.CharField(max_length=CODE_LENGTH, blank=True)
    health = models.CharField(max_length=CODE_LENGTH, blank=True)
    freedom = models.CharField(max_length=CODE_LENGTH, blank=True)
    support = models.CharField(max_length=CODE_LENGTH, blank=True)
    coping = models.CharField(max_length=CODE_LENGTH, blank=True)
    not_made = models.CharField(max_length=CODE_LENGTH, blank=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("moment", listed("outcome_moments"), name="state_moment_is_known"),
            models.CheckConstraint(
                condition=Q(
                    not_made="",
                    safety__in=listed("outcome_levels"),
                    health__in=listed("outcome_levels"),
                    freedom__in=listed("outcome_levels"),
                    support__in=listed("outcome_levels"),
                    coping__in=listed("outcome_levels"),
                )
                | Q(
                    not_made__in=listed("follow_up_reasons"),
                    moment="six_months",
                    safety="",
                    health="",
                    freedom="",
                    support="",
                    coping="",
                ),
                name="state_has_five_levels_or_a_reason",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "moment", "on_date"], name="state_by_case_idx"),
            models.Index(fields=["moment", "on_date"], name="state_by_moment_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.moment} {self.on_date}"


class Answers(models.Model):
    """What the one who asked for guidance answers to three questions; no text."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    on_date = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)
    way = models.CharField(max_length=CODE_LENGTH)
    next_step = models.CharField(max_length=CODE_LENGTH)
    in_time = models.CharField(max_length=CODE_LENGTH)
    more_secure = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("way", listed("answer_ways"), name="answers_way_is_known"),
            one_of("next_step", listed("guidance_answers"), name="answer_next_step_is_known"),
            one_of("in_time", listed("guidance_answers"), name="answer_in_time_is_known"),
            one_of("more_secure", listed("guidance_answers"), name="answer_more_secure_is_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "on_date"], name="answers_by_case_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.on_date}"
