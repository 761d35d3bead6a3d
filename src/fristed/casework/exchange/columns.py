"""The columns of a file of cases: what each is called, and which values it takes in a service.

A column is named by its heading in bokmål, nynorsk or English, by its code, or by both as the template
writes them: ``Hovedbekymring (main_concern)``. A value is a code, or a label or alias of one in any of the
languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from fristed.casework.cases.codes import OPTIONAL_ATTRIBUTES, CountryGround
from fristed.casework.cases.messages import LABELS
from fristed.methods.classifications import LANGUAGES, CodeList, code_list, code_list_names, referrers_of

YES, NO = "ja", "nei"
ANSWERS: Mapping[str, bool] = MappingProxyType(
    {**dict.fromkeys((YES, "yes", "1", "true"), True), **dict.fromkeys((NO, "no", "0", "false"), False)}
)
WITH_CODE = re.compile(r"\((\w+)\)\s*$")
GROUNDS = "country_grounds"
REFERRERS = "referrers"


class Kind(StrEnum):
    """How the cells of a column are read."""

    DAY = "day"
    CODE = "code"
    CODES = "codes"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field it fills, what it is called, and the list its codes come from."""

    field: str
    heading: str | Promise
    kind: Kind
    values: str = ""
    is_required: bool = False

    def title(self) -> str:
        """Give the heading as the template writes it, in the language of the reader."""
        return f"{self.heading} ({self.field})"


@dataclass(frozen=True, slots=True)
class Allowed:
    """One value that a column takes: its code, its label, and the years in which it may be used."""

    code: str
    label: str
    first_year: int | None = None
    last_year: int | None = None


_HEADINGS: Mapping[str, Promise] = {
    "control_motive": _("Motive of the control"),
    "control_arenas": _("Where the control takes place"),
    "stay_kind": _("Kind of stay abroad"),
    "stay_companion": _("Company abroad"),
    "trafficking": _("Suspicion of human trafficking"),
    "elderly": _("Elderly person"),
    "capacity_to_consent": _("Doubt about the capacity to consent"),
    "outcome": _("Outcome"),
    "return_obstacle": _("Why the return failed"),
}


def _attributes() -> Iterator[Column]:
    for field, kind in OPTIONAL_ATTRIBUTES.items():
        several = Kind.CODES if kind.takes_several else Kind.CODE
        yield Column(field, _HEADINGS[field], several if kind.code_list else Kind.ANSWER, kind.code_list)


COLUMNS: tuple[Column, ...] = (
    Column("first_contact_date", _("First contact"), Kind.DAY, is_required=True),
    Column("main_concern", _("Main concern"), Kind.CODE, "main_concerns", is_required=True),
    Column("concern_basis", _("What is known"), Kind.CODE, "concern_bases", is_required=True),
    Column("gender", _("Gender"), Kind.CODE, "genders", is_required=True),
    Column("age_band", _("Age"), Kind.CODE, "age_bands", is_required=True),
    Column("countries", _("Country background"), Kind.CODES, "countries", is_required=True),
    Column("country_ground", _("Whose country of birth is it?"), Kind.CODE, GROUNDS, is_required=True),
    Column("referrer", _("Who makes contact"), Kind.CODE, REFERRERS, is_required=True),
    Column("abroad_case", _("Abroad at first contact"), Kind.ANSWER, is_required=True),
    Column("immigration_reason", _("Immigration case"), Kind.CODE, "immigration_reasons", is_required=True),
    Column("agencies_involved", _("Involved already"), Kind.CODES, "agencies"),
    Column("agencies_to_involve", _("To be involved"), Kind.CODES, "agencies"),
    Column("secondary_concerns", _("Other concerns"), Kind.CODES, "main_concerns"),
    *_attributes(),
)
BY_FIELD: Mapping[str, Column] = MappingProxyType({column.field: column for column in COLUMNS})


def plain(text: str) -> str:
    """Fold case and spacing away, so that texts can be compared."""
    return " ".join(text.casefold().split())


@cache
def _by_heading() -> Mapping[str, Column]:
    found: dict[str, Column] = {}
    for language in LANGUAGES:
        with override(language):
            found |= {plain(str(column.heading)): column for column in COLUMNS}
    return MappingProxyType(found | dict(BY_FIELD))


def column_named(heading: str) -> Column | None:
    """Find the column that a heading names, or ``None``.

    Examples
    --------
    >>> column_named("Kjønn (gender)").field
    'gender'
    """
    inside = WITH_CODE.search(heading)
    if inside and inside[1] in BY_FIELD:
        return BY_FIELD[inside[1]]
    return _by_heading().get(plain(heading))


def _list_of(column: Column, service: str) -> CodeList:
    return referrers_of(service) if column.values == REFERRERS else code_list(column.values)


@cache
def meanings(field: str, service: str) -> Mapping[str, str]:
    """Give the code that each text stands for in a column; a text that may mean two stands for neither."""
    found: dict[str, set[str]] = {}
    for text, code in _texts(BY_FIELD[field], service):
        found.setdefault(plain(text), set()).add(code)
    return MappingProxyType({text: next(iter(codes)) for text, codes in found.items() if len(codes) == 1})


def _texts(column: Column, service: str) -> Iterator[tuple[str, str]]:
    if column.values == GROUNDS:
        yield from _texts_of_grounds()
        return
    for entry in _list_of(column, service):
        yield from ((text, entry.code) for text in entry.texts())


def _texts_of_grounds() -> Iterator[tuple[str, str]]:
    for ground in CountryGround:
        yield str(ground), str(ground)
        for language in LANGUAGES:
            with override(language):
                yield str(LABELS[ground]), str(ground)


def allowed_values(column: Column, *, service: str, language: str, since: int) -> tuple[Allowed, ...]:
    """Give the values a column takes in a service, in the order of its list; empty for a day.

    Values that went out of use before ``since`` are left out.
    """
    if column.kind is Kind.DAY:
        return ()
    if column.kind is Kind.ANSWER:
        return tuple(Allowed(answer, answer) for answer in (YES, NO))
    if column.values == GROUNDS:
        return tuple(Allowed(str(ground), str(LABELS[ground])) for ground in CountryGround)
    return tuple(_allowed_of_list(_list_of(column, service), service, language, since))


def _allowed_of_list(codes: CodeList, service: str, language: str, since: int) -> Iterator[Allowed]:
    for code in codes.codes():
        entries = [entry for entry in codes if entry.code == code]
        spans = [span for entry in entries for span in entry.services if span.service == service]
        if any(entry.services for entry in entries) and not spans:
            continue
        first = max(
            [entry.valid_from.year for entry in entries[:1] if entry.valid_from]
            + [span.first_year for span in spans[:1] if span.first_year],
            default=None,
        )
        last = min(
            [entry.valid_to.year for entry in entries[-1:] if entry.valid_to]
            + [span.last_year for span in spans[-1:] if span.last_year],
            default=None,
        )
        if last is None or last >= since:
            shown_first = first if first and first > since else None
            yield Allowed(code, codes.label(code, language), shown_first, last)


@cache
def known_texts() -> frozenset[str]:
    """Give every code, label and alias of every list, as plain texts: none of them names a person."""
    lists = [code_list(name) for name in code_list_names()]
    return frozenset(plain(text) for codes in lists for entry in codes for text in entry.texts())
