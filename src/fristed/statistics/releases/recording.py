"""What is kept of a protection for those who compute it: what is hidden, why, for which cells, at what cost.

It stays in the house: unlike the release and its certificate it says which hidden counts are small.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from fristed.methods.disclosure.certificate import Certificate, check_certificate, write_print
from fristed.methods.disclosure.proof import certify
from fristed.statistics.releases.alternatives import alternatives
from fristed.statistics.releases.attacking import printed_facts
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.ledger import Ledger
from fristed.statistics.releases.names import PLACES, CellName, Place, hidden_in_tables, place_of_hidden
from fristed.statistics.releases.payload import sha256_of
from fristed.statistics.releases.policies import Policy
from fristed.statistics.releases.rules import rule_of
from fristed.statistics.releases.system import ProtectedCounts, ProtectedYear
from fristed.statistics.releases.wishes import Wishes, as_wishes, same_number


class NotProvedSafe(Exception):
    """A release could not be shown to be safe from its print alone; it is not stored."""


def certificate_for(release: Release, policy: Policy, *, exempt: Iterable[str] = ()) -> Certificate:
    """Prove a release safe from what it prints, and have the proof checked without the code that found it.

    Raises
    ------
    NotProvedSafe
        If the checker finds a fault.
    """
    printed = printed_facts(release, policy)
    rule, name, small = rule_of(policy), (policy.id, policy.version), frozenset(exempt)
    certificate = certify(printed, rule, policy=name, exempt=small)
    if faults := check_certificate(printed, certificate, rule, policy=name, exempt=small):
        raise NotProvedSafe(f"{release.year} {policy.id}: {faults[0]}")
    return certificate


def print_for(release: Release, policy: Policy) -> str:
    """Write what a release prints as its certificate means it, for whoever wants to check the two."""
    return write_print(printed_facts(release, policy))


def written(content: Mapping[str, Any]) -> str:
    """Write a record as JSON, names in their own order: a certificate's worlds follow that of its cells."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def protection_record(
    release: Release,
    policy: Policy,
    system: ProtectedCounts,
    *,
    certificate: str,
    wishes: Iterable[str] = (),
    unreadable: Iterable[str] = (),
    replaced: Ledger | None = None,
) -> dict[str, Any]:
    """Describe how a release was protected.

    Every number is described once, under the first of its names; ``also`` names the other tables and figures
    where it stands. ``cases`` are those in the numbers hidden for the sake of others, by where these would
    stand, and sum to the value of the ``loss``.

    Of each service and year, ``gap`` is the share of the cost that is not proved to be necessary,
    ``is_finished`` whether the search came to its own end, ``known_before`` the small counts that earlier
    releases of the same facts printed, and ``is_only_again`` tells that nothing is printed but what they
    printed. ``known_before`` of the whole is what they give away by themselves. ``not_followed`` says why a
    wish is not; ``opened`` and ``closed`` are what a version replaced by a wish hid and this one prints, and
    the other way round: who has both sees both. ``unwished`` is the loss there would be without any wish.

    It holds no hidden count as such, but what others would cost in cases is told in sums and differences, and
    from those and the print some hidden counts follow exactly. So it is for those who compute releases.

    Parameters
    ----------
    certificate
        The certificate as it is stored, to be named by its hash.
    wishes
        Keys of cells that a statistician would rather hide, with those they take the place of.
    unreadable
        Earlier releases that are stored but damaged, so that what they printed is not known.
    replaced
        What versions that a wish replaces printed and hid.
    """
    wished = as_wishes(wishes)
    past = replaced or Ledger()
    in_report = hidden_in_tables(release)
    years = [
        {
            **_year(found, policy, wished, past, is_newest=found.year == release.year),
            "cases": _cases_by_place(found, in_report),
        }
        for found in system.years
    ]
    patterns = [found.pattern for found in system.years]
    return {
        "year": release.year,
        "policy": policy.id,
        "policy_version": policy.version,
        "rule": asdict(rule_of(policy)),
        "cost": sum(pattern.cost for pattern in patterns),
        "bound": sum(pattern.bound for pattern in patterns),
        "certificate_sha256": sha256_of(certificate),
        "unreadable": sorted(unreadable),
        "wished": sorted(wished),
        "instead_of": {key: old for key, old in sorted(wished.items()) if old},
        "known_before": [asdict(known) for known in system.known_before],
        "years": years,
    }


def _year(
    found: ProtectedYear, policy: Policy, wished: Wishes, past: Ledger, *, is_newest: bool
) -> dict[str, Any]:
    pattern, name = found.pattern, same_number(found.linked)
    cells = _cells(found, policy, is_newest=is_newest)
    opened = {name[key] for key in past.hidden if found.prints(key) and found.linked.counts[key]}
    closed = {name[key] for key in past.printed if key in pattern.hidden}
    return {
        "service": found.service,
        "year": found.year,
        "cost": pattern.cost,
        "bound": pattern.bound,
        "gap": pattern.gap,
        "is_finished": found.is_finished,
        "loss": asdict(pattern.loss),
        "withheld": list(found.withheld),
        "given_up": list(found.given_up),
        "known_before": list(found.known_before),
        "is_only_again": found.is_only_again,
        "conflicts": [asdict(conflict) for conflict in found.conflicts],
        "wishes": {
            key: key not in found.not_followed for key in sorted(wished.keys() & set(found.linked.counts))
        },
        "not_followed": dict(found.not_followed),
        "unwished": asdict(found.unwished.loss) if found.unwished else None,
        "opened": sorted(opened),
        "closed": sorted(closed),
        "cells": cells,
        "also": _other_places(name, _named_in(cells)),
    }


def _cases_by_place(found: ProtectedYear, in_report: frozenset[str]) -> dict[Place, int]:
    """Sum the cases in what is hidden for the sake of others, by where it would stand; each number once."""
    name, cases = same_number(found.linked), dict.fromkeys(PLACES, 0)
    for key in {name[key] for key, why in found.pattern.hidden.items() if why == "secondary"}:
        cases[place_of_hidden(key, in_report)] += found.linked.counts[key]
    return cases


def _named_in(cells: Collection[Mapping[str, Any]]) -> set[str]:
    """Give the numbers that are described as hidden, or that an offer would hide or print."""
    offers = [offer for cell in cells for offer in cell.get("instead", ())]
    return {cell["key"] for cell in cells} | {key for o in offers for key in (*o["hides"], *o["prints"])}


def _other_places(name: Mapping[str, str], keys: Collection[str]) -> dict[str, list[str]]:
    """Name the other tables and figures in which numbers stand; numbers of one place are left out."""
    found: dict[str, list[str]] = {}
    for key, first in sorted(name.items()):
        if first in keys and key != first and CellName.read(key):
            found.setdefault(first, []).append(key)
    return found


def _cells(found: ProtectedYear, policy: Policy, *, is_newest: bool) -> list[dict[str, Any]]:
    """Describe each hidden number once, under the name of the table that would print it."""
    name, rule = same_number(found.linked), rule_of(policy)
    saved = {name[key]: _named(cells, name) for key, cells in found.pattern.protects.items()}
    hidden = {name[key]: why for key, why in found.pattern.hidden.items()}
    described = []
    for key, why in sorted(hidden.items()):
        cell: dict[str, Any] = {"key": key, "why": why, "protects": saved.get(key, [])}
        if is_newest and why == "secondary" and not key.startswith("text "):
            cell["instead"] = [asdict(other) for other in alternatives(found, rule, key)]
        described.append(cell)
    return described


def _named(cells: Iterable[str], name: Mapping[str, str]) -> list[str]:
    return sorted({name[key] for key in cells})
