"""Who reads an entry: in the query, so that what one may not read is to nobody's eyes but the right ones."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from fristed.casework.cases.actions import declare_tie
from fristed.casework.cases.queries import CaseNotFound, case_history
from fristed.casework.journal.actions import attach_file, change_entry, read_entry, read_file, read_journal
from fristed.casework.journal.codes import CHOSEN, CODED, WRITTEN, Kind, Visibility
from fristed.casework.journal.queries import EntryNotFound, entry_outline
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.audit.review.queries import access_log_of
from fristed.foundation.handed_in.files import GivenFile
from fristed.foundation.identity.access.models import BrokenGlass, Grant
from fristed.foundation.identity.facts import Actor
from fristed.foundation.stripping.kinds import FileKind
from fristed.foundation.vault.facts import FieldName
from tests.spec.cast import AUD, BO, actor
from tests.unit.casework.journal.writers import (
    AT,
    COLLEAGUE,
    LEADER,
    at,
    draft,
    keys,
    new_case,
    seen,
    written,
)

pytestmark = pytest.mark.django_db
GRANTED = actor("guro", "KT", "case_worker", account_id=41)
# Who reads what, besides the author; kept by hand. AUD is responsible, so she is the team.
READERS: dict[str, set[str]] = {
    Visibility.CASE_TEAM: {"aud"},
    Visibility.SERVICE: {"aud", "siri", "hege"},
    Visibility.AUTHOR_AND_LEADER: {"hege"},
    Visibility.REACH: {"aud", "siri", "hege", "guro"},
}
PEOPLE = (AUD, COLLEAGUE, LEADER, GRANTED)


@pytest.fixture
def case() -> str:
    """A case of AUD's that a colleague of another service has been let into, to work on it."""
    reference = new_case()
    Grant.objects.create(
        key="1",
        service="MR",
        reference=reference,
        account_id=GRANTED.account_id,
        level="work",
        purpose="p",
        given_at=AT,
        starts_at=AT - timedelta(days=1),
        ends_at=AT + timedelta(days=1),
    )
    return reference


def allowed(visibility: str, author: Actor) -> set[str]:
    return READERS[visibility] | {author.username}


@pytest.mark.parametrize(("visibility", "author"), list(product(CHOSEN, PEOPLE)))
def test_what_is_written_is_read_by_those_in_the_table_and_is_absent_for_all_others(
    visibility: Visibility, author: Actor, case: str
) -> None:
    key = written(case, author, visibility=visibility)
    for reader in PEOPLE:
        if reader.username in allowed(visibility, author):
            assert keys(case, reader) == {key}
            assert entry_outline(at(reader), case, key).key == key
            assert read_entry(reference=case, key=key, by=reader, at=AT)[0].words
            continue
        assert keys(case, reader) == set()
        hidden = refusals(case, key, reader)
        assert hidden == refusals(case, "0" * 16, reader)
        assert set(hidden) == {"EntryNotFound"}


def refusals(case: str, key: str, reader: Actor) -> list[str]:
    """Tell how every way to one entry ends for a reader."""
    given = {"reference": case, "key": key, "by": reader, "at": AT}
    ways = (
        lambda: entry_outline(at(reader), case, key),
        lambda: read_entry(**given),
        lambda: read_file(**given),
        lambda: change_entry(**given, seen_version=1, draft=draft()),
    )
    return [_ending(way) for way in ways]


def _ending(way: object) -> str:
    with pytest.raises(CaseNotFound) as refused:
        way()  # type: ignore[operator]
    assert str(refused.value) == "There is no such entry."
    return type(refused.value).__name__


@pytest.mark.parametrize("kind", sorted(CODED))
def test_what_is_coded_is_seen_by_everybody_who_reaches_the_case(kind: Kind, case: str) -> None:
    key = written(case, COLLEAGUE, kind=kind, visibility="author_and_leader")
    assert [keys(case, reader) for reader in PEOPLE] == [{key}] * 4


@pytest.mark.parametrize("kind", sorted(WRITTEN - {Kind.FILE}))
def test_every_kind_with_words_follows_the_choice_of_its_author(kind: Kind, case: str) -> None:
    key = written(case, COLLEAGUE, kind=kind, visibility="author_and_leader")
    assert keys(case, LEADER) == keys(case, COLLEAGUE) == {key}
    assert keys(case, AUD) == set()


def test_a_file_follows_it_too(case: str) -> None:
    given = {"reference": case, "by": COLLEAGUE, "at": AT}
    key = attach_file(
        **given,
        file=GivenFile("x.pdf", b"x"),
        draft=draft(Kind.FILE, visibility="author_and_leader"),
        clean=lambda content: (FileKind.PDF, content),
    )
    assert read_file(**{**given, "by": LEADER}, key=key).content == b"x"
    with pytest.raises(EntryNotFound):
        read_file(**{**given, "by": AUD}, key=key)


def test_whom_the_case_is_shut_to_has_no_journal_though_she_wrote_it(case: str) -> None:
    written(case, COLLEAGUE)
    declare_tie(reference=case, kind="kin", by=COLLEAGUE, at=AT)
    with pytest.raises(CaseNotFound):
        seen(case, COLLEAGUE)


def test_broken_glass_shows_flags_and_no_words(case: str) -> None:
    written(case)
    written(case, visibility="case_team")
    flag = written(case, kind=Kind.FLAG)
    hours = timedelta(hours=1)
    times = {"broken_at": AT - hours, "until_at": AT + hours}
    BrokenGlass.objects.create(
        key="1", service="MR", reference=case, account_id=BO.account_id, reason="r", **times
    )
    assert keys(case, BO) == {flag}


def test_writing_and_reading_what_is_hidden_leaves_nothing_in_the_history_of_the_case(case: str) -> None:
    before = case_history(at(LEADER), case)
    key = written(case, AUD, visibility="case_team")
    read_entry(reference=case, key=key, by=AUD, at=AT)
    change_entry(reference=case, key=key, seen_version=1, draft=draft(), by=AUD, at=AT)
    assert case_history(at(LEADER), case) == before


def test_the_log_that_is_handed_out_tells_reading_and_not_what_kind_of_entry(case: str) -> None:
    hidden = written(case, AUD, visibility="case_team")
    shown = written(case, AUD, visibility="service")
    tells = []
    for key in (hidden, shown):
        read_entry(reference=case, key=key, by=AUD, at=AT)
        tells.append([(one.purpose, one.role) for one in access_log_of(case, by=LEADER)])
    assert set(tells[0]) == set(tells[1]) == {("casework", "case_worker")}


def test_no_line_of_the_trail_tells_the_kind_of_an_entry_or_who_may_read_it(case: str) -> None:
    written(case, kind=Kind.JUDGEMENT, visibility="author_and_leader")
    facts = " ".join(AuditLine.objects.filter(event="journal.written").values_list("facts", flat=True))
    assert "judgement" not in facts
    assert "leader" not in facts


def test_what_is_not_shown_is_not_opened_either(case: str) -> None:
    written(case, AUD, visibility="case_team")
    before = AuditLine.objects.filter(event="vault.opened").count()
    assert seen(case, LEADER).lines == ()
    assert AuditLine.objects.filter(event="vault.opened").count() == before


def test_only_words_for_every_reader_are_opened_with_the_journal() -> None:
    case = new_case()
    for table in ("persons", "plans_task", "journal"):
        with pytest.raises(CaseNotFound):
            read_journal(
                reference=case, choose=lambda _lines: (), by=AUD, at=AT, also=[FieldName(table, "name", "1")]
            )
