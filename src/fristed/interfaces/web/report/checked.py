"""The check of all texts together as its page shows it: how far it has come, and what it found where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.interfaces.web import formats
from fristed.interfaces.web.report.words import LANGUAGE_NAMES
from fristed.interfaces.web.statistics.asked import (
    COLOURS,
    IS_NOT_TAKEN,
    PATIENCE,
    TRY_AGAIN,
    Asked,
    duration,
)
from fristed.interfaces.web.statistics.protection.words import place_of
from fristed.statistics.annual_report.checking.facts import Check, Place, TextFound

SENTENCES: Mapping[str, Promise] = {
    "waiting": gettext_lazy("The texts wait to be checked, since %(since)s."),
    "running": gettext_lazy("The texts are being checked. So far it has taken %(time)s."),
    "done": gettext_lazy("The texts were checked as asked, and the check ended %(since)s."),
    "refused": gettext_lazy("The texts were not checked."),
    "stopped": gettext_lazy("The program that checks the texts stopped before it was done."),
    "too_long": gettext_lazy("The program that checks the texts was stopped: it took too long."),
}
REASONS: Mapping[str, Promise] = {
    "no_release": gettext_lazy(
        "The statistics of the year are not computed yet, so there is nothing to hold the texts against."
    ),
    "no_cases": gettext_lazy("The register has no case in that year."),
    "no_facts": gettext_lazy("The facts that the statistics were counted from cannot be read."),
    "rule_changed": gettext_lazy(
        "The rule for what is hidden has changed. Compute the statistics again first."
    ),
    "nothing_asked": gettext_lazy("Nobody has asked for it."),
}
THE_COUNT = "the hidden count "
_KEY = re.compile(r"(?:table \d+|F\d+\.\d+) [A-Z]{2} \d{4} \w+")
OLD_STANDS = gettext_lazy("What was found before still stands below.")


@dataclass(frozen=True, slots=True)
class ShownFound:
    """A typed number with the place it stands in, and the address of the section it can be changed in."""

    found: TextFound
    place: str
    address: str


def shown_check(check: Check, *, at: datetime) -> Asked:
    """Say what became of a request."""
    is_left = at - check.since > PATIENCE
    is_open = check.progress in ("waiting", "running")
    words = str(SENTENCES[check.progress]) % {
        "since": formats.moment(check.since),
        "time": duration(at - check.since),
    }
    return Asked(
        words=words,
        more=tuple(str(sentence) for sentence in _more(check, is_left=is_left)),
        colour=COLOURS[check.progress],
        is_open=is_open,
        is_done=check.progress == "done",
        looks_again=check.progress == "running" or (check.progress == "waiting" and not is_left),
        is_news=True,
    )


def _more(check: Check, *, is_left: bool) -> tuple[Promise, ...]:
    stands = (OLD_STANDS,) if check.result else ()
    if check.progress == "waiting":
        return (IS_NOT_TAKEN,) if is_left else ()
    if check.progress == "refused":
        reason = (REASONS[check.reason],) if check.reason in REASONS else ()
        return (*reason, *stands)
    return (*stands, TRY_AGAIN) if check.progress in ("stopped", "too_long") else ()


def shown_found(found: TextFound, *, year: int, titles: Mapping[str, str]) -> ShownFound:
    """Show a typed number where it stands."""
    place = found.place
    address = reverse("report-section", args=(year, place.section)) if place.section else ""
    return ShownFound(found, _place(place, titles), address)


def told(words: str) -> str:
    """Name the hidden number that a typed one equals, or those from which it can be worked out."""
    if words.startswith(THE_COUNT):
        return place_of(words.removeprefix(THE_COUNT))
    named = "; ".join(place_of(key) for key in _KEY.findall(words))
    return _("what is worked out from %(numbers)s") % {"numbers": named or _("several numbers")}


def _place(place: Place, titles: Mapping[str, str]) -> str:
    if not place.section:
        return place.part
    title, language = titles.get(place.section, place.section), LANGUAGE_NAMES[place.language]
    if not place.number:
        return _("%(title)s, as the system has it") % {"title": title}
    told = {"title": title, "language": language, "number": place.number}
    return _("%(title)s, %(language)s, version %(number)d") % told
