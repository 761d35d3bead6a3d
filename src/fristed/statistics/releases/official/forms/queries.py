"""What may be read of printed forms: everybody what is public, those who make releases how printing goes."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db.models import QuerySet

from fristed.foundation.background import state_of
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.models import PrintedForm, PrintRun
from fristed.statistics.releases.official.forms.facts import KeptForm, PrintState
from fristed.statistics.releases.official.forms.tasks import LONGEST_SECONDS, print_forms_task
from fristed.statistics.releases.official.queries import (
    NotPublished,
    Version,
    proposals_of,
    proposed_release,
    published_versions,
)


class DamagedForm(Exception):
    """A kept file is not the one that was printed, and is not given out."""


def _public(year: int, policy: str, version: int | None, at: datetime) -> QuerySet[PrintedForm]:
    heads = published_versions(year, policy, at=at)
    wanted = next((head.version for head in heads if version in (None, head.version)), None)
    if wanted is None:
        return PrintedForm.objects.none()
    return PrintedForm.objects.filter(official__year=year, official__policy=policy, official__version=wanted)


def forms_of(year: int, policy: str, *, at: datetime, version: int | None = None) -> tuple[KeptForm, ...]:
    """Give the kept files of a public version, by default the newest; none before they are printed."""
    return tuple(map(_kept, _public(year, policy, version, at).defer("content")))


def form_file(
    year: int, policy: str, name: str, *, at: datetime, version: int | None = None
) -> tuple[KeptForm, bytes]:
    """Give one kept file of a public version, by default the newest.

    Raises
    ------
    NotPublished
        If there is none of that name.
    DamagedForm
        If the file is not the one whose hash was kept.
    """
    row = _public(year, policy, version, at).filter(name=name).first()
    if row is None:
        raise NotPublished(f"No file {name} is published for {year}.")
    content = bytes(row.content)
    if hashlib.sha256(content).hexdigest() != row.content_sha256:
        raise DamagedForm(f"{name} of {year} does not match the hash that was kept. It is not given out.")
    return _kept(row), content


def version_to_print(
    year: int, policy: str, version: int, *, reader: Actor, at: datetime
) -> tuple[Version, Release]:
    """Give a version with its numbers and dates, for those who compute releases.

    Raises
    ------
    NotPermitted
        If the reader may not compute releases.
    NotPublished
        If there is no such version.
    """
    require(reader, Permission.RELEASE_COMPUTE)
    release = proposed_release(year, policy, version, reader=reader)
    heads = (one.version for one in proposals_of(year, policy, reader=reader, at=at))
    return next(head for head in heads if head.version == version), release


def print_state(year: int, policy: str, version: int, *, reader: Actor, at: datetime) -> PrintState | None:
    """Give how far the last printing of a version has come, for those who compute releases.

    A task that the queue no longer knows has ended long ago, and nothing is told of it.

    Raises
    ------
    NotPermitted
        If the reader may not compute releases.
    """
    require(reader, Permission.RELEASE_COMPUTE)
    row = PrintRun.objects.filter(
        official__year=year, official__policy=policy, official__version=version
    ).first()
    if row is None:
        return None
    state = state_of(print_forms_task, row.task_id, at=at, longest_seconds=LONGEST_SECONDS)
    gave = state.gave if isinstance(state.gave, dict) else {}
    since = state.since or row.requested_at
    reason = str(gave.get("refused", ""))
    match state.progress:
        case "gone":
            return None
        case "ended":
            return PrintState("refused" if reason else "done", since, row.written, row.wanted, reason)
        case progress:
            return PrintState(progress, since, row.written, row.wanted)


def _kept(row: PrintedForm) -> KeptForm:
    return KeptForm(
        name=row.name,
        form=row.form,
        part=row.part,
        title=row.title,
        media_type=row.media_type,
        size=row.size,
        sha256=row.content_sha256,
        made_at=row.made_at,
    )
