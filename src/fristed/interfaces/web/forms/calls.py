"""The forms of a call: one page that begins with what the caller says, and the small ones around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from fristed.casework.consultations.facts import ContactRule
from fristed.casework.consultations.messages import CALL_BACK, GROUNDS, SAY, STATES, TIMES, WATCHED
from fristed.interfaces.web.forms.cases import CaseForm
from fristed.interfaces.web.forms.coded import NOT_NOTED, CodedForm, choices_of
from fristed.interfaces.web.forms.fields import CodeField
from fristed.interfaces.web.forms.typed import QuickField, one_of

FOLLOW_UP, ANONYMOUS = "follow_up", "anonymous"
KINDS = (
    (FOLLOW_UP, _("A case we follow up")),
    (ANONYMOUS, _("An anonymous consultation")),
)
# A box to type in, the field it chooses in, and where its choices come from.
QUICK = (
    ("main_concern_typed", "main_concern", "main_concerns"),
    ("agencies_involved_typed", "agencies_involved", "agencies"),
    ("agencies_to_involve_typed", "agencies_to_involve", "agencies"),
)
Data = MultiValueDict[str, str]


def words_field(**more: Any) -> forms.CharField:
    """Make a field for the few words that are sealed."""
    return forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": "3", "autocomplete": "off"}), strip=True, **more
    )


class SafeContactForm(CodedForm):
    """How to make contact without putting anybody in danger."""

    call_back = CodeField(_("May we make contact?"), radios=True)
    phone_watched = CodeField(_("Does somebody watch the telephone?"), radios=True)
    contact_time = CodeField(_("When is it safe?"), is_optional=True)
    contact_say = CodeField(_("What may we say?"), is_optional=True)
    contact_words = words_field(
        label=_("In your own words"),
        help_text=_("What else one must know before making contact. Write no names and no numbers."),
    )
    CONTACT = ("call_back", "phone_watched", "contact_time", "contact_say", "contact_words")
    ALIASES = {"time": "contact_time", "say": "contact_say", "words": "contact_words"}  # noqa: RUF012

    def fill(self) -> None:
        """Give every field its choices."""
        super().fill()
        self.give("call_back", CALL_BACK.items())
        self.give("phone_watched", WATCHED.items())
        self.give("contact_time", (*NOT_NOTED, *TIMES.items()))
        self.give("contact_say", (*NOT_NOTED, *SAY.items()))

    def rule(self) -> ContactRule | None:
        """Give the rule that was filled in; ``None`` where nothing was."""
        given = {name: self.chosen(name) for name in self.CONTACT}
        if not any(given.values()):
            return None
        return ContactRule(
            call_back=given["call_back"],
            phone_watched=given["phone_watched"],
            time=given["contact_time"],
            say=given["contact_say"],
            words=given["contact_words"],
        )


def initial_rule(rule: ContactRule) -> dict[str, str]:
    """Give a rule as the form shows it."""
    return {
        "call_back": rule.call_back,
        "phone_watched": rule.phone_watched,
        "contact_time": rule.time,
        "contact_say": rule.say,
        "contact_words": rule.words,
    }


class CallForm(SafeContactForm, CaseForm):
    """Takes a call on one page, beginning with what the caller says."""

    main_concern_typed = QuickField(
        _("Number or first letters"),
        comes_first=True,
        help_text=_("Type 1 to 12 or some letters, or choose below."),
    )
    agencies_involved_typed = QuickField(
        _("Involved already"), several=True, help_text=_("First letters, with commas between: school, nav")
    )
    agencies_to_involve_typed = QuickField(_("To be involved"), several=True)
    kind = CodeField(_("What is it?"), radios=True, layout="down")
    ALIASES = {**CaseForm.ALIASES, **SafeContactForm.ALIASES}  # noqa: RUF012  read only

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        self.left_over: list[tuple[str, ValidationError]] = []
        if data is not None:
            data, self.left_over = chosen_by_typing(
                data, year=kwargs["today"].year, service=kwargs["service"]
            )
        super().__init__(data, *args, **kwargs)

    def fill(self) -> None:
        """Give every field its choices."""
        super().fill()
        self.give("kind", KINDS)

    def clean(self) -> dict[str, Any]:
        """Say what was typed and not understood, beside the box it was typed in."""
        found: dict[str, Any] = super().clean() or {}
        for name, error in self.left_over:
            self.add_error(name, error)
        return found

    def show_refusal(self, errors: Mapping[str, Iterable[str]]) -> None:
        """Put a refusal beside its field; one that was typed and not understood is not also missing."""
        misread = {field for name, field, _list in QUICK if name in self.errors}
        super().show_refusal({field: told for field, told in errors.items() if field not in misread})

    def is_anonymous(self) -> bool:
        """Whether it is an anonymous consultation."""
        return self.chosen("kind") == ANONYMOUS

    def has_agencies(self) -> bool:
        """Whether any agency is chosen or something is wrong, so that the table must not be folded away."""
        names = ("agencies_involved", "agencies_to_involve")
        return any(self[name].value() or name in self.errors for name in names)


def chosen_by_typing(
    data: Mapping[str, Any], *, year: int, service: str
) -> tuple[Data, list[tuple[str, ValidationError]]]:
    """Turn what was typed in the boxes into choices; give what is left, and why it was not understood.

    What was typed is newer than what is chosen in the list: the box is emptied when it is understood.
    """
    found: Data = MultiValueDict({name: list(_all_of(data, name)) for name in data})
    left: list[tuple[str, ValidationError]] = []
    for box, field, list_name in QUICK:
        typed = found.get(box) or ""
        choices = choices_of(list_name, year, service if list_name == "main_concerns" else None)
        is_one = list_name == "main_concerns"
        not_read: list[str] = []
        for part in [typed] if is_one else typed.split(","):
            if not part.strip():
                continue
            try:
                code = one_of(part, choices, numbered=is_one)
            except ValidationError as error:
                not_read.append(part.strip())
                left.append((box, error))
            else:
                kept = [] if is_one else [one for one in found.getlist(field) if one != code]
                found.setlist(field, [*kept, code])
        found.setlist(box, [", ".join(not_read)])
    return found, left


def _all_of(data: Mapping[str, Any], name: str) -> Iterator[str]:
    values = data.getlist(name) if isinstance(data, MultiValueDict) else data[name]
    yield from ([values] if isinstance(values, str) else values)


def initial_of(fields: Mapping[str, list[str]], *, year: int, service: str) -> dict[str, Any]:
    """Give a draft as the form shows it, with what was typed in the boxes chosen."""
    data, _left = chosen_by_typing(MultiValueDict(fields), year=year, service=service)
    several = ("agencies_involved", "agencies_to_involve", "secondary_concerns", "control_arenas")
    return {name: data.getlist(name) if name in several else data.get(name, "") for name in data}


class CodeForm(CodedForm):
    """The code that a caller reads out."""

    code = forms.CharField(
        label=_("Code"),
        required=False,
        max_length=40,
        help_text=_("Eight letters and figures. Capitals and hyphens do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "size": "12"}
        ),
    )


class StateForm(CodedForm):
    """How a consultation goes on."""

    to = CodeField(_("What has happened"), radios=True, layout="down")

    def offer(self, states: Iterable[str]) -> None:
        """Give the states that may follow."""
        allowed = set(states)
        self.give("to", [(str(state), words) for state, words in STATES.items() if state in allowed])


class LinkForm(CodedForm):
    """The decision that a consultation and a followed-up case are about the same person."""

    followed = forms.CharField(
        label=_("Reference of the followed-up case"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": "14"}),
    )
    ground = CodeField(_("From what do you know it?"), radios=True, layout="down")

    def fill(self) -> None:
        """Give the grounds there may be."""
        super().fill()
        self.give("ground", GROUNDS.items())
