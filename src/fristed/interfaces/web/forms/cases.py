"""The forms of a case: registering it, and each thing that may be done in it later."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.codes import CaseStatus, CorrectionReason, CountryGround
from fristed.casework.cases.facts import CaseDetail, CaseDraft, CaseFilters
from fristed.casework.cases.messages import LABELS
from fristed.casework.cases.queries import NOBODY_RESPONSIBLE
from fristed.casework.cases.rules import ABROAD_COUNTED_SINCE, GUIDELINE_SINCE
from fristed.foundation.identity.access.lines import Colleague
from fristed.interfaces.web import labels
from fristed.interfaces.web.forms.coded import (
    ANSWERS,
    CHOOSE,
    FLAGS,
    NO,
    YES,
    AgenciesForm,
    AttributesForm,
    CodedForm,
    ThemeOfChoices,
    choices_of,
    concern_choices,
)
from fristed.interfaces.web.forms.fields import CodeField, CodesField, DayField
from fristed.interfaces.web.forms.typed import TypedCodeField
from fristed.methods.classifications import referrers_of

NOT_COUNTED = "not_counted"
WHERE = ((NO, _("In Norway")), (YES, _("Abroad")))


class CaseForm(AgenciesForm, AttributesForm):
    """Registers a case on one page, beginning with what the caller says."""

    main_concern = CodeField(_("Main concern"), radios=True)
    concern_basis = CodeField(_("What is known"), radios=True, layout="down")
    referrer = CodeField(_("Who makes contact"))
    first_contact_date = DayField(
        label=_("First contact"), help_text=_("Day.month.year. Today, if they call now.")
    )
    gender = CodeField(_("Gender"), radios=True)
    age_band = CodeField(_("Age"), radios=True, layout="columns")
    country_1 = TypedCodeField(
        _("Country background"),
        listed_in="countries",
        help_text=_("Type the first letters, or the code in capitals. Write «unknown» if it is not known."),
    )
    country_2 = TypedCodeField(
        _("Second country"),
        listed_in="countries",
        is_optional=True,
        help_text=_("Only if the parents come from two countries. The first is published."),
    )
    country_ground = CodeField(
        _("Whose country of birth is it?"),
        radios=True,
        layout="down",
        help_text=_("Born abroad: the person's own. Born in Norway: that of parents or grandparents."),
    )
    abroad_case = CodeField(
        _("Where is the person now?"),
        radios=True,
        help_text=_("Abroad is where the person is as you are contacted. Who has come back is in Norway."),
    )
    immigration_reason = CodeField(
        _("Is it an immigration case?"),
        help_text=_("Residence or asylum is in question, or family immigration has been applied for."),
    )
    secondary_concerns = CodesField(_("Other concerns"), help_text=_("Not part of the published statistics."))

    ALIASES = {"countries": "country_1"}  # noqa: RUF012  read only

    def fill(self) -> None:
        """Give every field of codes its choices."""
        super().fill()
        year, service = self.today.year, self.service
        self.give("main_concern", choices_of("main_concerns", year, service))
        self.give("secondary_concerns", choices_of("main_concerns", year, service))
        self.give("concern_basis", choices_of("concern_bases", year))
        self.give("gender", choices_of("genders", year))
        self.give("age_band", choices_of("age_bands", year))
        self.give("referrer", (*CHOOSE, *choices_of(referrers_of(service).name, year, service)))
        self.give("country_1", labels.countries())
        self.give("country_2", labels.countries(with_unknown=False))
        self.give("country_ground", [(str(ground), LABELS[ground]) for ground in CountryGround])
        self.give("immigration_reason", (("", _("No")), *choices_of("immigration_reasons", year)))
        self.give("abroad_case", self.abroad_choices())

    def abroad_choices(self) -> Iterable[tuple[str, Any]]:
        """Give yes and no, and where the service did not count from the start, that too."""
        since = ABROAD_COUNTED_SINCE[self.service]
        if since <= GUIDELINE_SINCE.year:
            return WHERE
        return (*WHERE, (NOT_COUNTED, _("First contact before %(year)d: not counted") % {"year": since}))

    def themes(self) -> Iterable[ThemeOfChoices]:
        """Give the main concerns with the guideline's words beside them."""
        return concern_choices(self["main_concern"], year=self.today.year, service=self.service)

    def country_names(self) -> list[str]:
        """Give the names of the countries, once for both fields."""
        return [name for _code, name in labels.countries()]

    def draft(self) -> CaseDraft:
        """Give what was filled in, before any rule is applied."""
        countries = (self.chosen("country_1"), self.chosen("country_2"))
        reason = self.chosen("immigration_reason")
        return CaseDraft(
            service=self.service,
            first_contact_date=self.cleaned_data.get("first_contact_date"),
            main_concern=self.chosen("main_concern"),
            concern_basis=self.chosen("concern_basis"),
            gender=self.chosen("gender"),
            age_band=self.chosen("age_band"),
            countries=tuple(country for country in countries if country),
            country_ground=self.chosen("country_ground"),
            referrer=self.chosen("referrer"),
            immigration_case=bool(reason),
            immigration_reason=reason,
            abroad_case=ANSWERS.get(self.chosen("abroad_case")),
            agencies_involved=self.all_chosen("agencies_involved"),
            agencies_to_involve=self.all_chosen("agencies_to_involve"),
            secondary_concerns=self.all_chosen("secondary_concerns"),
            attributes=self.attributes(),
        )

    def has_details(self) -> bool:
        """Whether anything optional was filled in or is wrong, so that it must not be folded away."""
        names = (*self.ATTRIBUTES, "secondary_concerns", "country_2")
        return any(self[name].value() or name in self.errors for name in names)


