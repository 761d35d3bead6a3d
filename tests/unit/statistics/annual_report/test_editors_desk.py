"""The editor's desk: it shows what the files say, versions stay, two people approve, no number is typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.rules import NotPermitted
from fristed.statistics.annual_report.composition import compose, prose_files
from fristed.statistics.annual_report.editing.actions import (
    NotNow,
    approve_contribution,
    approve_section,
    ask_contribution,
    comment_on_section,
    refusing,
    save_section,
)
from fristed.statistics.annual_report.editing.comparing import word_changes
from fristed.statistics.annual_report.editing.facts import SectionText
from fristed.statistics.annual_report.editing.models import SectionVersion
from fristed.statistics.annual_report.editing.notation import blocks_of
from fristed.statistics.annual_report.editing.picking import Picker
from fristed.statistics.annual_report.editing.preview import Speaker, UnreadableProse
from fristed.statistics.annual_report.editing.queries import (
    NoSuchSection,
    approved_texts,
    chapters_to_print,
    section_at_desk,
    sections_of,
)
from fristed.statistics.annual_report.editing.structure import chapters_with, places
from fristed.statistics.annual_report.editing.typed import open_numbers
from fristed.statistics.annual_report.typed_texts import typed_texts
from fristed.statistics.releases.facts import PublishedNumber
from tests.spec.cast import DINA, FINN, actor, at_ten
from tests.unit.statistics.annual_report.printed_releases import as_published, guarded
from tests.unit.statistics.annual_report.small_releases import cell, concerns, release

AT = at_ten(date(2026, 11, 22))
KEY = "saker-antall"
LEADER = actor("gro", "KT", "service_leader")
WORDS = "Teamet arbeidet med {cases KT.total}."


def saved(text: str = WORDS, *, base: int = 0, **changes: Any) -> int:
    """Let Dina save the section on the number of cases."""
    given: dict[str, Any] = {"year": 2024, "key": KEY, "language": "nb", "title": "Antall", "text": text}
    return save_section(**{**given, "base": base, "by": DINA, "at": AT, **changes})


def approved(number: int = 1, **changes: Any) -> None:
    """Let Finn approve it."""
    given: dict[str, Any] = {"year": 2024, "key": KEY, "language": "nb", "number": number}
    approve_section(**{**given, "by": FINN, "at": AT, **changes})


def why(call: Any) -> str:
    """Tell why a step is refused."""
    with pytest.raises(NotNow) as refusal:
        call()
    return refusal.value.why


def plain(anything: object) -> str:
    """Give all that something says, with plain spaces."""
    return repr(anything).replace("\\xa0", " ")


@pytest.mark.parametrize("printed", [as_published, guarded])
def test_the_report_says_the_same_when_every_section_has_been_through_the_browser(printed: Any) -> None:
    texts = {
        place.key: SectionText(place.key, "nb", 1, place.title, place.text) for place in places().values()
    }
    assert compose(printed(), chapters=chapters_with(texts)) == compose(printed())


def test_every_section_of_the_files_is_there_once_and_in_order() -> None:
    keys = list(places())
    assert keys[:2] == ["kort", "om"]
    assert [place.order for place in places().values()] == list(range(len(keys)))
    assert {content["chapter"]["key"] for _, content in prose_files()} <= set(keys)


def test_a_text_of_blocks_is_read_as_it_is_meant() -> None:
    text = "{if rose KT.total}\nEn.\n{if not known KT.total}To.\n\n- punkt\n\n! Merk\nHusk.\n\n= Ord\nBetyr."
    assert blocks_of(f"{text}\n\n{{figure totals}}\n\n* saker :: {{N KT.total}} :: {{Change KT.total}}") == [
        {"when": ["rose KT.total"], "p": ["En.", {"when": ["not known KT.total"], "text": "To."}]},
        {"bullets": ["punkt"]},
        {"note": {"title": "Merk", "p": ["Husk."]}},
        {"terms": [{"term": "Ord", "p": ["Betyr."]}]},
        {"figure": "totals"},
        {"key_figures": [{"label": "saker", "value": "{N KT.total}", "change": "{Change KT.total}"}]},
    ]


@pytest.mark.django_db
def test_a_section_nobody_has_edited_says_what_the_files_say() -> None:
    [section] = [one for one in sections_of(2024, reader=FINN) if one.key == KEY]
    assert [one.state for one in section.standings] == ["files", "missing", "missing"]
    at_desk = section_at_desk(2024, KEY, reader=DINA)
    assert at_desk.versions["nb"][0].text == places()[KEY].text
    assert chapters_to_print(2024) == chapters_with({})


@pytest.mark.django_db
def test_versions_are_kept_and_a_change_takes_the_approval_with_it() -> None:
    assert (saved(), saved("Nye ord.", base=1)) == (1, 2)
    approved(2)
    saved("Enda nyere.", base=2)
    [section] = [one for one in sections_of(2024, reader=DINA) if one.key == KEY]
    assert section.standings[0].state == "changed"
    texts = [one.text for one in section_at_desk(2024, KEY, reader=DINA).versions["nb"]]
    assert texts == ["Enda nyere.", "Nye ord.", WORDS, places()[KEY].text]
    assert [text.text for text in approved_texts(2024)] == ["Nye ord."]
    assert list(AuditLine.objects.values_list("event", flat=True)) == [
        "report.section_saved",
        "report.section_saved",
        "report.section_approved",
        "report.section_saved",
    ]


@pytest.mark.django_db
def test_who_saves_on_top_of_another_is_told() -> None:
    saved()
    assert why(lambda: saved("Andre ord.")) == "saved_meanwhile"
    assert SectionVersion.objects.count() == 1


@pytest.mark.django_db
def test_a_translation_is_behind_when_the_bokmal_was_changed_since() -> None:
    saved(language="nn")
    saved(at=AT + timedelta(hours=1))
    [section] = [one for one in sections_of(2024, reader=DINA) if one.key == KEY]
    assert [one.is_behind for one in section.standings] == [False, True, False]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["{cases KT.total", "[a|b", "{share}", "{unknown KT.total}", "{if never}A.", "{}"]
)
def test_what_cannot_be_read_is_not_saved(text: str) -> None:
    assert why(lambda: saved(text)) == "unreadable"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["{fact nothing}", "{n KT}", "{figure nothing}", "{if rose KT.total}{if rose x}A."]
)
def test_what_would_stop_the_printing_is_not_saved(text: str) -> None:
    assert why(lambda: saved(text)) == "unreadable"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "no_title"),
        ({"text": "a" * 20_001}, "too_long"),
        ({"source": "en venn"}, "unknown_source"),
        ({"source": "SSB) {n KT.total}"}, "unknown_source"),
    ],
)
def test_what_cannot_be_printed_is_not_saved(changes: dict[str, str], code: str) -> None:
    assert why(lambda: saved(**changes)) == code


@pytest.mark.django_db
def test_nobody_approves_what_they_wrote_themselves() -> None:
    saved(by=replace(DINA, username="finn"))
    assert why(approved) == "same_hands"
    with pytest.raises(IntegrityError), transaction.atomic():
        SectionVersion.objects.update(approved_by="finn")


@pytest.mark.django_db
def test_a_typed_number_is_refused_until_it_is_tied_or_cited() -> None:
    saved("Det gjaldt 6 saker, altså halvparten.")
    with pytest.raises(NotNow) as refusal:
        approved()
    assert (refusal.value.why, refusal.value.about) == ("typed_numbers", ("6", "halvparten"))
    saved("I landet bor 412 jenter {source}.", source="SSB, tabell 07459", base=1)
    with pytest.raises(NotNow) as refusal:
        approved(2)
    assert (refusal.value.why, refusal.value.about) == ("typed_numbers", ("412",))


@pytest.mark.django_db
def test_a_text_that_was_approved_with_a_source_is_printed_as_it_was() -> None:
    saved("I landet bor 412 jenter {source}.", source="SSB, tabell 07459")
    SectionVersion.objects.update(approved_at=AT, approved_by="finn")
    printed = compose(as_published(), chapters=chapters_to_print(2024))
    assert "412 jenter (kilde: SSB, tabell 07459)." in plain(printed)


def test_no_mark_of_a_source_makes_a_typed_number_another_ones() -> None:
    text = SectionText(
        KEY, "nb", 1, "Antall", "Vi hadde 6 saker {source}.\nI landet er det 412 jenter {source}.", "SSB"
    )
    assert open_numbers(text) == ("6", "412")
    assert open_numbers(replace(text, text="I landet bor {cited ssb-jenter} jenter.")) == ()
    assert open_numbers(replace(text, text="Det gjaldt six girls.")) == ("six",)
    assert open_numbers(replace(text, text="I 2024, etter to år, {n KT.total} saker.")) == ()


def test_no_section_of_the_files_types_a_number_in_any_language() -> None:
    texts = [SectionText(place.key, "nb", 0, place.title, place.text) for place in places().values()]
    assert [text.key for text in texts if open_numbers(text)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, 2])
def test_only_the_newest_version_is_approved_and_only_once(number: int) -> None:
    saved()
    assert why(lambda: approved(number)) == "nothing_waits"
    approved()
    assert why(approved) == "nothing_waits"


@pytest.mark.django_db
def test_a_section_waits_for_those_who_were_asked() -> None:
    saved()
    asked: dict[str, Any] = {"year": 2024, "key": KEY, "party": "KT"}
    assert why(lambda: approve_contribution(**asked, number=1, by=LEADER, at=AT)) == "nothing_asked"
    ask_contribution(**asked, due_date=date(2026, 12, 1), by=DINA, at=AT)
    assert why(approved) == "contributions_wait"
    with pytest.raises(NotPermitted):
        approve_contribution(**asked, number=1, by=FINN, at=AT)
    approve_contribution(**asked, number=1, by=LEADER, at=AT)
    approved()
    [one] = section_at_desk(2024, KEY, reader=LEADER).asked
    assert (one.approved_by, one.approved_number) == ("gro", 1)


@pytest.mark.django_db
def test_who_is_asked_is_a_service_and_the_day_has_not_passed() -> None:
    given: dict[str, Any] = {"year": 2024, "key": KEY, "by": DINA, "at": AT}
    assert why(lambda: ask_contribution(party="XX", due_date=date(2027, 1, 1), **given)) == "no_party"
    assert why(lambda: ask_contribution(party="FT", due_date=date(2026, 1, 1), **given)) == "day_has_passed"


@pytest.mark.django_db
def test_a_remark_tells_who_and_when() -> None:
    comment_on_section(year=2024, key=KEY, text=" Husk nynorsk. ", by=FINN, at=AT)
    [one] = section_at_desk(2024, KEY, reader=DINA).comments
    assert (one.text, one.written_by, one.written_at) == ("Husk nynorsk.", "finn", AT)
    assert why(lambda: comment_on_section(year=2024, key=KEY, text=" ", by=FINN, at=AT)) == "no_comment"


@pytest.mark.django_db
def test_there_is_no_other_section() -> None:
    with pytest.raises(NoSuchSection):
        saved(key="nothing")


@pytest.mark.django_db
@pytest.mark.parametrize("year", [1999, 2020, 2101, 10**30])
def test_a_year_without_a_register_has_no_report(year: int) -> None:
    for call in (lambda: saved(year=year), lambda: sections_of(year, reader=DINA)):
        with pytest.raises(NoSuchSection):
            call()


@pytest.mark.django_db
def test_nothing_is_saved_where_the_trail_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise OSError("the trail is gone")

    monkeypatch.setattr(refusing, "write_line", broken)
    with pytest.raises(OSError, match="gone"):
        saved()
    assert not SectionVersion.objects.exists()


@pytest.mark.django_db
def test_the_report_holds_the_approved_sentence_and_no_draft() -> None:
    saved()
    printed = compose(as_published(), chapters=chapters_to_print(2024))
    assert "Teamet arbeidet med" not in plain(printed)
    approved()
    saved("Et utkast.", base=1)
    said = plain(compose(as_published(), chapters=chapters_to_print(2024)))
    assert "Teamet arbeidet med 1 402 saker." in said
    assert "Et utkast." not in said


@pytest.mark.django_db
def test_every_approved_text_is_held_against_the_hidden_counts() -> None:
    saved("Ord uten tall.")
    saved("Words without numbers.", language="en")
    approved()
    approved(language="en")
    found = {(text.text, text.language) for text in typed_texts(2024)}
    assert {("Ord uten tall.", "nb"), ("Words without numbers.", "en")} <= found
    assert len(typed_texts(2024)) > 300
    assert {text.text for text in typed_texts(2023)} == {text.text for text in typed_texts()}


def test_the_preview_says_what_may_be_said() -> None:
    small = release(*concerns(40, None, 20, None, total=100), cell("cases_total", "total", 100))
    text = SectionText(
        KEY,
        "nb",
        1,
        "Saker i {year}",
        "Teamet hadde {cases KT.total}.\n[FGM: {n KT.main_concern.completed_fgm}.|FGM vises ikke.]\n"
        "Frykt: {n KT.main_concern.negative_social_control}.",
    )
    preview = Speaker(small).preview(text)
    assert (preview.title, preview.fallen) == ("Saker i 2024", 1)
    assert "100 saker. FGM vises ikke." in plain(preview.blocks)
    said = {place.written: place.said for place in preview.places}
    assert said["{n KT.main_concern.completed_fgm}"] is None
    with pytest.raises(UnreadableProse, match="open"):
        Speaker(small).preview(replace(text, text="Fin.\n{open"))


def test_a_number_is_picked_by_what_it_counts() -> None:
    picker = Picker(as_published(), "nb")
    found, many = picker.find("kompetanseteamet jente")
    assert many >= len(found) > 0
    assert any(one.written == "{cases KT.gender.female}" for one in found)
    assert picker.find("finnes slett ikke") == ([], 0)
    assert all(one.definition for one in picker.find("")[0])
    assert "2023" in picker.define("KT.gender.female@-1")
    assert picker.define("KT.main_concern").startswith("Tabell") or picker.define("KT.main_concern")


@pytest.mark.parametrize(
    ("words", "written", "counts"),
    [
        ("#2.3.kt.m.p", "{share #2.3.kt.m.p}", "Gutt"),
        ("#2.2.2.kt.g", "{given #2.2.2.kt.g}", "Trusler og vold"),
        ("#3.2.fam23", "{cases #3.2.fam23}", "Familie"),
        ("#3.1.oh", "{cases #3.1.oh}", " / "),
    ],
)
def test_a_number_of_the_text_is_told_in_words(words: str, written: str, counts: str) -> None:
    [one] = [one for one in Picker(as_published(), "nb").find(words)[0] if one.written == written]
    assert counts.casefold() in one.definition.casefold()


@pytest.mark.parametrize("year", ["Y-1", 2023])
def test_the_year_of_a_number_is_told(year: str | int) -> None:
    about = {"service": "KT", "year": year, "where": {"referrer": ["police", "nav"]}}
    number = PublishedNumber("x", 12, "ok", "cases", about)
    [one] = Picker(release(numbers={"x": number}), "nb").find("#x")[0]
    assert one.definition == "Kompetanseteamet, Politiet / Nav, 2023 (#x)"


def test_what_is_picked_can_be_said_or_is_said_to_be_hidden() -> None:
    speaker = Speaker(guarded())
    for one in Picker(guarded(), "nb").find("kt.")[0]:
        preview = speaker.preview(SectionText(KEY, "nb", 1, "Saker", f"{one.written}."))
        assert bool(preview.blocks) is (one.answer.kind in ("exact", "below")), one


def test_words_are_compared_one_by_one() -> None:
    changes = word_changes("Det var flere saker i år", "Det var færre saker")
    assert [(one.kind, one.text) for one in changes] == [
        ("same", "Det var "),
        ("out", "flere"),
        ("in", "færre"),
        ("same", " saker"),
        ("out", " i år"),
    ]
    assert "".join(one.text for one in changes if one.kind != "in") == "Det var flere saker i år"


@pytest.mark.django_db
def test_a_text_that_mixes_alphabets_in_a_word_is_not_saved() -> None:
    with pytest.raises(NotNow, match="mixed_alphabets f\u0435m"):
        save_section(
            year=2024,
            key="saker-antall",
            language="nb",
            title="Antall",
            text="F\u00e5, f\u0435m.",
            base=0,
            by=DINA,
            at=AT,
        )
