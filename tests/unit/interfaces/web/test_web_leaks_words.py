"""Every sentence that the attacker and the reader of specs can write is said in the reader's language.

The sentences are read out of the code that makes them, so that a new or changed one without its phrase fails.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

import fristed
from fristed.interfaces.web.leaks.words import fault_in_language, in_language
from fristed.methods.disclosure.attack import attack
from fristed.methods.disclosure.attack.arithmetic import because_of_many, because_of_sign
from fristed.methods.disclosure.records import Equation, Printed, PrintedCell, PrintedPercent, SignRule

PACKAGE = Path(fristed.__file__).parent
ATTACK = PACKAGE / "methods" / "disclosure" / "attack"
ROOM = PACKAGE / "statistics" / "leak_finding"
ALSO_NORWEGIAN = {"for", "to", "under", "CSV", "XLSX", "TOML", "UTF", "Windows", "true", "false"}
NORWEGIAN = pytest.mark.parametrize("language", ["nb", "nn"])
SMALL = SignRule(1, 6)
NOT_ZERO = SignRule(1, None)


def shown(key: str, count: int) -> PrintedCell:
    return PrintedCell.shown(key, count)


def said(
    *cells: PrintedCell, sums: tuple[Equation, ...] = (), percents: tuple[PrintedPercent, ...] = ()
) -> str:
    """Give everything the attacker says of a small print."""
    report = attack(Printed(cells, sums, percents, 7))
    words = [found.because for found in report.findings]
    words += [f"{found.because}. Set aside: {found.set_aside}" for found in report.contradictions]
    return "\n".join(words)


def all_that_is_said() -> str:
    """Give sentences of every form: by the attacker, and by the functions it leaves its words to."""
    a, b = PrintedCell.signed("table 1 A", SMALL), PrintedCell.signed("table 1 B", SMALL)
    c, d = PrintedCell.signed("C", NOT_ZERO), PrintedCell.signed("D", NOT_ZERO)
    many = [shown(f"n{at}", 10) for at in range(9)]
    names = [cell.key for cell in many]
    total = shown("T", 10)
    of_many = Equation("T", (*names, "table 1 A", "table 1 B"))
    return "\n".join(
        (
            said(a, c, shown("S", 3)),
            said(shown("T", 95), *many, a, b, sums=(of_many,)),
            said(shown("T", 4), a, b, sums=(Equation("T", ("table 1 A", "table 1 B")),)),
            said(shown("T", 9), c, d, sums=(Equation("T", ("C", "D")),)),
            said(total, a, c, sums=(Equation("T", ("table 1 A", "C")),)),
            said(total, shown("P", 8), sums=(Equation("T", ("P",)),)),
            said(total, shown("P", 8), shown("Q", 9), sums=(Equation("T", ("P", "Q")),)),
            said(PrintedCell.shown("X", 80, "text"), shown("Y", 82), sums=(Equation("X", ("Y",)),)),
            said(shown("T", 1137), a, percents=(PrintedPercent("table 1 A", "T", 0, "half_up"),)),
            said(shown("T", 100), shown("P", 20), percents=(PrintedPercent("P", "T", 50, "half_up"),)),
            said(shown("T", 3), sums=(Equation("T", ()),)),
            *(because_of_sign(1, high) for high in (6, None)),
            *(because_of_many(*interval, 14) for interval in ((11, 11), (1, 9), (2, None))),
            "10 for C + D, these at least 1 or from 1 to 6",
            "10 for C + D, these from 1 to 6 or at least 1",
            "0. Set aside: table 1 A is at least 1 and at most 6, by its sign",
            "0. Set aside: table 1 A is at least 1, by its sign",
            "0. Set aside: T is the sum of its 9 parts",
        )
    )


def words_in(text: str) -> set[str]:
    """Give the words of a text, without what stands in quotes or brackets."""
    return set(re.findall(r"[^\W\d_]{2,}", re.sub(r"“[^”]*”|\[\[\w+\]\]", " ", text)))


def texts_of(node: ast.AST) -> Iterator[str]:
    """Give the texts in some code as they are written; what is filled in is a number."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.JoinedStr):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "17" for part in inner.values
            )


