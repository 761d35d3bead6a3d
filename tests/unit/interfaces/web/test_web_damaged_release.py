"""Stored statistics that were changed where they lie are not shown: a plain page with 503 says so."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client

from fristed.statistics.releases.models import StoredRelease
from tests.unit.interfaces.web.releases import sample_release, show, store
from tests.unit.interfaces.web.test_web_published import version
from tests.unit.interfaces.web.visitors import stranger, text_of, visitor

pytestmark = pytest.mark.django_db
SAID = "Denne statistikken vises ikke"
PAGES = ("/statistics/2024/", "/statistics/2024/tables/2/", "/statistics/2024/tables/2.csv")


def damage(**stored: str) -> None:
    """Change what is stored, as nobody here can but whoever holds the database."""
    StoredRelease.objects.update(**stored)


def told(client: Client, address: str) -> HttpResponse:
    """Open a page whose statistics are damaged."""
    answer: HttpResponse = client.get(address)
    assert answer.status_code == 503
    assert SAID in text_of(answer)
    return answer


@pytest.mark.parametrize("address", [*PAGES, "/report/2024/", "/report/2024/saker-kjonn/"])
def test_a_damaged_release_is_answered_with_a_plain_page(address: str) -> None:
    show(sample_release())
    damage(payload=StoredRelease.objects.get().payload.replace("2024", "2023"))
    told(visitor("dina"), address)


def test_the_start_page_can_be_read_beside_a_damaged_release() -> None:
    store(sample_release())
    damage(payload="{}")
    assert visitor("dina").get("/").status_code == 200


def test_a_damaged_policy_is_answered_as_a_damaged_release() -> None:
    show(sample_release())
    damage(policy_content='{"id":"safe"}', policy_sha256="0" * 64)
    told(visitor("aud"), PAGES[0])


@pytest.mark.parametrize("address", ["/published/2024/", "/published/2024/tabell-02/"])
def test_strangers_get_the_page_for_a_published_version(address: str) -> None:
    version(1)
    damage(payload="{}")
    told(stranger(), address)


def test_programs_get_the_shape_of_problems() -> None:
    version(1)
    damage(payload="{}")
    answer = stranger().get("/api/v2/tables/tabell-02/metadata")
    assert answer.status_code == 503
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_nothing_of_what_is_stored_is_told() -> None:
    show(sample_release())
    damage(payload="{}", payload_sha256="5ecre7")
    assert "5ecre7" not in text_of(told(visitor("aud"), PAGES[0]))
