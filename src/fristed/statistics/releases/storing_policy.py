"""What a policy said when a release was computed: stored with the release, and read from there.

A policy that is changed gets a new version; ``data/policy_versions.toml`` pins what each version says, so
that a release can never be shown, attacked or printed under a rule that came after it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from fristed.statistics.releases.payload import canonical, sha256_of
from fristed.statistics.releases.policies import Policy, read_policy
from fristed.statistics.releases.policies import policy as policy_in_force

ROOM = "fristed.statistics.releases"


class DamagedPolicy(Exception):
    """The stored text of a policy is not the text that was stored."""


def policy_content(policy_id: str) -> dict[str, Any]:
    """Give what the policy in force says, as its file has it.

    Raises
    ------
    UnknownPolicy
        If there is no such policy.
    """
    known = policy_in_force(policy_id).id
    return tomllib.loads(files(ROOM).joinpath("policies", f"{known}.toml").read_text("utf-8"))


def pinned_versions() -> Mapping[str, Mapping[str, str]]:
    """Give for each policy its versions with the hash of what each says."""
    return tomllib.loads(files(ROOM).joinpath("data", "policy_versions.toml").read_text("utf-8"))


def policy_sha256(content: Mapping[str, Any]) -> str:
    """Hash what a policy says; comments and the order of its fields say nothing."""
    return sha256_of(canonical(content))


def stored_policy(text: str, *, expected_sha256: str) -> Policy | None:
    """Read a policy that was stored with a release; a release from before that has none.

    Raises
    ------
    DamagedPolicy
        If the text has been changed since it was stored.
    """
    if not text:
        return None
    if sha256_of(text) != expected_sha256:
        raise DamagedPolicy("The stored policy does not match its hash; its release is not shown.")
    return read_policy(json.loads(text))
