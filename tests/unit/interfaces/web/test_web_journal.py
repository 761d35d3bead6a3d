"""The pages of a case's journal: what is written is shown to whom it is for, and files are handed out."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from fristed.casework.cases.actions import register_case
from fristed.casework.journal.actions import write_entry
from fristed.casework.journal.codes import Kind
from fristed.casework.journal.facts import TEXT, EntryDraft
from fristed.casework.journal.models import Entry
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.queries import actor_of
from fristed.foundation.stripping.kinds import FileKind, NotTaken, WhyNot
from fristed.interfaces.web.journal import words
from fristed.interfaces.web.once import new_token
from fristed.interfaces.web.pages import journal
from tests.spec.cast import plain_case
from tests.unit.interfaces.web.visitors import AT, CAST, Person, account_of, text_of, visitor

pytestmark = pytest.mark.django_db
CANARY = "kanarifuglen sang"
DAY = "20.11.2026"


@pytest.fixture(autouse=True)
def _colleagues(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give Aud's service a second adviser and a leader."""
    more = {"siri": Person("Siri Dahle", "MR", "case_worker"), "hege": Person("Hege", "MR", "service_leader")}
    monkeypatch.setattr("tests.unit.interfaces.web.visitors.CAST", {**CAST, **more})


@pytest.fixture
def case() -> str:
    """A case that Aud has registered."""
    aud = actor_of(account_of("aud"), at=AT)
    return register_case(draft=plain_case("MR", AT.date().replace(day=2)), by=aud, at=AT).reference


def post(client: Client, case: str, slug: str = "note", **fields: Any) -> Any:
    """Send the form of one kind of entry."""
    plain = {"text": CANARY, "on_date": DAY, "visibility": "service", "token": new_token()}
    return client.post(f"/cases/{case}/journal/new/{slug}/", {**plain, **fields})


def newest() -> str:
    return Entry.objects.order_by("-pk")[0].key


def picture() -> SimpleUploadedFile:
    into = io.BytesIO()
    Image.new("RGB", (9, 9)).save(into, "JPEG", comment=CANARY.encode())
    return SimpleUploadedFile("The door.jpg", into.getvalue(), "image/jpeg")


FIELDS: dict[str, dict[str, Any]] = {
    "judgement": {"risk": "a", "severity": "b"},
    "concern-report": {"code": "police", "state": "later"},
    "obstacle": {"code": "fathers_consent", "state": "unsolved"},
    "flag": {"code": "phone_watched", "until_date": "24.12.2026"},
}


@pytest.mark.parametrize("slug", sorted(set(words.BY_SLUG) - {"file"}))
def test_every_kind_is_written_on_its_page_and_stands_in_the_list_of_the_case(slug: str, case: str) -> None:
    client = visitor("aud")
    assert client.get(f"/cases/{case}/journal/new/{slug}/").status_code == 200
    assert post(client, case, slug, **FIELDS.get(slug, {})).status_code == 302
    page = text_of(client.get(f"/cases/{case}/"))
    kind = words.BY_SLUG[slug]
    title = {Kind.OBSTACLE: "Farens samtykke", Kind.FLAG: "Telefonen kan være overvåket"}
    assert str(title.get(kind, words.KINDS[kind])) in page
    assert f"/journal/{newest()}/" in page


def test_a_refusal_stands_beside_its_field_and_what_was_typed_is_kept(case: str) -> None:
    answer = post(visitor("aud"), case, text="Ring 912 34 567", on_date="")
    page = text_of(answer)
    assert answer.status_code == 422
    assert "telefonnummer i teksten" in page
    assert "Ring 912 34 567</textarea>" in page
    assert not Entry.objects.exists()


