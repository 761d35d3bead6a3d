"""The files of a published version as pages offer them: what form, how large, from when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web import formats
from fristed.statistics.releases.official.forms.facts import KeptForm

# The order in which forms are offered, what each is called, and what it is good for.
FORMS: Mapping[str, tuple[str, Promise]] = {
    "pdf": ("PDF", _("The whole report, to read and to print. Accessible (PDF/UA)")),
    "html": ("HTML", _("The whole report as one page that needs no network")),
    "xlsx": ("XLSX", _("For Excel and other spreadsheets")),
    "csv": ("CSV", _("Plain text with semicolons")),
    "json": ("JSON-stat 2.0", _("For programs and web pages")),
    "px": ("PX", _("For PxWin and PxWeb, in three languages")),
}
CHAPTER = "kapittel-"


@dataclass(frozen=True, slots=True)
class Download:
    """One file that can be taken home."""

    name: str
    form: str
    good_for: str
    size: str
    made_at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter of the report, by its permanent name."""

    part: str
    title: str


def size_of(size: int) -> str:
    """Give ``41 kB`` or ``1,2 MB``.

    >>> size_of(41080), size_of(900)
    ('41\\xa0kB', '1\\xa0kB')
    """
    if size >= 1_000_000:
        return f"{formats.number(round(size / 1_000_000, 1))}{formats.NBSP}MB"
    return f"{formats.number(max(1, round(size / 1000)))}{formats.NBSP}kB"


def downloads_of(forms: Iterable[KeptForm], part: str = "") -> list[Download]:
    """Give the files of one part, or of the whole, in the order in which they are offered."""
    order = list(FORMS)
    wanted = sorted((one for one in forms if one.part == part), key=lambda one: order.index(one.form))
    return [
        Download(
            one.name,
            FORMS[one.form][0],
            str(FORMS[one.form][1]),
            size_of(one.size),
            one.made_at,
            one.sha256,
        )
        for one in wanted
    ]


def chapters_of(forms: Iterable[KeptForm]) -> list[Chapter]:
    """Give the chapters in their order."""
    return [Chapter(one.part, one.title) for one in forms if one.part.startswith(CHAPTER)]


def chapter_text(page: str) -> str:
    """Give the text of a chapter out of its kept page, without what leads to other chapters."""
    _before, _mark, text = page.partition('<main id="rapport">')
    return text.rpartition("</main>")[0].partition('<nav class="steps"')[0]
