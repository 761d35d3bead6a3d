"""The reports of a plan: every statement names what shows it; tagged; the same plan gives the same bytes."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta

import openpyxl
import pytest
from pypdf import PdfReader

from fristed.knowledge.actionplan import actions
from fristed.knowledge.actionplan.drafts import EvidenceDraft, InputDraft, LawDraft
from fristed.knowledge.actionplan.facts import PlanNow
from fristed.knowledge.actionplan.queries import plan_now
from fristed.knowledge.actionplan.reporting.building import build_report
from fristed.knowledge.actionplan.reporting.document import Claim, StatusReport
from fristed.knowledge.actionplan.reporting.html import write_html
from fristed.knowledge.actionplan.reporting.pdf import write_pdf
from fristed.knowledge.actionplan.reporting.running import as_pdf
from fristed.knowledge.actionplan.reporting.workbook import write_workbook
from tests.unit.knowledge.actionplan.world import AT, DECISION, PLAN, loaded, who, write

pytestmark = pytest.mark.django_db
FIGURE = EvidenceDraft("figure", "activity", "2024/s.mr.total", "Saker hos rådgiverne")
NASTY = "<b>#set page</b> & $x$"


def going_on() -> PlanNow:
    """Give a plan in which something is done, something is claimed and something is late."""
    loaded()
    write("8", "done", note="Vurdert.", evidence=DECISION)
    write("3", "under_way", note=NASTY, evidence=FIGURE)
    write("2", "under_way", due_date=date(2026, 6, 1))
    given = {"plan": PLAN, "by": who("runa"), "at": AT}
    actions.note_input(
        draft=InputDraft("meeting", "municipality", "Kommunene", date(2025, 1, 7)),
        **given,  # type: ignore[arg-type]
    )
    law = LawDraft("Utreiseforbud", "Prop. 159 L", ("25.1",), "put_forward", date(2025, 6, 20))
    actions.note_law(draft=law, **given)  # type: ignore[arg-type]
    return plan_now(who("tor"), PLAN, at=AT)


def built(now: PlanNow, language: str = "nb", figures: dict[str, str] | None = None) -> StatusReport:
    """Build the midterm report."""
    found = {"2024/s.mr.total": "1 031"} if figures is None else figures
    return build_report(now, kind="midterm", year=2027, language=language, figures=found)


def claims(report: StatusReport) -> dict[str, Claim]:
    """Give the claims of a report by code."""
    return {one.code: one for part in report.parts for one in part.claims}


def test_every_commitment_is_told_once_with_what_shows_it_or_that_nothing_does() -> None:
    now = going_on()
    found = claims(built(now))
    assert list(found) == list(now.standings)
    assert all(bool(one.evidence) != bool(one.nothing) for one in found.values())
    assert found["8"].evidence == ("En dokumentert beslutning: Notat med beslutning. AID 25/100-4",)
    assert found["2"].nothing == "Ingenting viser dette: Ingen dokumentasjon er lagt ved."
    assert found["10"].nothing == "Ingenting er påstått, og ingen dokumentasjon er lagt ved."


def test_a_number_is_printed_as_the_statistics_print_it_now_or_said_to_be_missing() -> None:
    now = going_on()
    assert claims(built(now))["3"].evidence[0].endswith("2024/s.mr.total = 1 031")
    assert claims(built(now, figures={}))["3"].evidence[0].endswith("= står ikke i statistikken nå")


def test_the_counts_of_the_summary_add_up() -> None:
    report = built(going_on())
    by_area, by_ministry = report.parts[0].tables
    numbers = [[int(cell) for cell in row[1:]] for row in by_area.rows]
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
    assert all(sum(row[:-1]) == row[-1] for row in numbers)
    assert numbers[-1][-1] == 61
    assert len(by_ministry.rows) == 8


@pytest.mark.ci
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_pdf_is_tagged_and_says_its_language_and_title(language: str) -> None:
    report = built(going_on(), language)
    content = write_pdf(report)
    pdf = PdfReader(io.BytesIO(content))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith(language)
    assert report.title in str(pdf.metadata and pdf.metadata.title)
    assert b"pdfuaid:part" in content or "pdfuaid" in str(root["/Metadata"].get_data())
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert all(code in text for code in claims(report))
    assert NASTY.replace(" ", "") in text.replace(" ", "").replace("\n", "")


@pytest.mark.ci
def test_the_same_plan_on_the_same_day_gives_the_same_bytes() -> None:
    now = going_on()
    again = plan_now(who("runa"), PLAN, at=AT)
    for writer in (write_pdf, write_html, write_workbook):
        assert writer(built(now)) == writer(built(again))  # type: ignore[operator]
    assert write_pdf(built(now)) != write_pdf(built(plan_now(who("tor"), PLAN, at=AT + timedelta(days=1))))


@pytest.mark.ci
def test_the_program_that_pages_ask_prints_the_very_same() -> None:
    report = built(going_on())
    assert as_pdf(report) == write_pdf(report)


def test_no_word_becomes_markup_in_html() -> None:
    page = write_html(built(going_on()))
    assert "<b>" not in page
    assert "&lt;b&gt;#set page&lt;/b&gt; &amp; $x$" in page
    assert "<script" not in page
    assert "http" not in page.split("</style>")[0]


@pytest.mark.ci
def test_the_workbook_has_a_row_for_each_piece_of_evidence() -> None:
    report = built(going_on())
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(report)))
    rows = list(book["2"].iter_rows(values_only=True))[1:]
    assert [row[0] for row in rows] == list(claims(report))
    assert [row[-1] for row in rows if row[0] == "8"] == [claims(report)["8"].evidence[0]]
    assert len(book.sheetnames) == 2 + sum(len(part.tables) for part in report.parts)


def test_a_report_of_an_earlier_day_knows_nothing_of_what_came_later() -> None:
    now = going_on()
    then = plan_now(who("tor"), PLAN, at=AT, as_of=AT.date() - timedelta(days=1))
    assert set(claims(built(then))) == set(claims(built(now)))
    assert {one.status for one in claims(built(then)).values()} == {"Ikke begynt"}
    assert not any(one.evidence for one in claims(built(then)).values())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Foreløpig: Rapporten viser status 22. november 2026. Året er ikke over."),
        ("nn", "Førebels: Rapporten viser status 22. november 2026. Året er ikkje over."),
        ("en", "Preliminary: the report shows the status on 22 November 2026. The year is not over."),
    ],
)
def test_a_report_of_a_year_that_is_not_over_says_that_it_is_preliminary(language: str, said: str) -> None:
    now = going_on()
    report = built(now, language)
    assert report.notice == said
    assert said in write_html(report)
    front = openpyxl.load_workbook(io.BytesIO(write_workbook(report))).worksheets[0]
    assert said in [row[0] for row in front.iter_rows(values_only=True)]
    over = replace(now, as_of=date(2027, 12, 31))
    assert built(over, language).notice == ""
    still = build_report(
        replace(now, as_of=date(2027, 12, 30)),
        kind="midterm",
        year=2027,
        language=language,
        figures={},
        is_demo=True,
    )
    assert still.notice.startswith(said.split(":")[0])
    assert "demo" in still.notice


def test_nynorsk_marks_the_titles_that_are_official_in_bokmal() -> None:
    found = claims(built(going_on(), "nn"))
    assert (found["8"].title_language, found["1a.1"].title_language) == ("nb", "nn")
    assert 'lang="nb"' in write_html(built(plan_now(who("tor"), PLAN, at=AT), "nn"))
