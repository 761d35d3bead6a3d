"""The texts that are checked together: what is approved, what waits for it, and what stands round both."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from fristed.statistics.annual_report.checking.facts import Place
from fristed.statistics.annual_report.citing.judging import lines_of_figure, with_judged_values
from fristed.statistics.annual_report.citing.queries import standing_figures
from fristed.statistics.annual_report.editing.facts import SectionText
from fristed.statistics.annual_report.editing.notation import lines_of, with_source
from fristed.statistics.annual_report.editing.queries import from_the_files, newest_and_approved
from fristed.statistics.annual_report.editing.structure import places
from fristed.statistics.annual_report.typed_texts import frame_texts
from fristed.statistics.releases.facts import Typed

Lines = tuple[tuple[Place, Typed], ...]


def lines_to_check(year: int) -> Lines:
    """Give every line of a year's report with its place: newest and approved versions in every language."""
    return tuple(_lines(year))


def _lines(year: int) -> Iterator[tuple[Place, Typed]]:
    written, figures = list(newest_and_approved(year)), standing_figures()
    own = {text.key for text in written if text.language == "nb" and text.is_approved}
    files = (from_the_files(place) for key, place in places().items() if key not in own)
    for text in (*files, *written):
        place = Place(text.key, text.language, text.number)
        for line in _of_section(text):
            said = with_judged_values(line, figures, text.language)
            yield place, Typed(f"{text.key} {text.language} {text.number}", said, text.language)
    for figure in figures.values():
        for typed in lines_of_figure(figure):
            yield Place(part=f"cited {figure.key}"), typed
    for typed in frame_texts():
        yield Place(part=typed.place), typed


def _of_section(text: SectionText) -> list[str]:
    return lines_of(with_source(f"{text.title}\n{text.text}", source=text.source, language=text.language))


def seal_of_texts(lines: Lines) -> str:
    """Give one hash of all that is checked; it is another as soon as one word or one version is."""
    told = [[place.section, place.part, typed.language, place.number, typed.text] for place, typed in lines]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
