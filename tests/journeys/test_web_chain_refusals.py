"""What cannot be is refused: impossible days, steps out of turn, too few places, clearances that have ended.

Each is tried once in the browser, without script. The page says why, and nothing in the rooms of the chain is
other than before.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import Watch
from tests.journeys.filling import fill_in, form_to, in_days, refused
from tests.journeys.site import Site, carried_out
from tests.journeys.stories import Story

pytestmark = pytest.mark.journey
NO_SUCH_DAY = "Skriv datoen som dag.måned.år, for eksempel 24.12.2026"
TODAY, TOMORROW, YESTERDAY = in_days(0), in_days(1), in_days(-1)

# One who has said yes to a place, two who have, a home whose clearance ended yesterday, and a full one.
HOUSED = """
import json
from dataclasses import replace
from datetime import timedelta
from fristed.casework.cases.actions import register_case
from fristed.casework.cases.rules import day_of
from fristed.casework.housing import actions as housing
from fristed.casework.housing.facts import DwellingDraft, Wishes
from fristed.casework.housing.queries import dwelling_line, providers_of
from fristed.casework.parties.actions import note_member
from fristed.casework.parties.facts import MemberDraft
from fristed.foundation.identity.queries import actor_named
from fristed.interfaces.cli.commands import door_clock
from tests.spec.cast import plain_case
at = door_clock()
today = day_of(at)
bo, hilde, pia = (replace(actor_named(name), at=at) for name in ("bo", "hilde", "pia"))
provider = providers_of(hilde)[0].reference
def home(places, last):
    draft = DwellingDraft(provider, "d", "all", takes_children=True, takes_couples=True, offers=())
    made = housing.note_dwelling(draft=draft, by=hilde, at=at)
    begun, then = today - timedelta(days=90), at - timedelta(days=80)
    housing.open_places(dwelling=made, places=places, from_date=begun, by=hilde, at=at)
    clears = replace(pia, at=then)
    housing.clear_dwelling(dwelling=made, from_date=begun, to_date=last, by=clears, at=then)
    return made
def accepted(*kinds):
    case = register_case(draft=plain_case("KT", today), by=bo, at=at).reference
    people = [
        note_member(reference=case, draft=MemberDraft(kind, "adult_18_plus", "female", 30), by=bo, at=at)
        for kind in kinds
    ]
    on = {"on_date": today, "at": at}
    asked = {"scheme": "housing", "came_from": "nav", "by": bo, **on}
    made = housing.ask_for_place(reference=case, member=people[0], companions=people[1:], **asked)
    of = {"reference": made, "by": hilde, **on}
    housing.note_mapping(wishes=Wishes(), **of)
    housing.ask_security(**of)
    housing.answer_security(reference=made, is_recommended=True, by=pia, **on)
    housing.assess_application(suitability="suitable", ground="needs_protection_and_wishes_help", **of)
    housing.offer_place(**of)
    housing.accept_place(**of)
    return made
full, ended = home(1, today + timedelta(days=90)), home(1, today - timedelta(days=1))
place = {one: dwelling_line(hilde, one, at=at).places[0].reference for one in (full, ended)}
names = {one: dwelling_line(hilde, one, at=at).name for one in (full, ended)}
first, other = accepted("person_of_case"), accepted("person_of_case")
found = {"first": first, "other": other, "two": accepted("person_of_case", "partner")}
found |= {"full": full, "full_name": names[full], "full_place": place[full], "ended_name": names[ended]}
print(json.dumps(found))
"""
GIVEN_MEANWHILE = """
from fristed.casework.cases.rules import day_of
from fristed.casework.housing.actions import allocate_places
from fristed.foundation.identity.queries import actor_named
from fristed.interfaces.cli.commands import door_clock
at = door_clock()
allocate_places(
    reference={other!r}, places=({full_place!r},), on_date=day_of(at), by=actor_named("hilde"), at=at
)
"""
# One who can travel: the refund is granted, a ticket is booked, and all is agreed for the reception.
TRAVELS = """
import json
from dataclasses import replace
from fristed.casework.cases.actions import register_case
from fristed.casework.cases.rules import day_of
from fristed.casework.parties.actions import note_member
from fristed.casework.parties.facts import MemberDraft
from fristed.casework.reception import actions as reception
from fristed.casework.reception.queries import parts_for
from fristed.casework.repatriation import actions as journeys
from fristed.casework.repatriation.facts import ApplicationDraft
from fristed.casework.repatriation.known import conditions_on
from fristed.casework.repatriation.queries import application_detail
from fristed.foundation.identity.queries import actor_named
from fristed.interfaces.cli.commands import door_clock
from tests.spec.cast import plain_case
at = door_clock()
today = day_of(at)
bo, cem, pia = (replace(actor_named(name), at=at) for name in ("bo", "cem", "pia"))
case = register_case(draft=plain_case("SU", today), by=cem, at=at).reference
her = note_member(
    reference=case, draft=MemberDraft("person_of_case", "adult_18_plus", "female", 20), by=cem, at=at
)
draft = ApplicationDraft([her], "SO", asks_refund=True, asks_reception=True)
made = journeys.apply_for_journey(reference=case, draft=draft, by=cem, at=at)
journeys.submit_application(reference=made, by=cem, at=at)
for one in conditions_on(today):
    journeys.answer_condition(reference=made, condition=one.code, answer="met", by=bo, at=at)
