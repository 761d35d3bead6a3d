"""What stands on the shelf: the published tables and figures, each edition under an address that stays.

``tabell-04`` is the newest version of the newest report year that has the table, so its time series grows.
``tabell-04-2023`` is the newest version of the report of 2023, ``tabell-04-2023-v1`` its first version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from django.conf import settings

from fristed.foundation.demo_mark import is_demo
from fristed.interfaces.api.problems import Problem, not_here
from fristed.methods.classifications import Language
from fristed.statistics.publishing.datasets import datasets_of
from fristed.statistics.publishing.facts import Dataset, Note
from fristed.statistics.publishing.official import updates_of
from fristed.statistics.publishing.words import Speaker
from fristed.statistics.releases.official.codes import Kind
from fristed.statistics.releases.official.queries import (
    Version,
    published_release,
    published_versions,
    published_years,
)

POLICY = "safe"
"""Nothing else is ever official."""
ADDRESS = re.compile(r"(tabell-\d{2}|figur(?:-\d{1,2})+)(?:-(\d{4})(?:-v(\d{1,3}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Edition:
    """One table or figure of one published version; ``is_current`` where later reports will renew it."""

    dataset: Dataset
    head: Version
    is_current: bool

    @property
    def id(self) -> str:
        """The id it was asked for with."""
        return self.dataset.id


def current_editions(language: Language, *, at: datetime) -> list[Edition]:
    """Give every table and figure in its newest edition; what the newest report left out comes last."""
    heads = _newest_heads(at)
    found: dict[str, Edition] = {}
    for head in heads:
        for dataset in _datasets(head, language):
            is_current = head.year == heads[0].year
            found.setdefault(dataset.id, Edition(dataset, head, is_current))
    return list(found.values())


def earlier_editions(language: Language, *, at: datetime) -> Iterator[Edition]:
    """Give the editions of earlier reports, and the versions that have been replaced, newest first."""
    for place, newest in enumerate(_newest_heads(at)):
        for head in published_versions(newest.year, POLICY, at=at):
            is_replaced = head.version != newest.version
            if place or is_replaced:
                suffix = f"-{head.year}-v{head.version}" if is_replaced else f"-{head.year}"
                for dataset in _datasets(head, language):
                    yield Edition(replace(dataset, id=f"{dataset.id}{suffix}"), head, is_current=False)


def edition(address: str, language: Language, *, at: datetime) -> Edition:
    """Give the edition that an id names.

    Raises
    ------
    Problem
        If nothing is published under that id.
    """
    match = ADDRESS.fullmatch(address)
    if match is None:
        raise _no_table()
    name, year, version = match.groups()
    if year is None:
        editions = {one.id: one for one in current_editions(language, at=at)}
    else:
        head = _head(int(year), int(version) if version else None, at)
        datasets = {one.id: replace(one, id=address) for one in _datasets(head, language)}
        editions = {key: Edition(one, head, is_current=False) for key, one in datasets.items()}
    if name not in editions:
        raise _no_table()
    return editions[name]


def _no_table() -> Problem:
    return not_here("Nothing is published under that id.")


def _newest_heads(at: datetime) -> list[Version]:
    """Give the newest version of every report year, newest year first."""
    return [published_versions(year, POLICY, at=at)[0] for year in published_years(POLICY, at=at)]


def _head(year: int, version: int | None, at: datetime) -> Version:
    for head in published_versions(year, POLICY, at=at):
        if version in (None, head.version):
            return head
    raise _no_table()


def _datasets(head: Version, language: Language) -> tuple[Dataset, ...]:
    return _datasets_of(head, language, demo=is_demo(settings.DATA))


@lru_cache(maxsize=64)
def _datasets_of(head: Version, language: Language, *, demo: bool) -> tuple[Dataset, ...]:
    """Read a version once for each language; its seal is part of what it is kept under."""
    _, release = published_release(head.year, head.policy, at=head.public_since, version=head.version)
    datasets = datasets_of(release, language, updates=updates_of(head), demo=demo)
    return tuple(_with_kind(dataset, head.kind) for dataset in datasets)


def _with_kind(dataset: Dataset, kind: Kind) -> Dataset:
    """Say on the numbers themselves that they are not final."""
    if kind is Kind.FINAL:
        return dataset
    note = Note(Speaker(dataset.language).word(f"notes/{kind}"), is_mandatory=True)
    return replace(dataset, notes=(note, *dataset.notes))
