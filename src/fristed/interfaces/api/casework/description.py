"""The description of the API in OpenAPI, with every refusal, the token, and what follows from what."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from fristed.interfaces.api.casework.api import api
from fristed.interfaces.api.casework.shapes import Changed, ProblemDetails, Refusal

ROOT = "/api/casework/v1"
PROBLEM = "application/problem+json"
SAID: Mapping[str, str] = {
    "400": "The request is not as described here.",
    "401": "No token, or one that opens nothing.",
    "403": "The client's role or scopes do not allow it anywhere.",
    "404": "There is nothing here, or nothing for this client: the answer is the same.",
    "405": "The address is not used that way.",
    "409": "The same request is being carried out now.",
    "412": "Somebody else has written a version since: both are told.",
    "413": "The body is too large.",
    "415": "The body is not JSON.",
    "422": "A rule refuses it, or the key was used for another request.",
    "428": "It is not said which version was seen.",
    "429": "Too many calls, or too many wrong tokens.",
    "503": "Nothing can be put on record now, so nothing is shown or done.",
}
ALWAYS = ("400", "401", "403", "405", "413", "429", "503")
FOR_A_BODY = ("415", "422")
# From an answer to what may be asked next: what is there, by the name that the answer gives.
LINKS: Mapping[tuple[str, str], Mapping[str, Mapping[str, str]]] = {
    ("registerCase", "201"): {
        name: {"reference": "$response.body#/reference"}
        for name in ("readCase", "addContact", "writeNote", "listNotes", "setTask", "listTasks")
    },
    ("writeNote", "201"): {
        name: {"reference": "$request.path.reference", "key": "$response.body#/key"}
        for name in ("readNote", "changeNote")
    },
    ("readNote", "200"): {
        "changeNote": {
            "reference": "$request.path.reference",
            "key": "$request.path.key",
            "If-Match": "$response.header.ETag",
        }
    },
    ("setTask", "201"): {
        "finishTask": {"reference": "$request.path.reference", "key": "$response.body#/key"}
    },
    ("listCases", "200"): {"readCase": {"reference": "$response.body#/cases/0/reference"}},
    ("listInbox", "200"): {
        name: {"reference": "$response.body#/moves/0/reference"}
        for name in ("readMove", "acceptMove", "declineMove")
    },
    ("listEvents", "200"): {"listEvents": {"after": "$response.body#/next"}},
}
HEADERS: Mapping[tuple[str, str], Iterable[str]] = {
    ("registerCase", "201"): ("Location",),
    ("writeNote", "201"): ("Location", "ETag"),
    ("readNote", "200"): ("ETag",),
    ("changeNote", "200"): ("ETag",),
}


def description() -> dict[str, Any]:
    """Give the description, as JSON has it."""
    found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=ROOT)))
    parts = found.setdefault("components", {})
    parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    found["security"] = [{"token": []}]
    for model in (ProblemDetails, Refusal, Changed):
        parts["schemas"] |= _schemas(model)
    for path, operations in found["paths"].items():
        for operation in operations.values():
            _complete(path, operation)
    return found


def description_text() -> str:
    """Write the description as it is committed."""
    return json.dumps(description(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _schemas(model: type[BaseModel]) -> dict[str, Any]:
    whole = model.model_json_schema(ref_template="#/components/schemas/{model}")
    inner: dict[str, Any] = whole.pop("$defs", {})
    return {**inner, model.__name__: whole}


def _complete(path: str, operation: dict[str, Any]) -> None:
    name, answers = operation["operationId"], operation["responses"]
    for status in _statuses(path, operation):
        answers[status] = _refusal(status)
    for (whose, status), headers in HEADERS.items():
        if whose == name:
            answers[status]["headers"] = {
                one: {"schema": {"type": "string"}, "required": True} for one in headers
            }
    for (whose, status), links in LINKS.items():
        if whose == name:
            answers[status]["links"] = {
                one: {"operationId": one, "parameters": dict(given)} for one, given in links.items()
            }


def _statuses(path: str, operation: Mapping[str, Any]) -> Iterable[str]:
    """Give the refusals that an operation may answer with."""
    yield from ALWAYS
    asked = {one["name"] for one in operation.get("parameters", ())}
    if asked & {"reference", "key", "after"} or path.endswith(("/target", "/search")):
        yield "404"
    if "requestBody" in operation:
        yield from FOR_A_BODY
    if "Idempotency-Key" in asked:
        yield from ("404", "409", "422")
    if "If-Match" in asked:
        yield from ("412", "428")


def _refusal(status: str) -> dict[str, Any]:
    name = {"412": "Changed", "422": "Refusal"}.get(status, "ProblemDetails")
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"description": SAID[status], "content": {PROBLEM: {"schema": schema}}}
