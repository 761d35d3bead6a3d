"""A table as programs see it before they ask for its numbers: in a list, and with all it can be asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fristed.interfaces.api.codelists import offered
from fristed.interfaces.api.shelf import Edition
from fristed.statistics.publishing.facts import TIME, Dataset
from fristed.statistics.publishing.words import Speaker, entry
from fristed.statistics.publishing.writers.jsonstat import PX_LANGUAGES, dataset_object, instant


def table_object(edition: Edition, base: str) -> dict[str, Any]:
    """Describe a table for a list of tables."""
    dataset = edition.dataset
    years = dataset.dimension(TIME).codes
    return {
        "type": "Table",
        "id": edition.id,
        "label": f"{dataset.name}. {dataset.title}, {dataset.period}",
        "description": dataset.title,
        "tags": [edition.head.kind.value],
        "updated": _updated(dataset),
        "firstPeriod": years[0],
        "lastPeriod": years[-1],
        "category": "public",
        "variableNames": [dimension.label for dimension in dataset.dimensions],
        "discontinued": not edition.is_current,
        "source": dataset.source,
        "subjectCode": entry("subject")["code"],
        "timeUnit": "Annual",
        "paths": [[{"id": entry("subject")["code"], "label": Speaker(dataset.language).word("subject")}]],
        "links": _links(edition, base, ("self", "metadata", "data")),
    }


def _updated(dataset: Dataset) -> str | None:
    return instant(dataset.updates.last) if dataset.updates.last else None


def _links(edition: Edition, base: str, rels: Iterable[str]) -> list[dict[str, str]]:
    name = PX_LANGUAGES[edition.dataset.language]
    ends = {"self": "", "metadata": "/metadata", "data": "/data"}
    return [
        {"rel": rel, "hreflang": name, "href": f"{base}/tables/{edition.id}{ends[rel]}?lang={name}"}
        for rel in rels
    ]


def metadata_object(edition: Edition, base: str) -> dict[str, Any]:
    """Describe all that a table can be asked for: JSON-stat without a number or a sign."""
    described = data_object(edition, edition.dataset)
    del described["value"]
    described.pop("status", None)
    address = f"{base}/tables/{edition.id}"
    return {
        **described,
        "href": f"{address}/metadata",
        "link": {"alternate": [{"type": "application/json", "href": f"{address}/data"}]},
        "dimension": {
            d.code: _with_lists(described["dimension"][d.code], offered(d, edition.dataset.language, base))
            for d in edition.dataset.dimensions
        },
        "value": [],
    }


def _with_lists(dimension: dict[str, Any], lists: list[dict[str, Any]]) -> dict[str, Any]:
    """Add the code lists of a variable, under the name of the specification and the one pxwebpy 0.6 reads."""
    if not lists:
        return dimension
    return {**dimension, "extension": {**dimension["extension"], "codelists": lists, "codeLists": lists}}


def data_object(edition: Edition, part: Dataset) -> dict[str, Any]:
    """Give a part of a table as JSON-stat, with which version of which report it is of."""
    written = dataset_object(part)
    years = edition.dataset.dimension(TIME).codes
    head = edition.head
    return {
        **written,
        "extension": {
            **written["extension"],
            "firstPeriod": years[0],
            "lastPeriod": years[-1],
            "discontinued": not edition.is_current,
            "tags": [head.kind.value],
            "release": {"year": head.year, "version": head.version, "kind": head.kind.value},
        },
    }
