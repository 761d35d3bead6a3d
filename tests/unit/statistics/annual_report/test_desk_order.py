"""The order of the report at the desk: approved by a second person, printed in every form, never lost."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.rules import NotPermitted
from fristed.statistics.annual_report.actions import chapter_files, chapter_titles, report_bytes
from fristed.statistics.annual_report.composition import compose
from fristed.statistics.annual_report.editing.actions import (
    NotNow,
    add_section,
    approve_order,
    approve_section,
    bring_back_section,
    move_section,
    save_section,
    take_away_section,
)
from fristed.statistics.annual_report.editing.models import SectionStep, SectionVersion
from fristed.statistics.annual_report.editing.queries import (
    NoSuchSection,
    approved_texts,
    chapters_to_print,
    order_of,
    section_at_desk,
    sections_of,
)
from fristed.statistics.annual_report.typed_texts import typed_texts
from tests.spec.cast import DINA, FINN, actor, at_ten
from tests.unit.statistics.annual_report.printed_releases import as_published

AT = at_ten(date(2026, 11, 22))
OTHER = actor("gro", "KT", "service_leader")
BY: dict[str, Any] = {"by": DINA, "at": AT}
pytestmark = pytest.mark.django_db


def why(call: Any) -> tuple[str, tuple[str, ...]]:
    """Tell why a step is refused, and about what."""
    with pytest.raises(NotNow) as refusal:
        call()
    return refusal.value.why, refusal.value.about


def added(**changes: Any) -> str:
    """Let Dina add a chapter after the one on the numbers of cases."""
    given: dict[str, Any] = {"year": 2024, "titles": {"nb": "Året som gikk"}, "beside": "saker"}
    return add_section(**{**given, **BY, **changes})


def written(key: str, text: str = "Et år med {cases KT.total} hos teamet.") -> None:
    """Let Dina write the bokmål of a section that was added, and Finn approve it."""
    save_section(year=2024, key=key, language="nb", title="Året som gikk", text=text, base=1, **BY)
    approve_section(year=2024, key=key, language="nb", number=2, by=FINN, at=AT)


def approved() -> None:
    """Let Finn approve the order as it is."""
    number = SectionStep.objects.filter(year=2024).count()
    approve_order(year=2024, number=number, by=FINN, at=AT)


def printed() -> list[str]:
    """Give the titles of the chapters as they are printed."""
    return [one.title for one in compose(as_published(), chapters=chapters_to_print(2024)).sections]


def test_an_added_chapter_is_printed_when_its_place_and_its_text_are_approved() -> None:
    key = added()
    before = printed()
    written(key)
    assert printed() == before
    approved()
    assert printed() == [*before[:3], "Året som gikk", *before[3:]]
    titles = chapter_titles(as_published(), chapters=chapters_to_print(2024))
    assert titles[f"kapittel-{key}"] == "3 Året som gikk"
    assert titles["kapittel-kontakt"].startswith("4 ")


def test_an_added_section_stands_in_the_contents_of_page_and_pdf() -> None:
    written(added())
    approved()
    chapters = chapters_to_print(2024)
    page = report_bytes(as_published(), "html", chapters=chapters).decode()
    contents = page.partition('aria-labelledby="innhold"')[2].partition("</nav>")[0]
    assert 'href="#tillegg-1"' in contents
    assert "Året som gikk" in contents
    names = list(chapter_files(as_published(), chapters=chapters))
    place = [name.endswith("kapittel-tillegg-1.html") for name in names].index(True)
    assert names[place - 1].endswith("kapittel-saker.html")
    pdf = PdfReader(io.BytesIO(report_bytes(as_published(), "pdf", chapters=chapters)))
    outline = [" ".join(str(one.title).split()) for one in pdf.outline if not isinstance(one, list)]
    place = outline.index("3 Året som gikk")
    assert outline[place - 1] == "2 Sakene i 2024"


def test_an_added_section_without_a_text_is_not_printed() -> None:
    before = printed()
    added()
    added(beside="om-sak")
    approved()
    assert printed() == before


def test_a_section_is_moved_in_print_when_a_second_person_has_approved() -> None:
    move_section(year=2024, key="kontakt", direction="up", **BY)
    before = printed()
    approved()
    after = printed()
    assert before[2:4] == after[2:4][::-1]
    assert sorted(before) == sorted(after)
    assert [one.key for one in sections_of(2024, reader=FINN) if one.level == 0][2:4] == ["kontakt", "saker"]


def test_who_changed_the_order_does_not_approve_it() -> None:
    both = actor("dina", None, "statistician", "system_owner")
    move_section(year=2024, key="kontakt", direction="up", **BY)
    assert why(lambda: approve_order(year=2024, number=1, by=both, at=AT))[0] == "same_hands_in_order"
    with pytest.raises(IntegrityError), transaction.atomic():
        SectionStep.objects.update(approved_by="dina", approved_at=AT)


def test_only_the_order_that_was_looked_at_is_approved() -> None:
    move_section(year=2024, key="kontakt", direction="up", **BY)
    move_section(year=2024, key="kontakt", direction="up", **BY)
    assert why(lambda: approve_order(year=2024, number=1, by=FINN, at=AT))[0] == "no_order_waits"
    approved()
    assert why(approved)[0] == "no_order_waits"


def test_what_holds_figures_is_not_taken_away_in_silence() -> None:
    given: dict[str, Any] = {"year": 2024, "key": "kontakt", "reason": "Kommer i eget notat.", **BY}
    figures = ("referrers_mr", "referrers_su", "referrers_kt")
    assert why(lambda: take_away_section(**given)) == ("takes_figures", figures)
    assert why(lambda: take_away_section(**given, known=figures[:1])) == ("takes_figures", figures)
    assert not SectionStep.objects.exists()
    take_away_section(**given, known=figures)
    assert SectionStep.objects.get().reason == "Kommer i eget notat."


def test_what_would_go_is_told_with_titles() -> None:
    takes = section_at_desk(2024, "saker-alder", reader=DINA).takes
    assert takes.sections == ("Kompetanseteamet", "Mangfoldsrådgiverne", "Spesialutsendingene")
    assert takes.figures == ("age",)


def test_what_is_taken_away_leaves_print_and_scan_and_comes_back_whole() -> None:
    before = printed()
    key = added()
    written(key, "Ord om året.")
    approved()
    take_away_section(year=2024, key=key, reason="Står i forordet.", **BY)
    assert "Året som gikk" in printed()
    approved()
    assert printed() == before
    assert approved_texts(2024) == []
    assert "Ord om året." not in {one.text for one in typed_texts(2024)}
    assert SectionVersion.objects.filter(key=key).count() == 2
    bring_back_section(year=2024, key=key, **BY)
    approved()
    assert "Året som gikk" in printed()
    assert "Ord om året." in {one.text for one in typed_texts(2024)}
    assert [step.kind for step in order_of(2024, reader=OTHER).steps] == [
        "added",
        "taken_away",
        "brought_back",
    ]


def test_the_tables_of_the_appendix_stay_whatever_is_taken_away() -> None:
    for key in ("om", "saker", "kontakt", "utland", "bolig", "forebygging", "kompetanse"):
        known = section_at_desk(2024, key, reader=DINA).takes.figures
        take_away_section(year=2024, key=key, reason="Prøve.", known=known, **BY)
    gone = why(lambda: take_away_section(year=2024, key="kort", reason="Prøve.", **BY))
    assert gone == ("last_chapter", ())
    approved()
    assert printed()[-2:] == [one.title for one in compose(as_published()).sections][-2:]


def test_nothing_is_written_in_what_is_taken_away() -> None:
    take_away_section(year=2024, key="om-sak", reason="Prøve.", **BY)
    refused = why(
        lambda: save_section(year=2024, key="om-sak", language="nb", title="A", text="B.", base=0, **BY)
    )
    assert refused == ("taken_away", ())


def test_each_step_is_told_in_the_trail() -> None:
    key = added()
    move_section(year=2024, key=key, direction="down", **BY)
    take_away_section(year=2024, key=key, reason="Prøve.", **BY)
    bring_back_section(year=2024, key=key, **BY)
    approved()
    lines = AuditLine.objects.values_list("event", "subject", "actor_username")
    assert list(lines) == [
        ("report.section_added", f"2024 {key}", "dina"),
        ("report.section_saved", f"2024 {key}", "dina"),
        ("report.section_moved_down", f"2024 {key}", "dina"),
        ("report.section_taken_away", f"2024 {key}", "dina"),
        ("report.section_brought_back", f"2024 {key}", "dina"),
        ("report.order_approved", "2024", "finn"),
    ]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"titles": {"nb": " "}}, "no_title"), ({"beside": "saker-alder-kt", "is_inside": True}, "too_deep")],
)
def test_what_cannot_be_added_is_not(changes: dict[str, Any], reason: str) -> None:
    assert why(lambda: added(**changes))[0] == reason
    assert not SectionStep.objects.exists()


def test_titles_in_three_languages_become_drafts() -> None:
    key = added(titles={"nb": "Året", "nn": "Året", "en": "The year"})
    [section] = [one for one in sections_of(2024, reader=DINA) if one.key == key]
    assert [one.state for one in section.standings] == ["draft", "draft", "draft"]


def test_another_year_keeps_its_own_order() -> None:
    move_section(year=2024, key="kontakt", direction="up", **BY)
    added()
    approved()
    assert [one.key for one in sections_of(2023, reader=DINA) if not one.level][2:4] == ["saker", "kontakt"]
    with pytest.raises(NoSuchSection):
        section_at_desk(2023, "tillegg-2", reader=DINA)


def test_who_only_approves_does_not_arrange() -> None:
    for call in (
        lambda: added(by=FINN),
        lambda: move_section(year=2024, key="om", direction="up", by=FINN, at=AT),
        lambda: take_away_section(year=2024, key="om", reason="A", by=FINN, at=AT),
        lambda: bring_back_section(year=2024, key="om", by=FINN, at=AT),
        lambda: approve_order(year=2024, number=1, by=DINA, at=AT),
    ):
        with pytest.raises(NotPermitted):
            call()