class ContactForm(CodedForm):
    """One more inquiry or activity."""

    on_date = DayField(label=_("Date of the contact"), help_text=_("Day.month.year."))


class ConcernForm(CodedForm):
    """How the concern is understood now; the main concern stays what it was."""

    concern = CodeField(_("Concern now"))
    on_date = DayField(label=_("Since when"), help_text=_("Day.month.year."))

    def fill(self) -> None:
        """Give the concerns in use."""
        super().fill()
        self.give("concern", (*CHOOSE, *choices_of("main_concerns", self.today.year, self.service)))


class CorrectionForm(CodedForm):
    """A main concern that was wrong from the start."""

    new_concern = CodeField(_("Right main concern"))
    reason = CodeField(_("Why was it wrong from the start?"), radios=True, layout="down")

    def fill(self) -> None:
        """Give the concerns in use and the reasons there may be."""
        super().fill()
        self.give("new_concern", (*CHOOSE, *choices_of("main_concerns", self.today.year, self.service)))
        self.give("reason", [(str(reason), LABELS[reason]) for reason in CorrectionReason])


class ReopenForm(CodedForm):
    """Nothing to fill in; the button is the question."""


def initial_attributes(detail: CaseDetail) -> dict[str, Any]:
    """Give the noted attributes as a form shows them."""
    noted = detail.attributes
    words = {True: YES, False: NO, None: ""}
    plain = {name: getattr(noted, name) for name, _list in AttributesForm.LISTS}
    flags = {name: words[getattr(noted, name)] for name in FLAGS}
    return {**plain, **flags, "control_arenas": list(noted.control_arenas)}


class FilterForm(CodedForm):
    """What a list of cases is narrowed to; ``people`` are those who may be responsible for one."""

    reference = forms.CharField(
        label=_("Case number"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "size": "12"}),
    )
    year = CodeField(_("Year"))
    concern = CodeField(_("Main concern"))
    status = CodeField(_("Status"))
    age = CodeField(_("Age at first contact"))
    gender = CodeField(_("Gender"))
    responsible = CodeField(_("Responsible"))

    def __init__(self, *args: Any, people: Iterable[Colleague] = (), **kwargs: Any) -> None:
        self.people = tuple(people)
        super().__init__(*args, **kwargs)

    def fill(self) -> None:
        """Give the years since the guideline, the concerns, the states, and who may be responsible."""
        super().fill()
        self.give("age", (("", _("All")), *choices_of("age_bands", self.today.year)))
        self.give("gender", (("", _("All")), *choices_of("genders", self.today.year)))
        named = ((str(one.account_id), one.display_name) for one in self.people)
        self.give("responsible", (("", _("All")), (NOBODY_RESPONSIBLE, _("Nobody")), *named))
        years = range(self.today.year, GUIDELINE_SINCE.year - 1, -1)
        self.give("year", (("", _("All years")), *((str(year), str(year)) for year in years)))
        self.give("concern", (("", _("All")), *choices_of("main_concerns", self.today.year, self.service)))
        self.give("status", (("", _("All")), *((str(status), LABELS[status]) for status in CaseStatus)))

    def filters(self) -> CaseFilters:
        """Give the filters; what was not understood narrows nothing."""
        self.is_valid()
        year = self.chosen("year")
        return CaseFilters(
            year=int(year) if year else None,
            main_concern=self.chosen("concern"),
            status=self.chosen("status"),
            age_band=self.chosen("age"),
            gender=self.chosen("gender"),
            responsible=self.chosen("responsible"),
            reference="".join(self.chosen("reference").split()).upper(),
        )

    def words(self) -> dict[str, dict[str, str]]:
        """Give the words of each code that a filter may be kept by, under the names of the filters."""
        return {
            name: {str(code): str(words) for code, words in self.fields[field].widget.choices}
            for name, field in FIELDS_OF_FILTERS.items()
        }


# The field that each filter is chosen by.
FIELDS_OF_FILTERS = {
    "year": "year",
    "main_concern": "concern",
    "status": "status",
    "age_band": "age",
    "gender": "gender",
    "responsible": "responsible",
}
