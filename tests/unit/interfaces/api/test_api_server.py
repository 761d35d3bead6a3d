"""The web server of the product answers curl and pxwebpy, a client of the API of Statistics Norway."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from pxweb import PxApi
from requests.exceptions import HTTPError

from fristed.statistics.publishing.datasets import datasets_of
from fristed.statistics.publishing.facts import Dataset
from tests.journeys.site import CHECKOUT, environment_for, serving
from tests.unit.interfaces.api.shelves import full_release
from tests.unit.interfaces.api.test_api_manual import EXAMPLES, HERE

pytestmark = [pytest.mark.ci, pytest.mark.xdist_group("api server")]
FILL = """
from datetime import UTC, datetime
import django; django.setup()
from django.core.management import call_command
from tests.unit.interfaces.api.shelves import full_release, publish
call_command("migrate", verbosity=0)
publish(full_release(), published_at=datetime(2025, 3, 1, 7, tzinfo=UTC))
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, front_end: None) -> Iterator[str]:
    """A server with one report, and where programs find it."""
    data = tmp_path_factory.mktemp("published")
    environment = {**environment_for(data), "PYTHONPATH": f"{CHECKOUT / 'src'}:{CHECKOUT}"}
    subprocess.run([sys.executable, "-c", FILL], env=environment, cwd=CHECKOUT, check=True)
    with serving(data) as site:
        yield site.address


@pytest.fixture(scope="module")
def printed() -> dict[str, Dataset]:
    """What has been published, read without a server."""
    return {dataset.id: dataset for dataset in datasets_of(full_release(), "en")}


def curl(base: str, line: str) -> bytes:
    """Run an example of the reference page against the server."""
    words = shlex.split(line.replace(HERE, base))
    return subprocess.run([*words, "--fail"], capture_output=True, check=True).stdout


def test_a_plain_curl_session_reads_tables_and_metadata(base: str, printed: dict[str, Dataset]) -> None:
    config, tables, metadata, data, csv, posted, codes, catalogue = (curl(base, one) for one in EXAMPLES)
    assert json.loads(config)["apiVersion"] == "2.0.0"
    assert "tabell-04" in {one["id"] for one in json.loads(tables)["tables"]}
    concerns = printed["tabell-04"].dimension("main_concern")
    described = json.loads(metadata)["dimension"]["main_concern"]
    assert list(described["category"]["index"]) == list(concerns.codes)
    assert json.loads(data)["value"] == [
        printed["tabell-04"].cell((code, "count", year)).value
        for code in concerns.codes
        for year in ("2023", "2024")
    ]
    assert csv.decode("utf-8-sig").startswith("gender;gender_label;")
    assert json.loads(posted)["id"] == ["ContentsCode", "Tid"]
    assert json.loads(codes)["id"] == "vs_main_concerns"
    assert b"dcat:Catalog" in catalogue


def test_a_client_of_statistics_norway_reads_every_cell(base: str, printed: dict[str, Dataset]) -> None:
    api = PxApi(f"{base}/api/v2", language="en")
    assert api.get_config()["apiVersion"] == "2.0.0"
    listed = [one["id"] for one in api.all_tables()]
    assert listed == list(printed)
    assert len(listed) == api.number_of_tables
    for one in listed:
        assert [row["value"] for row in api.get_table_data_all(one)] == [c.value for c in printed[one].cells]
    assert [path["id"] for path in api.get_paths()] == ["vold"]


def test_a_client_of_statistics_norway_splits_what_is_too_much(
    base: str, printed: dict[str, Dataset], monkeypatch: pytest.MonkeyPatch
) -> None:
    api = PxApi(f"{base}/api/v2", language="en")
    monkeypatch.setitem(api._client.configuration, "maxDataCells", 10)
    rows = api.get_table_data_all("tabell-04")
    assert len(rows) == len(printed["tabell-04"].cells)


def test_a_client_of_statistics_norway_searches_chooses_and_is_refused(base: str) -> None:
    api: Any = PxApi(f"{base}/api/v2")
    assert api.language == "no"
    api.language = "en"
    assert [one["id"] for one in api.search("gender envoys tabell*")["tables"]] == ["tabell-15"]
    variables = api.get_table_variables("tabell-02")
    assert [one["id"] for one in variables["gender"]["codelists"]] == ["vs_genders"]
    assert "female" in {one["code"] for one in api.get_code_list("vs_genders")["values"]}
    codes = {"gender": ["*"], "ContentsCode": ["count"], "Tid": ["TOP(2)"]}
    narrowed = api.get_table_data("tabell-02", codes, code_list={"gender": "vs_genders"}, show="code")
    assert {row["gender"] for row in narrowed} == {"female", "male", "unknown"}
    assert {row["year"] for row in narrowed} == {"2023", "2024"}
    with pytest.raises(HTTPError, match="The table has no such variable"):
        api.get_table_data("tabell-02", {"region": ["0"]})
    with pytest.raises(HTTPError, match="Nothing is published under that id"):
        api.get_table_metadata("TAB638")
