"""Action plans on the web: two who write together, what proves what, a file with a slip, reports."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fristed.foundation.identity.queries import actor_of
from fristed.interfaces.web import middleware
from fristed.knowledge.actionplan import actions
from fristed.knowledge.actionplan.drafts import EvidenceDraft, LawDraft
from fristed.knowledge.actionplan.facts import Follow
from fristed.knowledge.actionplan.models import Commitment, Evidence, LawStage, Milestone, Plan
from fristed.knowledge.actionplan.reading import PACKAGED, files_in_folder
from fristed.statistics.releases.facts import PublishedNumber
from tests.unit.interfaces.web.releases import sample_release, show
from tests.unit.interfaces.web.visitors import AT, account_of, text_of, visitor

pytestmark = pytest.mark.django_db
PLAN = "/plan/plan-2025-2028/"
EIGHT = f"{PLAN}commitments/8/"
MOST_QUESTIONS = 12


@pytest.fixture(autouse=True)
def _plan(front_end: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the plan be there, in which Tor writes for the ministry of labour."""
    monkeypatch.setattr(middleware, "door_clock", lambda: AT)
    given: dict[str, Any] = {"by": actor_of(account_of("runa")), "at": AT}
    actions.load_plan(files=files_in_folder(PACKAGED), **given)
    actions.let_write(ministry="AID", account=account_of("tor").pk, **given)


def send(client: Client, address: str, **fields: Any) -> HttpResponse:
    """Send a form."""
    answer: HttpResponse = client.post(address, fields)  # type: ignore[assignment]
    return answer


def test_what_a_ministry_writes_stands_on_the_board_with_its_evidence() -> None:
    tor = visitor("tor")
    evidence = {"evidence_form": "document", "shows": "decision", "reference": "25/100", "title": "Notat"}
    answer = send(tor, f"{EIGHT}write/", seen="0", status="done", note="Vurdert.", **evidence)
    assert (answer.status_code, answer.headers["Location"]) == (302, EIGHT)
    page = text_of(tor.get(EIGHT))
    assert "En dokumentert beslutning: Notat" in page
    assert "Tor Haugnes" in page
    board = text_of(visitor("eli").get(f"{PLAN}?ministry=AID"))
    done = board.split('id="column-4"')[1].split("</section>")[0]
    assert "commitments/8/" in done
    assert "Gjennomført <span" in done


def test_who_writes_for_one_ministry_sees_it_first_and_may_see_all() -> None:
    tor, other = visitor("tor"), f"{PLAN}commitments/10/"
    for address in (PLAN, "/plan/"):
        page = text_of(tor.get(address))
        assert '<option value="AID" selected>' in page
        assert f'"{EIGHT}"' in page
        assert f'"{other}"' not in page
    assert f'"{other}"' in text_of(tor.get(f"{PLAN}?ministry=&focus="))
    assert f'"{other}"' in text_of(visitor("runa").get(PLAN))
    actions.let_write(ministry="JD", account=account_of("tor").pk, by=actor_of(account_of("runa")), at=AT)
    assert '<option value="AID" selected>' not in text_of(tor.get(PLAN))


def test_who_only_reads_gets_no_form() -> None:
    assert f"{EIGHT}write/" in text_of(visitor("tor").get(EIGHT))
    assert f"{EIGHT}write/" not in text_of(visitor("eli").get(EIGHT))
    assert f"{PLAN}commitments/10/write/" not in text_of(visitor("tor").get(f"{PLAN}commitments/10/"))


def test_the_second_of_two_sees_both_versions_and_chooses() -> None:
    tor, runa = visitor("tor"), visitor("runa")
    send(tor, f"{EIGHT}write/", seen="0", status="under_way", note="Tors ord")
    answer = send(runa, f"{EIGHT}write/", seen="0", status="paused", note="Runas ord")
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Tors ord" in page
    assert "Runas ord" in page
    assert "Skrevet av Tor Haugnes" in page
    assert Commitment.objects.get(code="8").note == "Tors ord"
    [seen] = re.findall(r'name="seen" value="(\d+)"', page)
    assert send(runa, f"{EIGHT}write/", seen=seen, status="paused", note="Runas ord").status_code == 302
    assert Commitment.objects.get(code="8").note == "Runas ord"
    assert "Tors ord" in text_of(tor.get(EIGHT))


