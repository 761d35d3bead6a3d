"""What a table is called, what it counts and how far it reaches, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web import formats
from fristed.statistics.releases.policies import policy as read_policy
from fristed.statistics.tabulation.layout import Row, TableDefinition
from fristed.statistics.tabulation.reading import read_layout

# The report prints a table to each service; on the page, where the service stands above, a word is enough.
SUBJECTS: Mapping[str, str | Promise] = {
    "cases_total": _("Cases per year"),
    "gender": _("Gender"),
    "age": _("Age"),
    "main_concern": _("Main concern"),
    "country_background": _("Country background"),
    "referrer": _("Who made contact"),
    "immigration_cases": _("Immigration cases"),
}
EXPLANATIONS: Mapping[str, str | Promise] = {
    "cases_total": _("A case is one person in one service, however many contacts there were."),
    "gender": _("Gender as the service registered it at the first contact."),
    "age": _("Age at the first contact. A person aged 18 counts as an adult."),
    "main_concern": _("The most serious concern of the one who made contact, at the first contact."),
    "country_background": _(
        "The country of birth, or for those born in Norway that of their parents or grandparents."
    ),
    "referrer": _("Who made the first contact in the case."),
    "immigration_cases": _(
        "Cases where residence or asylum is in question, or family immigration has been applied for."
    ),
}


def definition(number: int) -> TableDefinition:
    """Give the definition of a table."""
    return read_layout().table(number)


def title(number: int) -> str:
    """Give the title of a table as the report prints it."""
    return definition(number).titles[formats.language()]


def subject(number: int) -> str:
    """Say in a word what a table is about, without the service."""
    dimension = definition(number).dimension
    return str(SUBJECTS.get(dimension, dimension))


def explanation(number: int) -> str:
    """Say in a sentence what is counted."""
    return str(EXPLANATIONS.get(definition(number).dimension, ""))


def row_label(row: Row) -> str:
    """Give the words of a row."""
    return row.labels[formats.language()]


def period(years: tuple[int, ...]) -> str:
    """Give the years a table covers, such as 2021–2024."""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def edition(policy: str) -> str:
    """Give the name of a publication policy."""
    return read_policy(policy).labels[formats.language()]
