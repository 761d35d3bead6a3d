"""Programs find tables, learn what they can be asked for, and get numbers as they are printed."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from jsonstat_validator import validate_jsonstat
from openpyxl import load_workbook

from fristed.interfaces.api import parts, views
from fristed.interfaces.api.shelf import current_editions
from fristed.statistics.publishing.colophon import colophon
from fristed.statistics.releases.models import StoredRelease
from tests.unit.interfaces.api.shelves import PUBLISHED_AT, of_year, publish
from tests.unit.interfaces.web.visitors import AT
from tests.unit.statistics.publishing.reading_back import in_px

pytestmark = pytest.mark.django_db
BASE = "/api/v2"
GENDERS = ["female", "male", "unknown", "total"]


def get(path: str, **asked: str) -> HttpResponse:
    return Client().get(f"{BASE}{path}", asked)


def told(path: str, **asked: str) -> Any:
    answer = get(path, **asked)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def values(path: str, **asked: str) -> list[int | str]:
    """Give the numbers of an answer, and signs where there is none."""
    found = told(path, **asked)
    return [
        found.get("status", {}).get(str(place), number) if number is None else number
        for place, number in enumerate(found["value"])
    ]


def ids(**asked: str) -> list[str]:
    return [one["id"] for one in told("/tables", **asked)["tables"]]


def test_a_program_learns_what_the_door_can_do(settings: Any) -> None:
    settings.API_CALLS = 987_654_321
    found = told("/config")
    assert found["apiVersion"] == "2.0.0"
    assert [one["id"] for one in found["languages"]] == ["no", "nn", "en"]
    assert found["defaultLanguage"] == "no"
    assert (found["maxDataCells"], found["timeWindow"]) == (100_000, 60)
    assert found["maxCallsPerTimeWindow"] == settings.API_CALLS
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["defaultDataFormat"] == "json-stat2"
    assert found["dataFormats"] == ["json-stat2", "csv", "px", "xlsx", "html"]
    assert {one["language"] for one in found["sourceReferences"]} == {"no", "nn", "en"}


def test_before_anything_is_published_the_list_is_empty() -> None:
    found = told("/tables")
    assert (found["tables"], found["page"]["totalElements"], found["page"]["totalPages"]) == ([], 0, 1)
    assert get("/tables/tabell-02").status_code == 404


def test_nothing_is_told_of_what_will_be_published_tomorrow() -> None:
    publish(published_at=AT + timedelta(days=1))
    assert ids(includeDiscontinued="true") == []
    assert get("/tables/tabell-02-2024-v1/data").status_code == 404


def test_published_tables_are_listed_with_title_period_and_links() -> None:
    publish()
    [first, *_] = told("/tables", lang="en")["tables"]
    assert ids() == ["tabell-01", "tabell-02", "tabell-04"]
    assert first["label"] == "Table 1. Cases of the Expert Team per year, 2015–2024"
    assert (first["firstPeriod"], first["lastPeriod"], first["timeUnit"]) == ("2015", "2024", "Annual")
    assert (first["updated"], first["discontinued"]) == ("2026-11-20T08:00:00Z", False)
    assert first["variableNames"] == ["contents", "year"]
    assert [one["rel"] for one in first["links"]] == ["self", "metadata", "data"]
    for link in first["links"]:
        assert Client().get(link["href"]).status_code == 200


def test_one_table_is_described_in_the_language_that_is_asked_for() -> None:
    publish()
    assert told("/tables/tabell-02")["language"] == "no"
    assert told("/tables/tabell-02", lang="nb")["language"] == "no"
    assert told("/tables/tabell-02", lang="nn")["variableNames"][-1] == "år"
    assert told("/tables/tabell-02", lang="en")["variableNames"][-1] == "year"
    assert get("/tables/tabell-02", lang="en").headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"query": "Kjønn jente*"}, ["tabell-02"]),
        ({"query": "TABELL-02"}, ["tabell-02"]),
        ({"query": "trusler vold"}, ["tabell-04"]),
        ({"query": "threats", "lang": "en"}, ["tabell-04"]),
        ({"query": "noe som ikke finnes"}, []),
        ({"pastDays": "1"}, []),
        ({"pastDays": "3"}, ["tabell-01", "tabell-02", "tabell-04"]),
        ({"pageSize": "2"}, ["tabell-01", "tabell-02"]),
        ({"pageSize": "2", "pageNumber": "2"}, ["tabell-04"]),
    ],
)
def test_tables_are_searched_and_paged(asked: dict[str, str], found: list[str]) -> None:
    publish()
    assert ids(**asked) == found


def test_pages_lead_to_one_another() -> None:
    publish()
    page = told("/tables", pageSize="2")["page"]
    assert [one["rel"] for one in page["links"]] == ["first", "next", "last"]
    following = next(one["href"] for one in page["links"] if one["rel"] == "next")
    assert [one["id"] for one in Client().get(following).json()["tables"]] == ["tabell-04"]


def test_an_id_without_a_year_is_always_the_newest_report() -> None:
    publish(of_year(2023))
    publish(of_year(2024, more=5))
    assert told("/tables/tabell-02")["lastPeriod"] == "2024"
    assert told("/tables/tabell-02-2023")["lastPeriod"] == "2023"
    assert told("/tables/tabell-02-2024")["label"] == told("/tables/tabell-02")["label"]
    assert ids() == ["tabell-01", "tabell-02", "tabell-04"]
    older = [one for one in ids(includeDiscontinued="true") if "-20" in one]
    assert older == ["tabell-01-2023", "tabell-02-2023", "tabell-04-2023"]


def test_a_table_that_the_newest_report_left_out_is_not_renewed() -> None:
    publish(of_year(2023))
    newest = of_year(2024)
    publish(type(newest)(**{**_fields(newest), "cells": tuple(c for c in newest.cells if c.table != 4)}))
    assert ids() == ["tabell-01", "tabell-02"]
    assert "tabell-04" in ids(includeDiscontinued="true")
    assert told("/tables/tabell-04")["discontinued"] is True


def _fields(release: Any) -> dict[str, Any]:
    return {name: getattr(release, name) for name in release.__dataclass_fields__}


def test_a_correction_is_read_at_once_and_what_it_replaced_stays() -> None:
    publish()
    assert values("/tables/tabell-02/data")[0] == 561
    publish(of_year(2024, more=3), version=2, published_at=PUBLISHED_AT + timedelta(days=1))
    assert values("/tables/tabell-02/data")[0] == 564
    assert values("/tables/tabell-02-2024/data")[0] == 564
    assert values("/tables/tabell-02-2024-v2/data")[0] == 564
    assert values("/tables/tabell-02-2024-v1/data")[0] == 561
    assert "tabell-02-2024-v1" in ids(includeDiscontinued="true")
    extension = told("/tables/tabell-02/data")["extension"]
    assert extension["release"] == {"year": 2024, "version": 2, "kind": "final"}


@pytest.mark.parametrize(("kind", "note"), [("preliminary", "Preliminary figures."), ("running", "Running")])
def test_numbers_that_are_not_final_say_so(kind: str, note: str) -> None:
    publish(kind=kind)
    found = told("/tables/tabell-02/data", lang="en")
    assert found["note"][0].startswith(note)
    assert found["extension"]["noteMandatory"]["0"] is True
    assert told("/tables")["tables"][0]["tags"] == [kind]


def test_metadata_say_all_that_can_be_asked_for_and_no_number() -> None:
    publish()
    found = told("/tables/tabell-02/metadata")
    assert found["id"] == ["gender", "ContentsCode", "Tid"]
    assert list(found["dimension"]["gender"]["category"]["index"]) == GENDERS
    assert found["dimension"]["gender"]["extension"]["eliminationValueCode"] == "total"
    assert found["value"] == []
    assert "status" not in found
    [genders] = found["dimension"]["gender"]["extension"]["codelists"]
    assert (genders["id"], genders["type"]) == ("vs_genders", "Valueset")
    assert Client().get(genders["links"][0]["href"]).status_code == 200


def test_metadata_can_be_narrowed_to_a_code_list() -> None:
    publish()
    found = told("/tables/tabell-02/metadata", **{"codelist[gender]": "vs_genders"})
    assert list(found["dimension"]["gender"]["category"]["index"]) == GENDERS[:3]


def test_a_table_without_a_selection_comes_whole_and_is_json_stat() -> None:
    publish()
    found = told("/tables/tabell-02/data")
    validate_jsonstat(found)
    assert found["size"] == [4, 2, 4]
    assert values("/tables/tabell-02/data")[:4] == [561, 670, 809, 1053]


@pytest.mark.parametrize(
    ("gender", "years", "expected"),
    [
        ("female", "2024", [1053]),
        ("FEMALE", "2023,2024", [809, 1053]),
        ("female", "2024,2023,2024", [809, 1053]),
        ("female", "*", [561, 670, 809, 1053]),
        ("f*", "20?4", [1053]),
        ("*male", "2022", [670, 190]),
        ("*mal*", "2024", [1053, ":"]),
        ("female", "TOP(1)", [1053]),
        ("female", "top(2)", [809, 1053]),
        ("female", "TOP(1,1)", [809]),
        ("female", "BOTTOM(1)", [561]),
        ("TOP(2)", "2022", [670, 190]),
        ("BOTTOM(1)", "2022", [891]),
        ("female", "RANGE(2022,2023)", [670, 809]),
        ("female", "[RANGE(2023,2022)]", [670, 809]),
        ("female", "FROM(2023)", [809, 1053]),
        ("female", "TO(2022)", [561, 670]),
        ("female", "TO(2021),FROM(2024)", [561, 1053]),
        ("unknown", "2024", [":"]),
        ("", "2024", [1402]),
    ],
)
def test_values_are_chosen_as_the_specification_says(
    gender: str, years: str, expected: list[int | str]
) -> None:
    publish()
    asked = {"valuecodes[gender]": gender, "valueCodes[ContentsCode]": "count", "valuecodes[Tid]": years}
    assert values("/tables/tabell-02/data", **asked) == expected


def test_a_variable_that_is_left_out_is_the_printed_total_and_is_named_no_more() -> None:
    publish()
    found = told(
        "/tables/tabell-02/data", **{"valuecodes[contentscode]": "count", "valuecodes[time]": "2024"}
    )
    assert (found["id"], found["size"], found["value"]) == (["ContentsCode", "Tid"], [1, 1], [1402])


def test_a_code_list_leaves_the_total_out() -> None:
    publish()
    asked = {"codelist[gender]": "vs_genders", "outputValues[gender]": "single"}
    asked |= {"valuecodes[gender]": "*", "valuecodes[ContentsCode]": "count", "valuecodes[Tid]": "2022"}
    assert values("/tables/tabell-02/data", **asked) == [670, 190, 31]


def test_codes_of_a_list_that_the_table_does_not_print_are_passed_over() -> None:
    publish()
    rest = {"valuecodes[ContentsCode]": "count", "valuecodes[Tid]": "2022", "codelist[Gender]": "vs_genders"}
    asked = {"valuecodes[gender]": "female,other,male"}
    assert values("/tables/tabell-02/data", **asked, **rest) == [670, 190]
    assert get("/tables/tabell-02/data", **{"valuecodes[gender]": "other"}, **rest).status_code == 400
    assert get("/tables/tabell-02/data", **{"valuecodes[gender]": "total"}, **rest).status_code == 400


def test_the_same_is_asked_with_a_body() -> None:
    publish()
    body = {
        "selection": [
            {"variableCode": "gender", "valueCodes": ["*"], "codelist": "vs_genders"},
            {"variableCode": "ContentsCode", "valueCodes": ["count"]},
            {"variableCode": "Tid", "valueCodes": ["[RANGE(2022,2023)]"]},
        ],
        "placement": {"heading": ["Tid"], "stub": ["gender"]},
    }
    answer = Client(enforce_csrf_checks=True).post(
        f"{BASE}/tables/tabell-02/data?lang=en", json.dumps(body), content_type="application/json"
    )
    assert answer.status_code == 200
    assert answer.json()["value"] == [670, 809, 190, 283, 31, 45]
    bare = Client().post(f"{BASE}/tables/tabell-02/data", b"", content_type="application/json")
    assert bare.json()["size"] == [4, 2, 4]


HIDDEN = {"valuecodes[gender]": "male", "valuecodes[ContentsCode]": "count", "valuecodes[Tid]": "2023,2024"}


def test_every_form_says_the_same_and_a_hidden_number_in_none(tmp_path: Path) -> None:
    publish()
    answers = {
        form: get("/tables/tabell-02/data", outputFormat=form, **HIDDEN)
        for form in ("json-stat2", "csv", "px", "xlsx", "html")
    }
    assert {answer.status_code for answer in answers.values()} == {200}
    rows = list(csv.DictReader(io.StringIO(answers["csv"].content.decode("utf-8-sig")), delimiter=";"))
    assert [(row["value"], row["sign"]) for row in rows] == [("283", ""), ("", ":")]
    assert list(in_px({"one.px": answers["px"].content}, tmp_path).values()) == [283, ":"]
    sheet = load_workbook(io.BytesIO(answers["xlsx"].content)).worksheets[1]
    assert [cell.value for cell in sheet[6]][2:] == [283, ":"]
    assert b"<td>283</td><td>:</td>" in answers["html"].content
    assert answers["xlsx"].headers["Content-Disposition"] == 'attachment; filename="tabell-02.xlsx"'
    assert answers["html"].headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_form_may_be_asked_for_as_it_is() -> None:
    publish()
    asked = {"outputFormat": "csv", "outputFormatParams": "UseCodesAndTexts,SeparatorSemicolon"}
    assert get("/tables/tabell-02/data", **asked).status_code == 200


def test_a_release_that_was_changed_in_the_database_is_not_shown() -> None:
    publish(of_year(2024, more=77))
    StoredRelease.objects.update(payload="{}")
    answer = get("/tables/tabell-02/data")
    assert answer.status_code == 503
    assert answer.json() == {
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "detail": "The stored statistics do not match the hash that was kept, and are not shown.",
        "instance": "/api/v2/tables/tabell-02/data",
    }


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    publish()
    narrow = lambda dataset, wish: parts.part_of(dataset, wish, most_cells=7)  # noqa: E731
    monkeypatch.setattr(views, "part_of", narrow)
    assert get("/tables/tabell-02/data").status_code == 403
    assert get("/tables/tabell-02/data", **HIDDEN).status_code == 200


def test_numbers_carry_the_version_and_the_norwegian_day_that_the_files_carry() -> None:
    publish(kind="preliminary", published_at=datetime(2026, 11, 20, 23, 30, tzinfo=UTC))
    version = told("/tables/tabell-02/data")["extension"]["version"]
    assert (version["number"], version["kind"]) == (1, "preliminary")
    lines = dict(colophon(current_editions("nb", at=AT)[0].dataset))
    assert "2026-11-21" in lines.values()
    assert "1 (foreløpige tall)" in lines.values()