def test_to_consider_is_not_done_by_a_new_scheme() -> None:
    evidence = {"evidence_form": "document", "shows": "product", "reference": "25/100", "title": "Ordning"}
    answer = send(visitor("tor"), f"{EIGHT}write/", seen="0", status="done", **evidence)
    assert answer.status_code == 422
    assert "ikke gjennomført før dokumentasjonen viser det som ble lovet" in text_of(answer)
    assert not Evidence.objects.exists()


def test_only_a_number_that_is_printed_can_be_evidence_and_it_is_read_anew() -> None:
    numbers = {
        "s.mr.total": PublishedNumber("s.mr.total", 1031, "ok", "cases"),
        "s.few": PublishedNumber("s.few", None, "hidden", "cases"),
    }
    figure = {"evidence_form": "figure", "shows": "activity", "title": "Saker"}
    tor = visitor("tor")
    three = f"{PLAN}commitments/3/"
    asked = {"seen": "0", "status": "under_way", **figure}
    assert send(tor, f"{three}write/", **asked, reference="2024/s.mr.total").status_code == 422
    show(replace(sample_release(), numbers=numbers))
    for hidden in ("2024/s.few", "2024/nothing", "2023/s.mr.total"):
        answer = send(tor, f"{three}write/", **asked, reference=hidden)
        assert "står ikke noe slikt tall" in text_of(answer)
    assert send(tor, f"{three}write/", **asked, reference="2024/s.mr.total").status_code == 302
    assert "1\xa0031" in text_of(tor.get(three))


def test_evidence_is_withdrawn_and_milestones_are_reached_with_a_button() -> None:
    tor = visitor("tor")
    evidence = {"evidence_form": "link", "shows": "product", "reference": "https://a.no/x", "title": "Sida"}
    send(tor, f"{EIGHT}write/", seen="0", status="under_way", **evidence)
    assert send(tor, f"{EIGHT}withdraw/", key=str(Evidence.objects.get().pk)).status_code == 302
    assert Evidence.objects.get().withdrawn_by == "tor"
    send(tor, f"{EIGHT}milestone/", title="Sendt", due_date="1.6.2026")
    key = Milestone.objects.get().pk
    late = send(tor, f"{EIGHT}reach/", key=str(key), **{f"reach-{key}-done_date": "1.1.2027"})
    assert late.status_code == 422
    assert "ikke skjedd ennå" in text_of(late)
    reached = send(tor, f"{EIGHT}reach/", key=str(key), **{f"reach-{key}-done_date": "2.6.2026"})
    assert reached.status_code == 302
    assert "nådd 2.\xa0juni\xa02026" in text_of(tor.get(EIGHT))
    history = text_of(tor.get(f"{PLAN}views/history/"))
    assert "Nådd den 2.\xa0juni\xa02026: Sendt" in history
    assert "Et produkt: veileder, materiell, ordning: Sida. https://a.no/x" in history
    assert tor.get(f"{EIGHT}withdraw/").status_code == 404


def test_a_proposal_of_law_is_noted_and_goes_forward() -> None:
    tor = visitor("tor")
    fields = {"title": "Forbud", "stage": "hearing", "stage_date": "1.6.2025", "about": ["25.1"]}
    assert send(tor, f"{PLAN}laws/new/", **fields).status_code == 302
    page = text_of(tor.get(f"{PLAN}laws/"))
    assert "Ikke kontrollert" in page
    [key] = re.findall(r"/laws/(\d+)/", page)
    back = {"stage": "prepared", "stage_date": "1.7.2025", "seen": "1"}
    assert send(tor, f"{PLAN}laws/{key}/", **back).status_code == 422
    assert send(tor, f"{PLAN}laws/{key}/", **{**back, "stage": "put_forward"}).status_code == 302
    assert [one.stage for one in LawStage.objects.all()] == ["hearing", "put_forward"]
    assert f"/laws/{key}/" not in text_of(visitor("eli").get(f"{PLAN}laws/"))


def test_a_writer_moves_no_proposal_of_another_ministry() -> None:
    runa = actor_of(account_of("runa"))
    draft = LawDraft("Annet", "", ("10",), "prepared", AT.date())
    key = actions.note_law(plan="plan-2025-2028", draft=draft, by=runa, at=AT)
    tor = visitor("tor")
    assert tor.get(f"{PLAN}laws/{key}/").status_code == 404
    assert (
        send(tor, f"{PLAN}laws/{key}/", stage="hearing", stage_date="1.6.2026", seen="1").status_code == 404
    )


