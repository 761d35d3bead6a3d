"""Numbers that somebody typed in a section, neither asked of the release nor recorded as cited.

They are told before approval. To name a source beside a typed number does not make it one of that source's:
only a figure that is recorded with its source is cited, and it stands as a place like every other number.

Read here is the text alone. Whether a number would give a hidden count away is judged where reports are
printed, for all texts together; this knows no count.
"""

from __future__ import annotations

from fristed.statistics.annual_report.editing.facts import SectionText
from fristed.statistics.annual_report.editing.notation import lines_of, with_source
from fristed.statistics.releases.number_words import is_published_elsewhere, typed_numbers


def open_numbers(text: SectionText) -> tuple[str, ...]:
    """Give what is typed in a section and must become a place, also for a recorded cited figure; each once.

    Norwegian texts are read in English too, so that a number does not hide in another language.
    """
    cited = with_source(f"{text.title}\n{text.text}", source=text.source, language=text.language)
    readings = dict.fromkeys((text.language, "en"))
    return tuple(dict.fromkeys(number for reading in readings for number in numbers_in(cited, reading)))


def numbers_in(text: str, language: str) -> tuple[str, ...]:
    """Give the numbers and shares that are typed in a text, as they stand, each once."""
    found = (number.as_typed for line in lines_of(text) for number in typed_numbers(line, language))
    return tuple(dict.fromkeys(found))


def is_known_publisher(source: str) -> bool:
    """Whether numbers of a source may be quoted: it publishes statistics of its own."""
    return is_published_elsewhere(source)
