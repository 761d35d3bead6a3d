"""Values planted in what is written while a case is worked on: calls, journals, plans, papers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fristed.casework.consultations.actions import set_safe_contact, take_call
from fristed.casework.consultations.facts import ContactRule
from fristed.casework.housing import actions as housing
from fristed.casework.housing.facts import Wishes
from fristed.casework.journal.actions import attach_file, change_entry, write_entry
from fristed.casework.journal.codes import WRITTEN, Kind
from fristed.casework.journal.facts import TEXT, EntryDraft
from fristed.casework.journal.rules import FIELDS_OF
from fristed.casework.papers.actions import give_summary, read_summary
from fristed.casework.papers.facts import SummaryDraft
from fristed.casework.persons.actions import make_own_key
from fristed.casework.plans.actions import set_task, write_contact_plan, write_safety_plan
from fristed.foundation.handed_in.files import GivenFile
from fristed.foundation.stripping.kinds import FileKind
from fristed.interfaces.cli.commands import door_clock
from fristed.interfaces.cli.proofs.machines import Machine, case_to_send, machine_of, note_to_send
from fristed.interfaces.cli.proofs.planting import Planter
from fristed.interfaces.cli.proofs.settled import Settled, browser_of, draft, registered, who

CALL_WORDS = 6


def plant_calls(plant: Planter, number: int) -> None:
    """Type planted words into calls: kept as drafts, thrown away, sent wrong, and as how to make contact."""
    aud, at = who("aud"), door_clock()
    browser = browser_of("aud")
    taken = take_call(
        draft=draft("MR", at.date()), contact=_rule(plant()), is_anonymous=True, by=aud, at=at
    ).reference
    for turn in range(max(1, number // CALL_WORDS)):
        token = f"{turn:032x}"
        typed = {"token": token, "contact_words": plant(), "main_concern_typed": plant()}
        browser.post("/calls/save/", {**typed, "country_1": plant()}, headers={"X-Fristed-Draft": "1"})
        browser.post("/cases/new/", {**typed, "token": f"a{token[1:]}", "contact_words": plant()})
        browser.post("/calls/code/", {"code": plant()})
        if turn % 2:
            browser.post(f"/calls/{token}/throw-away/")
        set_safe_contact(reference=taken, rule=_rule(plant()), seen_version=turn + 1, by=aud, at=at)


def _rule(words: str) -> ContactRule:
    return ContactRule(call_back="no", phone_watched="yes", words=words)


def plant_journal(plant: Planter, settled: Settled) -> dict[str, str]:
    """Write planted entries of every kind, and a planted file, for the case team; give whose they are."""
    by, case = who("aud"), registered("MR", settled.day, settled.at)
    given: dict[str, Any] = {"reference": case, "by": by, "at": settled.at}

    def note() -> EntryDraft:
        return EntryDraft(Kind.NOTE, settled.day, "case_team", {TEXT: plant()})

    key = write_entry(draft=note(), **given)
    for kind in sorted(WRITTEN - {Kind.NOTE, Kind.FILE}):
        words = {name: plant() for name in FIELDS_OF[kind]}
        write_entry(draft=EntryDraft(kind, settled.day, "case_team", words), **given)
    change_entry(key=key, seen_version=1, draft=note(), **given)
    file = GivenFile(f"{plant()}.pdf", plant().encode())
    kept = attach_file(file=file, draft=note(), clean=lambda content: (FileKind.PDF, content), **given)
    pages = (
        "",
        "journal/",
        f"journal/{key}/",
        f"journal/{key}/change/",
        f"journal/{kept}/",
        f"journal/{kept}/file/",
    )
    return {f"/cases/{case}/{page}": "aud" for page in pages}


def plant_papers(plant: Planter, settled: Settled) -> dict[str, str]:
    """Print planted advice, which is kept nowhere; give a planted receiver a summary; say whose it is."""
    by, case = who("cem"), registered("SU", settled.day, settled.at)
    browser, page = browser_of("cem"), f"/cases/{case}/papers/"
    advised = {
        "on": settled.day.isoformat(),
        "look": "named",
        "language": "nb",
        "call": plant(),
        "again": plant(),
    }
    for go in ("look", "make"):
        browser.post(f"{page}advice/", {**advised, "more": plant(), "go": go})
    words = {"organisation": plant(), "role": plant(), "reason": plant()}
    browser.post(f"{page}summary/", {**words, "agency": "police", "go": "look"})
    asked = SummaryDraft(
        language="nb", agency="police", ground="duty_to_avert", parts=("gender",), entries=(), **words
    )
    given: dict[str, Any] = {"reference": case, "by": by, "at": settled.at}
    found = read_summary(draft=asked, **given)
    give_summary(summary=found, file=b"%PDF " + plant().encode(), **given)
    # To whom a summary was given is told to all who work in the service.
    return {page: "cem ivar"}


def plant_by_machine(plant: Planter) -> Machine:
    """Let a client write planted words, some of them refused; give it: its token may stand nowhere either."""
    one = machine_of("MR")
    case = one.ask("post", "/cases", case_to_send("MR")).json()["reference"]
    key = one.ask("post", f"/cases/{case}/notes", note_to_send(plant(), "author_and_leader")).json()["key"]
    one.ask("put", f"/cases/{case}/notes/{key}", note_to_send(plant(), ""))
    # The second editor is told both, and what is not as described is repeated nowhere.
    one.ask("put", f"/cases/{case}/notes/{key}", note_to_send(plant(), ""))
    one.ask("post", f"/cases/{case}/notes", {**note_to_send(plant()), plant(): plant()})
    later = str(door_clock().date() + timedelta(days=7))
    one.ask("post", f"/cases/{case}/tasks", {"kind": "other", "due_date": later, "text": plant()})
    one.ask("post", "/cases/search", {"after": plant()})
    one.ask("post", f"/cases/{case}/contacts", {"on_date": plant()}, key=plant())
    Machine(f"fristed_{'0' * 12}_{plant()}").ask("get", "/cases")
    return one


def plant_plans(plant: Planter) -> None:
    """Write planted words into the plans of a case, by the verbs that the pages call."""
    at = door_clock()
    given: dict[str, Any] = {"reference": registered("MR", at.date(), at), "by": who("aud"), "at": at}
    later = at.date() + timedelta(days=7)
    set_task(**given, kind="other", account=None, due_date=later, text=plant())
    write_contact_plan(**given, text=plant(), version=0)
    write_safety_plan(**given, text=plant(), review_date=later, version=0)


def plant_housing(plant: Planter, settled: Settled) -> dict[str, str]:
    """Write planted words about a place to live, and a planted address; give whose the words are.

    Three escrow holders are appointed already, so that an address can be sealed.
    """
    officer, at = who("hilde"), door_clock()
    words: dict[str, Any] = {"on_date": settled.day, "by": officer, "at": at}
    application, dwelling = settled.references["housing"], settled.references["housing/dwellings"]
    housing.note_mapping(reference=application, wishes=Wishes(), words=plant(), **words)
    family: dict[str, Any] = {
        "is_wished": True,
        "with_counselling_office": False,
        "result": "",
        "conditions": plant(),
    }
    housing.note_family_work(reference=application, **family, **words)
    word = plant()
    make_own_key(passphrase=word, by=officer, at=at)
    housing.open_dwelling_place(dwelling=dwelling, officers=["hilde"], by=who("gro"), at=at)
    where = {"address": plant(), "municipality": plant(), "passphrase": word}
    browser_of("hilde").post(f"/housing/dwellings/{dwelling}/write/", _prefixed("write", where))
    browser_of("hilde").post(f"/housing/dwellings/{dwelling}/read/", _prefixed("read", {"passphrase": word}))
    # Who decides, and who works on the case, reads the words; the address is on no page that is opened.
    return {f"/housing/{application}/": "hilde bo gro"}


def _prefixed(prefix: str, values: dict[str, str]) -> dict[str, str]:
    return {f"{prefix}-{name}": value for name, value in values.items()}
