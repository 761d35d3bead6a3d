"""What became of the last request for a computation, in the words of those who asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission
from fristed.interfaces.web import formats
from fristed.interfaces.web.statistics.protection.words import place_of
from fristed.statistics.releases.queries import Request, last_request

PATIENCE = timedelta(minutes=1)
"""How long a request may wait before the reader is told that nobody may be working."""

NEWS = timedelta(minutes=10)
"""How long it is news that a computation is done."""

LOOK_AGAIN = 4
"""Seconds between two looks at a request that is under way."""

COLOURS: Mapping[str, str] = {
    "waiting": "info",
    "running": "info",
    "done": "success",
    "refused": "warning",
    "stopped": "danger",
    "too_long": "danger",
}
SENTENCES: Mapping[str, Promise] = {
    "waiting": gettext_lazy("The statistics of %(year)d are waiting to be computed, since %(since)s."),
    "running": gettext_lazy("The statistics of %(year)d are being computed. So far it has taken %(time)s."),
    "done": gettext_lazy("The statistics of %(year)d were computed as asked, and were ready %(since)s."),
    "refused": gettext_lazy("The statistics of %(year)d were not computed."),
    "stopped": gettext_lazy(
        "The program that computes the statistics of %(year)d stopped before it was done."
    ),
    "too_long": gettext_lazy(
        "The program that computes the statistics of %(year)d was stopped: it took too long."
    ),
}
IS_NOT_TAKEN = gettext_lazy(
    "Nobody has taken it yet. If that lasts, the program that computes is not running: tell the system owner."
)
OLD_STAND = gettext_lazy("What was shown before is still shown.")
TRY_AGAIN = gettext_lazy("Ask once more. If it happens again, tell the system owner.")
REASONS: Mapping[str, Promise] = {
    "no_cases": gettext_lazy("The register has no case in that year."),
    "prose": gettext_lazy(
        "A number that is typed in the texts of the report gives a hidden number away. The command "
        "“fristed compute” names it."
    ),
    "wishes": gettext_lazy(
        "They cannot be proved safe as long as a number is wished to be hidden that stands in the way. Take "
        "this wish back under “What is hidden, and why”:"
    ),
    "not_proved": gettext_lazy("They could not be proved safe. Tell the system owner."),
    "others_stored": gettext_lazy(
        "Other statistics were stored while they were computed. Ask once more when nothing else is computed."
    ),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as a page shows it; ``is_open`` says that it may look otherwise a moment later.

    ``looks_again`` says that the page looks by itself until then: not when nobody has taken the request for
    so long that perhaps nobody will. ``is_news`` says that it is not done, or was done so lately that whoever
    asked may still be waiting to be told. ``pause`` is the time between two looks, in seconds.
    """

    words: str
    more: tuple[str, ...]
    colour: str
    is_open: bool
    is_done: bool
    looks_again: bool
    is_news: bool
    pause: int = LOOK_AGAIN


def asked_for(policy: str, *, reader: Actor, at: datetime, year: int | None = None) -> Asked | None:
    """Give the last request for statistics under a policy; who may not compute is told nothing."""
    if Permission.RELEASE_COMPUTE not in reader.permissions:
        return None
    found = last_request(policy, reader=reader, at=at, year=year)
    return shown_request(found, at=at) if found else None


def shown_request(found: Request, *, at: datetime) -> Asked:
    """Say what became of a request."""
    sentence = str(SENTENCES[found.progress]) % {
        "year": found.year,
        "since": formats.moment(found.since),
        "time": duration(at - found.since),
    }
    return Asked(
        words=sentence,
        more=tuple(str(words) for words in _more(found, at)),
        colour=COLOURS[found.progress],
        is_open=found.progress in ("waiting", "running"),
        is_done=found.progress == "done",
        looks_again=found.progress == "running" or (found.progress == "waiting" and not _is_left(found, at)),
        is_news=found.progress != "done" or at - found.since < NEWS,
    )


def _is_left(found: Request, at: datetime) -> bool:
    """Whether a request has waited so long that nobody may be working."""
    return at - found.since > PATIENCE


def _more(found: Request, at: datetime) -> tuple[Promise | str, ...]:
    if found.progress == "waiting":
        return (IS_NOT_TAKEN,) if _is_left(found, at) else ()
    if found.progress == "refused":
        reason = (REASONS[found.reason],) if found.reason in REASONS else ()
        return (*reason, *(f"{place_of(key)}." for key in found.about), OLD_STAND)
    return (OLD_STAND, TRY_AGAIN) if found.progress in ("stopped", "too_long") else ()


def duration(time: timedelta) -> str:
    """Give ``2 min 5 s``; a clock that is a little behind makes nothing negative."""
    minutes, seconds = divmod(max(int(time.total_seconds()), 0), 60)
    return _("%(minutes)d min %(seconds)d s") % {"minutes": minutes, "seconds": seconds}
