"""The demo's official statistics: its cast takes every step from the open year to the published version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from fristed.casework.cases.actions import confirm_year
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_named
from fristed.interfaces.cli.printing import print_forms
from fristed.interfaces.cli.register import compute_now
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.official.actions import (
    freeze_facts,
    propose_release,
    publish_release,
    sign_off_release,
)
from fristed.statistics.releases.official.codes import Kind, Reason
from fristed.statistics.releases.official.forms.queries import forms_of
from fristed.statistics.releases.official.queries import (
    frozen_of,
    proposals_of,
    published_release,
    published_years,
)

SAFE = "safe"
LEADERS = (("gro", "KT"), ("hege", "MR"), ("ivar", "SU"))


def official_release(year: int, *, at: datetime, say: Callable[[str], None]) -> Release:
    """Give the demo's official statistics of a year, computed by this version of the house.

    What its cast has published already stands where it prints the same; else it is corrected.
    """
    dina, published = actor_named("dina"), year in published_years(SAFE, at=at)
    frozen = _frozen(year, by=dina, at=at)
    say(f"Counting and protecting the statistics of {year} from frozen facts …")
    release = compute_now(year=year, policy=SAFE, frozen=frozen)
    if published and published_release(year, SAFE, at=at)[1] == release:
        head = published_release(year, SAFE, at=at)[0]
        if not forms_of(year, SAFE, at=at):
            print_forms(year=year, policy=SAFE, version=head.version)
        return release
    reason = Reason.MISCALCULATED if published else None
    version = propose_release(year=year, policy=SAFE, frozen=frozen, by=dina, at=at, reason=reason)
    finn = actor_named("finn")
    [waiting, *_] = proposals_of(year, SAFE, reader=finn, at=at)
    sign_off_release(year=year, policy=SAFE, version=version, seal=waiting.seal, by=finn, at=at)
    publish_release(year=year, policy=SAFE, version=version, from_at=at, by=dina, at=at)
    say("Printing it in every form …")
    print_forms(year=year, policy=SAFE, version=version)
    return release


def _frozen(year: int, *, by: Actor, at: datetime) -> int:
    """Give the newest frozen facts of a year; freeze them where there are none."""
    if kept := frozen_of(year, SAFE, reader=by):
        return kept[0].number
    for leader, service in LEADERS:
        confirm_year(service=service, year=year, by=actor_named(leader), at=at)
    return freeze_facts(year=year, kind=Kind.FINAL, by=by, at=at)
