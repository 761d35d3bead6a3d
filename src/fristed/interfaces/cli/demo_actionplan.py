"""The action plan in the demo: the plan as it was printed, with statuses and evidence that are invented."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_named
from fristed.knowledge.actionplan.actions import (
    add_milestone,
    let_write,
    load_plan,
    note_input,
    note_law,
    reach_milestone,
    write_follow,
)
from fristed.knowledge.actionplan.drafts import EvidenceDraft, InputDraft, LawDraft
from fristed.knowledge.actionplan.facts import Follow
from fristed.knowledge.actionplan.reading import PACKAGED, files_in_folder

MINISTRY = "AID"
# Who writes in the demo, by user name; the co-ordinator writes for the other ministries.
WRITER, COORDINATOR = "tor", "runa"
_Row = tuple[str, str, Follow, EvidenceDraft | None]
ROWS: tuple[_Row, ...] = (
    (
        "tor",
        "2",
        Follow("under_way", "AID", date(2026, 10, 1), "", "Høringen er forsinket.", "Utkastet er skrevet."),
        None,
    ),
    (
        "tor",
        "3",
        Follow("under_way", "IMDi", None, "671.01", "", "Mangfoldsrådgiverne tar imot flere henvendelser."),
        EvidenceDraft("figure", "activity", "2024/s.mr.total", "Saker hos mangfoldsrådgiverne"),
    ),
    (
        "tor",
        "4a",
        Follow("done", "IMDi", date(2026, 6, 30), "671.01", "", "Kampanjen er gjennomført (oppdiktet)."),
        EvidenceDraft("document", "activity", "Demo 26/101-3", "Rapport fra kampanjen"),
    ),
    (
        "tor",
        "5",
        Follow("under_way", "IMDi", date(2027, 3, 1), "", "", "Utredningen er bestilt."),
        EvidenceDraft("document", "agreement", "Demo 26/118-1", "Oppdragsbrevet"),
    ),
    (
        "tor",
        "8",
        Follow("done", "AID", date(2026, 3, 31), "", "", "Vurdert. Tilskuddet endres ikke nå."),
        EvidenceDraft("document", "decision", "Demo 26/77-9", "Beslutningsnotat"),
    ),
    (
        "tor",
        "13b",
        Follow("under_way", "Bufdir", None, "", "", "Nettverket har møttes to ganger."),
        EvidenceDraft("link", "activity", "https://www.example.no/nettverk", "Program for møtet"),
    ),
    (
        "tor",
        "25.1",
        Follow("done", "AID", None, "", "", "Lovforslaget er lagt fram."),
        EvidenceDraft("document", "bill", "Prop. 159 L (2024–2025)", "Lovforslaget"),
    ),
    ("runa", "10", Follow("under_way", "Helsedirektoratet", None, "", "", "Arbeidet er i gang."), None),
    (
        "runa",
        "11",
        Follow("paused", "Bufdir", date(2026, 9, 1), "", "Venter på evalueringen.", ""),
        None,
    ),
    (
        "runa",
        "15a",
        Follow(
            "under_way",
            "Bufdir",
            date(2027, 6, 1),
            "",
            "",
            "Første utkast er prøvd (oppdiktet).",
        ),
        EvidenceDraft("document", "report", "Demo 26/140-2", "Erfaringer fra utprøvingen"),
    ),
)
MILESTONES = (
    ("2", "Sendt på høring", date(2026, 6, 1), None),
    ("5", "Oppdrag gitt", date(2026, 2, 1), date(2026, 2, 10)),
    ("5", "Rapport levert", date(2027, 2, 1), None),
    ("15a", "Utkast prøvd", date(2026, 9, 1), date(2026, 8, 20)),
)
INPUTS = (
    InputDraft("meeting", "municipality", "Kommunesektoren", date(2024, 11, 14), "", ("3", "8")),
    InputDraft("meeting", "faith_community", "Tros- og livssynssamfunn", date(2024, 12, 5), "", ("18", "21")),
    InputDraft("written", "private_person", "", date(2025, 1, 20), "", ()),
)
LAW = LawDraft(
    "Utreiseforbud for barn",
    "Prop. 159 L (2024–2025)",
    ("25.1", "25.2"),
    "put_forward",
    date(2025, 6, 20),
)


def action_plan_in_demo(*, at: datetime) -> None:
    """Load the plan, and let the cast write of some commitments; what day it is decides what has happened."""
    people = {name: actor_named(name) for name in (WRITER, COORDINATOR)}
    governs: dict[str, Any] = {"by": people[COORDINATOR], "at": at}
    plan = load_plan(files=files_in_folder(PACKAGED), **governs)
    let_write(ministry=MINISTRY, account=people[WRITER].account_id, **governs)
    for username, code, follow, evidence in ROWS:
        who: dict[str, Any] = {"plan": plan, "code": code, "by": people[username], "at": at}
        write_follow(follow=follow, seen_version=0, evidence=evidence, **who)
    for code, title, due, done in MILESTONES:
        _milestone(plan, code, title, due, done, by=people[COORDINATOR], at=at)
    for draft in INPUTS:
        note_input(plan=plan, draft=draft, **governs)
    note_law(plan=plan, draft=LAW, **governs)


def _milestone(
    plan: str, code: str, title: str, due: date, done: date | None, *, by: Actor, at: datetime
) -> None:
    who: dict[str, Any] = {"plan": plan, "code": code, "by": by, "at": at}
    made = add_milestone(title=title, due_date=due, **who)
    if done:
        reach_milestone(milestone=made, done_date=min(done, at.date()), **who)
