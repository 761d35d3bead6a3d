"""The demo: a marked data directory with a synthetic register, demo accounts, releases and both reports."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from fristed.casework.cases.actions import load_register
from fristed.casework.cases.queries import register_is_empty
from fristed.foundation.demo_mark import mark_register, require_unused_or_demo
from fristed.foundation.identity.actions import create_account
from fristed.foundation.identity.clients.actions import ask_for_client
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import SYSTEM, account_exists, actor_named
from fristed.foundation.identity.rules import Permission
from fristed.interfaces.cli.chain_register import load_chain
from fristed.interfaces.cli.commands import door_clock
from fristed.interfaces.cli.demo_actionplan import action_plan_in_demo
from fristed.interfaces.cli.demo_calls import demo_calls
from fristed.interfaces.cli.demo_chain import journeys_in_demo
from fristed.interfaces.cli.demo_housing import house_in_demo
from fristed.interfaces.cli.demo_journals import write_demo_journals
from fristed.interfaces.cli.demo_knowledge import directory_in_demo, letters_in_demo
from fristed.interfaces.cli.demo_moves import sow_moves
from fristed.interfaces.cli.demo_outcomes import outcomes_in_demo
from fristed.interfaces.cli.demo_outreach import outreach_in_demo
from fristed.interfaces.cli.demo_plans import plan_in_demo
from fristed.interfaces.cli.outreach_register import load_invented_outreach
from fristed.methods.reconstruction.register import read_register

DEMO_DIRECTORY = settings.CHECKOUT / "var" / "demo"
REPORT_YEAR = 2024
SEED = 2024
# Everybody here is invented, and the password is printed on the sign-in page of a marked demo.
PASSWORD = "fristed-demo-2024"  # noqa: S105
CAST = (
    ("aud", "Aud Fjellheim", "MR", ("case_worker",)),
    ("bo", "Bo Strandli", "KT", ("case_worker",)),
    ("cem", "Cem Aydin", "SU", ("case_worker",)),
    ("dina", "Dina Tallaksen", "", ("statistician",)),
    ("eli", "Eli Utengen", "FT", ("competence_adviser",)),
    ("finn", "Finn Eiersen", "", ("system_owner",)),
    ("gro", "Gro Leirvåg", "KT", ("service_leader",)),
    ("hege", "Hege Nordmo", "MR", ("service_leader",)),
    ("ivar", "Ivar Solheim", "SU", ("service_leader",)),
    ("jorun", "Jorun Myrvang", "", ("directorate_contact",)),
    ("hilde", "Hilde Bolstad", "KT", ("housing_officer",)),
    ("pia", "Pia Vakthavende", "", ("police_coordinator",)),
    ("tove", "Tove Hybelstad", "", ("provider_staff",)),
    ("marit", "Marit Losvik", "", ("mentor_coordinator",)),
    ("runa", "Runa Vassdalen", "", ("plan_coordinator",)),
    ("tor", "Tor Haugnes", "", ("ministry_editor",)),
    ("kaja", "Kaja Storhaug", "", ("knowledge_editor",)),
    ("unni", "Unni Grindvik", "", ("plan_coordinator",)),
)
DIRECTORATE_OF = {"jorun": "imdi", "pia": "pod"}
# Who sends cases to and fro in the demo, and who leads the service that is asked.
TO_MOVE_CASES = {"adviser": "aud", "expert": "bo", "leader": "gro"}
Say = Callable[[str], None]


def list_accounts(data: Path) -> None:
    """Write the list of demo accounts that the sign-in page shows."""
    accounts = [
        {
            "username": name,
            "display_name": shown,
            "service": service,
            "directorate": DIRECTORATE_OF.get(name, ""),
            "role": roles[0],
            "password": PASSWORD,
        }
        for name, shown, service, roles in CAST
    ]
    (data / "DEMO").write_text(json.dumps({"accounts": accounts}, ensure_ascii=False, indent=1), "utf-8")


def create_cast(*, by: Actor) -> None:
    """Create the demo accounts that are missing."""
    for username, display_name, service, roles in CAST:
        if not account_exists(username):
            create_account(
                username=username,
                display_name=display_name,
                service=service,
                directorate=DIRECTORATE_OF.get(username, ""),
                roles=roles,
                password=PASSWORD,
                by=by,
                at=door_clock(),
            )


def _ask_for_a_client(*, at: datetime) -> None:
    """Let the leader of the Expert Team ask for a client, which waits for somebody else to confirm it."""
    leader = actor_named("gro")
    ask_for_client(
        name="Arkivet",
        service=leader.service or "",
        scopes=(Permission.CASE_FOLLOW_UP,),
        ends_at=at + timedelta(days=180),
        by=leader,
        at=at,
    )


def build_demo(data: Path, *, say: Say) -> None:
    """Bring a demo directory to its full state; what is there already is left alone.

    Raises
    ------
    InUse
        If the register is in use and not a demo; nothing is changed then.
    """
    data.mkdir(parents=True, exist_ok=True)
    require_unused_or_demo()
    say("Preparing the database …")
    call_command("migrate", verbosity=0)
    mark_register(by=SYSTEM, at=door_clock())
    list_accounts(data)
    create_cast(by=SYSTEM)
    if register_is_empty():
        rows = read_register()
        say(f"Loading the synthetic register: {len(rows)} cases, nobody in it is real …")
        load_register(rows, seed=SEED, by=SYSTEM, at=door_clock())
        load_chain(seed=SEED, by=SYSTEM, at=door_clock())
        load_invented_outreach(seed=SEED, by=SYSTEM, at=door_clock())
        demo_calls(at=door_clock())
        write_demo_journals(by=actor_named("aud"), at=door_clock())
        cast = {role: actor_named(name) for role, name in TO_MOVE_CASES.items()}
        sow_moves(**cast, at=door_clock())
        plan_in_demo(at=door_clock())
        journeys_in_demo(at=door_clock())
        house_in_demo(at=door_clock())
        outreach_in_demo(at=door_clock())
        _ask_for_a_client(at=door_clock())
        outcomes_in_demo(year=REPORT_YEAR, at=door_clock())
        letters_in_demo(at=door_clock())
        directory_in_demo(at=door_clock())
        action_plan_in_demo(at=door_clock())
