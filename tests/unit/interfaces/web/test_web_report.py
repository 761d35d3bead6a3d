"""The pages of the editor's desk: lists, previews, saving, refusals and versions side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse

from fristed.foundation.identity.queries import actor_of
from fristed.interfaces.web.report.shown import Shower
from fristed.statistics.annual_report.citing.actions import record_figure
from fristed.statistics.annual_report.editing.facts import Language, SectionText
from fristed.statistics.annual_report.editing.models import (
    Contribution,
    SectionComment,
    SectionStep,
    SectionVersion,
)
from tests.unit.interfaces.web.releases import sample_release, store
from tests.unit.interfaces.web.visitors import AT, account_of, text_of, visitor
from tests.unit.statistics.annual_report.small_releases import cell, release
from tests.unit.statistics.annual_report.test_cited_figures import GIRLS

pytestmark = pytest.mark.django_db
PAGE = "/report/2024/saker-antall/"
EMPTY = {f"{code}-{name}": "" for code in ("nb", "nn", "en") for name in ("title", "text", "source")}
EMPTY |= {f"{code}-base": "0" for code in ("nb", "nn", "en")}


def posted(username: str, step: str, **given: str) -> HttpResponse:
    """Post a step as one of the cast."""
    answer: HttpResponse = visitor(username).post(f"{PAGE}{step}/", given)
    return answer


def written(text: str, **more: str) -> dict[str, str]:
    """Give the form with a bokmål text."""
    return {**EMPTY, "nb-title": "Antall", "nb-text": text, **more}


def shown(answer: HttpResponse) -> str:
    """Give a page as one line with plain spaces."""
    return text_of(answer).replace("\N{NO-BREAK SPACE}", " ")


def test_the_list_tells_what_is_not_translated() -> None:
    store(sample_release())
    page = shown(visitor("dina").get("/report/2024/"))
    assert "Sakene i 2024" in page
    assert "Nynorsk: 53 avsnitt er ikke oversatt." in page


def test_without_statistics_the_texts_can_still_be_read() -> None:
    for address in ("/report/2024/", PAGE):
        page = shown(visitor("dina").get(address))
        assert "Statistikken for året er ikke beregnet ennå" in page


@pytest.mark.parametrize("year", [1999, 10**30])
def test_there_is_no_report_for_a_year_without_a_register(year: int) -> None:
    for address in (f"/report/{year}/", f"/report/{year}/saker-antall/"):
        assert visitor("dina").get(address).status_code == 404
    assert visitor("dina").post(f"/report/{year}/saker-antall/save/", written("Ord.")).status_code == 404
    assert visitor("dina").post(f"/report/{year}/saker-antall/preview/", written("Ord.")).status_code == 404


def test_a_preview_says_the_values_and_saves_nothing() -> None:
    store(sample_release())
    text = "Teamet hadde {cases KT.total}.\nDet var {n KT.gender.male} gutter, altså 6."
    page = shown(posted("dina", "preview", **written(text, find="jente")))
    assert "Teamet hadde 1 402 saker." in page
    assert "kan ikke sies" in page
    assert "1 linje faller bort" in page
    assert "Innskrevne tall: 6." in page
    assert "{cases KT.gender.female}" in page
    assert not SectionVersion.objects.exists()


def test_a_hidden_number_is_picked_without_its_value() -> None:
    store(sample_release())
    page = shown(visitor("dina").get(f"{PAGE}?find=gender.male"))
    assert "<td>Skjult</td>" in page


def test_a_line_that_cannot_be_read_is_named_and_the_words_are_kept() -> None:
    store(sample_release())
    answer = posted("dina", "save", **written("Greit.\n{cases KT.total"))
    assert answer.status_code == 422
    assert "Denne linjen kan ikke leses: «{cases KT.total»." in shown(answer)
    assert "Greit." in shown(answer)
    assert "Denne linjen kan ikke leses" in shown(posted("dina", "preview", **written("{cases KT.total")))


def test_only_what_was_changed_becomes_a_version() -> None:
    assert posted("dina", "save", **written("Ord.\r\nFlere ord.")).status_code == 302
    assert posted("dina", "save", **written("Ord.\nFlere ord.", **{"nb-base": "1"})).status_code == 302
    [row] = SectionVersion.objects.all()
    assert (row.language, row.number, row.text, row.edited_by) == ("nb", 1, "Ord.\nFlere ord.", "dina")


def test_either_all_languages_are_saved_or_none() -> None:
    answer = posted("dina", "save", **written("Ord.", **{"nn-title": "Tal", "nn-text": "{"}))
    assert answer.status_code == 422
    assert not SectionVersion.objects.exists()


def test_a_title_that_is_missing_is_asked_for_in_its_language() -> None:
    answer = posted("dina", "save", **written("Ord.", **{"nn-text": "Ord på nynorsk."}))
    assert answer.status_code == 422
    assert "Gi avsnittet en tittel på dette språket: Nynorsk." in shown(answer)


def test_a_text_written_meanwhile_is_not_lost() -> None:
    posted("dina", "save", **written("Ord."))
    answer = posted("dina", "save", **written("Andre ord."))
    assert "Noen andre har lagret dette avsnittet mens du skrev." in shown(answer)


@pytest.mark.parametrize("base", ["", "x", "-1"])
def test_a_form_that_was_bent_is_refused(base: str) -> None:
    assert posted("dina", "save", **written("Ord.", **{"nb-base": base})).status_code == 422


def test_a_second_person_approves_and_sees_what_was_changed() -> None:
    posted("dina", "save", **written("Gamle ord."))
    posted("dina", "save", **written("Nye ord.", **{"nb-base": "1"}))
    page = shown(visitor("finn").get(PAGE))
    assert "<del>Gamle</del><ins>Nye</ins> ord." in page
    earlier = shown(visitor("finn").get(f"{PAGE}?nb=1")).partition('id="changes-heading"')[2]
    assert "Gamle" in earlier
    assert "Nye" not in earlier
    assert "Nynorsk versjon" not in page
    answer = posted("finn", "approve", language="nb", number="2")
    assert answer.status_code == 302
    page = shown(visitor("dina").get(PAGE))
    assert "skrevet av Dina Tallaksen" in page
    assert "Godkjent av Finn Eiersen" in page


@pytest.mark.parametrize("given", [{}, {"language": "xx", "number": "1"}, {"language": "nb", "number": "x"}])
def test_what_does_not_wait_is_not_approved(given: dict[str, str]) -> None:
    answer = posted("finn", "approve", **given)
    assert answer.status_code == 422
    assert "venter ikke på godkjenning" in shown(answer)


def test_a_typed_number_is_refused_with_the_reason() -> None:
    posted("dina", "save", **written("Det gjaldt 6 saker."))
    page = shown(posted("finn", "approve", language="nb", number="1"))
    assert "Det er skrevet tall inn i teksten: 6. Et innskrevet tall kan røpe et skjult tall." in page


def test_a_service_is_asked_and_answers_for_itself() -> None:
    wrong = posted("dina", "ask", party="", due_date="")
    assert wrong.status_code == 422
    assert posted("dina", "ask", party="KT", due_date="1.12.2026").status_code == 302
    assert "Godkjenn for Kompetanseteamet" in shown(visitor("gro").get(PAGE))
    assert "Godkjenn for Kompetanseteamet" not in shown(visitor("finn").get(PAGE))
    assert "venter på 1" in shown(visitor("dina").get("/report/2024/"))
    assert posted("gro", "contribute", party="KT", number="0").status_code == 302
    [row] = Contribution.objects.all()
    assert (row.approved_by, row.due_date) == ("gro", date(2026, 12, 1))


def test_a_remark_is_shown_with_who_and_when() -> None:
    assert posted("finn", "comment", text="Husk nynorsk.").status_code == 302
    [row] = SectionComment.objects.all()
    assert row.written_by == "finn"
    assert "Husk nynorsk." in shown(visitor("dina").get(PAGE))


def test_who_approves_reads_and_has_no_text_fields() -> None:
    store(sample_release())
    posted("dina", "save", **written("Teamet hadde {cases KT.total}."))
    page = shown(visitor("finn").get(PAGE))
    assert "Teamet hadde 1 402 saker." in page
    assert 'name="nb-text"' not in page


@pytest.mark.parametrize(
    "block",
    ["! Merk\nOrd.", "= Sak\nEn person.", "- Punkt.", "* saker :: {n KT.total} :: "],
)
def test_every_kind_of_block_can_be_previewed(block: str) -> None:
    store(sample_release())
    answer: Any = posted("dina", "preview", **written(block))
    assert answer.status_code == 200
    assert 'class="stack-tight preview"' in answer.content.decode()


def test_the_start_page_leads_to_the_report() -> None:
    store(sample_release())
    for username, may in {"dina": True, "finn": True, "gro": True, "jorun": True, "aud": False}.items():
        assert ("/report/2024/" in shown(visitor(username).get("/"))) is may


def ordered(username: str, step: str, **given: str) -> HttpResponse:
    """Post a step on the order of the sections."""
    answer: HttpResponse = visitor(username).post(f"/report/2024/order/{step}/", given)
    return answer


def test_a_section_is_added_moved_and_approved() -> None:
    given = {"title_nb": "Året som gikk", "title_en": "The year", "beside": "saker", "where": "after"}
    answer = ordered("dina", "add", arrange="1", **given)
    assert (answer.status_code, answer["Location"]) == (302, "/report/2024/?arrange=1#row-tillegg-1")
    assert ordered("dina", "move", key="tillegg-1", direction="up", arrange="1").status_code == 302
    page = shown(visitor("finn").get("/report/2024/"))
    assert "Rekkefølgen er endret og venter på godkjenning" in page
    assert "«Året som gikk» ble lagt til" in page
    assert page.index("row-tillegg-1") < page.index("row-saker")
    assert ordered("finn", "approve", number="2").status_code == 302
    assert "venter på godkjenning" not in shown(visitor("finn").get("/report/2024/"))
    assert "Godkjent av Finn Eiersen" in shown(visitor("dina").get("/report/2024/"))


def test_a_section_is_put_under_another() -> None:
    ordered("dina", "add", title_nb="Om året", beside="om", where="under")
    assert SectionStep.objects.get().key == "om-tillegg-1"


def test_what_is_missing_in_a_section_to_add_is_said_beside_it() -> None:
    answer = ordered("dina", "add", arrange="1", where="after")
    assert answer.status_code == 422
    page = shown(answer)
    assert page.count("Fyll ut dette") >= 2
    assert ">Tittel på bokmål: Fyll ut dette</a>" in page
    assert 'id="add" open' in page


def test_sections_to_choose_from_are_named_as_they_are_printed_when_the_form_comes_back() -> None:
    store(sample_release())
    page = shown(ordered("dina", "add", arrange="1", where="after"))
    assert '<option value="saker">Sakene i 2024</option>' in page
    assert "{year}" not in page


def test_a_figure_that_only_a_draft_has_left_out_points_at_the_draft() -> None:
    freed = {**EMPTY, "nb-title": "Kjønn", "nb-text": "Ord."}
    visitor("dina").post("/report/2024/saker-kjonn/save/", freed)
    posted("dina", "save", **written("{figure gender}\nAlt: Søyler i par."))
    refused = shown(posted("finn", "approve", language="nb", number="1"))
    assert "må utkastet godkjennes først" in refused


@pytest.mark.parametrize("code", ["nb", "nn", "en"])
def test_a_figure_without_alt_text_is_said_to_be_read_out_in_every_language(code: str) -> None:
    store(sample_release())
    freed = {**EMPTY, "nb-title": "Kjønn", "nb-text": "Ord."}
    visitor("dina").post("/report/2024/saker-kjonn/save/", freed)
    text = {**EMPTY, f"{code}-title": "Tal", f"{code}-text": "{figure gender}"}
    assert "Her er det ingen alternativ tekst som kan sies" in shown(posted("dina", "preview", **text))


def test_all_that_is_missing_of_a_cited_figure_is_said_at_once() -> None:
    page = shown(visitor("dina").post("/report/cited/record/", {"unit": "number"}))
    assert page.count("Fyll ut dette") == 7


def test_what_cannot_be_moved_is_said_on_the_list() -> None:
    answer = ordered("dina", "move", key="kort", direction="up", arrange="1")
    assert answer.status_code == 422
    assert "Det står først eller sist fra før." in shown(answer)
    assert ordered("dina", "move", key="nothing", direction="up").status_code == 404
    assert ordered("dina", "forget").status_code == 404


def test_the_list_has_no_buttons_to_move_until_they_are_asked_for() -> None:
    assert 'name="direction"' not in shown(visitor("dina").get("/report/2024/"))
    assert 'name="direction"' in shown(visitor("dina").get("/report/2024/?arrange=1"))
    assert 'name="direction"' not in shown(visitor("finn").get("/report/2024/?arrange=1"))


def test_one_is_told_what_goes_with_a_section_before_it_is_taken_away() -> None:
    page = shown(visitor("dina").get("/report/2024/saker-kjonn/"))
    assert "Disse figurene går også ut, hver med tabellen over tallene sine:" in page
    address = "/report/2024/saker-kjonn/take-away/"
    given = {"reason": "Står et annet sted.", "figures": "gender"}
    refused = visitor("dina").post(address, given)
    assert refused.status_code == 422
    assert "ville gå ut sammen med det: Saker fordelt på kjønn." in shown(refused)
    assert visitor("dina").post(address, {**given, "is_known": "on"}).status_code == 302
    page = shown(visitor("dina").get("/report/2024/saker-kjonn/"))
    assert "Dette avsnittet er tatt bort." in page
    assert 'name="nb-text"' not in page
    assert ordered("dina", "bring-back", key="saker-kjonn").status_code == 302
    assert 'name="nb-text"' in shown(visitor("dina").get("/report/2024/saker-kjonn/"))


def test_a_figure_is_put_in_shown_as_it_is_drawn_and_stands_in_no_list_twice() -> None:
    store(sample_release())
    freed = {**EMPTY, "nb-title": "Kjønn", "nb-text": "Ord."}
    visitor("dina").post("/report/2024/saker-kjonn/save/", freed)
    page = shown(visitor("dina").get(PAGE))
    assert '<option value="gender">' in page
    given = {"figure": "gender", "after": "1", "alt_nb": "Søyler i par.", "base_nb": "0"}
    assert posted("dina", "figure", **given).status_code == 302
    page = shown(visitor("dina").get(PAGE))
    assert '<option value="gender">' not in page
    assert 'id="figur-gender-nb-desc">Søyler i par.</desc>' in page
    assert "Tabellen med tallene" in page


def test_a_figure_without_words_in_bokmal_is_not_put_in() -> None:
    answer = posted("dina", "figure", figure="gender", after="0", alt_nb="")
    assert answer.status_code == 422
    assert not SectionVersion.objects.exists()
    assert visitor("dina").post("/report/2024/nothing/figure/", {}).status_code == 404


def test_an_alt_text_that_is_not_translated_is_shown_so() -> None:
    text = "{figure totals}"
    posted(
        "dina",
        "save",
        **written(text, **{"nn-title": "Tal", "nn-text": text, "en-title": "A", "en-text": "B."}),
    )
    page = shown(visitor("dina").get(PAGE))
    assert "Alternativ tekst mangler" in page
    assert "Alternativ tekst er ikke oversatt" in page
    assert "Figuren er ikke i denne teksten" in page
    refused = shown(posted("finn", "approve", language="nb", number="1"))
    assert "Si med ord hva figuren viser" in refused


def test_who_approved_an_earlier_version_is_shown_as_asked_again() -> None:
    posted("dina", "save", **written("Ord."))
    posted("dina", "ask", party="imdi", due_date="1.12.2027")
    assert "Godkjenn for Integrerings- og mangfoldsdirektoratet (IMDi)" in shown(visitor("jorun").get(PAGE))
    assert posted("jorun", "contribute", party="imdi", number="1").status_code == 302
    posted("dina", "save", **written("Nye ord.", **{"nb-base": "1"}))
    page = shown(visitor("finn").get(PAGE))
    assert "Jorun Myrvang godkjente versjon 1, nå er det versjon 2: spurt på nytt." in page
    assert posted("finn", "approve", language="nb", number="2").status_code == 422
    given = {"language": "nb", "number": "2", "despite": "Fristen er ute."}
    assert posted("finn", "approve", **given).status_code == 302
    page = shown(visitor("dina").get(PAGE))
    assert "Godkjent før alle hadde svart, fordi: Fristen er ute." in page


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_figure_without_words_is_said_to_have_none_in_every_language(language: Language) -> None:
    small = release(
        cell("gender", "female", 40), cell("gender", "male", 30), cell("cases_total", "total", 70)
    )
    text = SectionText("sak", language, 1, "Title", "{figure gender}")
    [(kind, figure)] = Shower(small).preview(text).lines
    assert (kind, figure.is_described) == ("figure", False)


def test_whoever_approves_sees_the_cited_figures_with_their_source_and_who_recorded_them() -> None:
    record_figure(figure=GIRLS, by=actor_of(account_of("dina")), at=AT)
    posted("dina", "save", **written("I landet bor {cited ssb-jenter} jenter."))
    page = shown(visitor("finn").get(PAGE))
    assert "<strong>541 203</strong>" in page
    assert "SSB: Befolkning, tabell 07459, 21. februar 2024. Jenter under 18 år i Norge." in page
    assert "Registrert av Dina" in page


def test_nobody_approves_a_figure_that_they_have_recorded() -> None:
    record_figure(figure=GIRLS, by=replace(actor_of(account_of("dina")), username="finn"), at=AT)
    posted("dina", "save", **written("I landet bor {cited ssb-jenter} jenter."))
    page = shown(posted("finn", "approve", language="nb", number="1"))
    assert "Du har selv registrert et tall som teksten siterer: ssb-jenter." in page
    assert not SectionVersion.objects.get().approved_at
