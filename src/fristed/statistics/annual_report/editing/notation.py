"""How a section is written in the browser: blocks of lines that say what the prose files say in TOML.

A blank line ends a block, and each line is a sentence that falls away by itself. ``{if rose KT.total}``
before a sentence, or alone on the first line of a block, says when it is said. ``[this|or that]`` is said
otherwise. ``- `` begins a bullet, ``! `` the title of a note, ``= `` a term, ``* label :: value :: change`` a
key figure; ``{figure totals}`` stands for a figure, ``{cited ssb-girls}`` for a recorded figure of another
publisher, and ``{source}`` for whose statistics a sentence speaks of, which lets no typed number pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Entry = Mapping[str, Any]
SOURCE_MARK = "{source}"
SOURCE_WORDS: Mapping[str, str] = {"nb": "kilde", "nn": "kjelde", "en": "source"}
_CONDITIONS = re.compile(r"(?:\{if [^{}]+\})+")
_CONDITION = re.compile(r"\{if ([^{}]+)\}")
_FIGURE = re.compile(r"\{figure (\w+)\}")
_BETWEEN = " :: "


def text_of(blocks: Iterable[Entry]) -> str:
    """Write blocks of a prose file as the text of a section."""
    return "\n\n".join(_block_text(block) for block in blocks)


def _block_text(block: Entry) -> str:
    conditions = _if(block)
    kind = next(kind for kind in _WRITERS if kind in block)
    lines = _WRITERS[kind](block[kind])
    return "\n".join([conditions, *lines] if conditions else lines)


def _if(entry: Entry) -> str:
    return "".join(f"{{if {condition}}}" for condition in entry.get("when", ()))


def _line(entry: str | Entry) -> str:
    if isinstance(entry, str):
        return entry
    said = f"[{entry['text']}|{entry['otherwise']}]" if "otherwise" in entry else str(entry["text"])
    return f"{_if(entry)}{said}"


def _lines(entries: Iterable[str | Entry]) -> list[str]:
    return [_line(entry) for entry in entries]


_WRITERS: Mapping[str, Callable[[Any], list[str]]] = {
    "p": _lines,
    "bullets": lambda entries: [f"- {line}" for line in _lines(entries)],
    "note": lambda note: [f"! {note['title']}", *_lines(note["p"])],
    "terms": lambda terms: [line for term in terms for line in (f"= {term['term']}", *_lines(term["p"]))],
    "key_figures": lambda found: [
        f"* {one['label']}{_BETWEEN}{_line(one['value'])}{_BETWEEN}{_line(one['change'])}" for one in found
    ],
    "figure": lambda name: [f"{{figure {name}}}"],
}


def lines_of(text: str) -> list[str]:
    """Give the lines of a text that hold anything."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def blocks_of(text: str, *, source: str = "", language: str = "nb") -> list[Entry]:
    """Read the text of a section as blocks, as a prose file holds them; a marked source is said."""
    cited = with_source(text, source=source, language=language)
    groups = re.split(r"\n\s*\n", cited.replace("\r\n", "\n").strip())
    return [_block(lines) for group in groups if (lines := lines_of(group))]


def with_source(text: str, *, source: str, language: str) -> str:
    """Put the source where the text marks that a sentence quotes it; without one the mark falls out."""
    said = f"({SOURCE_WORDS[language]}: {source})" if source else ""
    return text.replace(SOURCE_MARK, said)


def _block(lines: Sequence[str]) -> Entry:
    if len(lines) > 1 and _CONDITIONS.fullmatch(lines[0]):
        return {"when": _CONDITION.findall(lines[0]), **_content(lines[1:])}
    return _content(lines)


def _content(lines: Sequence[str]) -> Entry:
    first = lines[0]
    if figure := _FIGURE.fullmatch(first):
        return {"figure": figure[1]}
    if first.startswith("- "):
        return {"bullets": [_sentence(line.removeprefix("- ")) for line in lines]}
    if first.startswith("! "):
        return {"note": {"title": first[2:], "p": [_sentence(line) for line in lines[1:]]}}
    if first.startswith("= "):
        return {"terms": _terms(lines)}
    if first.startswith("* "):
        return {"key_figures": [_key_figure(line) for line in lines]}
    return {"p": [_sentence(line) for line in lines]}


def _sentence(line: str) -> str | Entry:
    conditions = _CONDITIONS.match(line)
    if not conditions:
        return line
    return {"when": _CONDITION.findall(conditions[0]), "text": line[conditions.end() :].strip()}


def _terms(lines: Sequence[str]) -> list[Entry]:
    found: list[dict[str, Any]] = []
    for line in lines:
        if line.startswith("= "):
            found.append({"term": line[2:], "p": []})
        else:
            found[-1]["p"].append(_sentence(line))
    return list(found)


def _key_figure(line: str) -> Entry:
    parts = [*line.removeprefix("* ").split(_BETWEEN), "", ""]
    return {"label": parts[0], "value": parts[1], "change": parts[2]}
