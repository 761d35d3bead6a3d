"""Between the command line and the texts of a report: holds all of them against its hidden counts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.core.management.base import CommandError

from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.cli.beside import secrets_beside
from fristed.interfaces.cli.commands import door_clock
from fristed.statistics.annual_report.checking.actions import NothingAsked, keep_texts_check
from fristed.statistics.annual_report.checking.facts import TextFound
from fristed.statistics.annual_report.checking.queries import SAFE, release_mark
from fristed.statistics.annual_report.checking.texts import Lines, lines_to_check, seal_of_texts
from fristed.statistics.releases.computing import NoCasesInYear, faults_of_prose
from fristed.statistics.releases.facts import Release, RuleNotKept
from fristed.statistics.releases.official.fact_file import DamagedFacts
from fristed.statistics.releases.official.freezing import NoSuchFrozenFacts
from fristed.statistics.releases.prose_scan import Fault
from fristed.statistics.releases.queries import stored_release


class NoRelease(LookupError):
    """The statistics of the year are not computed, so there is nothing to hold texts against."""


REFUSALS: Mapping[type[Exception], str] = MappingProxyType(
    {
        NoRelease: "no_release",
        NoCasesInYear: "no_cases",
        NoSuchFrozenFacts: "no_facts",
        DamagedFacts: "no_facts",
        RuleNotKept: "rule_changed",
        NothingAsked: "nothing_asked",
    }
)


class CheckRefused(CommandError):
    """The texts were not checked, for a reason that can be told."""

    def __init__(self, refusal: Exception) -> None:
        self.reason = REFUSALS[type(refusal)]
        super().__init__(str(refusal), returncode=1)


def check_now(year: int) -> list[TextFound]:
    """Hold all texts of a year against its newest stored release, store what is found, and give it.

    Raises
    ------
    CheckRefused
        If there is no release, or it cannot be counted again; what was found before stands.
    """
    try:
        mark, release = release_mark(year), stored_release(year, SAFE)
        if release is None:
            raise NoRelease(f"No statistics are computed for {year}.")
        lines = lines_to_check(year)
        found = found_in(lines, release)
        keep_texts_check(
            year=year,
            found=found,
            texts_sha256=seal_of_texts(lines),
            release_mark=mark,
            by=SYSTEM,
            at=door_clock(),
        )
    except tuple(REFUSALS) as refusal:
        raise CheckRefused(refusal) from refusal
    return found


def found_in(lines: Lines, release: Release) -> list[TextFound]:
    """Give every typed number that gives something away, with the line it stands in."""
    named = [typed.__class__(str(at), typed.text, typed.language) for at, (_, typed) in enumerate(lines)]
    secrets = secrets_beside(release.year, release.policy)
    return [_found(lines, fault) for fault in faults_of_prose(release, named, secrets=secrets)]


def _found(lines: Lines, fault: Fault) -> TextFound:
    place, typed = lines[int(fault.place)]
    return TextFound(place, fault.typed, typed.text, not fault.tells, fault.tells, fault.many)
