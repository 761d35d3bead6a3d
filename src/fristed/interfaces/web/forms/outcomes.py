"""Forms of outcomes: levels of five areas, three answers, and why a follow-up is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from fristed.casework.outcomes.rules import AREAS, QUESTIONS
from fristed.interfaces.web import labels
from fristed.interfaces.web.forms.coded import NOT_NOTED, CodedForm, Pairs, choices_of
from fristed.interfaces.web.forms.fields import CodeField, DayField
from fristed.methods.classifications import code_list

KEY_OF_UNKNOWN = "-"


def levels_of(area: str) -> Pairs:
    """Give the levels of an area, each with the key that chooses it and what it means."""
    return [
        (level, f"{KEY_OF_UNKNOWN}\N{NO-BREAK SPACE} {labels.label('outcome_levels', level)}")
        if level == "unknown"
        else (level, f"{level}\N{NO-BREAK SPACE} {labels.label('outcome_anchors', f'{area}_{level}')}")
        for level in code_list("outcome_levels").codes()
    ]


class LevelsForm(CodedForm):
    """A level of each of the five areas."""

    safety = CodeField("", radios=True)
    health = CodeField("", radios=True)
    freedom = CodeField("", radios=True)
    support = CodeField("", radios=True)
    coping = CodeField("", radios=True)

    first_choice: Pairs = ()

    def fill(self) -> None:
        """Give every area its name and its levels."""
        super().fill()
        for area in AREAS:
            self.fields[area].label = labels.label("outcome_areas", area)
            self.give(area, [*self.first_choice, *levels_of(area)])

    def areas(self) -> list[Any]:
        """Give the fields of the areas, for the page."""
        return [self[area] for area in AREAS]

    def levels(self) -> Mapping[str, str]:
        """Give the level of each area, empty where none is chosen."""
        return {area: self.chosen(area) for area in AREAS}


class StateForm(LevelsForm):
    """How the person is today."""

    moment = CodeField(_("When"), radios=True)

    def fill(self) -> None:
        """Give the moments too."""
        super().fill()
        self.give("moment", choices_of("outcome_moments", self.today.year))


class CloseWithOutcomeForm(LevelsForm):
    """The day on which work in the case ended, its outcome, and the state, which may be left out."""

    on_date = DayField(label=_("Closed on"), help_text=_("Day.month.year."))
    outcome = CodeField(_("Outcome"), is_optional=True)

    first_choice = NOT_NOTED

    def fill(self) -> None:
        """Give the outcomes too."""
        super().fill()
        self.give("outcome", (*NOT_NOTED, *choices_of("case_outcomes", self.today.year)))

    def levels_if_any(self) -> Mapping[str, str] | None:
        """Give the levels, or ``None`` where no area has one."""
        found = self.levels()
        return found if any(found.values()) else None


class AnswersForm(CodedForm):
    """What the one who asked for guidance answers."""

    on_date = DayField(label=_("Answered on"), help_text=_("Day.month.year."))
    way = CodeField(_("How it was answered"), radios=True)
    next_step = CodeField("", radios=True)
    in_time = CodeField("", radios=True)
    more_secure = CodeField("", radios=True)

    def fill(self) -> None:
        """Give the questions their words and answers."""
        super().fill()
        self.give("way", choices_of("answer_ways", self.today.year))
        for question in QUESTIONS:
            self.fields[question].label = labels.label("guidance_questions", question)
            self.give(question, choices_of("guidance_answers", self.today.year))

    def answers(self) -> Mapping[str, str]:
        """Give the answer to each question, empty where there is none."""
        return {question: self.chosen(question) for question in QUESTIONS}


class LeaveOutForm(CodedForm):
    """Why the state after six months is not asked for."""

    reason = CodeField(_("Why it is left out"), radios=True)

    def fill(self) -> None:
        """Give the reasons."""
        super().fill()
        self.give("reason", choices_of("follow_up_reasons", self.today.year))