journeys.decide_application(
    reference=made, granted=True, ground="conditions_met", text="Vilkårene er oppfylt.", appeal_told=True,
    by=bo, at=at,
)
journeys.book_ticket(reference=made, travel_date=today, arrival_date=today, by=cem, at=at)
met = application_detail(cem, made).reception
reception.plan_reception(reference=met, arrival_date=today, by=bo, at=at)
reception.ask_part(reference=met, kind="police_at_airport", account=pia.account_id, by=bo, at=at)
for kind in ("shelter_place", "who_meets"):
    reception.ask_part(reference=met, kind=kind, account=None, by=bo, at=at)
    reception.note_answer(reference=met, kind=kind, agreed=True, by=bo, at=at)
part = next(one for one in parts_for(pia) if one.arrival_date == today and one.state == "asked")
reception.answer_part(key=part.key, agreed=True, since=part.since, by=pia, at=at)
print(json.dumps({"journey": made, "reception": met, "part": part.key}))
"""
TAKEN_BACK = """
from fristed.casework.reception.actions import answer_part
from fristed.foundation.identity.queries import actor_named
from fristed.interfaces.cli.commands import door_clock
answer_part(key={part!r}, agreed=False, since=None, by=actor_named("pia"), at=door_clock())
"""
# All that the rooms of the chain hold.
HELD = """
import hashlib
from django.apps import apps
held = hashlib.sha256()
for room in ("parties", "repatriation", "reception", "housing", "mentors"):
    for model in apps.get_app_config(room).get_models():
        for row in model.objects.order_by("pk").values_list():
            held.update(repr((model.__name__, row)).encode())
