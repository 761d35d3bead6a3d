"""What cannot be answered is told in one shape, and nothing else is told."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.unit.interfaces.api.shelves import publish
from tests.unit.interfaces.web.visitors import visitor

pytestmark = pytest.mark.django_db
DATA = "/api/v2/tables/tabell-02/data"
ALL = "valuecodes[gender]=*&valuecodes[ContentsCode]=count&valuecodes[Tid]=2024"


def require_problem(answer: HttpResponse, status: int) -> None:
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    said = json.loads(answer.content)
    assert set(said) == {"type", "title", "status", "detail", "instance"}
    assert (said["type"], said["title"], said["status"]) == ("about:blank", HTTPStatus(status).phrase, status)
    assert "Traceback" not in said["detail"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "address",
    [
        "/api/v2/tables/tabell-02/%0A",
        "/api/v2/tables/tabell-03",
        "/api/v2/tables/tabell-02-2023",
        "/api/v2/tables/tabell-02-2024-v2/data",
        "/api/v2/tables/tabell-2/metadata",
        "/api/v2/tables/..%2f..%2fetc/data",
        "/api/v2/tables/%00",
        "/api/v2/tables/tabell-0२",
        "/api/v2/tables/",
        "/api/v2/codelists/main_concerns",
        "/api/v2/codelists/vs_nothing",
        "/api/v2/navigation",
        "/api/v1/tables",
        "/api/v2/tables?pageNumber=2",
    ],
)
def test_what_is_not_here(address: str) -> None:
    publish()
    require_problem(Client().get(address), 404)


@pytest.mark.parametrize(
    "query",
    [
        "lang=sv",
        "outputFormat=json-px",
        "outputFormat=parquet",
        "outputFormatParams=UseCodes",
        "outputFormat=csv&outputFormatParams=SeparatorTab",
        "outputFormat=px&outputFormatParams=IncludeTitle",
        "valuecodes[region]=*",
        "codelist[region]=vs_genders",
        "codelist[gender]=vs_services",
        "codelist[gender]=genders",
        "codelist[Tid]=vs_genders",
        "outputValues[gender]=summed",
        "valuecodes[gender]=*",
        "valuecodes[Tid]=2024&valuecodes[gender]=*",
        f"{ALL}&valuecodes[gender]=nobody",
        f"{ALL}&valuecodes[Tid]=1999",
        "valuecodes[ContentsCode]=count&valuecodes[Tid]=19*",
        "valuecodes[ContentsCode]=count&valuecodes[Tid]=",
        f"{ALL}&valuecodes[Tid]=2*4*1",
        f"{ALL}&valuecodes[Tid]=TOP(0)",
        f"{ALL}&valuecodes[Tid]=TOP()",
        f"{ALL}&valuecodes[Tid]=TOP(99999999999)",
        f"{ALL}&valuecodes[Tid]=BOTTOM(one)",
        f"{ALL}&valuecodes[Tid]=RANGE(2021)",
        f"{ALL}&valuecodes[Tid]=RANGE(2021,2022,2023)",
        f"{ALL}&valuecodes[Tid]=FROM(1999)",
        f"{ALL}&valuecodes[Tid]=TO(soon)",
        f"{ALL}&valuecodes[Tid]={'2' * 201}",
        f"{ALL}&heading=gender",
        f"{ALL}&stub=Tid",
        f"{ALL}&stub=region",
        f"x={'1' * 4_000}",
        "&" * 3_000,
    ],
)
def test_what_means_nothing(query: str) -> None:
    publish()
    require_problem(Client().get(f"{DATA}?{query}"), 400)


@pytest.mark.parametrize(
    "query",
    [
        "pastDays=0",
        "pastDays=-1",
        "pastDays=soon",
        "pageNumber=0",
        "pageSize=0",
        "pageSize=1e3",
        "pageSize=١",
        "includeDiscontinued=perhaps",
        f"query={'a' * 201}",
    ],
)
def test_a_search_that_means_nothing(query: str) -> None:
    publish()
    require_problem(Client().get(f"/api/v2/tables?{query}"), 400)


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[]",
        '"all"',
        '{"selection": {}}',
        '{"selection": ["gender"]}',
        '{"selection": [{"valueCodes": ["*"]}]}',
        '{"selection": [{"variableCode": 1, "valueCodes": ["*"]}]}',
        '{"selection": [{"variableCode": "gender", "valueCodes": "*"}]}',
        '{"selection": [{"variableCode": "gender", "valueCodes": [2024]}]}',
        '{"selection": [{"variableCode": "gender", "valueCodes": ["*"], "codelist": 7}]}',
        '{"selection": [], "placement": [1]}',
        '{"selection": [], "placement": {"heading": "Tid"}}',
        "[" * 5_000,
        "\ud800".encode("utf-16", "surrogatepass"),
    ],
)
def test_a_body_that_means_nothing(body: Any) -> None:
    publish()
    require_problem(Client().post(DATA, body, content_type="application/json"), 400)


def test_a_body_that_is_too_large() -> None:
    publish()
    require_problem(Client().post(DATA, "x" * 70_000, content_type="application/json"), 413)


def test_metadata_come_in_one_form() -> None:
    publish()
    metadata = "/api/v2/tables/tabell-02/metadata"
    require_problem(Client().get(f"{metadata}?outputFormat=json-px"), 400)
    assert Client().get(f"{metadata}?outputFormat=json-stat2").status_code == 200


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_nothing_is_changed_here(method: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)(DATA)
    assert answer.status_code == 405
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Allow"] == "GET, POST"


@pytest.mark.parametrize("address", ["/api/v2/tables", "/api/v2/config", "/api/v2/nothing"])
def test_nothing_is_sent_to_where_there_is_only_to_read(address: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(address, {"a": "b"})
    assert answer.status_code == 405
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_the_path_is_told_and_what_was_asked_with_is_not() -> None:
    publish()
    said = Client().get(f"{DATA}?valuecodes[secret]=secret").json()
    assert said["instance"] == DATA
    assert "secret" not in json.dumps(said)


def test_no_cookie_is_set_and_none_is_needed() -> None:
    publish()
    for address in (DATA, "/api/v2/config", "/catalog.ttl"):
        answer = Client().get(address)
        assert answer.cookies == {}
        assert answer.headers["Cache-Control"] == "no-store"
        assert visitor("dina").get(address).content == answer.content
