"""Between the command line and the register: the demo's register, its releases and its report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from fristed.foundation.demo_mark import is_demo
from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.database import has_unapplied_migrations, is_missing, require_ready_database
from fristed.interfaces.cli.demo import DEMO_DIRECTORY, build_demo
from fristed.statistics.annual_report import print_report
from fristed.statistics.annual_report.typed_texts import typed_texts
from fristed.statistics.releases.actions import require_allowed_policy
from fristed.statistics.releases.computing import NoCasesInYear, compute_release, require_harmless_prose
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.prose_scan import ProseGivesAway
from fristed.statistics.releases.queries import stored_release


def compute_now(*, year: int, policy: str) -> Release:
    """Compute and store a release in this program."""
    try:
        return compute_release(
            year=year, policy=policy, data=settings.DATA, by=SYSTEM, at=door_clock(), prose=typed_texts()
        )
    except NoCasesInYear as refusal:
        raise CommandError(str(refusal), returncode=2) from refusal
    except ProseGivesAway as refusal:
        raise CommandError(str(refusal), returncode=1) from refusal


def release_for(command: FristedCommand, *, year: int, policy: str) -> Release:
    """Give the stored release, computing it first if there is none.

    The default data directory is filled as a demo when it is empty, and a demo is brought to this version;
    another register is never filled or changed by a read.
    """
    if is_missing() and settings.DATA != DEMO_DIRECTORY:
        raise CommandError(f"There is no register in {settings.DATA}.", returncode=1)
    if settings.DATA == DEMO_DIRECTORY and (is_missing() or has_unapplied_migrations()):
        build_demo(settings.DATA, say=command.say)
    require_ready_database()
    require_allowed_policy(policy, data=settings.DATA)
    return stored_release(year, policy) or compute_now(year=year, policy=policy)


def print_edition(release: Release, *, out: Path, formats: Sequence[str]) -> list[Path]:
    """Print the report files of a release into a directory, under the name of its edition.

    The typed words are held against the hidden counts again: they may have changed since the release.
    """
    try:
        require_harmless_prose(release, typed_texts())
    except ProseGivesAway as refusal:
        raise CommandError(str(refusal), returncode=1) from refusal
    return print_report(release, out=out, formats=tuple(formats), demo=is_demo(settings.DATA))
