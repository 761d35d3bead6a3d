"""What the pages on disclosure control show in Python is what the program does."""

from __future__ import annotations

import doctest
import json
import re
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fristed.methods.disclosure import protection, remedies
from fristed.methods.disclosure.attack import attack
from fristed.methods.disclosure.certificate import (
    Certificate,
    check_certificate,
    print_digest,
    write_print,
)
from fristed.methods.disclosure.proof import certify
from fristed.methods.disclosure.records import (
    SIGN_SAFE,
    Equation,
    LinkedCounts,
    LinkedPattern,
    Printed,
    PrintedCell,
    PrintedPercent,
    ProtectionRule,
)

DOCS = Path(__file__).parents[4] / "docs"
FROM_OTHER_TOOLS = DOCS / "how-to" / "coming-from-tau-argus-or-gausssuppression.md"
LINKED_TABLES = DOCS / "explanation" / "protecting-linked-tables.md"
CERTIFICATE = DOCS / "reference" / "certificate.md"

GENDERS = Printed(
    cells=(
        PrintedCell.shown("all", 24),
        PrintedCell.shown("women", 15),
        PrintedCell.signed("men", SIGN_SAFE),
        PrintedCell.signed("unknown", SIGN_SAFE),
    ),
    equations=(Equation("all", ("women", "men", "unknown")),),
    percents=(PrintedPercent("women", "all", 63),),
)
"""What the page on certificates has as its example."""


def code_of(page: Path) -> str:
    """Return all Python of a page, in its order."""
    blocks = re.findall(r"^```python\n(.*?)^```$", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    return "\n".join(blocks)


def run(page: Path) -> tuple[doctest.TestResults, dict[str, Any], str]:
    """Run the examples of a page; return how many failed, the names they left, and what was said."""
    said: list[str] = []
    examples = doctest.DocTestParser().get_doctest(code_of(page), {}, page.stem, str(page), 0)
    runner = doctest.DocTestRunner(verbose=False)
    names = examples.globs
    result = runner.run(examples, out=said.append, clear_globs=False)
    return result, names, "".join(said)


@pytest.mark.parametrize("page", [FROM_OTHER_TOOLS, LINKED_TABLES, CERTIFICATE], ids=lambda page: page.stem)
def test_the_examples_on_a_page_give_what_they_say(page: Path) -> None:
    result, _, said = run(page)
    assert result.attempted > 0
    assert result.failed == 0, said


def test_the_words_given_for_those_of_other_tools_are_names_in_the_program() -> None:
    lines = FROM_OTHER_TOOLS.read_text(encoding="utf-8").splitlines()
    ours = " ".join(line.split("|")[2] for line in lines if line.startswith("| "))
    named = {word.partition("=")[0] for word in re.findall(r"`([A-Za-z_]+(?:=[^`]*)?)`", ours)} - {"maxN"}
    known = {
        field.name for record in (LinkedCounts, LinkedPattern, ProtectionRule) for field in fields(record)
    }
    known |= {*protection.__all__, *remedies.__all__, attack.__name__, Equation.__name__}
    assert len(named) > 10
    assert named <= known


@cache
def certificate_page() -> Mapping[str, Any]:
    """Return the names that the page on certificates leaves: a print, a certificate and a checker."""
    return run(CERTIFICATE)[1]


def certificate_on_its_page() -> Certificate:
    """Return the certificate of the page, anew."""
    read: Certificate = json.loads(json.dumps(certificate_page()["certificate"]))
    return read


def checked_as_the_page_says(certificate: Certificate) -> list[str]:
    """Return what the page's own checker finds."""
    page = certificate_page()
    found: list[str] = page["faults"](page["printed"], certificate, page["our_policy"])
    return found


def checked_by_the_program(certificate: Certificate) -> list[str]:
    """Return what the program's checker finds, by the policy of the page."""
    return check_certificate(GENDERS, certificate, ProtectionRule(), policy=("our-house", "1"))


def test_the_print_on_the_page_of_certificates_is_written_as_the_program_writes_it() -> None:
    assert print_digest(GENDERS) == certificate_on_its_page()["print"]


def test_the_program_makes_the_certificate_that_stands_on_its_page() -> None:
    made = certify(GENDERS, ProtectionRule(), policy=("our-house", "1"))
    assert json.loads(json.dumps(made)) == certificate_on_its_page()


def test_the_checker_on_the_page_and_that_of_the_program_find_nothing_wrong() -> None:
    assert checked_as_the_page_says(certificate_on_its_page()) == []
    assert checked_by_the_program(certificate_on_its_page()) == []


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("print",), "0" * 64),
        (("cells",), {"unknown": [1, 8, 0, 1], "men": [1, 8, 1, 0]}),
        (("worlds", 0), [9, 0]),
        (("worlds", 0), [8, 2]),
        (("worlds", 0), [8.0, 1]),
        (("worlds", 1), [1]),
        (("cells", "men"), [1, 9, 1, 0]),
        (("cells", "men"), [2, 8, 1, 0]),
        (("cells", "men"), [1, 8, 1, 2]),
        (("cells", "men"), [1, None, 1, 1]),
        (("policy", "width"), 8),
        (("policy", "group_sum_at_least"), 10),
        (("policy", "threshold"), 5),
        (("policy", "width"), 0),
        (("policy", "group_sum_at_least"), 0),
        (("policy", "exempt"), ["men"]),
        (("policy", "id"), "another-house"),
    ],
    ids=str,
)
def test_the_checker_on_the_page_and_that_of_the_program_find_what_is_wrong(
    where: tuple[str | int, ...], value: object
) -> None:
    certificate = certificate_on_its_page()
    inside: Any = certificate
    for name in where[:-1]:
        inside = inside[name]
    inside[where[-1]] = value
    assert checked_as_the_page_says(certificate)
    assert checked_by_the_program(certificate)


def test_both_checkers_see_what_several_sums_tell_together() -> None:
    cells = [PrintedCell.shown(key, n) for key, n in (("T", 113), ("e", 100), ("Q", 8))]
    cells += [PrintedCell.signed(key, SIGN_SAFE) for key in "abcd"]
    what = Printed(tuple(cells), (Equation("T", tuple("abcde")), Equation("Q", ("c", "d"))))
    made: Any = json.loads(json.dumps(certify(what, ProtectionRule(), policy=("our-house", "1"))))
    by_the_page = certificate_page()["faults"](write_print(what), made, certificate_page()["our_policy"])
    assert by_the_page == ["a + b are 5 together"]
    faults = check_certificate(what, made, ProtectionRule(), policy=("our-house", "1"))
    assert faults == ["a + b are known to sum to 5."]


def test_what_nothing_bounds_is_fine_by_both_checkers_if_it_is_shown_wide_enough() -> None:
    certificate = certificate_on_its_page()
    certificate["cells"]["men"] = (1, None, 1, 0)
    assert checked_as_the_page_says(certificate) == []
    assert checked_by_the_program(certificate) == []
