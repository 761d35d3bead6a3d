"""The forms of the directory: searching, asking who covers where, and proposing an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.directory.words import FIELDS, KINDS
from fristed.interfaces.web.forms.coded import CHOOSE
from fristed.interfaces.web.forms.fields import CodeField, CodesField
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.knowledge.directory.contacts import EVERY, IN_WORDS, LANGUAGES, Contact, audiences
from fristed.knowledge.directory.queries import directory
from fristed.methods.classifications import code_list

if TYPE_CHECKING:
    from fristed.interfaces.web.forms.fields import Words
LONGEST_SEARCH = 80
LONGEST_LINE, LONGEST_WORDS = 200, 1000
LANGUAGE_WORDS = {"nb": _("bokmål"), "nn": _("nynorsk"), "en": _("English")}
WORDS = ("name", "audience", *IN_WORDS)
TITLES = {"name": _("Name"), **{name: FIELDS[name] for name in ("audience", *IN_WORDS)}}
LINES = ("emergency", "phone", "chat", "email", "web", "responsible")
DOUBTFUL = ("emergency", "phone", "audience", *IN_WORDS)


class SearchForm(HouseForm):
    """One box of words."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )

    def words(self) -> str:
        """Give what is searched for, or nothing."""
        return self.chosen("q").strip() if self.is_valid() else ""


class CoversForm(HouseForm):
    """A school, a county, or a country."""

    school = forms.CharField(
        label=_("School"),
        required=False,
        max_length=80,
        help_text=_("The name, or a part of it. Not every school has a diversity adviser."),
    )
    county = CodeField(_("County"), is_optional=True)
    country = CodeField(_("Country"), is_optional=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("county", [*CHOOSE, *_counties(formats.language())])
        self.give("country", [*CHOOSE, *labels.countries(with_unknown=False)])

    def place(self) -> tuple[str, str]:
        """Give the codes of county and country, empty where none is chosen."""
        return (self.chosen("county"), self.chosen("country")) if self.is_valid() else ("", "")

    def school_asked(self) -> str:
        """Give what was typed of a school, empty if nothing."""
        return self.chosen("school").strip() if self.is_valid() else ""


def _line(label: Words) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONGEST_LINE)


def _words(label: Words) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": "3"})
    return forms.CharField(label=label, required=False, max_length=LONGEST_WORDS, widget=area)


class EntryForm(HouseForm):
    """Everything that an entry says; what is left empty is shown as not given by the source."""

    kind = CodeField(_("Kind"))
    is_for = CodesField(_("For whom"), is_optional=False)
    via = CodeField(_("Reached through"), is_optional=True)
    languages = forms.CharField(
        label=_("Languages"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=_("Codes of languages, such as nb so ar, with spaces between."),
    )
    countries = forms.CharField(
        label=_("Countries that are covered"),
        required=False,
        max_length=LONGEST_WORDS,
        help_text=_("Codes of the list of countries, such as TR SO, with spaces between."),
    )
    covers_more = forms.BooleanField(
        label=_("Covers other countries too, of which the source does not say which"), required=False
    )
    counties = CodesField(_("Counties that are covered"))
    source = forms.CharField(label=_("Where it was read"), required=False, max_length=LONGEST_WORDS)
    is_verified = forms.BooleanField(label=_("I have held it against the source"), required=False)
    unverified = CodesField(_("Single parts that nobody has verified"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in WORDS:
            for code in LANGUAGES:
                label = f"{TITLES[name]} ({LANGUAGE_WORDS[code]})"
                make = _line if name == "name" else _words
                self.fields[f"{name}_{code}"] = make(label)
        for name in LINES:
            self.fields[name] = _line(str(FIELDS[name]))
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "ds-input")
        self.order_fields(
            ["key", "kind", *(f"{name}_{code}" for name in WORDS for code in LANGUAGES), "is_for", *LINES]
        )
        language = formats.language()
        every = [(EVERY, _("Every county")), *_counties(language)]
        self.give("kind", [*CHOOSE, *KINDS.items()])
        self.give("is_for", [(one.id, one.name[language]) for one in audiences()])
        self.give("via", [*CHOOSE, *_reached_through(language)])
        self.give("counties", every)
        self.give("unverified", [(name, FIELDS[name]) for name in DOUBTFUL])

    @staticmethod
    def initial_of(one: Contact) -> dict[str, Any]:
        """Give what the form begins with."""
        words = {f"{name}_{code}": getattr(one, name)[code] for name in WORDS for code in LANGUAGES}
        return {
            "kind": one.kind,
            **words,
            **{name: getattr(one, name) for name in LINES},
            "is_for": list(one.is_for),
            "via": one.via,
            "languages": " ".join(one.languages),
            "countries": " ".join(one.countries),
            "covers_more": one.covers_more,
            "counties": list(one.counties),
            "source": one.source,
            "is_verified": one.is_verified,
            "unverified": list(one.unverified),
        }

    def contact(self, key: str) -> Contact:
        """Give the entry as it is proposed."""
        given = self.cleaned_data
        words: dict[str, Any] = {
            name: {code: " ".join(self.chosen(f"{name}_{code}").split()) for code in LANGUAGES}
            for name in WORDS
        }
        lines: dict[str, Any] = {name: self.chosen(name) for name in (*LINES, "kind", "via", "source")}
        return Contact(
            id=key,
            **words,
            **lines,
            is_verified=bool(given.get("is_verified")),
            is_for=self.all_chosen("is_for"),
            languages=tuple(self.chosen("languages").replace(",", " ").lower().split()),
            countries=tuple(self.chosen("countries").replace(",", " ").upper().split()),
            covers_more=bool(given.get("covers_more")),
            counties=self.all_chosen("counties"),
            unverified=self.all_chosen("unverified"),
        )


class NewEntryForm(EntryForm):
    """The same, with the id that it keeps for good."""

    key = forms.CharField(
        label=_("Id, for good"),
        required=False,
        max_length=40,
        help_text=_("Small letters, digits and underscores, such as lillevik_krisesenter."),
    )


def _counties(language: str) -> list[tuple[str, str]]:
    named = {one.code: one.label(language) for one in code_list("counties").entries}
    return sorted(named.items(), key=lambda pair: labels.alphabetical(pair[1]))


def _reached_through(language: str) -> list[tuple[str, str]]:
    return [(one.contact.id, one.contact.name[language]) for one in directory()]
