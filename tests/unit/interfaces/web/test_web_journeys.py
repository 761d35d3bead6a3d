"""Journeys home and receptions on their pages: each side does its steps, and sees only its part."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from fristed.casework.cases.actions import register_case
from fristed.casework.cases.rules import day_of
from fristed.casework.reception.models import Part, Reception
from fristed.casework.repatriation.known import conditions_on, countries_known, known_of
from fristed.casework.repatriation.models import Application
from fristed.foundation.identity.queries import actor_of
from fristed.interfaces.web.repatriation.words import SOURCES, source_words
from tests.spec.cast import at_ten, plain_case
from tests.unit.interfaces.web.visitors import AT, account_of, text_of, visitor

pytestmark = pytest.mark.django_db


def test_where_something_was_read_is_said_in_the_language_of_the_page() -> None:
    day = day_of(AT)
    sources = {one.source for one in conditions_on(day)}
    sources |= {one.source for country in countries_known(day) for one in known_of(country, day)}
    assert sources <= set(SOURCES)
    with override("nb"):
        assert source_words("Secondary summary of circular F-02-18").startswith("Sammendrag av rundskriv")
        assert source_words("Something noted here later") == "Something noted here later"


def test_the_leader_who_names_officers_of_addresses_finds_the_dwellings() -> None:
    leader, worker = (visitor(name).get("/").content.decode() for name in ("gro", "bo"))
    assert 'href="/housing/board/"' in leader
    assert 'href="/housing/board/"' not in worker
    board = visitor("gro").get("/housing/board/").content.decode()
    assert 'href="/housing/"' not in board


@pytest.fixture
def envoy() -> Client:
    return visitor("cem")


@pytest.fixture
def case() -> str:
    """A case of the envoy who signs in."""
    day = day_of(AT)
    by = actor_of(account_of("cem"))
    return register_case(draft=plain_case("SU", day), by=by, at=at_ten(day)).reference


def written(days: int = 0) -> str:
    """Give a day as it is typed."""
    return f"{day_of(AT) + timedelta(days=days):%d.%m.%Y}"


def step(client: Client, address: str, expects: int = 302, **given: Any) -> str:
    """Send the form of a step, whose fields bear its name."""
    name = address.rstrip("/").rpartition("/")[2]
    answer = client.post(address, {f"{name}-{field}": value for field, value in given.items()})
    shown = answer.context["form"].errors if answer.context and "form" in answer.context else ""
    assert answer.status_code == expects, shown
    return text_of(answer)


def test_two_sides_and_the_police_bring_somebody_home(envoy: Client, case: str) -> None:
    parties = f"/cases/{case}/parties/"
    member = {"kind": "person_of_case", "age_group": "adult_18_plus", "gender": "female", "age_years": "19"}
    assert envoy.post(parties, member).status_code == 302
    page = text_of(envoy.get(parties))
    assert "Personen saken gjelder, Voksen (18 år eller mer), 19 år" in page
    key = envoy.get(parties).context["members"][0]["key"]
    assert envoy.post(f"{parties}{key}/", member | {"age_years": "20"}).status_code == 302
    applied = {"members": [key], "country": "PK", "asks": ["refund", "reception"], "to": ""}
    assert envoy.post(f"/cases/{case}/journey/", applied).status_code == 302
    journey = f"/repatriation/{Application.objects.get().reference}/"
    assert "Utkast" in text_of(envoy.get(journey))
    step(envoy, f"{journey}send/")
    expert = visitor("bo")
    assert journey in text_of(expert.get("/repatriation/"))
    page = text_of(expert.get(journey))
    assert case not in page
    conditions = {field.name: "met" for field in _form(expert.get(journey), "conditions")}
    step(expert, f"{journey}conditions/", **conditions)
    refused = step(expert, f"{journey}decide/", 422, ground="conditions_met", text="")
    assert "Vedtaket må si hvordan man kan klage på det." in refused
    grounds = {"ground": "conditions_met", "text": "Kan ikke betale.", "appeal_told": ["yes"]}
    step(expert, f"{journey}decide/", **grounds)
    assert "Kan ikke betale." in text_of(envoy.get(journey))
    step(envoy, f"{journey}ticket/", travel_date=written(), arrival_date=written())
    assert "Ingen reiser før det er det." in text_of(envoy.get(journey))
    reception = f"/reception/{Reception.objects.get().reference}/"
    step(expert, f"{reception}plan/", arrival_date=written())
    police = visitor("pia")
    step(expert, f"{reception}ask/", kind="police_at_airport", account=str(account_of("pia").pk))
    part = f"/reception/parts/{Part.objects.get(account_id=account_of('pia').pk).key}/"
    page = text_of(police.get("/reception/parts/"))
    assert part in page
    assert case not in page
    asked_since = re.search('name="since" value="([^"]+)"', police.get(part).content.decode())
    assert asked_since
    # Without what the page said, nothing is agreed to.
    assert police.post(f"{part}agree/").status_code == 422
    assert police.post(f"{part}agree/", {"since": asked_since[1]}).status_code == 302
    for kind in ("shelter_place", "who_meets"):
        step(expert, f"{reception}ask/", kind=kind)
        step(expert, f"{reception}answer/", kind=kind, answer="agreed")
    assert "Alt er avtalt" in text_of(envoy.get(reception))
    step(envoy, f"{journey}depart/", travelled=[key], on_date=written())
    step(expert, f"{reception}arrived/", on_date=written())
    step(expert, f"{reception}handed-over/", on_date=written())
    step(envoy, f"{journey}claim/", kroner="4500", receipts="2")
    step(expert, f"{journey}settle/", kroner="4500")
    assert "Gjort opp" in text_of(envoy.get("/repatriation/"))
    assert "Overlevert" in text_of(envoy.get("/reception/"))
    assert text_of(envoy.get(parties)).count("Søknad") == 1
    assert police.get(reception).status_code == police.get(journey).status_code == 404


def _form(answer: Any, name: str) -> Any:
    """Give the form of a step on a page."""
    return next(one.form for one in answer.context["steps"] if one.name == name)


def test_the_leader_of_kompetanseteamet_changes_a_condition_from_a_day_on() -> None:
    leader = visitor("gro")
    page = text_of(leader.get("/repatriation/conditions/"))
    assert "Ikke kontrollert" in page
    given = {
        "code": "cannot_pay",
        "nb": "Ny ordlyd",
        "source": "Forskriften",
        "status": "verified",
        "valid_from": written(),
    }
    step(leader, "/repatriation/conditions/condition/", **given)
    assert "Ny ordlyd" in text_of(leader.get("/repatriation/conditions/"))
    refused = step(leader, "/repatriation/conditions/country/", 422, country="PK")
    assert "Skriv hvor det er lest." in refused


def test_details_say_that_nothing_may_be_held_without_a_basis(envoy: Client, case: str) -> None:
    by = actor_of(account_of("cem"))
    assert by.service == "SU"
    envoy.post(
        f"/cases/{case}/parties/",
        {"kind": "person_of_case", "age_group": "adult_18_plus", "gender": "female"},
    )
    key = envoy.get(f"/cases/{case}/parties/").context["members"][0]["key"]
    envoy.post(f"/cases/{case}/journey/", {"members": [key], "country": "PK", "asks": ["reception"]})
    journey = f"/repatriation/{Application.objects.get().reference}/"
    step(envoy, f"{journey}send/")
    details = f"/reception/{Reception.objects.get().reference}/details/"
    assert "Du er ikke navngitt for disse detaljene." in text_of(envoy.get(details))
    assert "Ingen har en nøkkel ennå." in text_of(visitor("gro").get(details))