def test_a_form_sent_twice_makes_one_entry(case: str) -> None:
    client, token = visitor("aud"), new_token()
    assert [post(client, case, token=token).status_code for _ in range(2)] == [302, 302]
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("address", ["", "journal/", "journal/?show=notes"])
def test_the_text_is_shown_to_the_team_and_nothing_of_it_to_others(address: str, case: str) -> None:
    post(visitor("aud"), case, visibility="case_team")
    assert CANARY in text_of(visitor("aud").get(f"/cases/{case}/{address}"))
    for other in ("siri", "hege"):
        page = text_of(visitor(other).get(f"/cases/{case}/{address}"))
        assert CANARY not in page
        assert newest() not in page
    Entry.objects.filter(visibility="case_team").update(visibility="service")
    assert CANARY in text_of(visitor("siri").get(f"/cases/{case}/{address}"))


@pytest.mark.parametrize("step", ["", "change/", "file/"])
def test_an_entry_for_others_and_one_that_is_not_there_give_one_answer(step: str, case: str) -> None:
    post(visitor("aud"), case, visibility="case_team")
    for other in ("siri", "hege", "bo", "dina"):
        client = visitor(other)
        hidden = client.get(f"/cases/{case}/journal/{newest()}/{step}")
        absent = client.get(f"/cases/{case}/journal/{'0' * 16}/{step}")
        assert hidden.status_code == absent.status_code == 404
        assert hidden.content == absent.content
        assert {**hidden.headers, "Content-Security-Policy": ""} == {
            **absent.headers,
            "Content-Security-Policy": "",
        }


def test_counts_and_pages_tell_nothing_of_what_is_hidden(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "LINES", 5)
    aud = actor_of(account_of("aud"), at=AT)
    draft = EntryDraft(Kind.NOTE, AT.date(), visibility="case_team", words={TEXT: CANARY})
    for _ in range(13):
        write_entry(reference=case, draft=draft, by=aud, at=AT)
    client, other = visitor("aud"), visitor("siri")
    assert "Alle 14" in text_of(client.get(f"/cases/{case}/"))
    assert "Alle 14" not in text_of(other.get(f"/cases/{case}/"))
    assert "page=3" in text_of(client.get(f"/cases/{case}/journal/"))
    assert "page=2" not in text_of(other.get(f"/cases/{case}/journal/"))


@pytest.mark.parametrize(
    ("show", "is_there", "is_not"),
    [
        ("contacts", "Første kontakt", CANARY),
        ("notes", CANARY, "Første kontakt"),
        ("events", "Bekymringsmelding", CANARY),
        ("files", "Ingenting av dette slaget", CANARY),
        ("nonsense", CANARY, "Ingenting av dette slaget"),
    ],
)
def test_the_list_is_narrowed_by_links_alone(show: str, is_there: str, is_not: str, case: str) -> None:
    client = visitor("aud")
    post(client, case)
    post(client, case, "concern-report", **FIELDS["concern-report"])
    page = text_of(client.get(f"/cases/{case}/?show={show}"))
    shown = page.partition('id="timeline-heading"')[2].partition("</section>")[0]
    assert is_there in shown
    assert is_not not in shown


def test_a_long_text_is_cut_on_the_case_and_whole_on_its_page(case: str) -> None:
    client = visitor("aud")
    post(client, case, text=f"{'ord ' * 200}{CANARY}")
    assert CANARY not in text_of(client.get(f"/cases/{case}/"))
    assert CANARY in text_of(client.get(f"/cases/{case}/journal/{newest()}/"))


