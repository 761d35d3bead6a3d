"""Letters and a proposed entry of the directory in the demo: the texts are ours, and the answers invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from fristed.foundation.days import oslo_day
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_named
from fristed.knowledge.directory.actions import check_entry, propose_entry
from fristed.knowledge.directory.contacts import packaged_directory
from fristed.knowledge.letters import actions as letters
from fristed.knowledge.letters.queries import recipients_of
from fristed.knowledge.letters.recipients import KINDS

WRITER, APPROVER, EDITOR = "runa", "unni", "kaja"
FIRST = {
    "title_nb": "Vær oppmerksom på reiser før sommerferien",
    "title_nn": "Ver merksam på reiser før sommarferien",
    "title_en": "Watch for journeys before the summer holiday",
    "text_nb": "Noen barn og unge blir tatt med til utlandet mot sin vilje. Snakk med barnet alene, og før du"
    " snakker med foreldrene.\n\nEr du bekymret, kan du drøfte saken med Kompetanseteamet uten å nevne"
    " navn.\n\nEn kontaktplan gjør ikke en reise trygg. Det beste rådet er å ikke reise.",
    "text_nn": "Nokre barn og unge blir tekne med til utlandet mot sin vilje. Snakk med barnet åleine, og"
    " før du snakkar med foreldra.\n\nEr du uroa, kan du drøfte saka med Kompetanseteamet utan å nemne"
    " namn.\n\nEin kontaktplan gjer ikkje ei reise trygg. Det beste rådet er å ikkje reise.",
    "text_en": "Some children and young people are taken abroad against their will. Talk to the child alone,"
    " and before you talk to the parents.\n\nIf you are worried, you can discuss the case with the Expert"
    " Team without names.\n\nA contact plan does not make a journey safe. The best advice is not to travel.",
}
ADDED = {
    "text_nb": "\n\nBarnevernet skal ikke betale for reiser eller opphold som kan skade et barn.",
    "text_nn": "\n\nBarnevernet skal ikkje betale for reiser eller opphald som kan skade eit barn.",
    "text_en": "\n\nChild welfare must not pay for journeys or stays that may harm a child.",
}
SENT_ON = (5, 20)
# Every third has not answered this year, every fifth not last year.
SILENT = {0: 3, 1: 5}
ASKED = (
    ("county-46", "Gjelder brevet også voksenopplæringen?", "Ja. Del det med alle som møter unge voksne."),
    ("municipality-0301", "Kan vi sende brevet videre til barnehagene?", "Ja, det er ment for dem også."),
    ("governor-nordland", "Kommer brevet på samisk?", ""),
)


def letters_in_demo(*, at: datetime) -> None:
    """Let last year's letter and this year's be written, approved, sent, answered and asked about."""
    writer, approver = (replace(actor_named(name), at=at) for name in (WRITER, APPROVER))
    today = oslo_day(at)
    for ago in (1, 0):
        texts = FIRST if ago else {**FIRST, **{name: FIRST[name] + more for name, more in ADDED.items()}}
        _letter(today.year - ago, texts, writer, approver, at=at, silent=SILENT[ago])


def _letter(
    year: int, texts: dict[str, str], writer: Actor, approver: Actor, *, at: datetime, silent: int
) -> None:
    who: dict[str, Any] = {"year": year, "by": writer, "at": at}
    number = letters.write_letter(texts=FIRST, **who)
    if texts != FIRST:
        number = letters.write_letter(texts=texts, **who)
    letters.approve_letter(year=year, number=number, by=approver, at=at)
    today, sent = oslo_day(at), date(year, *SENT_ON)
    if sent > today:
        return
    letters.send_letter(number=number, kinds=KINDS, sent_date=sent, **who)
    keys = [one.recipient.key for one in recipients_of(writer, year)]
    for days in (2, 9):
        day = min(today, sent + timedelta(days=days))
        answers = [key for place, key in enumerate(keys) if place % silent and place % 2 == days % 2]
        letters.mark_received(keys=answers, received_date=day, **who)
    for recipient, question, answer in ASKED:
        given: dict[str, Any] = {"recipient": recipient, "text": question}
        asked = letters.note_question(asked_date=min(today, sent + timedelta(days=12)), **given, **who)
        if answer:
            letters.answer_question(number=asked, answer=answer, **who)


def directory_in_demo(*, at: datetime) -> None:
    """Let an editor check an entry, and propose a change that waits for somebody else."""
    editor = replace(actor_named(EDITOR), at=at)
    check_entry(key="alarmtelefonen", by=editor, at=at)
    nav = packaged_directory()["nav"]
    audience = {
        "nb": "Den som trenger penger, arbeid eller et midlertidig sted å bo",
        "nn": "Den som treng pengar, arbeid eller ein mellombels stad å bu",
        "en": "Whoever needs money, work or a place to live for a while",
    }
    propose_entry(contact=replace(nav, audience=audience), by=editor, at=at)
