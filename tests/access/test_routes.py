"""Every route for every role, in the own service and in another; strangers; headers. Kept by hand.

Who may open what is written here apart from the roles and from the table of routes: a slip in either fails.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, path
from django.urls.resolvers import RegexPattern
from pytest_django import DjangoDbBlocker

from fristed.casework.assignments import actions as outreach
from fristed.casework.assignments.facts import AssignmentDraft, PostDraft
from fristed.casework.cases.actions import close_case, register_case, register_grey_zone_case
from fristed.casework.cases.facts import GreyZoneDraft
from fristed.casework.consultations.actions import save_call_draft
from fristed.casework.exchange.actions import keep_check, upload_cases
from fristed.casework.exchange.checking import check_file
from fristed.casework.exchange.queries import case_file_to_check
from fristed.casework.exchange.trial_files import csv_of, right_rows
from fristed.casework.housing import actions as housing
from fristed.casework.housing.facts import DwellingDraft, Wishes
from fristed.casework.mentors import actions as mentors
from fristed.casework.parties.actions import note_member
from fristed.casework.parties.facts import MemberDraft
from fristed.casework.plans.actions import fire_alarms, promise_signs, read_plans
from fristed.casework.reception.actions import ask_part, plan_reception
from fristed.casework.reception.queries import parts_for
from fristed.casework.referrals.actions import propose_move, record_ground, send_move
from fristed.casework.referrals.conferences.actions import call_conference
from fristed.foundation.audit.actions import record_read
from fristed.foundation.audit.review.queries import review_list
from fristed.foundation.identity.queries import SYSTEM, actor_of
from fristed.foundation.identity.rules import ROLES
from fristed.foundation.vault.actions import seal
from fristed.foundation.vault.facts import FieldName, Held, Owner
from fristed.foundation.vault.retention.actions import propose_destruction
from fristed.foundation.vault.retention.queries import list_of
from fristed.interfaces.api.urls import urlpatterns as addresses_for_programs
from fristed.interfaces.web.requests import door_clock
from fristed.interfaces.web.routes import TABLE, RouteWithoutRow, all_routes, row_of
from fristed.interfaces.web.urls import urlpatterns
from fristed.knowledge.actionplan import actions as action_plan
from fristed.knowledge.actionplan.reading import PACKAGED, files_in_folder
from fristed.knowledge.guidance.actions import propose_edition
from fristed.knowledge.guidance.packaged import packaged_content
from fristed.knowledge.guidance.rules import draft_of
from fristed.knowledge.letters.actions import write_letter
from fristed.statistics.leak_finding.actions import upload_tables
from fristed.statistics.leak_finding.uploads import TableFile
from tests.spec.cast import CASE_WORKERS, actor, at_ten, plain_case
from tests.spec.home import ADULT, applied, case_with, day, later, seen
from tests.standing import standing
from tests.unit.interfaces.web.releases import sample_release, show, store
from tests.unit.interfaces.web.visitors import AT, CAST, account_of, stranger, visitor

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)
TABLES = [TableFile("spec.toml", b"threshold = 7"), TableFile("counts.csv", b"a;b")]
LETTER = {f"{part}_{code}": "Brev" for part in ("title", "text") for code in ("nb", "nn", "en")}
EVERYBODY = frozenset(CAST)
EVERY_PATTERN = [
    inner
    for one in (*urlpatterns, *addresses_for_programs)
    for inner in (one.url_patterns if isinstance(one, URLResolver) else (one,))
]
IN_THE_CHAIN = {"hilde", "marit", "pia", "tove"}
READERS = EVERYBODY - {"nils", "tor", "kaja", *IN_THE_CHAIN}
CASE_WORKER_OF = {"MR": {"aud"}, "KT": {"bo", "gro"}, "SU": {"cem"}}
TURNS = 5
WITH_A_REGISTER = {"aud", "bo", "cem", "gro"}
OUTREACH = WITH_A_REGISTER | {"eli"}

# Who sees how an action plan goes; of these the writer of a ministry and the co-ordinator write in it.
OF_PLANS = {"eli", "finn", "gro", "jorun", "runa", "tor"}
HELPERS = {"finn", "gro"}
AT_THE_DESK = {"dina", "finn", "gro", "jorun"}

# Who gets a page at an address that names no case. Everybody else gets the page for "nothing here".
OPEN_TO: dict[str, frozenset[str] | set[str]] = {
    "/": EVERYBODY,
    "/accessibility/": EVERYBODY,
    "/privacy/": EVERYBODY,
    "/about/": EVERYBODY,
    "/cases/": WITH_A_REGISTER,
    "/cases/new/": WITH_A_REGISTER,
    "/cases/work-list/2024/": WITH_A_REGISTER,
    "/calls/code/": WITH_A_REGISTER,
    "/cases/imports/": WITH_A_REGISTER,
    "/cases/imports/template.csv": WITH_A_REGISTER,
    "/cases/export/": {"gro"},
    "/follow-ups/": WITH_A_REGISTER,
    "/follow-ups/paper/": WITH_A_REGISTER,
    "/statistics/outcomes/": READERS,
    "/statistics/chains/": READERS,
    "/statistics/outreach/": READERS,
    "/retention/": WITH_A_REGISTER,
    "/cases/emergency/": WITH_A_REGISTER,
    "/access/": {"gro"},
    "/access/grants/new/": {"gro"},
    "/access/reviews/": {"gro", "finn"},
    "/notices/": EVERYBODY,
    "/notices/mail/": EVERYBODY,
    "/my-day/": WITH_A_REGISTER,
    "/oversight/": {"gro"},
    "/before-holidays/": WITH_A_REGISTER,
    "/directory/entries/": {"eli", "kaja"},
    "/directory/entries/new/": {"eli", "kaja"},
    "/directory/entries/seif/": {"eli", "kaja"},
    "/letters/": {"runa"},
    "/letters/new/": {"runa"},
    "/letters/2024/work/": {"runa"},
    "/letters/2024/recipients/": {"runa"},
    "/letters/2024/recipients.csv": {"runa"},
    "/letters/2024/questions/": {"runa"},
    "/accounts/": {"gro", "finn"},
    "/staff/clients/": {"gro", "finn"},
    "/staff/clients/new/": {"gro", "finn"},
    "/legal-basis/": WITH_A_REGISTER | {"finn"},
    "/legal-basis/dpia/": WITH_A_REGISTER | {"finn"},
    "/legal-basis/dpia.md": WITH_A_REGISTER | {"finn"},
    "/legal-basis/propose/mode/": {"gro", "finn"},
    "/legal-basis/propose/field/": {"gro", "finn"},
    "/place-key/": WITH_A_REGISTER | {"finn", "hilde", "pia"},
    "/repatriation/": WITH_A_REGISTER,
    "/repatriation/conditions/": WITH_A_REGISTER,
    "/reception/": WITH_A_REGISTER,
    "/reception/parts/": {"pia"},
    "/escrow/": {"gro", "finn"},
    "/moves/": WITH_A_REGISTER,
    "/housing/": {"hilde", "pia", "tove"},
    "/housing/board/": {"hilde", "pia", "tove", "gro"},
    "/housing/waits/": {"hilde"},
    "/housing/providers/": {"hilde"},
    "/mentors/": {"hilde", "marit"},
    **dict.fromkeys(
        (
            f"/outreach/{page}"
            for page in ("", "requests/", "requests/new/", "held/new/", "calendar/", "weeks/")
        ),
        OUTREACH,
    ),
    **dict.fromkeys((f"/outreach/{page}" for page in ("quick/", "answers/", "posts/")), OUTREACH),
    "/outreach/witness/": {"bo", "gro"},
    "/outreach/coverage/": READERS,
    "/intake/": WITH_A_REGISTER,
    "/intake/fields/": {"gro"},
    "/intake/stand-ins/": WITH_A_REGISTER,
    "/statistics/overlap/": READERS,
    "/grey-zone/": {"aud"},
    "/grey-zone/new/": {"aud"},
    "/statistics/2024/": READERS,
    "/statistics/2024/tables/2/": READERS,
    "/statistics/2024/tables/2.csv": READERS,
    "/statistics/key-figures/": READERS,
    "/statistics/2024/official/": {"dina", "finn"},
    "/statistics/2024/protection/": {"dina"},
    "/statistics/2024/protection/certificate.json": {"dina"},
    "/statistics/2024/protection/print.json": {"dina"},
    "/report/2024/": AT_THE_DESK,
    "/report/2024/check/": AT_THE_DESK,
    "/report/cited/": AT_THE_DESK,
    "/report/2024/saker-antall/": AT_THE_DESK,
    "/audit/": {"finn", "gro"},
    "/audit/health/": {"finn", "gro"},
    "/audit/review/": {"finn", "gro"},
    "/security/": EVERYBODY,
    "/security/app/": EVERYBODY,
    "/security/passkey/": EVERYBODY,
    "/security/password/": EVERYBODY,
    "/step-up/": EVERYBODY,
    "/account-help/": HELPERS,
    "/guidance/editions/": {"kaja", "eli"},
    "/guidance/editions/new/write_down/": {"kaja", "eli"},
    "/leaks/": {"dina"},
    "/leaks/files/": {"dina"},
    "/plan/": OF_PLANS,
    "/plan/load/": {"runa"},
}
# The same for addresses that name a case: only those who work in the service that has it.
OF_A_CASE = (
    "",
    "moves/",
    "result/",
    "history/",
    "safe-contact/",
    "consultation/",
    "contact/",
    "concern/",
    "agencies/",
    "details/",
    "correct/",
    "close/",
    "reopen/",
    "outcome/",
    "outcome/leave-out/",
    "answers/",
    "access/",
    "tie/",
    "journal/",
    *(f"journal/new/{kind}/" for kind in ("note", "judgement", "concern-report", "obstacle", "flag", "file")),
    "person/",
    "person/write/",
    "papers/",
    "papers/advice/",
    "papers/summary/",
    "plans/",
    "plans/task/",
    "plans/sign/",
    "plans/contact/",
    "plans/safety/",
    "plans/month/",
    "place/",
    "moves/new/",
    "moves/team/",
    "moves/conference/",
    "parties/",
    "journey/",
    "housing/",
    "mentors/",
)
# And only the leader of that service; the others in this cast have none.
OF_A_LEADER = ("access-log/", "access-log.html")
PUBLIC = {"/sign-in/", "/language/", "/health", "/accessibility/", "/static/<path>"}
# Help that anybody may look for, and the open letter.
PUBLIC |= {"/directory/", "/directory/who-covers/", "/directory/feed.json", "/directory/<key>/"}
PUBLIC |= {"/letters/<year>/"}
# The rest of the way in. A stranger gets a form there at most.
PUBLIC |= {"/guidance/", "/guidance/about/", "/guidance/<language>/", "/guidance/<language>/about/"}
PUBLIC |= {
    "/sign-in/second/",
    "/sign-in/passkey/",
    "/sign-in/passkey/options/",
    "/sign-in/code/<purpose>/",
    "/sign-in/provider/",
    "/sign-in/provider/return/",
    "/sign-in/provider/ended/",
    "/signed-out/",
}
TAKEN = {"preview": 200, "save": 302, "ask": 302, "approve": 422, "comment": 422, "contribute": 422}
TAKEN |= {"figure": 422, "take-away": 422}
# What is published, and what everybody gets there before anything is.
PUBLISHED = {
    "/published/": 200,
    "/published/2024/": 404,
    "/published/2024/1/": 404,
    "/published/2024/1/changes/": 404,
    "/published/2024/tabell-02/": 404,
    "/published/2024/1/tabell-02/": 404,
    "/published/2024/files/arsrapport-2024.pdf": 404,
    "/published/2024/1/files/arsrapport-2024.pdf": 404,
}
# The same for programs; before anything is published the door is open and the shelf empty.
FOR_PROGRAMS = {
    "/catalog.ttl": 200,
    "/api/v2/config": 200,
    "/api/v2/tables": 200,
    "/api/v2/tables/tabell-02": 404,
    "/api/v2/tables/tabell-02/metadata": 404,
    "/api/v2/tables/tabell-02/data": 404,
    "/api/v2/codelists": 200,
    "/api/v2/codelists/vs_genders": 200,
    "/api/v2/navigation": 404,
}
# What clients come to with a token; who gets in there is tried in test_clients_api.py.
FOR_CLIENTS = {
    f"/api/casework/v1/{path}"
    for path in (
        *("cases", "cases/search", "cases/<reference>", "cases/<reference>/contacts"),
        *("cases/<reference>/notes", "cases/<reference>/notes/<key>"),
        *("cases/<reference>/tasks", "cases/<reference>/tasks/<key>/done"),
        *("moves/inbox", "moves/<reference>", "moves/<reference>/accept", "moves/<reference>/decline"),
        *("events", "target"),
    )
}
NAMED_FOR_PROGRAMS = {
    "tabell-02": "<wanted>",
    "vs_genders": "<wanted>",
    "v2/navigation": "<rest>",
}
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
CONTENT_SECURITY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


@pytest.fixture(scope="module")
def references(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """One thing of every kind that has an address."""
    with standing(django_db_blocker):
        yield one_of_each_kind()


def one_of_each_kind() -> dict[str, str]:
    """A closed case in every service, a grey-zone case, and whatever else is sent, asked for or handed in."""
    found = {}
    for service, worker in CASE_WORKERS.items():
        found[service] = register_case(draft=plain_case(service, DAY), by=worker, at=at_ten(DAY)).reference
        close_case(reference=found[service], on_date=DAY, by=worker, at=at_ten(DAY))
    found["cases file"] = upload_cases(file=csv_of(right_rows(2)), by=actor_of(account_of("bo")), at=AT)
    handed_in, service = case_file_to_check(found["cases file"], by=SYSTEM)
    check = check_file(handed_in, service=service, on_date=DAY)
    keep_check(reference=found["cases file"], found=check, by=SYSTEM, at=AT)
    found["call"] = "d" * 32
    aud = actor_of(account_of("aud"))
    save_call_draft(reference=found["call"], fields={"kind": ["anonymous"]}, by=aud, at=door_clock())
    found["upload"] = upload_tables(files=TABLES, title="tables", by=actor_of(account_of("dina")), at=AT)
    found["list"] = list_due_in("KT", found["KT"])
    found["move"] = sent_from("MR", to="SU")
    found["conference"] = called_by("aud", with_one="bo")
    found |= on_the_way()
    found["edition"] = str(proposed_by("kaja"))
    found["application"], found["dwelling"], found["match"] = chain_of("bo")
    found["plan"] = plan_that_tor_writes_in()
    found |= reached_out()
    draft = GreyZoneDraft(service="MR", first_contact_date=DAY, topic="school")
    read = {"event": "address.read", "by": actor_of(account_of("bo")), "at": AT - timedelta(days=1)}
    record_read(**read, subject=found["KT"])
    found["finding"] = review_list(by=actor_of(account_of("finn")), at=AT)[0].finding.key
    write_letter(year=2024, texts=LETTER, by=actor_of(account_of("runa")), at=AT)
    found["grey zone"] = register_grey_zone_case(draft=draft, by=CASE_WORKERS["MR"], at=at_ten(DAY))
    return found


def each_of_the_cast() -> Iterator[str]:
    """Give the cast one by one; what one of them did is undone before the next one tries."""
    for username in sorted(CAST):
        marks = {alias: transaction.savepoint(using=alias) for alias in ("default", "keys")}
        yield username
        for alias, mark in marks.items():
            transaction.savepoint_rollback(mark, using=alias)


def proposed_by(username: str) -> int:
    """Give the number of a change of a text of guidance that waits."""
    standing = draft_of(packaged_content(), "stay_with")
    draft = replace(standing, read_on=AT.date(), review_by=AT.date() + timedelta(days=100))
    return propose_edition(draft=draft, valid_from=AT.date(), by=actor_of(account_of(username)), at=AT)


def list_due_in(service: str, reference: str) -> str:
    """Give a list with one row of what is due in a service."""
    owner = Owner(service, reference)
    seal(owner=owner, field=FieldName("persons", "name", "1"), plain="x", by=CASE_WORKERS[service], at=AT)
    held = [Held(owner, "case_identity", DAY)]
    on = DAY.replace(year=DAY.year + 10)
    return propose_destruction(held=held, service=service, on_date=on, by=SYSTEM, at=AT)


def sent_from(service: str, *, to: str) -> str:
    """Give a referral that has been sent from a case of its own in one service to another."""
    by = CASE_WORKERS[service]
    case = register_case(draft=plain_case(service, DAY), by=by, at=at_ten(DAY)).reference
    asked = {"kind": "refer", "service": to, "to": None, "fields": ["gender"], "letter": ""}
    move = propose_move(reference=case, **asked, by=by, at=AT)  # type: ignore[arg-type]
    record_ground(reference=move, ground="anonymous_consultation", by=by, at=AT)
    send_move(reference=move, by=by, at=AT)
    return move


def on_the_way() -> dict[str, str]:
    """Give a journey home that is applied for, its reception, and the part that is asked of the police."""
    case, members = case_with(ADULT)
    journey = applied(case, members)
    by, at = CASE_WORKERS["KT"], later(1)
    reception = seen(journey).reception
    plan_reception(reference=reception, arrival_date=day(9), by=by, at=at)
    police = account_of("pia").pk
    ask_part(reference=reception, kind="police_at_airport", account=police, by=by, at=at)
    [part] = parts_for(replace(actor_of(account_of("pia")), at=at))
    found = {"home": case, "member": members[0], "journey": journey, "reception": reception}
    return found | {"part": part.key}


def plan_that_tor_writes_in() -> str:
    """Give the action plan, in which Tor writes for a ministry."""
    governs: dict[str, Any] = {"by": actor_of(account_of("runa")), "at": AT}
    plan = action_plan.load_plan(files=files_in_folder(PACKAGED), **governs)
    action_plan.let_write(ministry="AID", account=account_of("tor").pk, **governs)
    return plan


def called_by(username: str, *, with_one: str) -> str:
    """Give a conference about a case of its own, with somebody of another service."""
    by = actor_of(account_of(username))
    service = by.service or ""
    case = register_case(draft=plain_case(service, DAY), by=by, at=at_ten(DAY)).reference
    people = {"accounts": [account_of(with_one).pk], "agencies": ["police"]}
    asked = {"on_date": DAY, "purpose": "", "ground": "anonymous_consultation"}
    return call_conference(reference=case, **people, **asked, by=by, at=AT)  # type: ignore[arg-type]


def chain_of(username: str) -> tuple[str, str, str]:
    """Give an application that the police are asked about, a dwelling of a provider, and a match, in KT."""
    worker, officer = actor_of(account_of(username)), actor_of(account_of("hilde"))
    staff, coordinator = account_of("tove").pk, account_of("marit").pk
    case = register_case(draft=plain_case("KT", DAY), by=worker, at=at_ten(DAY)).reference
    who = MemberDraft("person_of_case", "adult_18_plus", "female")
    member = note_member(reference=case, draft=who, by=worker, at=AT)
    days: dict[str, Any] = {"on_date": DAY, "at": AT}
    asked = {"scheme": "housing", "came_from": "police", "companions": (), **days}
    application = housing.ask_for_place(reference=case, member=member, by=worker, **asked)
    housing.note_mapping(reference=application, wishes=Wishes(), by=officer, **days)
    housing.ask_security(reference=application, by=officer, **days)
    provider = housing.note_provider(by=officer, at=AT)
    housing.let_in_staff(provider=provider, account=staff, by=officer, at=AT)
    draft = DwellingDraft(provider, "a", "all", takes_children=True, takes_couples=True)
    dwelling = housing.note_dwelling(draft=draft, by=officer, at=AT)
    organisation = mentors.note_organisation(name="Lillevik mentorer", by=officer, at=AT)
    mentors.let_in_coordinator(organisation=organisation, account=coordinator, by=officer, at=AT)
    wish = {"because": "resident", "kind": "peer", "wanted": "any", "way": "both", **days}
    match = mentors.ask_for_mentor(reference=case, member=member, by=worker, **wish)
    mentors.record_mentor_consent(reference=match, organisation=organisation, by=worker, **days)
    return application, dwelling, match


def reached_out() -> dict[str, str]:
    """Give an assignment, teaching that Aud has noted, a summons of the Expert Team, and a post."""
    by = {name: {"by": CASE_WORKERS[name], "at": AT} for name in CASE_WORKERS}
    leader = {"by": actor("hege", "MR", "service_leader", account_id=980), "at": AT}
    draft = AssignmentDraft("nav", "mapping", "physical")
    quick: dict[str, Any] = {"kind": "group", "theme": "rights", "county": "", "participants": None}
    called: dict[str, Any] = {"subject": "risk", "forum": "district_court", "hearing_date": None}
    post = PostDraft("46", "", "", "A. Rådgiver", None, 100, DAY)
    return {
        "assignment": outreach.request_assignment(draft=draft, on_date=DAY, **by["MR"]),
        "activity": outreach.note_activity(**quick, on_date=DAY, **by["MR"]),
        "summons": outreach.note_summons(**called, on_date=DAY, **by["KT"]),
        "post": outreach.note_post(draft=post, **leader),
    }


def addresses(references: dict[str, str]) -> dict[str, frozenset[str] | set[str]]:
    """Give every address that can be opened, and who gets a page there."""
    found = dict(OPEN_TO)
    for service, people in CASE_WORKER_OF.items():
        found |= {f"/cases/{references[service]}/{step}": people for step in OF_A_CASE}
    for step in OF_A_LEADER:
        found[f"/cases/{references['KT']}/{step}"] = {"gro"}
        found |= {f"/cases/{references[service]}/{step}": frozenset() for service in ("MR", "SU")}
    found[f"/audit/review/{references['finding']}/"] = {"finn", "gro"}
    found[f"/calls/{references['call']}/"] = {"aud"}
    found[f"/grey-zone/{references['grey zone']}/convert/"] = {"aud"}
    # What is sent from one service to another is there for both, and its answer for who is asked.
    found[f"/moves/{references['move']}/"] = {"aud", "cem"}
    found[f"/moves/{references['move']}/accept/"] = {"cem"}
    found[f"/conferences/{references['conference']}/"] = {"aud", "bo"}
    # What an envoy applies for is there for Kompetanseteamet too; one part is there for who is asked.
    found[f"/cases/{references['home']}/parties/{references['member']}/"] = {"cem"}
    found[f"/repatriation/{references['journey']}/"] = {"bo", "cem", "gro"}
    for page in ("", "details/"):
        found[f"/reception/{references['reception']}/{page}"] = {"bo", "cem", "gro"}
    found[f"/reception/parts/{references['part']}/"] = {"pia"}
    # What the chain sends somebody, and who works on the case; a dwelling also for who names its officers.
    found[f"/housing/{references['application']}/"] = {"bo", "gro", "hilde", "pia"}
    found[f"/housing/{references['application']}/mapping/"] = {"hilde"}
    found[f"/housing/{references['application']}/pass-on/"] = {"pia"}
    found[f"/housing/{references['application']}/places/"] = {"hilde"}
    found[f"/housing/dwellings/{references['dwelling']}/"] = {"gro", "hilde", "pia", "tove"}
    found[f"/mentors/{references['match']}/"] = {"bo", "gro", "marit"}
    found[f"/mentors/{references['match']}/begin/"] = {"marit"}
    found[f"/mentors/{references['match']}/end/"] = {"bo", "gro", "marit"}
    found[f"/guidance/editions/{references['edition']}/"] = {"kaja", "eli"}
    plan = f"/plan/{references['plan']}"
    for page in ("", "views/timeline/", "commitments/8/", "commitments/10/", "input/", "laws/"):
        found[f"{plan}/{page}"] = OF_PLANS
    found |= {f"{plan}/report/midterm/{page}": OF_PLANS for page in ("2027/", "2027.html")}
    # Tor writes for the ministry of labour: of 8, and not of 10, which is the ministry of health's.
    for page in ("commitments/8/write/", "commitments/8/milestone/", "laws/new/"):
        found[f"{plan}/{page}"] = {"runa", "tor"}
    for page in ("commitments/10/write/", "input/new/", "writers/"):
        found[f"{plan}/{page}"] = {"runa"}
    found[f"/outreach/assignments/{references['assignment']}/"] = OUTREACH
    found[f"/outreach/assignments/{references['assignment']}/decline/"] = OUTREACH
    found[f"/outreach/quick/{references['activity']}/"] = {"aud"}
    found[f"/outreach/witness/{references['summons']}/"] = {"bo", "gro"}
    # Leaders of the advisers keep where they are posted; none of this cast is one.
    found[f"/outreach/posts/{references['post']}/"] = frozenset()
    found[f"/leaks/{references['upload']}/"] = {"dina"}
    found[f"/cases/imports/{references['cases file']}/"] = {"bo"}
    found[f"/cases/imports/{references['cases file']}/rows/"] = {"bo"}
    for page in ("", "certificate/", "certificate.json"):
        found[f"/retention/{references['list']}/{page}"] = CASE_WORKER_OF["KT"]
    return found


def shape(address: str, references: dict[str, str]) -> str:
    """Give an address as the table of routes writes it."""
    address = address.replace("/new/write_down/", "/new/<piece>/")
    address = re.sub("/guidance/editions/[0-9]+/", "/guidance/editions/<number>/", address)
    if address.startswith(f"/plan/{references['plan']}/"):
        return shape_in_plan(address.replace(references["plan"], "<plan>"))
    for name in ("finding", "member", "part"):
        address = address.replace(references[name], "<key>")
    for name, reference in references.items():
        address = address if name == "edition" else address.replace(reference, "<reference>")
    address = address.replace("template.csv", "template.<form>")
    address = address.replace("/2024/", "/<year>/").replace("tables/2", "tables/<number>")
    address = address.replace("/saker-antall/", "/<key>/").replace("/entries/seif/", "/entries/<key>/")
    address = address.replace("/propose/mode/", "/propose/<what>/").replace(
        "/propose/field/", "/propose/<what>/"
    )
    address = re.sub("/journal/new/[a-z-]+/", "/journal/new/<kind>/", address)
    address = re.sub("/(mapping|pass-on|begin|end|decline)/", "/<name>/", address)
    for name in ("task", "sign", "contact", "safety", "month"):
        address = address.replace(f"/plans/{name}/", "/plans/<name>/")
    return address.replace("tabell-02", "<part>").replace("arsrapport-2024.pdf", "<name>")


def shape_in_plan(address: str) -> str:
    """Give an address of an action plan as the table of routes writes it."""
    address = re.sub("/commitments/[^/]+/", "/commitments/<code>/", address)
    address = re.sub("<code>/[a-z]+/", "<code>/<name>/", address)
    address = re.sub("/views/[a-z-]+/", "/views/<name>/", address)
    address = re.sub("/laws/[^/]+/", "/laws/<key>/", address)
    address = re.sub("/report/[a-z]+/", "/report/<kind>/", address)
    return address.replace("2027.html", "<year>.<form>").replace("/2027/", "/<year>/")


def test_somebody_of_every_role_tries_the_addresses() -> None:
    assert {person.role for person in CAST.values()} == set(ROLES)


def test_the_addresses_tried_here_are_all_there_are(references: dict[str, str]) -> None:
    tried = {shape(address, references) for address in addresses(references)}
    without_a_page = {"/sign-out/", "/language/", "/statistics/compute/", "/statistics/"}
    without_a_page |= {"/leaks/<reference>/delete/", "/statistics/<year>/protection/drop/"}
    without_a_page |= {"/statistics/<year>/official/<name>/", "/cases/work-list/<year>/confirm/"}
    without_a_page |= {
        "/report/cited/record/",
        "/report/cited/<key>/withdraw/",
        "/report/<year>/check/ask/",
        "/report/<year>/<key>/<name>/",
        "/report/<year>/order/<name>/",
        "/cases/imports/<reference>/delete/",
        "/go-on/",
        "/step-up/provider/",
        "/security/<name>/",
        "/security/passkey/options/",
        "/security/provider/",
        "/account-help/<account>/<name>/",
    }
    without_a_page |= {f"/cases/<reference>/journal/<key>/{step}" for step in ("", "change/", "file/")}
    without_a_page |= {"/report/<year>/<key>/<name>/", "/cases/imports/<reference>/delete/"}
    without_a_page |= {"/calls/save/", "/calls/<reference>/throw-away/"}
    without_a_page |= {"/retention/propose/", "/retention/<reference>/carry-out/"}
    without_a_page |= {"/retention/<reference>/rows/<row>/"}
    without_a_page |= {"/cases/<reference>/access/<name>/", "/access/<name>/", "/accounts/<account>/<name>/"}
    without_a_page |= {f"/cases/<reference>/person/{step}/" for step in ("open", "remove")}
    without_a_page |= {"/moves/<reference>/<name>/", "/conferences/<reference>/<name>/"}
    without_a_page |= {"/cases/<reference>/place/<name>/", "/place-key/<name>/"}
    without_a_page |= {"/escrow/<name>/", "/statistics/outcomes/compute/", "/statistics/outcomes/<year>/"}
    without_a_page |= {"/statistics/chains/compute/", "/statistics/chains/<year>/"}
    without_a_page |= {"/statistics/outreach/compute/", "/statistics/outreach/<year>/"}
    without_a_page |= {"/cases/filters/<name>/", "/cases/<reference>/plans/do/<name>/"}
    without_a_page |= {"/cases/<reference>/plans/alarms/<key>/", "/repatriation/<reference>/<name>/"}
    without_a_page |= {"/reception/<reference>/<name>/", "/reception/<reference>/details/<name>/"}
    without_a_page |= {"/reception/parts/<key>/<name>/", "/repatriation/conditions/<name>/"}
    without_a_page |= {"/housing/dwellings/<reference>/<name>/"}
    without_a_page |= {"/guidance/call/", "/guidance/editions/<number>/<name>/"}
    without_a_page |= {"/directory/entries/<key>/<name>/", "/letters/<year>/work/<name>/"}
    without_a_page |= {"/legal-basis/clear/", "/legal-basis/<key>/<name>/", "/staff/clients/<name>/"}
    published = {shape(address, references).replace("/1/", "/<version>/") for address in PUBLISHED}
    published |= paths_for_programs()
    assert tried | without_a_page | PUBLIC | published | FOR_CLIENTS == {route.path for route in all_routes()}


def paths_for_programs() -> set[str]:
    """Give the addresses for programs as the table of routes writes them."""
    found = set()
    for address in FOR_PROGRAMS:
        for name, shown in NAMED_FOR_PROGRAMS.items():
            address = address.replace(name, shown)
        found.add(address)
    return found


@pytest.mark.parametrize("tries_all", [False, pytest.param(True, marks=pytest.mark.ci)])
@pytest.mark.parametrize("username", sorted(CAST))
def test_a_page_is_opened_by_those_it_is_for_and_is_nothing_to_others(
    username: str, references: dict[str, str], *, tries_all: bool
) -> None:
    """In the first tier those for whom a page is not take turns; in the second all of them try."""
    show(sample_release())
    client = visitor(username)
    nothing = client.get("/nothing-at-all/")
    turn = sorted(CAST).index(username) % TURNS
    wrong = []
    for number, (address, people) in enumerate(addresses(references).items()):
        if not tries_all and username not in people and number % TURNS != turn:
            continue
        answer = client.get(address)
        if username in people and answer.status_code != 200:
            wrong.append((address, answer.status_code))
        if username not in people and not same_answer(answer, nothing):
            wrong.append((address, answer.status_code))
    assert wrong == []


def same_answer(one: HttpResponse, other: HttpResponse) -> bool:
    """Whether two answers are the same, byte for byte and header for header."""
    return (one.status_code, one.content, csp_apart(one)) == (
        other.status_code,
        other.content,
        csp_apart(other),
    )


def csp_apart(answer: HttpResponse) -> dict[str, object]:
    """Give the headers; the order of security directives means nothing."""
    headers: dict[str, object] = dict(answer.headers)
    headers["Content-Security-Policy"] = directives(answer)
    return headers


def directives(answer: HttpResponse) -> set[str]:
    """Give the content security policy as a set."""
    return {part.strip() for part in answer.headers["Content-Security-Policy"].split(";")}


@pytest.mark.ci
@pytest.mark.parametrize("username", sorted(CAST))
def test_a_form_is_taken_from_those_it_is_for_and_is_nothing_to_others(
    username: str, references: dict[str, str]
) -> None:
    store(sample_release())
    client = visitor(username)
    nothing = client.get("/nothing-at-all/")
    takes = {route.path for route in all_routes() if "POST" in route.methods}
    wrong = []
    for address, people in addresses(references).items():
        if shape(address, references) not in takes:
            continue
        answer = client.post(address)
        is_taken = answer.status_code in (302, 422)
        if is_taken != (username in people) or not (is_taken or same_answer(answer, nothing)):
            wrong.append((address, answer.status_code))
    assert wrong == []


def test_only_who_uploaded_may_delete_an_upload(references: dict[str, str]) -> None:
    for username in each_of_the_cast():
        client = visitor(username)
        answer = client.post(f"/leaks/{references['upload']}/delete/")
        assert answer.status_code == (302 if username == "dina" else 404)
        if username != "dina":
            assert same_answer(answer, client.get("/nothing-at-all/"))


def test_only_who_handed_a_file_in_may_delete_it(references: dict[str, str]) -> None:
    for username in each_of_the_cast():
        client = visitor(username)
        answer = client.post(f"/cases/imports/{references['cases file']}/delete/")
        assert answer.status_code == (302 if username == "bo" else 404)
        if username != "bo":
            assert same_answer(answer, client.get("/nothing-at-all/"))


@pytest.mark.parametrize("step", ["carry-out/", "rows/{row}/"])
def test_only_the_services_own_people_take_a_step_towards_destruction(
    step: str, references: dict[str, str]
) -> None:
    [row] = list_of(references["list"], by=CASE_WORKERS["KT"]).rows
    for username in each_of_the_cast():
        client = visitor(username)
        answer = client.post(f"/retention/{references['list']}/{step.format(row=row.reference)}")
        assert answer.status_code == (302 if username in CASE_WORKER_OF["KT"] else 404)
        if username not in CASE_WORKER_OF["KT"]:
            assert same_answer(answer, client.get("/nothing-at-all/"))


# What the sender may do with what is sent, and what the side that is asked may; everybody else finds nothing.
MOVE_STEPS = {
    **{step: {"aud": 422} for step in ("ground", "send", "together", "end")},
    "withdraw": {"aud": 302},
    # The sender, who sees that it waits, is told that the answer is not theirs to give.
    **{step: {"aud": 422, "cem": 422} for step in ("decline", "link", "take-over")},
    "assign": {"cem": 422},
}


@pytest.mark.parametrize("step", MOVE_STEPS)
@pytest.mark.parametrize("username", sorted(CAST))
def test_a_step_with_what_is_sent_is_taken_by_the_side_whose_it_is(
    username: str, step: str, references: dict[str, str]
) -> None:
    client = visitor(username)
    answer = client.post(f"/moves/{references['move']}/{step}/")
    assert answer.status_code == MOVE_STEPS[step].get(username, 404)
    if username not in MOVE_STEPS[step]:
        assert same_answer(answer, client.get("/nothing-at-all/"))


CONFERENCE_STEPS = {
    **{step: {"aud": 422, "bo": 422} for step in ("point", "done", "link")},
    # Whose case it is says that it was held, or cancels it.
    **{step: {"aud": 302} for step in ("held", "cancel")},
}


@pytest.mark.parametrize("step", CONFERENCE_STEPS)
@pytest.mark.parametrize("username", sorted(CAST))
def test_a_step_in_a_conference_is_taken_by_those_who_take_part(
    username: str, step: str, references: dict[str, str]
) -> None:
    client = visitor(username)
    answer = client.post(f"/conferences/{references['conference']}/{step}/")
    assert answer.status_code == CONFERENCE_STEPS[step].get(username, 404)
    if username not in CONFERENCE_STEPS[step]:
        assert same_answer(answer, client.get("/nothing-at-all/"))


@pytest.mark.parametrize(("step", "taken"), [("open", 200), ("remove", 302)])
def test_the_person_of_a_case_is_nothing_to_those_who_do_not_work_on_it(
    step: str, taken: int, references: dict[str, str]
) -> None:
    for username in each_of_the_cast():
        client = visitor(username)
        for service, people in CASE_WORKER_OF.items():
            answer = client.post(f"/cases/{references[service]}/person/{step}/")
            assert answer.status_code == (taken if username in people else 404)
            if username not in people:
                assert same_answer(answer, client.get("/nothing-at-all/"))


def test_an_alarm_is_opened_and_answered_by_those_who_work_in_its_service() -> None:
    by = CASE_WORKERS["KT"]
    reference = register_case(draft=plain_case("KT", DAY), by=by, at=at_ten(DAY)).reference
    promise_signs(
        reference=reference, first_date=DAY, by_time=None, every_days=1, times=1, by=by, at=at_ten(DAY)
    )
    fire_alarms(by=SYSTEM, at=AT)
    [line] = read_plans(reference=reference, by=by, at=AT).signs
    address = f"/cases/{reference}/plans/alarms/{line.key}/"
    for username in each_of_the_cast():
        client = visitor(username)
        for answer, taken in ((client.get(address), 200), (client.post(address), 422)):
            assert answer.status_code == (taken if username in CASE_WORKER_OF["KT"] else 404)
            if username not in CASE_WORKER_OF["KT"]:
                assert same_answer(answer, client.get("/nothing-at-all/"))


@pytest.mark.parametrize("step", ["task-done", "sign-came", "alarm-looked", "month-forgotten", "nothing"])
def test_a_button_of_the_plans_is_nothing_to_those_who_do_not_work_on_the_case(
    step: str, references: dict[str, str]
) -> None:
    for username in each_of_the_cast():
        client = visitor(username)
        for service, people in CASE_WORKER_OF.items():
            answer = client.post(f"/cases/{references[service]}/plans/do/{step}/", {"key": "x"})
            is_taken = username in people and step != "nothing"
            assert answer.status_code == (302 if is_taken else 404)
            if not is_taken:
                assert same_answer(answer, client.get("/nothing-at-all/"))


def test_filters_are_saved_by_those_who_read_a_register() -> None:
    for username in each_of_the_cast():
        client = visitor(username)
        for step in ("save", "remove"):
            answer = client.post(f"/cases/filters/{step}/", {"status": "open"})
            assert answer.status_code == (302 if username in WITH_A_REGISTER else 404)
        assert client.post("/cases/filters/nothing/").status_code == 404


@pytest.mark.parametrize("step", ["open", "read", "write", "name", "remove", "renew"])
def test_the_place_of_a_case_is_nothing_to_those_who_do_not_work_on_it(
    step: str, references: dict[str, str]
) -> None:
    for username in each_of_the_cast():
        client = visitor(username)
        for service, people in CASE_WORKER_OF.items():
            answer = client.post(f"/cases/{references[service]}/place/{step}/")
            # Only the leader names officers, and nobody takes a place from the officers of none.
            may = people & {"gro"} if step == "open" else set() if step in ("remove", "renew") else people
            assert answer.status_code == (422 if username in may else 404)
            if username not in may:
                assert same_answer(answer, client.get("/nothing-at-all/"))


@pytest.mark.parametrize("step", ["make", "change", "anew", "number", "escrow"])
@pytest.mark.parametrize("username", sorted(CAST))
def test_a_key_to_places_is_for_those_who_read_places_or_hold_escrow(username: str, step: str) -> None:
    answer = visitor(username).post(f"/place-key/{step}/")
    may = WITH_A_REGISTER | {"finn", "hilde", "pia"}
    may = {"escrow": {"finn"}, "number": WITH_A_REGISTER}.get(step, may)
    assert answer.status_code == (422 if username in may else 404)


@pytest.mark.parametrize("step", ["begin", "finish"])
@pytest.mark.parametrize("username", sorted(CAST))
def test_a_place_is_opened_in_escrow_by_leaders_and_system_owners_alone(username: str, step: str) -> None:
    client = visitor(username)
    answer = client.post(f"/escrow/{step}/")
    assert answer.status_code == (422 if username in ("gro", "finn") else 404)
    if answer.status_code == 404:
        assert same_answer(answer, client.get("/nothing-at-all/"))


@pytest.mark.parametrize("step", ["confirm", "refuse"])
@pytest.mark.parametrize("username", sorted(CAST))
def test_only_leaders_and_system_owners_decide_what_may_be_held(username: str, step: str) -> None:
    answer = visitor(username).post(f"/legal-basis/x/{step}/")
    assert answer.status_code == (302 if username in ("finn", "gro") else 404)


@pytest.mark.parametrize("username", sorted(CAST))
def test_only_a_leader_takes_out_what_has_no_basis(username: str) -> None:
    answer = visitor(username).post("/legal-basis/clear/")
    assert answer.status_code == (302 if username == "gro" else 404)


def test_there_is_no_other_step_of_modes(references: dict[str, str]) -> None:
    assert visitor("finn").post("/legal-basis/x/forget/").status_code == 404
    assert visitor("gro").get("/legal-basis/propose/anything/").status_code == 404
    assert visitor("gro").post("/place-key/forget/").status_code == 404
    assert visitor("gro").post("/escrow/forget/").status_code == 404
    assert visitor("bo").post(f"/cases/{references['KT']}/place/forget/").status_code == 404


@pytest.mark.parametrize("username", sorted(CAST))
def test_a_list_of_what_is_due_is_made_by_those_who_work_with_cases(username: str) -> None:
    answer = visitor(username).post("/retention/propose/")
    assert answer.status_code == (302 if username in WITH_A_REGISTER else 404)


@pytest.mark.parametrize("username", sorted(CAST))
def test_only_a_statistician_may_ask_for_a_computation(username: str) -> None:
    answer = visitor(username).post("/statistics/compute/", {"year": "twenty"})
    assert answer.status_code == (422 if username == "dina" else 404)


@pytest.mark.parametrize("username", sorted(CAST))
def test_only_a_statistician_may_take_a_wish_back(username: str) -> None:
    store(sample_release())
    client = visitor(username)
    answer = client.post("/statistics/2024/protection/drop/", {"cell": "table 2 KT 2024 female"})
    assert answer.status_code == (302 if username == "dina" else 404)
    if username != "dina":
        assert same_answer(answer, client.get("/nothing-at-all/"))


def test_a_stranger_is_led_to_the_sign_in_page_from_everywhere(references: dict[str, str]) -> None:
    store(sample_release())
    client = stranger()
    for address in [*addresses(references).keys() - {"/accessibility/"}, "/statistics/"]:
        answer = client.get(address)
        assert (answer.status_code, answer.url) == (302, f"/sign-in/?next={address}")
    for address in [
        "/sign-out/",
        "/language/",
        "/statistics/2024/official/freeze/",
        "/cases/work-list/2024/confirm/",
        "/statistics/compute/",
        "/statistics/2024/protection/drop/",
        "/report/2024/saker-antall/save/",
        "/report/cited/ssb-jenter/withdraw/",
        "/report/cited/record/",
        "/report/2024/check/ask/",
        "/report/2024/order/move/",
        "/leaks/x/delete/",
        "/cases/imports/x/delete/",
        "/retention/propose/",
        "/retention/x/carry-out/",
        "/retention/x/rows/y/",
        "/cases/AAAAA-AAAAA/access/block/",
        "/access/end-grant/",
        "/accounts/1/give/",
        "/security/end-all/",
        "/security/passkey/options/",
        "/account-help/1/end/",
        "/legal-basis/clear/",
        "/legal-basis/x/confirm/",
        "/guidance/call/",
        "/guidance/editions/1/approve/",
        "/place-key/make/",
        "/escrow/begin/",
        "/cases/AAAAA-AAAAA/person/open/",
        "/cases/AAAAA-AAAAA/person/remove/",
        "/cases/AAAAA-AAAAA/place/read/",
        *addresses(references).keys() - {"/accessibility/"},
    ]:
        assert client.post(address).status_code == 302


def test_only_sign_in_language_health_static_files_and_what_is_published_are_public() -> None:
    public = {route.path for route in all_routes() if route.public}
    published = {path for path in public if path.startswith("/published/")} | paths_for_programs()
    assert public - published == PUBLIC
    assert paths_for_programs() <= public


@pytest.mark.parametrize(("address", "status"), {**PUBLISHED, **FOR_PROGRAMS}.items())
def test_nothing_is_public_before_it_is_published(address: str, status: int) -> None:
    store(sample_release())
    for client in (stranger(), visitor("dina"), visitor("nils")):
        assert client.get(address).status_code == status


@pytest.mark.parametrize("name", ["freeze", "compute", "propose", "sign", "send-back", "publish", "print"])
@pytest.mark.parametrize("username", sorted(CAST))
def test_a_step_towards_official_statistics_is_nothing_to_those_who_may_not_take_it(
    username: str, name: str
) -> None:
    given = {"kind": "running", "frozen": "1", "version": "1", "objection": "not_now"}
    # A year in which nothing was registered: whoever may is told so, and nothing is frozen.
    answer = visitor(username).post(f"/statistics/2023/official/{name}/", given)
    may = {"dina", "finn"} if name in ("sign", "send-back") else {"dina"}
    if name == "compute":
        assert (answer.status_code == 302) == (username in may)
    else:
        assert (answer.status_code == 422) == (username in may)
    if username not in may:
        assert answer.status_code == 404


@pytest.mark.parametrize("name", sorted(TAKEN))
@pytest.mark.parametrize("username", sorted(CAST))
def test_a_step_at_the_editors_desk_is_nothing_to_those_who_may_not_take_it(username: str, name: str) -> None:
    given = {f"{code}-base": "0" for code in ("nb", "nn", "en")} | {"nb-title": "Saker", "nb-text": "Ord."}
    given |= {"party": "KT", "due_date": "1.12.2026", "language": "nb", "number": "1"}
    answer = visitor(username).post(f"/report/2024/saker-antall/{name}/", given)
    may = {"save": {"dina"}, "ask": {"dina"}, "approve": {"finn", "gro"}, "contribute": {"gro"}}
    may |= {"figure": {"dina"}, "take-away": {"dina"}}
    assert answer.status_code == (TAKEN[name] if username in may.get(name, AT_THE_DESK) else 404)


@pytest.mark.parametrize("name", ["add", "move", "bring-back", "approve"])
@pytest.mark.parametrize("username", sorted(CAST))
def test_a_step_on_the_order_of_a_report_is_nothing_to_those_who_may_not_take_it(
    username: str, name: str
) -> None:
    given = {"title_nb": "Året", "beside": "saker", "where": "after", "key": "saker", "direction": "up"}
    answer = visitor(username).post(f"/report/2024/order/{name}/", {**given, "number": "1"})
    may = {"finn", "gro"} if name == "approve" else {"dina"}
    taken = {"add": 302, "move": 302}.get(name, 422)
    assert answer.status_code == (taken if username in may else 404)


@pytest.mark.parametrize("username", sorted(CAST))
def test_only_editors_record_and_withdraw_figures_and_ask_for_a_check(username: str) -> None:
    client, may = visitor(username), username == "dina"
    assert client.post("/report/cited/record/", {}).status_code == (422 if may else 404)
    assert client.post("/report/2024/check/ask/").status_code == (302 if may else 404)
    assert client.post("/report/cited/ssb-jenter/withdraw/").status_code == 404


@pytest.mark.parametrize("name", ["grade", "confirm", "block", "name", "unname"])
def test_a_step_of_protecting_a_case_is_nothing_to_those_who_do_not_work_on_it(
    name: str, references: dict[str, str]
) -> None:
    for username in each_of_the_cast():
        client = visitor(username)
        for service, people in CASE_WORKER_OF.items():
            answer = client.post(f"/cases/{references[service]}/access/{name}/")
            taken = 302 if name in ("confirm", "unname") else 422
            assert answer.status_code == (taken if username in people else 404)
            if username not in people:
                assert same_answer(answer, client.get("/nothing-at-all/"))


@pytest.mark.parametrize("name", ["end-grant", "end-tie", "end-block", "name"])
@pytest.mark.parametrize("username", sorted(CAST))
def test_only_a_leader_ends_what_holds_in_a_service(username: str, name: str) -> None:
    answer = visitor(username).post(f"/access/{name}/")
    assert answer.status_code == (302 if username == "gro" else 404)


@pytest.mark.parametrize("name", ["give", "take", "close"])
@pytest.mark.parametrize("username", sorted(CAST))
def test_only_who_looks_after_accounts_changes_one(username: str, name: str) -> None:
    answer = visitor(username).post(f"/accounts/1/{name}/", {"role": "case_worker"})
    assert answer.status_code == (302 if username in ("finn", "gro") else 404)


@pytest.mark.parametrize("name", ["confirm", "token", "revoke"])
@pytest.mark.parametrize("username", sorted(CAST))
def test_only_who_looks_after_clients_takes_a_step_with_one(username: str, name: str) -> None:
    answer = visitor(username).post(f"/staff/clients/{name}/")
    assert answer.status_code == (302 if username in ("finn", "gro") else 404)
    assert visitor(username).post("/staff/clients/forget/").status_code == 404


def test_there_is_no_other_step_of_access(references: dict[str, str]) -> None:
    assert visitor("gro").post("/access/forget/").status_code == 404
    assert visitor("gro").post("/accounts/1/forget/").status_code == 404
    assert visitor("bo").post(f"/cases/{references['KT']}/access/forget/").status_code == 404


@pytest.mark.parametrize("username", sorted(CAST))
def test_only_a_leader_stands_by_a_year(username: str) -> None:
    answer = visitor(username).post("/cases/work-list/2025/confirm/")
    assert answer.status_code == (302 if username == "gro" else 404)


@pytest.mark.parametrize("name", ["password", "factors", "binding", "end"])
@pytest.mark.parametrize("username", sorted(CAST))
def test_only_a_leader_of_the_service_and_the_system_owner_help_somebody_in(username: str, name: str) -> None:
    answer = visitor(username).post(f"/account-help/{account_of('bo').pk}/{name}/")
    may = username in HELPERS
    assert answer.status_code == ((302 if name == "end" else 200) if may else 404)


@pytest.mark.parametrize("username", sorted(HELPERS))
def test_nobody_helps_themselves_and_no_leader_another_service(username: str) -> None:
    client = visitor(username)
    nothing = client.get("/nothing-at-all/")
    whose = {username, "aud"} if username == "gro" else {username}
    for one in whose:
        for name in ("password", "end"):
            answer = client.post(f"/account-help/{account_of(one).pk}/{name}/")
            assert same_answer(answer, nothing)


def test_there_is_nothing_at_the_providers_addresses_where_none_is_used() -> None:
    for client in (stranger(), visitor("aud")):
        for address in ("/sign-in/provider/", "/sign-in/provider/return/", "/signed-out/"):
            assert client.get(address).status_code == 404
        assert client.post("/sign-in/provider/ended/").status_code == 404
        assert client.get("/sign-in/code/binding/").status_code == 404
    for address in ("/step-up/provider/", "/security/provider/"):
        assert visitor("aud").get(address).status_code == 404


def test_a_stranger_gets_a_form_on_the_way_in_and_no_more() -> None:
    assert stranger().get("/sign-in/second/").url == "/sign-in/"
    for purpose in ("password", "factors"):
        assert stranger().get(f"/sign-in/code/{purpose}/").status_code == 200
    assert stranger().get("/sign-in/code/other/").status_code == 404
    assert stranger().post("/sign-in/passkey/options/").status_code == 404


def test_there_is_no_other_step() -> None:
    assert visitor("dina").post("/security/forget/").status_code == 404
    assert visitor("finn").post("/account-help/1/forget/").status_code == 404
    assert visitor("dina").post("/statistics/2024/official/forget/").status_code == 404
    assert visitor("dina").post("/report/2024/saker-antall/forget/").status_code == 404
    assert visitor("dina").post("/report/2024/nothing/save/").status_code == 404
    assert visitor("dina").get("/report/2024/nothing/").status_code == 404


def test_every_answer_has_the_strict_headers(references: dict[str, str]) -> None:
    store(sample_release())
    places: list[tuple[Client, str]] = [(stranger(), address) for address in ("/", "/sign-in/", "/health")]
    places += [(visitor("aud"), address) for address in [*addresses(references), "/nothing/", "/sign-out/"]]
    seen = set()
    for client, address in places:
        answer = client.get(address)
        seen.add(answer.status_code)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, address
        assert directives(answer) == CONTENT_SECURITY, address
    assert seen == {200, 302, 404, 405}


def test_programs_get_the_strict_headers_too_and_may_read_from_any_page() -> None:
    store(sample_release())
    for client in (stranger(), visitor("dina")):
        for address in FOR_PROGRAMS:
            answer = client.get(address, headers={"Origin": "https://elsewhere.example"})
            assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, address
            assert directives(answer) == CONTENT_SECURITY, address
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            assert "Access-Control-Allow-Credentials" not in answer.headers


def test_only_what_strangers_may_read_of_official_statistics_may_be_found(
    references: dict[str, str],
) -> None:
    store(sample_release())
    dina = visitor("dina")
    for address in [*addresses(references), *PUBLISHED, *FOR_PROGRAMS]:
        assert dina.get(address).headers["X-Robots-Tag"] == HEADERS["X-Robots-Tag"], address
        answer = stranger().get(address)
        may_be_found = address.startswith("/published/") and answer.status_code == 200
        assert ("X-Robots-Tag" not in answer.headers) == may_be_found, address


def test_no_page_for_people_may_be_read_from_another_page(references: dict[str, str]) -> None:
    store(sample_release())
    client = visitor("dina")
    for address in [*addresses(references), *PUBLISHED, "/health"]:
        answer = client.get(address, headers={"Origin": "https://elsewhere.example"})
        assert "Access-Control-Allow-Origin" not in answer.headers, address


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_programs_change_nothing(method: str) -> None:
    for client in (stranger(), visitor("dina")):
        for address in FOR_PROGRAMS:
            status = getattr(client, method)(address).status_code
            asks_with_a_body = method == "post" and address.endswith("/data")
            assert status == (404 if asks_with_a_body else 405), address


def test_no_page_has_style_or_script_written_into_it(references: dict[str, str]) -> None:
    store(sample_release())
    client = visitor("aud")
    for address in addresses(references):
        page = client.get(address).content.decode()
        assert " style=" not in page, address
        assert "<style" not in page, address
        assert "<script>" not in page, address
        assert " on" + "click=" not in page, address


@pytest.mark.parametrize("method", ["put", "patch", "delete", "post", "options"])
def test_a_method_that_is_not_in_the_table_is_refused(method: str) -> None:
    assert getattr(visitor("aud"), method)("/cases/").status_code == 405


def test_head_goes_where_get_goes() -> None:
    assert visitor("aud").head("/cases/").status_code == 200


def test_the_table_has_a_row_for_every_address_and_no_row_too_many() -> None:
    assert {pattern.name for pattern in EVERY_PATTERN} == set(TABLE)
    assert len(EVERY_PATTERN) == len(TABLE)


def planted(view: Callable[..., HttpResponse]) -> URLResolver:
    """Give the addresses of the house with one more that has no row."""
    return URLResolver(
        RegexPattern(r"^"), [*get_resolver().url_patterns, path("planted/", view, name="planted")]
    )


def test_a_new_address_without_a_row_is_found() -> None:
    assert len(all_routes()) == len(EVERY_PATTERN) + 1
    with pytest.raises(RouteWithoutRow, match="planted"):
        all_routes(planted(lambda _request: HttpResponse("open to all")))


@pytest.mark.parametrize("name", ["planted", "", None])
def test_an_address_without_a_row_is_open_to_nobody(name: str | None) -> None:
    with pytest.raises(RouteWithoutRow):
        row_of(name)


def test_the_command_line_prints_the_routes() -> None:
    out, plain = StringIO(), StringIO()
    call_command("routes", "--json", stdout=out)
    rows = json.loads(out.getvalue())
    assert {tuple(sorted(row)) for row in rows} == {("action", "methods", "path", "public", "zone")}
    assert {
        "path": "/cases/<reference>/correct/",
        "methods": ["GET", "POST"],
        "action": "case.correct",
        "zone": "case",
        "public": False,
    } in rows
    call_command("routes", stdout=plain)
    assert len(plain.getvalue().splitlines()) == len(rows)


def test_who_reaches_a_journey_or_a_reception_may_take_its_steps_and_nobody_else(
    references: dict[str, str],
) -> None:
    journey, reception, part = (references[name] for name in ("journey", "reception", "part"))
    # An address is tried by each; what is not open to them is as if there were nothing.
    tried = {
        f"/repatriation/{journey}/document/": {"bo", "cem", "gro"},
        f"/repatriation/{journey}/check/": {"cem"},
        f"/repatriation/{journey}/ask/": {"bo", "gro"},
        "/repatriation/conditions/condition/": {"gro"},
        f"/reception/{reception}/cancel/": {"bo", "cem", "gro"},
        f"/reception/{reception}/plan/": {"bo", "gro"},
        f"/reception/{reception}/details/open/": {"gro"},
        f"/reception/parts/{part}/decline/": {"pia"},
    }
    for username in each_of_the_cast():
        client = visitor(username)
        for address, may in tried.items():
            answer = client.post(address)
            assert (answer.status_code in (302, 422)) == (username in may), (address, username)
            if username not in may:
                assert same_answer(answer, client.get("/nothing-at-all/"))


@pytest.mark.parametrize("language", ["", "nn/", "en/", "ar/", "so/"])
def test_guidance_is_open_to_everybody_and_answers_are_taken_without_a_mark(language: str) -> None:
    for client in (stranger(), Client(enforce_csrf_checks=True), visitor("nils"), visitor("aud")):
        for address in (f"/guidance/{language}", f"/guidance/{language}about/"):
            assert client.get(address).status_code == 200
        answer = client.post(f"/guidance/{language}", {"danger": "yes", "step": "show"})
        assert answer.status_code == 200
        assert not answer.cookies
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("username", sorted(CAST))
def test_answers_are_taken_into_a_call_by_those_who_register(username: str) -> None:
    answer = visitor(username).post("/guidance/call/", {"age": "15"})
    assert answer.status_code == (200 if username in WITH_A_REGISTER else 404)


@pytest.mark.parametrize("step", ["approve", "withdraw", "nothing"])
def test_a_text_of_guidance_is_approved_and_withdrawn_by_those_who_write_it(
    step: str, references: dict[str, str]
) -> None:
    for username in each_of_the_cast():
        answer = visitor(username).post(f"/guidance/editions/{references['edition']}/{step}/")
        # Who proposed it is told that somebody else must approve it.
        taken = {"approve": {"kaja": 422, "eli": 302}, "withdraw": {"kaja": 302, "eli": 302}}.get(step, {})
        assert answer.status_code == taken.get(username, 404), username