print(held.hexdigest())
"""


def made(site: Site, code: str) -> dict[str, str]:
    """Carry out a piece of code, and give the names that it prints."""
    found: dict[str, str] = json.loads(carried_out(site, code))
    return found


@contextmanager
def nothing_changed(site: Site) -> Iterator[None]:
    """Hold that nothing in the rooms of the chain is other than before."""
    before = carried_out(site, HELD)
    yield
    assert carried_out(site, HELD) == before


def one_form(page: Page, address: str, given: dict[str, str]) -> list[str]:
    """Send the one form of a page, which is refused."""
    page.goto(address)
    return refused(page, page.locator("main form.form"), given)


def place_at(page: Page, home: str) -> str:
    """Find a place of a dwelling among those that can be given."""
    found = page.locator(f"form ds-field:has(label:has-text('{home}')) input").first
    return found.get_attribute("value") or ""


def test_what_cannot_be_of_a_place_is_refused_and_changes_nothing(
    site: Site, chromium: Browser, watch: Watch
) -> None:
    story, of = Story(site, chromium, watch, scripts=False), made(site, HOUSED)
    matter = f"/housing/{of['first']}/"
    with story.as_("hilde") as page, nothing_changed(site):
        assert one_form(page, f"{matter}places/", {"on_date": "31.02.2026"}) == [f"Dag: {NO_SUCH_DAY}"]
        page.goto(f"{matter}places/")
        ended = {"places": place_at(page, of["ended_name"])}
        assert refused(page, page.locator("main form.form"), ended) == [
            "Plasser: Politiet har ikke klarert boligen for den dagen, eller klareringen er avsluttet."
        ]
        story.look(page, "a clearance that has ended")
        page.goto(f"/housing/{of['two']}/places/")
        one = {"places": place_at(page, of["full_name"])}
        assert refused(page, page.locator("main form.form"), one) == [
            "Plasser: Velg så mange plasser som gruppen trenger."
        ]
        assert one_form(page, f"{matter}move-in/", {"on_date": TODAY}) == [
            "Dette steget kan ikke komme nå. Noen kan ha tatt et steg i mellomtiden."
        ]
        assert one_form(page, f"{matter}wait/", {"why": "no_free_place", "on_date": TOMORROW}) == [
            "Dag: Dette har ikke skjedd ennå: velg i dag eller en tidligere dag."
        ]
        assert one_form(page, f"{matter}wait/", {"why": "no_free_place", "on_date": YESTERDAY}) == [
            "Dag: Denne dagen er før det forrige steget."
        ]
    with story.as_("hilde") as page:
        page.goto(f"{matter}places/")
        chosen = {"places": place_at(page, of["full_name"])}
        carried_out(site, GIVEN_MEANWHILE.format(**of))
        with nothing_changed(site):
            assert refused(page, page.locator("main form.form"), chosen) == [
                "Plasser: En av plassene er opptatt. Noen kan ha tildelt den i mellomtiden."
            ]
            page.goto(f"/housing/dwellings/{of['full']}/")
            form = form_to(page, "cut")
            form.locator("select").select_option(index=1)
            assert refused(page, form, {"cut-to_date": TODAY}) == [
                "Noen har denne plassen. Den kan kuttes når de har flyttet ut."
            ]
            story.look(page, "a place in use")
    with story.as_("pia") as page, nothing_changed(site):
        page.goto(f"/housing/dwellings/{of['full']}/")
        form = form_to(page, "clear")
        backwards = {"clear-from_date": in_days(200), "clear-to_date": in_days(190)}
        assert refused(page, form, backwards) == ["Til og med: Den siste dagen må være etter den første."]
    assert story.faults == {}


def test_what_cannot_be_of_a_journey_is_refused_and_changes_nothing(
    site: Site, chromium: Browser, watch: Watch
) -> None:
    story, of = Story(site, chromium, watch, scripts=False), made(site, TRAVELS)
    with story.as_("cem") as page:
        page.goto(f"/repatriation/{of['journey']}/")
        with nothing_changed(site):
            ticket = {"ticket-travel_date": in_days(3), "ticket-arrival_date": in_days(2)}
            assert refused(page, form_to(page, "ticket"), ticket) == [
                "Ankomstdag i Norge: Dagen kommer før det den skal følge etter."
            ]
            assert refused(page, form_to(page, "ticket"), {"ticket-travel_date": "31.02.2027"}) == [
                f"Reisedag: {NO_SUCH_DAY}"
            ]
            assert refused(page, form_to(page, "depart"), {"depart-on_date": TOMORROW}) == [
                "Reisedag: Dagen har ikke kommet ennå."
            ]
        # The police take their agreement back while the envoy looks at a page that says all is agreed.
        page.goto(f"/repatriation/{of['journey']}/")
        fill_in(form_to(page, "depart"), {"depart-on_date": TODAY})
        carried_out(site, TAKEN_BACK.format(**of))
        with nothing_changed(site):
            assert refused(page, form_to(page, "depart"), {}) == [
                "Det er bedt om mottakelse, og ikke alt er avtalt. Ingen reiser før det er det."
            ]
            story.look(page, "nobody travels")
    with story.as_("bo") as page, nothing_changed(site):
        page.goto(f"/reception/{of['reception']}/")
        day = {"plan-anew-arrival_date": YESTERDAY}
        assert refused(page, form_to(page, "plan-anew"), day) == [
            "Ankomstdag i Norge: Velg i dag eller en senere dag."
        ]
        assert page.locator("form[action$='/arrived/'], form[action$='/handed-over/']").count() == 0
    assert story.faults == {}
