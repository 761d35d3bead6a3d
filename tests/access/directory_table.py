"""Every verb and reading of the directory and of the preparedness letter, and who gets past; kept by hand.

A reference that leads nowhere is answered with what is not there, or refused, to everybody who is let in.
"""

from __future__ import annotations

from collections.abc import Mapping

from fristed.foundation.identity.facts import Actor
from fristed.knowledge.directory import actions as editing
from fristed.knowledge.directory import queries as entries
from fristed.knowledge.directory.contacts import packaged_directory
from fristed.knowledge.letters import actions as letters
from fristed.knowledge.letters import queries as sent
from tests.access.modes_table import DAY, Call, Rule, given

SEIF = packaged_directory()["seif"]
EDITORS, KEEPERS = ("competence_adviser", "knowledge_editor"), ("plan_coordinator",)


def past(*roles: str) -> Rule:
    """Let roles in, of whatever service."""
    return lambda by, _service: "past" if by.username in roles else "NotPermitted"


def on_letter(name: str, **more: object) -> tuple[Call, Rule]:
    """Call a verb of the letter on a year that has none."""
    verb = getattr(letters, name)

    def call(by: Actor, _service: str, _reference: str) -> object:
        return verb(**{"year": 2024, **more}, **given(by))

    return call, past(*KEEPERS)


DIRECTORY: Mapping[str, tuple[Call, Rule]] = {
    "propose_entry": (
        lambda by, _s, _r: editing.propose_entry(contact=SEIF, **given(by)),
        past(*EDITORS),
    ),
    "approve_entry": (
        lambda by, _s, _r: editing.approve_entry(key="seif", number=1, **given(by)),
        past(*EDITORS),
    ),
    "refuse_entry": (
        lambda by, _s, _r: editing.refuse_entry(key="seif", number=1, **given(by)),
        past(*EDITORS),
    ),
    "withdraw_entry": (lambda by, _s, _r: editing.withdraw_entry(key="seif", **given(by)), past(*EDITORS)),
    "check_entry": (lambda by, _s, _r: editing.check_entry(key="seif", **given(by)), past(*EDITORS)),
    "entries_to_edit": (lambda by, _s, _r: entries.entries_to_edit(by, today=DAY), past(*EDITORS)),
    "entry_to_edit": (lambda by, _s, _r: entries.entry_to_edit(by, "seif"), past(*EDITORS)),
    "write_letter": on_letter("write_letter", texts={}),
    "approve_letter": on_letter("approve_letter", number=1),
    "send_letter": on_letter("send_letter", number=1, kinds=["county"], sent_date=DAY),
    "mark_received": on_letter("mark_received", keys=["county-03"], received_date=DAY),
    "mark_not_received": on_letter("mark_not_received", keys=["county-03"]),
    "note_question": on_letter("note_question", recipient="county-03", text="?", asked_date=DAY),
    "answer_question": on_letter("answer_question", number=1, answer="Ja"),
    "add_recipient": (
        lambda by, _s, _r: letters.add_recipient(name="Lillevik vern", kind="other", **given(by)),
        past(*KEEPERS),
    ),
    "letters_of": (lambda by, _s, _r: sent.letters_of(by), past(*KEEPERS)),
    "versions_of": (lambda by, _s, _r: sent.versions_of(by, 2024), past(*KEEPERS)),
    "recipients_of": (lambda by, _s, _r: sent.recipients_of(by, 2024), past(*KEEPERS)),
    "questions_of": (lambda by, _s, _r: sent.questions_of(by, 2024), past(*KEEPERS)),
}
DIRECTORY_WITHOUT_AN_ACTOR: Mapping[str, str] = {
    "directory": "is public",
    "entry_named": "is public",
    "keys_known": "gives ids, which are public, so that none is used twice",
    "sent_letters": "gives letters that were sent, which are public",
    "sent_letter": "gives a letter that was sent, which is public",
    "recipients_in": "gives the public bodies of code lists",
    "tally_of": "counts what its caller was given",
    "last_number": "numbers a new version",
}
