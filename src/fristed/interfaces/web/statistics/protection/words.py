"""What a number of a release is called on the page, told from its key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.interfaces.web import labels
from fristed.interfaces.web.statistics import titles
from fristed.methods.classifications import code_list
from fristed.statistics.releases.names import CellName

MOST_CODES = 4
"""So many categories are named; of more, only their number is told."""
MOST_LEFT = 2
"""Where all but some are meant, so many are named as what they are; of more, what is left out is named."""

ATTRIBUTES: Mapping[str, str | Promise] = {
    "age_group": gettext_lazy("Age"),
    "gender": gettext_lazy("Gender"),
    "main_concern": gettext_lazy("Main concern"),
    "concern_basis": gettext_lazy("Ground of the concern"),
    "country_background": gettext_lazy("Country background"),
    "referrer": gettext_lazy("Who made contact"),
    "immigration_case": gettext_lazy("Immigration case"),
    "abroad_case": gettext_lazy("Case abroad"),
    "is_new": gettext_lazy("New case"),
    "agency_involved": gettext_lazy("Agencies involved"),
    "agency_to_involve": gettext_lazy("Agencies to be involved"),
}
LISTS = {
    "age_group": "age_groups",
    "gender": "genders",
    "main_concern": "main_concerns",
    "concern_basis": "concern_bases",
    "country_background": "countries",
    "agency_involved": "agencies",
    "agency_to_involve": "agencies",
}
ANSWERS: Mapping[str, str | Promise] = {
    "true": gettext_lazy("Yes"),
    "false": gettext_lazy("No"),
    "not_collected": gettext_lazy("Not collected"),
}
# What the rows of figures are called.
FIGURE_LISTS = ("themes", "main_concerns", "genders", "age_groups", "countries", "agencies")
IN_SERVICE_YEAR = re.compile(r" ([A-Z]{2}) (\d{4})(?: |$)")
COUNTED = re.compile(r"(?:text|crossed) ([A-Z]{2}) (\d{4}) (.+)")
LEFT_OUT = " all but "


def element_id(key: str) -> str:
    """Give the id under which a number is found on the page.

    Examples
    --------
    >>> element_id("table 4 KT 2024 fear_fgm")
    'n-table-4-KT-2024-fear-fgm'
    """
    return "n-" + re.sub(r"[^A-Za-z0-9]+", "-", key)


def words_of(key: str) -> str:
    """Name a number within its table, such as "Men, 2024"."""
    name = CellName.read(key)
    if name is not None:
        return f"{_category(name)}, {name.year}"
    counted = COUNTED.fullmatch(key)
    if counted is None:
        return _("A number that is not printed")
    service, year, selection = counted.groups()
    return f"{selection_words(service, selection)}, {year}"


def place_of(key: str) -> str:
    """Name a number with where it stands, such as "Table 2: Men, 2024"."""
    name, words = CellName.read(key), words_of(key)
    if name is None:
        return _beside_the_tables(key, words)
    return f"{_table_or_figure(name)}: {words}"


def places_of(key: str, others: Iterable[str]) -> str:
    """Name a number with all places where it stands, such as "Table 2: Men, 2024 (also Figure 2.3)"."""
    names = (name for name in map(CellName.read, others) if name is not None)
    beside = ", ".join(dict.fromkeys(_table_or_figure(name) for name in names))
    first = place_of(key)
    return _("%(number)s (also %(places)s)") % {"number": first, "places": beside} if beside else first


def _table_or_figure(name: CellName) -> str:
    if isinstance(name.table, int):
        return _("Table %(number)d") % {"number": name.table}
    return _("Figure %(number)s") % {"number": name.table.removeprefix("F")}


def _beside_the_tables(key: str, words: str) -> str:
    """Name a number of a sentence, or one that is only worked out."""
    if key.startswith("text "):
        return _("Sentence: %(number)s") % {"number": words}
    return _("%(number)s (not printed anywhere)") % {"number": words} if COUNTED.fullmatch(key) else words


def _category(name: CellName) -> str:
    if not isinstance(name.table, int):
        lists = (*FIGURE_LISTS, f"referrers_{name.service.lower()}")
        told = (labels.label(list_name, name.category_code) for list_name in lists)
        return next((label for label in told if label != name.category_code), name.category_code)
    rows = {row.code: row for row in titles.definition(name.table).rows}
    row = rows.get(name.category_code)
    return titles.row_label(row) if row else name.category_code


def selection_words(service: str, selection: str) -> str:
    """Say which cases are counted, such as "Age: under 18 · Immigration case: yes"."""
    return " · ".join(_condition(service, part) for part in selection.split(" and "))


def _condition(service: str, part: str) -> str:
    attribute, __, rest = part.partition(" ")
    codes = rest.split(" ")[-1].split("/")
    name = str(ATTRIBUTES.get(attribute, attribute))
    if LEFT_OUT in part and (left := _left(service, attribute, codes)):
        return f"{name}: {left}"
    said = "/".join(_code(service, attribute, code) for code in codes)
    if len(codes) > MOST_CODES:
        said = _("%(count)d categories") % {"count": len(codes)}
    if LEFT_OUT in part:
        said = _("not %(categories)s") % {"categories": said}
    return f"{name}: {said}"


def _left(service: str, attribute: str, codes: list[str]) -> str:
    """Name all categories but some, if those left are few or those left out are many; else nothing."""
    list_name = _list_of(service, attribute)
    if not list_name:
        return ""
    left = [code for code in code_list(list_name).codes() if code not in codes]
    if 0 < len(left) <= MOST_LEFT:
        return "/".join(labels.label(list_name, code) for code in left)
    return _("%(count)d other categories") % {"count": len(left)} if len(codes) > 1 and left else ""


def service_year_of(key: str) -> str:
    """Name the service and year that a number is about, such as "The competence team, 2024"."""
    found = IN_SERVICE_YEAR.search(key)
    return f"{labels.service(found[1])}, {found[2]}" if found else ""


def _list_of(service: str, attribute: str) -> str:
    return f"referrers_{service.lower()}" if attribute == "referrer" else LISTS.get(attribute, "")


def _code(service: str, attribute: str, code: str) -> str:
    if code in ANSWERS:
        return str(ANSWERS[code])
    list_name = _list_of(service, attribute)
    return labels.label(list_name, code) if list_name else code


def group_words(group: str) -> str:
    """Name an attribute or a crossed table, such as "Age × Main concern"."""
    attributes = group.removeprefix("crossed ").split(" x ")
    return " × ".join(str(ATTRIBUTES.get(name.partition(" ")[0], name)) for name in attributes)
