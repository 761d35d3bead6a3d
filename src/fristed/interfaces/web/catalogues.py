"""Translation catalogues in Python alone: extract, compile and check, without the gettext programs.

English is what the code says; bokmål and nynorsk are written by hand in ``locale``. The English catalogue
is the messages themselves, so that a reader who chooses English never falls through to bokmål.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[2]
LOCALE = PACKAGE / "locale"
LANGUAGES = ("nb", "nn", "en")
WRITTEN_IN = "en"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
PLURAL_RULE = "nplurals=2; plural=(n != 1);"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a catalogue."""

    language: str
    message: str
    what: str


def catalogue_path(language: str, locale: Path = LOCALE) -> Path:
    """Give where the catalogue of a language lies."""
    return locale / language / "LC_MESSAGES" / "django.po"


def sources(package: Path = PACKAGE) -> Iterator[Path]:
    """Give every file that may hold messages, in a fixed order."""
    found = [*package.rglob("*.py"), *package.rglob("templates/**/*.html")]
    yield from sorted(path for path in found if "migrations" not in path.parts)


def _as_python(path: Path) -> bytes:
    """Give a file as Python that can be read for messages; a template is turned into calls first.

    What is left between the calls of a template is filler in odd columns; brackets around it all keep the
    reader from minding.
    """
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        text = "(\n" + templatize(text, origin=str(path)) + "\n)"
    return text.encode("utf-8")


def extracted(package: Path = PACKAGE) -> Catalog:
    """Collect the messages of all sources, sorted by what they say."""
    catalogue = Catalog(charset="utf-8")
    for path in sources(package):
        place = path.relative_to(package).as_posix()
        found = extract(
            "python", io.BytesIO(_as_python(path)), keywords=KEYWORDS, options={"encoding": "utf-8"}
        )
        for _line, message, _comments, context in found:
            catalogue.add(message, locations=[(place, 0)], context=context)
    return catalogue


def read_catalogue(language: str, locale: Path = LOCALE) -> Catalog:
    """Read a written catalogue; an empty one where there is none yet."""
    path = catalogue_path(language, locale)
    if not path.is_file():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _same(message: Message) -> str | tuple[str, ...]:
    """Give the message as its own translation."""
    return tuple(message.id) if message.pluralizable else str(message.id)


def updated(language: str, template: Catalog, locale: Path = LOCALE) -> Catalog:
    """Give the catalogue of a language with exactly the messages of the template; no guessing by likeness."""
    before = read_catalogue(language, locale)
    after = Catalog(locale=language, charset="utf-8", fuzzy=False)
    for message in template:
        if not message.id:
            continue
        known = before.get(message.id, message.context)
        words = _same(message) if language == WRITTEN_IN else known.string if known else None
        after.add(message.id, words, locations=message.locations, context=message.context)
    return after


def write_catalogue(language: str, catalogue: Catalog, locale: Path = LOCALE) -> None:
    """Write a catalogue: sorted, without times, machine names or line numbers, so that only words differ."""
    header = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    header += f'"Plural-Forms: {PLURAL_RULE}\\n"\n\n'
    out = io.BytesIO()
    write_po(out, catalogue, width=0, sort_output=True, omit_header=True, include_lineno=False)
    path = catalogue_path(language, locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header + out.getvalue().decode("utf-8").lstrip("\n"), "utf-8")


def extract_all(package: Path = PACKAGE, locale: Path = LOCALE) -> None:
    """Bring every catalogue up to date with the sources."""
    template = extracted(package)
    for language in LANGUAGES:
        write_catalogue(language, updated(language, template, locale), locale)


def compile_all(locale: Path = LOCALE) -> int:
    """Compile every catalogue; give how many were written."""
    for language in LANGUAGES:
        with catalogue_path(language, locale).with_suffix(".mo").open("wb") as file:
            write_mo(file, read_catalogue(language, locale))
    return len(LANGUAGES)


def faults(package: Path = PACKAGE, locale: Path = LOCALE) -> list[Fault]:
    """Find what is missing, left over, fuzzy, or has lost a placeholder, in every language."""
    template = extracted(package)
    return [fault for language in LANGUAGES for fault in _faults_of(language, template, locale)]


def _faults_of(language: str, template: Catalog, locale: Path) -> Iterator[Fault]:
    written = read_catalogue(language, locale)
    wanted = {(message.id, message.context) for message in template if message.id}
    there = {(message.id, message.context): message for message in written if message.id}
    for key in sorted(wanted - there.keys(), key=str):
        yield Fault(language, str(key[0]), "not in the catalogue")
    for key in sorted(there.keys() - wanted, key=str):
        yield Fault(language, str(key[0]), "no longer in the sources")
    for key, message in there.items():
        if key in wanted:
            yield from _faults_of_message(language, message)


def _texts(words: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [words or ""] if words is None or isinstance(words, str) else list(words)


def _faults_of_message(language: str, message: Message) -> Iterator[Fault]:
    shown, words = str(message.id), _texts(message.string)
    if message.fuzzy:
        yield Fault(language, shown, "fuzzy")
    if not all(words):
        yield Fault(language, shown, "not translated")
        return
    wanted = set(PLACEHOLDER.findall(_texts(message.id)[-1]))
    if any(set(PLACEHOLDER.findall(text)) != wanted for text in words):
        yield Fault(language, shown, "other placeholders than the message")
    if language == WRITTEN_IN and words != _texts(message.id):
        yield Fault(language, shown, "English differs from the code")
