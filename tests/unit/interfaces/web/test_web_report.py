"""The pages of the editor's desk: lists, previews, saving, refusals and versions side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse

from fristed.statistics.annual_report.editing.models import Contribution, SectionComment, SectionVersion
from tests.unit.interfaces.web.releases import sample_release, store
from tests.unit.interfaces.web.visitors import text_of, visitor

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
    assert "Nynorsk: 38 avsnitt er ikke oversatt." in page


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
    assert "Godkjent av finn" in shown(visitor("dina").get(PAGE))


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
    wrong = posted("dina", "ask", service="", due_date="")
    assert wrong.status_code == 422
    assert posted("dina", "ask", service="KT", due_date="1.12.2026").status_code == 302
    assert "Godkjenn for tjenesten din" in shown(visitor("gro").get(PAGE))
    assert "Godkjenn for tjenesten din" not in shown(visitor("finn").get(PAGE))
    assert "venter på 1" in shown(visitor("dina").get("/report/2024/"))
    assert posted("gro", "contribute", service="KT").status_code == 302
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
    for username, may in {"dina": True, "finn": True, "gro": True, "aud": False}.items():
        assert ("/report/2024/" in shown(visitor(username).get("/"))) is may
