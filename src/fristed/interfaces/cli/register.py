"""Between the command line and the register: the demo's register, its releases and its report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from fristed.foundation.demo_mark import is_demo
from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.cli.beside import beside_for_release, beside_unstored, secrets_beside
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.database import has_unapplied_migrations, is_missing, require_ready_database
from fristed.interfaces.cli.demo import DEMO_DIRECTORY, build_demo
from fristed.methods.classifications import Language
from fristed.statistics.annual_report.actions import print_report
from fristed.statistics.annual_report.editing.queries import chapters_to_print
from fristed.statistics.annual_report.typed_texts import typed_texts
from fristed.statistics.chains.protecting import ChainsNotSafe
from fristed.statistics.outreach.protecting import OutreachNotSafe
from fristed.statistics.releases.actions import require_allowed_policy
from fristed.statistics.releases.computing import (
    NoCasesInYear,
    OthersWereStored,
    WishesInTheWay,
    compute_release,
    release_unstored,
    require_harmless_prose,
)
from fristed.statistics.releases.facts import Release, RuleNotKept
from fristed.statistics.releases.official.fact_file import DamagedFacts
from fristed.statistics.releases.official.freezing import NoSuchFrozenFacts
from fristed.statistics.releases.prose_scan import ProseGivesAway
from fristed.statistics.releases.queries import stored_release
from fristed.statistics.releases.recording import NotProvedSafe

# Why a release is refused, as those who asked for it are told, and what the program then ends with.
REFUSALS: Mapping[type[Exception], tuple[str, int]] = MappingProxyType(
    {
        NoCasesInYear: ("no_cases", 2),
        ProseGivesAway: ("prose", 1),
        WishesInTheWay: ("wishes", 1),
        NotProvedSafe: ("not_proved", 1),
        ChainsNotSafe: ("not_proved", 1),
        OutreachNotSafe: ("not_proved", 1),
        OthersWereStored: ("others_stored", 1),
        NoSuchFrozenFacts: ("no_frozen_facts", 2),
        DamagedFacts: ("damaged_facts", 1),
    }
)


class ReleaseRefused(CommandError):
    """A release was not computed, for a reason that can be told: its code, and the cells it is about."""

    def __init__(self, refusal: Exception) -> None:
        self.about = refusal.wishes if isinstance(refusal, WishesInTheWay) else ()
        self.reason, returncode = REFUSALS[type(refusal)]
        super().__init__(str(refusal), returncode=returncode)


def compute_now(*, year: int, policy: str, frozen: int | None = None) -> Release:
    """Compute and store a release in this program, from frozen facts where they are named.

    Raises
    ------
    ReleaseRefused
        If there is nothing to compute, or it is not safe to print.
    """
    given: dict[str, Any] = {"year": year, "policy": policy, "data": settings.DATA, "by": SYSTEM}
    try:
        beside = beside_for_release(**given, at=door_clock())
        return compute_release(
            **given, at=door_clock(), prose=typed_texts(year), frozen=frozen, beside=beside
        )
    except tuple(REFUSALS) as refusal:
        raise ReleaseRefused(refusal) from refusal


def compute_unstored(command: FristedCommand, *, year: int, policy: str) -> Release:
    """Compute a release and store nothing.

    Raises
    ------
    ReleaseRefused
        If there is nothing to compute, or it is not safe to print.
    """
    command.say(f"No release {year} {policy} is stored: computing it without storing it …")
    given: dict[str, Any] = {"year": year, "policy": policy, "data": settings.DATA, "by": SYSTEM}
    try:
        beside = beside_unstored(**given, at=door_clock())
        return release_unstored(**given, prose=typed_texts(year), beside=beside)
    except tuple(REFUSALS) as refusal:
        raise ReleaseRefused(refusal) from refusal


def release_for(command: FristedCommand, *, year: int, policy: str) -> Release:
    """Give the stored release; where there is none, one that is computed and not stored.

    A read stores nothing: what is stored is what readers may have kept, and binds every later release.
    """
    require_register(command, policy=policy)
    return stored_release(year, policy) or compute_unstored(command, year=year, policy=policy)


def require_register(command: FristedCommand, *, policy: str) -> None:
    """Refuse unless there is a register of this version that the policy may be used on.

    The default data directory is filled as a demo when it is empty, and a demo is brought to this version;
    another register is never filled or changed by a read.
    """
    if is_missing() and settings.DATA != DEMO_DIRECTORY:
        raise CommandError(f"There is no register in {settings.DATA}.", returncode=1)
    if settings.DATA == DEMO_DIRECTORY and (is_missing() or has_unapplied_migrations()):
        build_demo(settings.DATA, say=command.say)
    require_ready_database()
    require_allowed_policy(policy, data=settings.DATA)


def release_to_print(command: FristedCommand, *, year: int, policy: str) -> Release:
    """Give the stored release of a report, computing and storing it first: a printed report leaves the house.

    It says what :func:`release_for` says.
    """
    require_register(command, policy=policy)
    return stored_release(year, policy) or compute_now(year=year, policy=policy)


def print_edition(
    release: Release, *, out: Path, formats: Sequence[str], languages: Sequence[Language] = ("nb",)
) -> list[Path]:
    """Print the report files of a release into a directory, under the name of its edition.

    The typed words are held against the hidden counts again: they may have changed since the release.
    """
    try:
        secrets = secrets_beside(release.year, release.policy)
        require_harmless_prose(release, typed_texts(release.year), secrets=secrets)
    except (ProseGivesAway, RuleNotKept) as refusal:
        raise CommandError(str(refusal), returncode=1) from refusal
    printed: list[Path] = []
    for language in languages:
        chapters = chapters_to_print(release.year, language)
        printed += print_report(
            release,
            out=out,
            formats=tuple(formats),
            demo=is_demo(settings.DATA),
            chapters=chapters,
            language=language,
        )
    return printed