def fragments(path: Path, *functions: str) -> set[str]:
    """Give the words of sentences that some functions of a module write, chosen ones among them."""
    tree = ast.parse(path.read_text("utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name in functions]
    assert {node.name for node in found} == set(functions)
    filled_in = {word for node in found for text in texts_of(node) for word in words_in(text)}
    return filled_in | {word for node in found for word in words_chosen(node)}


def words_chosen(node: ast.AST) -> Iterator[str]:
    """Give the words of texts between which the code chooses."""
    for choice in ast.walk(node):
        if isinstance(choice, ast.IfExp | ast.BoolOp):
            for value in (choice.body, choice.orelse) if isinstance(choice, ast.IfExp) else choice.values:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield from words_in(value.value)


WRITERS = (
    (
        ATTACK / "arithmetic.py",
        (
            "_relation_in_words",
            "subtraction",
            "_shared_by",
            "_limits",
            "_percent_in_words",
            "because_of_sign",
            "because_of_many",
        ),
    ),
    (ATTACK / "groups.py", ("_finding",)),
    (ATTACK / "findings.py", ("printed_findings",)),
    (ATTACK / "system.py", ("cell_statement", "relation_statement", "_percent_statement")),
    (ROOM / "findings.py", ("_contradiction_row", "_shortened")),
)


def test_the_sentences_tried_here_hold_every_word_that_the_attacker_can_write() -> None:
    needed = {word for path, functions in WRITERS for word in fragments(path, *functions)}
    assert needed <= words_in(all_that_is_said())


@NORWEGIAN
def test_no_word_of_the_attacker_is_left_in_english(language: str) -> None:
    english = {word for path, functions in WRITERS for word in fragments(path, *functions)} - ALSO_NORWEGIAN
    with translation.override(language):
        left = [
            line
            for line in map(in_language, all_that_is_said().splitlines())
            if words_in(line) & english or "table " in line
        ]
    assert left == []


def faults() -> Iterator[str]:
    """Give what every fault of a spec or table file says, as the code has it."""
    for path in ROOM.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        kinds = set(kinds_asked_for(tree))
        for what in faults_told(tree):
            texts = [str(what.value)] if isinstance(what, ast.Constant) else list(texts_of(what))
            for text in texts:
                yield from (text.replace("must be 17", f"must be {kind}") for kind in kinds or {"17"})


def faults_told(tree: ast.AST) -> Iterator[ast.expr]:
    """Give the texts that are made into faults."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("BadInput", "fault", "_fault"):
                yield from (text for text in node.args if isinstance(text, ast.Constant | ast.JoinedStr))
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "what":
            chosen = node.value
            yield from (chosen.body, chosen.orelse) if isinstance(chosen, ast.IfExp) else (chosen,)


def kinds_asked_for(tree: ast.AST) -> Iterator[str]:
    """Give what a field can be asked to be: the words that ``Fields`` takes each kind with."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "_take":
            yield str(ast.literal_eval(node.args[2]))


FAULTS = sorted({fault for fault in faults() if len(words_in(fault)) > 1})


def test_there_are_many_faults_to_try() -> None:
    assert len(FAULTS) > 40
    assert "“17” must be a list of tables" in FAULTS


@NORWEGIAN
@pytest.mark.parametrize(
    "place",
    [
        "spec.toml: ",
        "spec.toml: table “4”: ",
        "spec.toml: table “4” rest: ",
        "a.csv, row 3, column “2024”: ",
    ],
)
def test_no_fault_of_a_spec_is_left_in_english(language: str, place: str) -> None:
    with translation.override(language):
        said = {fault: fault_in_language(place + fault) for fault in FAULTS}
    english = {word for fault in FAULTS for word in words_in(fault)} | {"row", "column", "table"}
    left = {
        fault: words
        for fault, words in said.items()
        if words_in(words.partition(": ")[2]) & (english - ALSO_NORWEGIAN)
    }
    assert left == {}


def test_a_fault_keeps_the_names_that_stand_in_the_spec() -> None:
    with translation.override("nb"):
        assert fault_in_language("spec.toml: table “4”: there is no such field: totl") == (
            "spec.toml: tabell “4”: det finnes ikke noe slikt felt: totl"
        )
