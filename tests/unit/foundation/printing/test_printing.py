"""What is printed: readable by ear, the same each time, marked on every page, and no markup of its own."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from fristed.foundation.printing import running
from fristed.foundation.printing.facts import Paper, Section, Term
from fristed.foundation.printing.running import NotPrinted, as_pdf

PAPER = Paper(
    language="nn",
    title="Samandrag",
    terms=(Term("Til", "Politiet\nVakthavande"),),
    sections=(Section("Saka", (Term("Kjønn", "Jente"),), ("Fyrste line\nandre line",), about="2. mars"),),
    on_date=date(2026, 11, 30),
    unprintable="□ står for eit teikn",
    foot="Kopi 4 til Politiet.",
    watermark="Kopi 4 til Politiet\nAud Fjellheim",
)


def read(paper: Paper) -> PdfReader:
    return PdfReader(io.BytesIO(as_pdf(paper)))


def words(paper: Paper) -> str:
    return "\n".join(page.extract_text() for page in read(paper).pages)


def root(pdf: PdfReader) -> dict[str, Any]:
    found: dict[str, Any] = pdf.trailer["/Root"].get_object()  # type: ignore[assignment]
    return found


def test_a_paper_is_tagged_and_names_its_language_title_and_standards() -> None:
    pdf = read(PAPER)
    assert root(pdf)["/MarkInfo"]["/Marked"]
    assert root(pdf)["/StructTreeRoot"]
    assert str(root(pdf)["/Lang"]).startswith("nn")
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Samandrag"
    told = root(pdf)["/Metadata"].get_object().get_data()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in told
    assert b"<pdfaid:part>2</pdfaid:part>" in told


def test_the_same_paper_gives_the_same_bytes_and_another_does_not() -> None:
    assert as_pdf(PAPER) == as_pdf(PAPER)
    assert as_pdf(PAPER) != as_pdf(replace(PAPER, foot="Kopi 5 til Politiet."))


def test_the_watermark_and_the_foot_are_on_every_page() -> None:
    long = replace(PAPER, sections=PAPER.sections * 40)
    pages = [page.extract_text() for page in read(long).pages]
    assert len(pages) > 2
    for page in pages:
        assert page.count("Aud Fjellheim") >= 3
        assert "Kopi 4 til Politiet." in page


def test_a_paper_without_a_watermark_has_none() -> None:
    assert "Aud Fjellheim" not in words(replace(PAPER, watermark=""))


def test_what_somebody_typed_is_never_taken_for_markup() -> None:
    typed = '#panic("x") *fet* _skrå_ = tittel $a$ @ref <b> \\ [x]'
    assert typed in " ".join(words(replace(PAPER, sections=(Section("A", texts=(typed,)),))).split())


def test_signs_that_cannot_be_printed_become_a_box_and_the_paper_says_so() -> None:
    odd = replace(PAPER, sections=(Section("A", texts=("før\N{GRINNING FACE}\x07\ue000etter",)),))
    assert "før□" in words(odd)
    assert "□ står for eit teikn" in words(odd)
    assert "□" not in words(PAPER)


@pytest.mark.parametrize("text", ["żółć", "Ж", "سلام", "ელენე", "Đ", "\u200bskjult", "a\tb", ""])
def test_letters_of_other_languages_are_printed_or_boxed_and_never_stop_a_paper(text: str) -> None:
    assert read(replace(PAPER, title=text or "x", sections=(Section("A", texts=(text,)),))).pages


def test_a_program_that_fails_gives_no_paper_and_tells_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    script = "import sys; sys.stderr.write(sys.stdin.read()); sys.exit(1)"
    monkeypatch.setattr(running, "COMMAND", (sys.executable, "-c", script))
    with pytest.raises(NotPrinted) as failed:
        as_pdf(PAPER)
    assert "Politiet" not in str(failed.value)


def test_the_program_is_started_without_our_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRISTED_SECRET", "a key")
    script = "import os, sys; sys.stdout.write('%PDF' + ' '.join(os.environ))"
    monkeypatch.setattr(running, "COMMAND", (sys.executable, "-c", script))
    assert b"FRISTED_SECRET" not in as_pdf(PAPER)
