"""Between the command line and the register: the demo's register, its releases and its report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.demo import DEMO_DIRECTORY, build_demo
from fristed.statistics.annual_report.printing import print_report
from fristed.statistics.releases.actions import require_allowed_policy
from fristed.statistics.releases.computing import compute_release
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.queries import stored_release

# The edition that follows the safe policy carries the plain name; others say what they are.
EDITIONS = {"safe": "", "as-published-2024": "-som-publisert"}


def edition_file(policy: str, *, year: int, kind: str) -> str:
    """Give the file name of one form of one edition of the report."""
    return f"arsrapport-{year}{EDITIONS[policy]}.{kind}"


def compute_now(*, year: int, policy: str) -> Release:
    """Compute and store a release in this program."""
    return compute_release(year=year, policy=policy, data=settings.DATA, by=SYSTEM, at=door_clock())


def release_for(command: FristedCommand, *, year: int, policy: str) -> Release:
    """Give the stored release, computing it first if there is none.

    The default data directory is filled as a demo when it is empty; another one is never filled by a read.
    """
    if not (settings.DATA / "fristed.sqlite3").exists() and settings.DATABASES["default"]["ENGINE"].endswith(
        "sqlite3"
    ):
        if settings.DATA != DEMO_DIRECTORY:
            raise CommandError(f"There is no register in {settings.DATA}.", returncode=1)
        build_demo(settings.DATA, say=command.say)
    require_allowed_policy(policy, data=settings.DATA)
    return stored_release(year, policy) or compute_now(year=year, policy=policy)


def print_edition(release: Release, *, out: Path, formats: Sequence[str]) -> list[Path]:
    """Print the report files of a release into a directory, under the name of its edition."""
    out.mkdir(parents=True, exist_ok=True)
    return print_report(release, out=out, formats=tuple(formats), suffix=EDITIONS[release.policy])
