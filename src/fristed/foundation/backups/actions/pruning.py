"""Backups are let go by age, those of the keys sooner."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.backups.facts import (
    KEYS,
    MAIN,
    BackupRefused,
    time_of,
)
from fristed.foundation.backups.places import (
    UNFINISHED,
    place_of,
    require_house,
    stamps_in,
)
from fristed.foundation.identity.facts import Actor

KEPT_DAYS, KEYS_KEPT_DAYS = 90, 14
"""How many days each part is kept where nothing else is said."""


def prune_backups(
    *,
    directory: Path,
    by: Actor,
    at: datetime,
    kept_days: int = KEPT_DAYS,
    keys_kept_days: int = KEYS_KEPT_DAYS,
    keys_directory: Path | None = None,
) -> tuple[Path, ...]:
    """Delete parts that are older than their days, the keys sooner; the newest of each is kept.

    A case that was shredded is gone for good when the last backup of the keys from before is.

    Raises
    ------
    BackupRefused
        If the keys would be kept longer than the rest.
    """
    require_house(by)
    if keys_kept_days > kept_days:
        raise BackupRefused("Keys are never kept longer than what they open.")
    gone = []
    for part, days, place in (
        (MAIN, kept_days, directory),
        (KEYS, keys_kept_days, keys_directory or directory),
    ):
        for stamp in stamps_in(place, part)[:-1]:
            if time_of(stamp) < at - timedelta(days=days):
                shutil.rmtree(place_of(place, stamp, part))
                gone.append(place_of(place, stamp, part))
        for left in place.glob(f"*.{part}{UNFINISHED}"):
            shutil.rmtree(left)
            gone.append(left)
    with transaction.atomic():
        write_line(event="backup.pruned", by=by, at=at, facts={"parts": len(gone)})
    return tuple(gone)
