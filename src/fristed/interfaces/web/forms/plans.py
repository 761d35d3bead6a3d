"""The forms of plans: a task, promised signs of life, texts changed as a whole, a sealed month, an answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from fristed.casework.plans.rules import AGES
from fristed.casework.teams.facts import Person
from fristed.interfaces.web.forms.coded import CHOOSE
from fristed.interfaces.web.forms.fields import CodeField, DayField
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.plans.words import ANSWERS, TASK_KINDS

if TYPE_CHECKING:
    from fristed.interfaces.web.forms.fields import Words

NO_NAMES = _("Do not write names, numbers or addresses. The text is sealed.")


class TextField(forms.CharField):
    """Words that are sealed; the browser keeps nothing of them."""

    def __init__(self, label: Words, *, is_optional: bool = False, help_text: Words = NO_NAMES) -> None:
        widget = forms.Textarea(attrs={"rows": "4", "autocomplete": "off", "class": "ds-input"})
        super().__init__(label=label, help_text=help_text, required=False, widget=widget)
        self.is_optional = is_optional


class WholeNumberField(forms.IntegerField):
    """A whole number in a short field."""

    is_optional = False

    def __init__(self, label: Words, *, help_text: Words = "", is_optional: bool = False) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "size": "4", "autocomplete": "off"})
        message = {"invalid": _("Write a whole number, such as 7")}
        super().__init__(
            label=label, help_text=help_text, required=False, widget=widget, error_messages=message
        )
        self.is_optional = is_optional


class TimeField(forms.TimeField):
    """A time of the day, written ``18.00`` or ``18:00``."""

    is_optional = True

    def __init__(self, label: Words, *, help_text: Words = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            input_formats=["%H:%M", "%H.%M", "%H"],
            widget=forms.TimeInput(
                format="%H.%M", attrs={"inputmode": "decimal", "size": "6", "autocomplete": "off"}
            ),
            error_messages={"invalid": _("Write the time as 18.00")},
        )


class PlanForm(HouseForm):
    """A form of plans; ``people`` are those who may be chosen."""

    def __init__(self, *args: Any, people: Iterable[Person] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = tuple(people)
        self.fill()

    def fill(self) -> None:
        """Give every field of codes its choices."""

    def number(self, name: str) -> int | None:
        """Give a whole number, or nothing."""
        value = self.cleaned_data.get(name)
        return int(value) if value is not None and value != "" else None

    def day(self, name: str) -> date | None:
        """Give a day, or nothing."""
        value = self.cleaned_data.get(name)
        return value if isinstance(value, date) else None


class TaskForm(PlanForm):
    """What somebody shall do by a day."""

    kind = CodeField(_("What is to be done"))
    due_date = DayField(label=_("By which day"), help_text=_("Day.month.year."))
    account = CodeField(_("By whom"))
    text = TextField(_("In your own words"), is_optional=True)

    def fill(self) -> None:
        """Give the kinds of tasks, and those who may be set one."""
        self.give("kind", [*CHOOSE, *((str(code), words) for code, words in TASK_KINDS.items())])
        everybody = ("", _("All who work on the case"))
        self.give("account", [everybody, *((str(one.account_id), one.display_name) for one in self.people)])

    def given(self) -> dict[str, Any]:
        """Give what the verb takes."""
        return {
            "kind": self.chosen("kind"),
            "account": self.number("account"),
            "due_date": self.day("due_date"),
            "text": self.chosen("text"),
        }


class SignForm(PlanForm):
    """When signs of life are promised."""

    first_date = DayField(label=_("First day"), help_text=_("Day.month.year."))
    by_time = TimeField(_("By what time"), help_text=_("Norwegian time. Empty: by the end of the day."))
    times = WholeNumberField(_("How many times"))
    every_days = WholeNumberField(_("Days from one to the next"))

    def given(self) -> dict[str, Any]:
        """Give what the verb takes."""
        by_time = self.cleaned_data.get("by_time")
        return {
            "first_date": self.day("first_date"),
            "by_time": by_time if isinstance(by_time, time) else None,
            "times": self.number("times"),
            "every_days": self.number("every_days"),
        }


class WholeTextForm(PlanForm):
    """A text that is changed as a whole, and the version that the writer has seen."""

    text = TextField(_("How signs of life are given"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def given(self) -> dict[str, Any]:
        """Give what the verb takes."""
        return {"text": self.chosen("text"), "version": self.number("version") or 0}

    def take_version(self, version: int) -> None:
        """Let the next sending follow another's version, which the writer sees now."""
        data = QueryDict(mutable=True)
        data.update(dict(self.data.items()))
        data[self.add_prefix("version")] = str(version)
        self.data = data


class SafetyForm(WholeTextForm):
    """The safety plan, and when it is to be looked at again."""

    text = TextField(_("Safety plan"))
    review_date = DayField(label=_("Look at it again on"), help_text=_("Day.month.year."))
    field_order = ("text", "review_date", "version")

    def given(self) -> dict[str, Any]:
        """Give what the verb takes."""
        return {**super().given(), "review_date": self.day("review_date")}


class MonthForm(PlanForm):
    """The month in which the person reaches an age."""

    age = CodeField(_("The person turns"), radios=True, layout="columns")
    month = forms.DateField(
        label=_("In the month"),
        help_text=_("Month.year, for example 03.2027. Not the day."),
        required=False,
        input_formats=["%m.%Y", "%m/%Y", "%m-%Y", "%Y-%m"],
        widget=forms.DateInput(
            format="%m.%Y", attrs={"inputmode": "decimal", "size": "9", "autocomplete": "off"}
        ),
        error_messages={"invalid": _("Write the month as month.year, for example 03.2027")},
    )

    def fill(self) -> None:
        """Give the ages."""
        self.give("age", [(str(age), str(age)) for age in AGES])

    def given(self) -> dict[str, Any]:
        """Give what the verb takes."""
        return {"month": self.day("month"), "age": self.number("age")}


class AnswerForm(PlanForm):
    """What was done about an alarm."""

    answer = CodeField(_("What has been done"), radios=True, layout="down")
    text = TextField(_("In your own words"))

    def fill(self) -> None:
        """Give the answers."""
        self.give("answer", [(str(code), words) for code, words in ANSWERS.items()])

    def given(self) -> dict[str, Any]:
        """Give what the verb takes."""
        return {"answer": self.chosen("answer"), "text": self.chosen("text")}


class MailForm(HouseForm):
    """Where one is told by mail that there is something."""

    address = forms.CharField(
        label=_("E-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
