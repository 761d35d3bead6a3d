"""Figures of other publishers as the page shows them, and why one is not recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web import formats
from fristed.statistics.annual_report.citing.facts import Recorded
from fristed.statistics.annual_report.citing.printing import said_value, source_line
from fristed.statistics.annual_report.citing.rules import cited_keys

UNIT_NAMES: Mapping[str, str | Promise] = {
    "number": _("A number"),
    "percent": _("Percent"),
    "kroner": _("Kroner"),
}
WHY_NOT: Mapping[str, Promise] = {
    "missing": _("Fill this in"),
    "too_long": _("Write it shorter, on one line."),
    "mixed_alphabets": _("A word mixes letters of several alphabets. Write it anew from the keyboard."),
    "no_number": _("Write one number, for example 1 234 or 12,5."),
    "no_key": _("Write small letters, digits and hyphens, beginning with a letter."),
    "taken": _("Another figure has this name. A withdrawn figure keeps its name."),
    "no_unit": _("Choose one of the values in the list."),
    "unknown_publisher": _(
        "Name one that publishes statistics of its own, such as SSB. What our own services count is picked "
        "from the list of numbers."
    ),
    "no_address": _("Write an address that begins with https://."),
    "not_yet": _("The source comes before the day it was looked up, and neither is in the future."),
    "nothing_stands": _("There is no such figure, or it is withdrawn already."),
}


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A cited figure, how it is written in a text, and the sections that cite it."""

    recorded: Recorded
    said: str
    written: str
    used: tuple[tuple[int, str], ...]


def figures_cited_in(text: str, recorded: Iterable[Recorded]) -> list[tuple[ShownFigure, str]]:
    """Show the figures that a text cites, each with its source, in the order of the text."""
    known = {one.figure.key: one for one in recorded}
    language = formats.language()
    return [
        (shown_figure(known[key], {}), source_line(known[key].figure, language))
        for key in cited_keys(text)
        if key in known
    ]


def shown_figure(one: Recorded, used: Mapping[str, tuple[tuple[int, str], ...]]) -> ShownFigure:
    """Show a cited figure."""
    figure = one.figure
    said = said_value(figure, formats.language())
    return ShownFigure(one, said, f"{{cited {figure.key}}}", used.get(figure.key, ()))
