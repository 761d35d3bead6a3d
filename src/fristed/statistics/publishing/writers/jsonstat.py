"""Datasets as JSON-stat 2.0, with what clients of PxWebApi version 2 look for under ``extension``.

References
----------
JSON-stat 2.0, https://json-stat.org/full/; the extensions as the PxWebApi of Statistics Norway gives them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from fristed.methods.classifications import Language
from fristed.statistics.publishing.facts import Dataset, Dimension, Note
from fristed.statistics.publishing.words import Speaker, entry

PX_LANGUAGES: Mapping[Language, str] = MappingProxyType({"nb": "no", "nn": "nn", "en": "en"})
"""The languages as PX files and PxWebApi name them: bokmål is ``no``."""


def instant(at: datetime) -> str:
    """Write a moment in UTC.

    >>> instant(datetime(2025, 3, 1, 7, tzinfo=UTC))
    '2025-03-01T07:00:00Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def dataset_object(dataset: Dataset) -> dict[str, Any]:
    """Give a dataset as JSON-stat: ``value`` has one entry for each cell, ``None`` where a sign stands.

    The signs are in ``status`` under the place of their cell. Counts are cases, percents whole numbers.
    """
    written: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": dataset.title,
        "source": dataset.source,
    }
    if dataset.updates.last:
        written["updated"] = instant(dataset.updates.last)
    written |= _notes([note for note in dataset.notes if not note.dimension])
    written["role"] = {
        role: [d.code for d in dataset.dimensions if d.role == role] for role in ("time", "metric")
    }
    written["id"] = [dimension.code for dimension in dataset.dimensions]
    written["size"] = list(dataset.sizes)
    written["dimension"] = {d.code: _dimension(d, dataset.notes) for d in dataset.dimensions}
    written["extension"] = _extension(dataset)
    written["value"] = [cell.value for cell in dataset.cells]
    status = {str(place): cell.sign for place, cell in enumerate(dataset.cells) if cell.sign}
    return {**written, "status": status} if status else written


def collection_object(datasets: Sequence[Dataset]) -> dict[str, Any]:
    """Give all datasets of one release as a JSON-stat collection that holds them."""
    first = datasets[0]
    speaker = Speaker(first.language)
    collection: dict[str, Any] = {
        "version": "2.0",
        "class": "collection",
        "label": speaker.word("report", year=first.year),
        "source": first.source,
    }
    if first.updates.last:
        collection["updated"] = instant(first.updates.last)
    collection["extension"] = {"version": _version(first), "licence": _licence(first)}
    collection["link"] = {"item": [dataset_object(dataset) for dataset in datasets]}
    return collection


def write_dataset(dataset: Dataset) -> bytes:
    """Write one dataset."""
    return _written(dataset_object(dataset))


def write_collection(datasets: Sequence[Dataset]) -> bytes:
    """Write all datasets of one release as one file."""
    return _written(collection_object(datasets))


def _written(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _notes(notes: Sequence[Note]) -> dict[str, Any]:
    return {"note": [note.text for note in notes]} if notes else {}


def _mandatory(notes: Sequence[Note]) -> dict[str, Any]:
    marks = {str(place): True for place, note in enumerate(notes) if note.is_mandatory}
    return {"noteMandatory": marks} if marks else {}


def _dimension(dimension: Dimension, notes: Sequence[Note]) -> dict[str, Any]:
    own = [note for note in notes if note.dimension == dimension.code]
    category: dict[str, Any] = {
        "index": {code: place for place, code in enumerate(dimension.codes)},
        "label": dict(zip(dimension.codes, dimension.labels, strict=True)),
    }
    by_category: dict[str, list[str]] = {}
    for note in own:
        if note.category:
            by_category.setdefault(note.category, []).append(note.text)
    if by_category:
        category["note"] = by_category
    if dimension.role == "metric":
        category["unit"] = {c.code: {"base": c.unit, "decimals": c.decimals} for c in dimension.categories}
    extension: dict[str, Any] = {"elimination": bool(dimension.elimination), "show": "value"}
    if dimension.elimination:
        extension["eliminationValueCode"] = dimension.elimination
    written = {"label": dimension.label, **_notes([note for note in own if not note.category])}
    return {**written, "category": category, "extension": extension}


def _extension(dataset: Dataset) -> dict[str, Any]:
    stub = [dimension.code for dimension in dataset.dimensions if dimension.role != "time"]
    subject = entry("subject")
    speaker = Speaker(dataset.language)
    extension: dict[str, Any] = {
        **_mandatory([note for note in dataset.notes if not note.dimension]),
        "px": {
            "tableid": dataset.id,
            "matrix": dataset.id,
            "language": PX_LANGUAGES[dataset.language],
            "decimals": 0,
            "contents": dataset.title,
            "subject-code": subject["code"],
            "subject-area": speaker.word("subject"),
            "official-statistics": False,
            "aggregallowed": False,
            "copyright": False,
            "stub": stub,
            "heading": [dimension.code for dimension in dataset.dimensions if dimension.role == "time"],
        },
        "contact": [{"name": dataset.contact.name, "raw": f"{dataset.contact.name}, {dataset.contact.web}"}],
        "name": dataset.name,
        "period": dataset.period,
        "licence": _licence(dataset),
        "version": _version(dataset),
    }
    if dataset.signs:
        extension["status"] = {"label": dict(dataset.signs)}
    if dataset.updates.next:
        extension["px"]["nextUpdate"] = dataset.updates.next.isoformat()
    return extension


def _licence(dataset: Dataset) -> dict[str, str]:
    return {"id": dataset.licence.id, "name": dataset.licence.name, "url": dataset.licence.url}


def _version(dataset: Dataset) -> dict[str, str | int]:
    version = dataset.version
    written: dict[str, str | int] = {
        "policy": version.policy,
        "policy_version": version.policy_version,
        "edition": version.edition,
        "layout": version.layout,
        "fingerprint": version.fingerprint,
    }
    if version.number:
        written |= {"number": version.number, "kind": version.kind}
    return {**written, "as_of": version.as_of.isoformat()} if version.as_of else written
