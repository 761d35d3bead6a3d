"""A release as canonical text and back: same release, same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from fristed.statistics.releases.facts import PublishedCell, PublishedFigureCell, PublishedNumber, Release


class DamagedRelease(Exception):
    """The stored text of a release is not the text that was stored."""


def write_release(release: Release) -> str:
    """Give what a release prints as JSON with sorted keys and no space left to chance.

    The policy is stored beside it, not in it.
    """
    content = asdict(replace(release, kept_policy=None))
    del content["kept_policy"], content["frozen"]
    if not release.counted_on:
        del content["counted_on"]
    return canonical(content)


def canonical(content: Mapping[str, Any]) -> str:
    """Give any content as JSON in one way only.

    >>> canonical({"b": [1], "a": "…"})
    '{"a":"…","b":[1]}'
    """
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256_of(text: str) -> str:
    """Give the hash that is stored beside the text."""
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(release: Release) -> str:
    """Hash what a release prints, and nothing else; not even why a cell is hidden.

    The hash of the facts stays in the house: who knows most cases of a small service could try every profile
    of the last one against it.
    """
    cells = tuple(replace(cell, why="") for cell in release.cells)
    figures = tuple(replace(cell, why="") for cell in release.figures)
    return sha256_of(write_release(replace(release, facts_sha256="", cells=cells, figures=figures)))


def read_release(text: str, *, expected_sha256: str) -> Release:
    """Read a stored release; refuse one that has been changed since."""
    if sha256_of(text) != expected_sha256:
        raise DamagedRelease("The stored release does not match its hash and is not shown.")
    content = json.loads(text)
    return Release(
        **{
            **content,
            "counted_on": tuple(map(tuple, content.get("counted_on", ()))),
            "cells": tuple(PublishedCell(**cell) for cell in content["cells"]),
            "figures": tuple(PublishedFigureCell(**cell) for cell in content["figures"]),
            "numbers": {key: PublishedNumber(**number) for key, number in content["numbers"].items()},
        }
    )
