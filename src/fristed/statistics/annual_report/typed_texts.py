"""Every text of the report that somebody typed, for those who look for counts in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fristed.statistics.annual_report.composition import prose_files
from fristed.statistics.annual_report.labels import read_data
from fristed.statistics.releases.facts import Typed

_NO_PROSE = frozenset({"key", "when", "figure", "drawing", "dimension", "codes", "years", "facts", "source"})


def typed_texts() -> tuple[Typed, ...]:
    """Give the sentences, headings and labels of the report, with the place they stand in."""
    texts = [text for name, content in prose_files() for text in _texts(content, name)]
    for name in ("frame_nb.toml", "figures_nb.toml"):
        texts += _texts(read_data(name), name)
    return tuple(texts)


def _texts(node: Any, place: str, source: str = "") -> Iterator[Typed]:
    if isinstance(node, str):
        yield Typed(place, node, source=source)
    elif isinstance(node, Mapping):
        cited = str(node.get("source", source))
        for key, value in node.items():
            if key not in _NO_PROSE:
                yield from _texts(value, f"{place}, {key}", cited)
    elif isinstance(node, (list, tuple)):
        for number, value in enumerate(node, 1):
            yield from _texts(value, f"{place} {number}", source)
