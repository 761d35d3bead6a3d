"""Forms whose choices are codes: the lists in use in a service, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.facts import CaseAttributes
from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.forms.fields import CodeField, CodesField
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.methods.classifications import code_list, guidance_on

Pairs = Sequence[tuple[str, str | Promise]]
CHOOSE: Pairs = (("", _("Choose")),)
NOT_NOTED: Pairs = (("", _("Not noted")),)
YES, NO = "yes", "no"
YES_OR_NO: Pairs = ((YES, _("Yes")), (NO, _("No")))
ANSWERS = {YES: True, NO: False}
FLAGS = ("trafficking", "elderly", "capacity_to_consent")


def choices_of(list_name: str, year: int, service: str | None = None) -> Pairs:
    """Give the codes of a list that are in use in a year, with their words."""
    return code_list(list_name).choices(formats.language(), year, service)


class CodedForm(HouseForm):
    """A form that fills its choices for a service and a day."""

    def __init__(self, *args: Any, today: date, service: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.service = today, service
        self.fill()

    def fill(self) -> None:
        """Give every field of codes its choices."""


class AttributesForm(CodedForm):
    """What may be noted beyond what every case has; all optional, all coded."""

    control_motive = CodeField(_("Motive of the control"), is_optional=True)
    control_arenas = CodesField(_("Where the control takes place"))
    stay_kind = CodeField(_("Kind of stay abroad"), is_optional=True)
    stay_companion = CodeField(_("Company abroad"), is_optional=True)
    trafficking = CodeField(_("Suspicion of human trafficking"), is_optional=True)
    elderly = CodeField(_("Elderly person"), is_optional=True)
    capacity_to_consent = CodeField(_("Doubt about the capacity to consent"), is_optional=True)
    outcome = CodeField(_("Outcome"), is_optional=True)
    return_obstacle = CodeField(_("Why the return failed"), is_optional=True)

    LISTS = (
        ("control_motive", "control_motives"),
        ("stay_kind", "stay_abroad_kinds"),
        ("stay_companion", "stay_abroad_companions"),
        ("outcome", "case_outcomes"),
        ("return_obstacle", "return_obstacles"),
    )
    ATTRIBUTES = (
        "control_motive",
        "control_arenas",
        "stay_kind",
        "stay_companion",
        *FLAGS,
        "outcome",
        "return_obstacle",
    )

    def fill(self) -> None:
        """Give every attribute its choices."""
        super().fill()
        for name, list_name in self.LISTS:
            self.give(name, (*NOT_NOTED, *choices_of(list_name, self.today.year)))
        self.give("control_arenas", choices_of("control_arenas", self.today.year))
        for name in FLAGS:
            self.give(name, (*NOT_NOTED, *YES_OR_NO))

    def attribute_fields(self) -> list[Any]:
        """Give the fields of the attributes, for the page."""
        return [self[name] for name in self.ATTRIBUTES]

    def attributes(self) -> CaseAttributes:
        """Give what was noted."""
        return CaseAttributes(
            control_motive=self.chosen("control_motive"),
            control_arenas=self.all_chosen("control_arenas"),
            stay_kind=self.chosen("stay_kind"),
            stay_companion=self.chosen("stay_companion"),
            outcome=self.chosen("outcome"),
            return_obstacle=self.chosen("return_obstacle"),
            trafficking=ANSWERS.get(self.chosen("trafficking")),
            elderly=ANSWERS.get(self.chosen("elderly")),
            capacity_to_consent=ANSWERS.get(self.chosen("capacity_to_consent")),
        )


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency with its two check boxes."""

    code: str
    label: str
    place: int
    is_involved: bool
    is_to_be_involved: bool


class AgenciesForm(CodedForm):
    """Which agencies are in the case already, and which shall be brought in."""

    agencies_involved = CodesField(_("Involved already"))
    agencies_to_involve = CodesField(_("To be involved"))

    def fill(self) -> None:
        """Give both sets the agencies in use."""
        super().fill()
        for name in ("agencies_involved", "agencies_to_involve"):
            self.give(name, choices_of("agencies", self.today.year))

    def agency_rows(self) -> Iterator[AgencyRow]:
        """Give the agencies as rows of a table with two check boxes each."""
        involved = set(self["agencies_involved"].value() or ())
        to_involve = set(self["agencies_to_involve"].value() or ())
        for place, (code, words) in enumerate(choices_of("agencies", self.today.year)):
            yield AgencyRow(code, str(words), place, code in involved, code in to_involve)


@dataclass(frozen=True, slots=True)
class ConcernChoice:
    """One of the main concerns with the guideline's words beside it."""

    number: int
    code: str
    label: str
    definition: str
    use_when: str
    do_not_use_when: str
    instead: str
    element_id: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ThemeOfChoices:
    """A theme and its concerns."""

    label: str
    concerns: tuple[ConcernChoice, ...]


def concern_choices(field: Any, *, year: int, service: str) -> Iterator[ThemeOfChoices]:
    """Give the main concerns in use by theme, each with when to use it and when not."""
    codes = code_list("main_concerns").codes_on(year, service)
    places = {entry.code: place for place, entry in enumerate(codes)}
    chosen = field.value()
    for theme in dict.fromkeys(entry.parent or "" for entry in codes):
        concerns = tuple(
            _concern_choice(
                entry.code,
                f"{field.auto_id}_{places[entry.code]}",
                entry.code == chosen,
                places[entry.code] + 1,
            )
            for entry in codes
            if entry.parent == theme
        )
        yield ThemeOfChoices(labels.label("themes", theme), concerns)


def _concern_choice(code: str, element_id: str, is_chosen: bool, number: int) -> ConcernChoice:
    guidance = guidance_on(code, formats.language())
    return ConcernChoice(
        number=number,
        code=code,
        label=labels.label("main_concerns", code),
        definition=guidance.definition,
        use_when=guidance.use_when,
        do_not_use_when=guidance.do_not_use_when,
        instead=labels.label("main_concerns", guidance.instead) if guidance.instead else "",
        element_id=element_id,
        is_chosen=is_chosen,
    )
