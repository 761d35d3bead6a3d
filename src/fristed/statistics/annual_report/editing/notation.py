"""How a section is written in the browser: blocks of lines that say what the prose files say in TOML.

A blank line ends a block, and each line is a sentence that falls away by itself. ``{if rose KT.total}``
before a sentence, or alone on the first line of a block, says when it is said. ``[this|or that]`` is said
otherwise. ``- `` begins a bullet, ``! `` the title of a note, ``= `` a term, ``* label :: value :: change`` a
key figure; ``{figure totals}`` stands for a figure, and ``Alt: `` on the line under it says what it shows to
those who do not see it; ``{cited ssb-girls}`` stands for a recorded figure of another publisher, and
``{source}`` for whose statistics a sentence speaks of, which lets no typed number pass.
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
ALT = "Alt: "
"""Begins the line under a figure that says in words what it shows."""


def text_of(blocks: Iterable[Entry]) -> str:
    """Write blocks of a prose file as the text of a section."""
    return "\n\n".join(_block_text(block) for block in blocks)


def _block_text(block: Entry) -> str:
    conditions = _if(block)
    kind = next(kind for kind in _WRITERS if kind in block)
    lines = _WRITERS[kind](block[kind])
    lines += [f"{ALT}{block['alt']}"] if block.get("alt") else []
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
    return [_block(lines_of(group)) for group in groups_of(cited)]


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
        return _figure(figure[1], lines[1:])
    if first.startswith("- "):
        return {"bullets": [_sentence(line.removeprefix("- ")) for line in lines]}
    if first.startswith("! "):
        return {"note": {"title": first[2:], "p": [_sentence(line) for line in lines[1:]]}}
    if first.startswith("= "):
        return {"terms": _terms(lines)}
    if first.startswith("* "):
        return {"key_figures": [_key_figure(line) for line in lines]}
    return {"p": [_sentence(line) for line in lines]}


def _figure(name: str, under: Sequence[str]) -> Entry:
    said = " ".join(line.removeprefix(ALT.strip()).strip() for line in under)
    return {"figure": name, "alt": said} if said else {"figure": name}


def figures_of(blocks: Iterable[Entry]) -> list[str]:
    """Give the names of the figures among blocks, in order."""
    return [str(block["figure"]) for block in blocks if "figure" in block]


def alts_in(text: str) -> dict[str, str]:
    """Give the figures of a text, each with the words that say what it shows, or none."""
    return {str(one["figure"]): str(one.get("alt", "")) for one in blocks_of(text) if "figure" in one}


def alone(text: str) -> str | None:
    """Give a line that says what a figure shows and stands under none, or a line under one that does not."""
    for group in groups_of(text):
        lines = [line for line in lines_of(group) if not _CONDITIONS.fullmatch(line)]
        under = lines[1:] if lines and _FIGURE.fullmatch(lines[0]) else []
        for line in lines:
            if line.startswith(ALT.strip()) and under != [line]:
                return line
        if len(under) > 1 or (under and not under[0].startswith(ALT.strip())):
            return under[-1]
    return None


def groups_of(text: str) -> list[str]:
    """Give the blocks of a text as they are written."""
    return [group.strip() for group in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if group.strip()]


def with_figure(text: str, name: str, alt: str, *, after: int) -> str:
    """Put a figure behind the first ``after`` blocks of a text, or at its end where it has fewer.

    >>> with_figure("En.\\n\\nTo.", "totals", "Søyler.", after=1)
    'En.\\n\\n{figure totals}\\nAlt: Søyler.\\n\\nTo.'
    """
    groups = groups_of(text)
    said = " ".join(alt.split())
    groups.insert(after, f"{{figure {name}}}" + (f"\n{ALT}{said}" if said else ""))
    return "\n\n".join(groups)


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
