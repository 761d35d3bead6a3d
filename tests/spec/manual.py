"""The manual of the registration guideline, made from the examples that the tests run.

``python -m tests.spec`` writes ``docs/how-to/registration-guideline.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fristed.methods.classifications import code_list, guidance_on
from tests.spec.examples_background import (
    AGENCIES,
    COUNTRIES,
    IMMIGRATION_AND_ABROAD,
    SARA,
    WHO_MADE_CONTACT,
)
from tests.spec.examples_cases import AGES, GREY_ZONE, GROUNDS, MAIN_CONCERN, WHAT_A_CASE_IS, YEARS
from tests.spec.expectations import Example

PLACE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "registration-guideline.md"
SECTIONS: tuple[tuple[str, tuple[Example, ...]], ...] = (
    ("Hva en sak er", WHAT_A_CASE_IS),
    ("Hvilket år saken telles i", YEARS),
    ("Hovedbekymringen", MAIN_CONCERN),
    ("Fortalt, bekreftet, mistenkt eller fryktet", GROUNDS),
    ("Alder og kjønn", AGES),
    ("Landbakgrunn", COUNTRIES),
    ("Hvem henvendte seg", WHO_MADE_CONTACT),
    ("Instanser", AGENCIES),
    ("Utlendingssak og utenlandssak", IMMIGRATION_AND_ABROAD),
    ("Gråsonesaker", GREY_ZONE),
    ("Et helt forløp", SARA),
)
INTRODUCTION = """# Slik registrerer du en sak

Dette er den felles retningslinjen for registrering, forklart med eksempler. Hvert eksempel er også en test:
systemet gjør det som står her, ellers feiler testene. Alle personer er oppdiktet.

<!-- Laget av tests/spec/manual.py. Endre eksemplene, ikke denne filen. -->
"""


def sentence(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def _concerns() -> Iterator[str]:
    """Write the twelve main concerns with when to use them and when not."""
    yield "## De tolv hovedbekymringene\n"
    yield "| Hovedbekymring | Bruk den når | Bruk den ikke når |\n|---|---|---|"
    for concern in code_list("main_concerns").codes():
        guidance, labels = guidance_on(concern), code_list("main_concerns")
        instead = f" Velg «{labels.label(guidance.instead)}»." if guidance.instead else ""
        yield f"| {labels.label(concern)} | {guidance.use_when} | {guidance.do_not_use_when}{instead} |"
    yield ""


def _example(example: Example) -> Iterator[str]:
    """Write one example: the rule, what happens, and what then holds."""
    yield f"### {example.title}\n"
    yield f"{example.text}\n"
    for step in example.steps:
        yield f"- {sentence(step.in_words())}."
    for number, expectation in enumerate(example.expect):
        yield f"- {'**Da:** ' if not number else '**Og:** '}{expectation.in_words()}."
    yield ""


def manual() -> str:
    """Give the whole manual as Markdown."""
    lines = [INTRODUCTION, *_concerns()]
    for heading, examples in SECTIONS:
        lines.append(f"## {heading}\n")
        for example in examples:
            lines.extend(_example(example))
    return "\n".join(lines).rstrip("\n") + "\n"
