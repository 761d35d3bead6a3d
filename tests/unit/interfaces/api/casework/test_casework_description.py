"""The description that is committed is the API, as it is today."""

from __future__ import annotations

from pathlib import Path

from fristed.interfaces.api.casework.description import LINKS, description, description_text

PAGE = Path(__file__).resolve().parents[5] / "docs" / "reference" / "casework-api.json"


def test_the_description_in_the_documentation_is_the_one_made_today() -> None:
    assert PAGE.read_text(encoding="utf-8") == description_text(), (
        "run: fristed describe_api > docs/reference/casework-api.json"
    )


def operations() -> dict[str, dict[str, object]]:
    return {
        operation["operationId"]: operation
        for path in description()["paths"].values()
        for operation in path.values()
    }


def test_every_operation_says_what_it_may_refuse_and_that_it_takes_a_token() -> None:
    assert description()["security"] == [{"token": []}]
    for name, operation in operations().items():
        answers = operation["responses"]
        assert isinstance(answers, dict)
        assert {"400", "401", "403", "405", "413", "429", "503"} < answers.keys(), name
        assert operation.get("description"), name


def test_what_makes_something_takes_a_key_of_the_request() -> None:
    asked = {
        name: {one["name"] for one in operation.get("parameters", ())}  # type: ignore[attr-defined]
        for name, operation in operations().items()
    }
    changing = {
        name
        for path in description()["paths"].values()
        for method, one in path.items()
        if method == "post"
        for name in [one["operationId"]]
    }
    assert {name for name in changing if "Idempotency-Key" in asked[name]} == changing - {"searchCases"}
    assert "If-Match" in asked["changeNote"]


def test_no_address_takes_more_than_numbers_keys_and_places() -> None:
    for path, methods in description()["paths"].items():
        for operation in methods.values():
            for one in operation.get("parameters", ()):
                assert one["in"] == "header" or one["name"] in {"reference", "key", "after", "limit"}, path


def test_every_link_leads_to_an_operation_by_names_that_it_takes() -> None:
    known = operations()
    for (whose, status), links in LINKS.items():
        assert status in known[whose]["responses"]  # type: ignore[operator]
        for name, given in links.items():
            takes = {one["name"] for one in known[name].get("parameters", ())}  # type: ignore[attr-defined]
            assert set(given) <= takes
