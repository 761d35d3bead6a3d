"""The standing cast in front of the web door: accounts, and a browser without a screen for each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client

from fristed.foundation.identity.actions import create_account
from fristed.foundation.identity.queries import SYSTEM, account_exists
from fristed.foundation.identity.staff.sessions import open_session

PASSWORD = "a-long-password-for-tests"
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast: name, service, role."""

    display_name: str
    service: str
    role: str
    directorate: str = ""


CAST = {
    "aud": Person("Aud Fjellheim", "MR", "case_worker"),
    "bo": Person("Bo Strandli", "KT", "case_worker"),
    "cem": Person("Cem Aydin", "SU", "case_worker"),
    "dina": Person("Dina Tallaksen", "", "statistician"),
    "eli": Person("Eli Utengen", "FT", "competence_adviser"),
    "finn": Person("Finn Eiersen", "", "system_owner"),
    "gro": Person("Gro Leirvåg", "KT", "service_leader"),
    "jorun": Person("Jorun Myrvang", "", "directorate_contact", "imdi"),
    "hilde": Person("Hilde Bolstad", "KT", "housing_officer"),
    "tove": Person("Tove Hybelstad", "", "provider_staff"),
    "marit": Person("Marit Losvik", "", "mentor_coordinator"),
    "nils": Person("Nils Utenrolle", "", "none"),
    "runa": Person("Runa Vassdalen", "", "plan_coordinator"),
    "tor": Person("Tor Haugnes", "", "ministry_editor"),
    "kaja": Person("Kaja Storhaug", "", "knowledge_editor"),
    "pia": Person("Pia Vakthavende", "", "police_coordinator", "pod"),
}


def account_of(username: str) -> Any:
    """Give the account of one of the cast; made the first time it is asked for."""
    person = CAST[username]
    if not account_exists(username):
        create_account(
            username=username,
            display_name=person.display_name,
            service=person.service,
            directorate=person.directorate,
            roles=[person.role],
            password=PASSWORD,
            by=SYSTEM,
            at=AT,
        )
    return get_user_model().objects.get(username=username)


def visitor(username: str) -> Client:
    """Give a browser in which one of the cast has signed in."""
    client = Client()
    account = account_of(username)
    client.force_login(account)
    key = client.session.session_key
    open_session(session_key=key, account_id=account.pk, means="password", at=AT)
    return client


def stranger() -> Client:
    """Give a browser in which nobody has signed in."""
    return Client()


def text_of(answer: HttpResponse) -> str:
    """Give a page as one line; no-break spaces stay what they are."""
    return re.sub(r"[ \t\r\n]+", " ", answer.content.decode())