def test_the_second_editor_sees_both_texts_and_can_save_them_together(case: str) -> None:
    aud, siri = visitor("aud"), visitor("siri")
    post(aud, case, text="first")
    address = f"/cases/{case}/journal/{newest()}/change/"
    mine = {"text": "what siri wrote", "on_date": DAY, "seen": "1"}
    assert siri.post(address, mine).status_code == 302
    answer = aud.post(address, {**mine, "text": "what aud wrote"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "what siri wrote" in page.partition('<form method="post" class="form')[0]
    assert "what aud wrote</textarea>" in page
    assert 'name="seen" value="2"' in page
    assert aud.post(address, {**mine, "text": "both", "seen": "2"}).status_code == 302
    history = text_of(aud.get(f"/cases/{case}/journal/{newest()}/"))
    assert all(text in history for text in ("both", "what siri wrote", "first"))


@pytest.mark.parametrize("seen", ["", "x", "-1", "99999999999", "0", "2"])
def test_a_version_that_was_not_shown_is_never_written_over(seen: str, case: str) -> None:
    client = visitor("aud")
    post(client, case, text="first")
    answer = client.post(
        f"/cases/{case}/journal/{newest()}/change/", {"text": "mine", "on_date": DAY, "seen": seen}
    )
    assert answer.status_code == 422
    assert Entry.objects.get().latest == 1


def test_somebody_elses_judgement_has_no_page_to_change_it_on(case: str) -> None:
    post(visitor("aud"), case, "judgement", **FIELDS["judgement"])
    address = f"/cases/{case}/journal/{newest()}/change/"
    assert [visitor(name).get(address).status_code for name in ("aud", "siri", "hege")] == [200, 404, 404]


def test_a_judgement_is_neither_coloured_nor_ranked(case: str) -> None:
    client = visitor("aud")
    for risk in ("lav", "høy"):
        post(client, case, "judgement", risk=risk, severity="stor", visibility="service")
    shown = (
        text_of(client.get(f"/cases/{case}/journal/")).partition('class="history"')[2].partition("</ol>")[0]
    )
    assert "data-color" not in shown
    assert "ds-tag" not in shown
    assert shown.index("høy") < shown.index("lav")


def test_a_file_is_cleaned_and_handed_out_to_be_kept_and_never_shown(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "clean_file", lambda _content: (FileKind.JPEG, b"<script>clean</script>"))
    client = visitor("aud")
    assert post(client, case, "file", file=picture(), text="").status_code == 302
    page = client.get(f"/cases/{case}/?show=files").content.decode()
    assert "The door.jpg" in page
    assert "<img" not in page
    answer = client.get(f"/cases/{case}/journal/{newest()}/file/")
    assert answer.content == b"<script>clean</script>"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="The door.jpg"'
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert AuditLine.objects.filter(event="journal.file_read", subject=case).count() == 1


@pytest.mark.ci
def test_a_photograph_goes_all_the_way_through_the_program_that_cleans(case: str) -> None:
    client = visitor("aud")
    assert post(client, case, "file", file=picture(), text="").status_code == 302
    answer = client.get(f"/cases/{case}/journal/{newest()}/file/")
    assert CANARY.encode() not in answer.content
    with Image.open(io.BytesIO(answer.content)) as image:
        assert image.size == (9, 9)


def test_a_file_that_is_not_taken_is_told_beside_its_field(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_content: bytes) -> tuple[FileKind, bytes]:
        raise NotTaken(WhyNot.MACROS)

    monkeypatch.setattr(journal, "clean_file", refuses)
    client = visitor("aud")
    answer = post(client, case, "file", file=picture(), text="what it is")
    assert answer.status_code == 422
    assert "makroer" in text_of(answer)
    assert "what it is</textarea>" in text_of(answer)
    large = SimpleUploadedFile("a.pdf", b"x" * 5_100_000)
    assert "for stor" in text_of(post(client, case, "file", file=large))
    assert not Entry.objects.exists()


def test_a_page_opens_its_texts_with_one_line_besides_its_own(case: str) -> None:
    client = visitor("aud")
    for _ in range(4):
        post(client, case)
    before = AuditLine.objects.count()
    client.get(f"/cases/{case}/")
    lines = AuditLine.objects.order_by("position")[before:]
    assert [line.event for line in lines] == ["case.read", "vault.opened"]


def test_where_the_case_is_not_to_be_followed_up_nothing_can_be_written(case: str) -> None:
    assert post(visitor("bo"), case).status_code == 404
    assert visitor("aud").get(f"/cases/{case}/journal/new/nonsense/").status_code == 404
    visitor("aud").post(f"/cases/{case}/close/", {"on_date": DAY})
    assert post(visitor("aud"), case).status_code == 422
    assert "journal/new" not in text_of(visitor("aud").get(f"/cases/{case}/"))