def packed(**changed: bytes) -> SimpleUploadedFile:
    """Give the packaged plan as a ZIP, with files changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, content in {**files_in_folder(PACKAGED), **changed}.items():
            zipped.writestr(f"plan/{name}", content)
    return SimpleUploadedFile("plan.zip", out.getvalue())


def test_of_a_file_with_a_slip_the_row_and_column_are_told_and_nothing_is_stored() -> None:
    files = files_in_folder(PACKAGED)
    toml = files["plan.toml"].replace(b'"plan-2025-2028"', b'"plan-2"')
    wrong = files["measures.csv"].replace(b",AID,,3,,9;10,hearing,", b",XX,,3,,9;10,hearing,")
    runa = visitor("runa")
    answer = send(runa, "/plan/load/", file=packed(**{"plan.toml": toml, "measures.csv": wrong}))
    page = text_of(answer)
    assert answer.status_code == 422
    assert re.search(r"measures\.csv</th><td[^>]*>5</td><td>responsible</td>", page)
    assert Plan.objects.count() == 1
    taken = send(runa, "/plan/load/", file=packed(**{"plan.toml": toml}))
    assert taken.headers["Location"] == "/plan/plan-2/"
    for broken in (b"", b"no zip", b"PK\x03\x04"):
        assert send(runa, "/plan/load/", file=SimpleUploadedFile("x.zip", broken)).status_code == 422


def test_the_timeline_says_in_the_table_what_it_draws() -> None:
    page = text_of(visitor("eli").get(f"{PLAN}views/timeline/"))
    drawn = page.split('<svg class="chart"')[1].split("</svg>")[0]
    assert drawn.count('class="plan-code"') == page.split("<tbody>")[1].count("<tr>") == 61
    assert "<title" in drawn
    assert "<desc" in drawn


def test_reports_are_shown_and_taken_home() -> None:
    eli = visitor("eli")
    page = text_of(eli.get(f"{PLAN}report/midterm/2027/"))
    assert "Midtveisrapport" in page
    assert "Foreløpig: Rapporten viser status 22. november 2026. Året er ikke over." in page
    assert page.count("Ingenting er påstått") == 61
    given = {form: eli.get(f"{PLAN}report/yearly/2026.{form}") for form in ("pdf", "html", "xlsx")}
    assert given["pdf"].content.startswith(b"%PDF")
    assert given["xlsx"].content.startswith(b"PK")
    assert "Årlig status 2026" in given["html"].content.decode()
    assert "attachment" in given["html"].headers["Content-Disposition"]
    for nothing in ("report/midterm/2024/", "report/hope/2027/", "report/midterm/2027.doc"):
        assert eli.get(f"{PLAN}{nothing}").status_code == 404


def test_who_writes_for_which_ministry_is_the_coordinators_to_say() -> None:
    runa, account = visitor("runa"), str(account_of("tor").pk)
    assert "Tor Haugnes" in text_of(runa.get(f"{PLAN}writers/"))
    send(runa, f"{PLAN}writers/", step="stop", ministry="AID", account=account)
    assert visitor("tor").get(f"{EIGHT}write/").status_code == 404
    send(runa, f"{PLAN}writers/", ministry="HOD", account=account)
    assert visitor("tor").get(f"{PLAN}commitments/10/write/").status_code == 200


def test_without_a_plan_the_page_says_so() -> None:
    Plan.objects.all().delete()
    assert "Ingen handlingsplan er lest inn" in text_of(visitor("eli").get("/plan/"))
    for address in (PLAN, "/plan/%00/", "/plan/nothing/views/late/"):
        assert visitor("eli").get(address).status_code == 404


VIEWS = ("timeline", "ministries", "resolutions", "late", "no-evidence", "coverage", "history")
PAGES = ("", "commitments/8/", "laws/", "input/", "report/midterm/2027/", *(f"views/{one}/" for one in VIEWS))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_as_little_with_many_rows_as_with_few(page: str) -> None:
    eli, runa = visitor("eli"), actor_of(account_of("runa"))
    few = _questions(eli, f"{PLAN}{page}")
    given: dict[str, Any] = {"plan": "plan-2025-2028", "by": runa, "at": AT}
    for code in ("8", "3", "10", "11"):
        evidence = EvidenceDraft("document", "report", "1", "Rapport")
        follow = Follow("under_way", note="x")
        actions.write_follow(code=code, follow=follow, seen_version=0, evidence=evidence, **given)
        actions.add_milestone(code=code, title="x", due_date=AT.date(), **given)
    many = _questions(eli, f"{PLAN}{page}")
    assert many <= few + 1 <= MOST_QUESTIONS


def _questions(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    control = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
    return len([one for one in asked.captured_queries if not one["sql"].startswith(control)])
