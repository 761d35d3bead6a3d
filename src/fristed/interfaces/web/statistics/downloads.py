"""The files of a published version as pages offer them: what form, how large, from when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web import formats
from fristed.methods.classifications import LANGUAGES, Language
from fristed.statistics.publishing.names import language_of
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
PX = "px"


@dataclass(frozen=True, slots=True)
class Download:
    """One file that can be taken home."""

    name: str
    form: str
    good_for: str
    size: str
    made_at: datetime
    sha256: str
    language: Language


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter of the report, by its permanent name."""

    part: str
    title: str
    name: str
    language: Language
    title_language: Language


def size_of(size: int) -> str:
    """Give ``41 kB`` or ``1,2 MB``.

    >>> size_of(41080), size_of(900)
    ('41\\xa0kB', '1\\xa0kB')
    """
    if size >= 1_000_000:
        return f"{formats.number(round(size / 1_000_000, 1))}{formats.NBSP}MB"
    return f"{formats.number(max(1, round(size / 1000)))}{formats.NBSP}kB"


def downloads_of(forms: Iterable[KeptForm], language: Language, part: str = "") -> list[Download]:
    """Give the files of one part, or of the whole, in a language; PC-Axis files hold all languages."""
    wanted = (one for one in _in_order(forms, part) if language_of(one.name) == language or one.form == PX)
    return [_download(one) for one in wanted]


def in_other_languages(forms: Iterable[KeptForm], language: Language, part: str = "") -> list[Download]:
    """Give the files of one part, or of the whole, in the other languages."""
    wanted = (one for one in _in_order(forms, part) if language_of(one.name) != language and one.form != PX)
    return sorted(map(_download, wanted), key=lambda one: LANGUAGES.index(one.language))


def _in_order(forms: Iterable[KeptForm], part: str) -> list[KeptForm]:
    """Give the files of a part in the order in which their forms are offered."""
    order = list(FORMS)
    return sorted((one for one in forms if one.part == part), key=lambda one: order.index(one.form))


def _download(one: KeptForm) -> Download:
    name, good_for = FORMS[one.form]
    return Download(
        name=one.name,
        form=name,
        good_for=str(good_for),
        size=size_of(one.size),
        made_at=one.made_at,
        sha256=one.sha256,
        language=language_of(one.name),
    )


def chapters_of(forms: Iterable[KeptForm], language: Language) -> list[Chapter]:
    """Give the chapters in their order, in a language, or in bokmål if the version was printed in no other.

    A chapter that is called the same in another language has not been translated.
    """
    every = [one for one in forms if one.part.startswith(CHAPTER)]
    at_home = {one.part: one.title for one in every if language_of(one.name) == "nb"}
    wanted = [one for one in every if language_of(one.name) == language]
    return [
        Chapter(
            part=one.part,
            title=one.title,
            name=one.name,
            language=language_of(one.name),
            title_language="nb" if one.title == at_home.get(one.part) else language,
        )
        for one in wanted or (one for one in every if language_of(one.name) == "nb")
    ]


def chapter_text(page: str) -> str:
    """Give the text of a chapter out of its kept page, without what leads to other chapters."""
    _before, _mark, text = page.partition('<main id="rapport">')
    return text.rpartition("</main>")[0].partition('<nav class="steps"')[0]
