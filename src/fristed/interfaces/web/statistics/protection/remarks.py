"""What is said beside the tables: the rule, what earlier releases ask, and what came of wishes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.statistics.protection.record import Record, ServiceYear
from fristed.interfaces.web.statistics.protection.words import group_words, place_of
from fristed.statistics.releases.queries import Wish

COSTS: Mapping[str, Promise] = {
    "count": gettext_lazy("As few numbers as possible are hidden to protect others."),
    "value": gettext_lazy("As few cases as possible are hidden to protect others."),
    "weights": gettext_lazy(
        "As few numbers as possible are hidden to protect others, then as few cases as possible. Themes "
        "cost more than rows; what earlier years hid and what the policy prefers costs a little less."
    ),
}
WITHHELD_TOTAL = "total"
WAITING, FOLLOWED, NOT_FOLLOWED = "waiting", "followed", "not_followed"


@dataclass(frozen=True, slots=True)
class ShownWish:
    """A wish: which number, who wished and when, and whether the release follows it."""

    key: str
    words: str
    wished_by: str
    wished_at: datetime
    state: str


def shown_wishes(wishes: Iterable[Wish], record: Record) -> list[ShownWish]:
    """Give the wishes; one that the stored release did not know of waits for the next."""
    known = record.wishes
    return [
        ShownWish(
            key=wish.key,
            words=place_of(wish.key),
            wished_by=wish.wished_by,
            wished_at=wish.wished_at,
            state=(FOLLOWED if known[wish.key] else NOT_FOLLOWED) if wish.key in known else WAITING,
        )
        for wish in wishes
    ]


def rule_sentences(record: Record) -> Iterator[str]:
    """Say the rule in words."""
    yield _("Numbers from 1 to %(most)d are small and are hidden. Zero is printed.") % {
        "most": record.threshold - 1
    }
    yield _(
        "Of every hidden number, a reader who knows everything printed is left with at least %(count)d "
        "possible values."
    ) % {"count": record.width + 1}
    yield _("What is hidden in one sum is together at least %(sum)d.") % {"sum": record.group_sum_at_least}
    yield _("All hidden numbers carry the same sign, small or not.")
    yield str(COSTS.get(record.cost_is, record.cost_is))


def remarks(record: Record) -> list[str]:
    """Say what earlier releases ask, what is withheld, and what could not be kept to."""
    said = [sentence for year in record.years for sentence in _of_year(year)]
    damaged = _("An earlier release is damaged, so what it printed is not known: %(release)s.")
    return [*said, *(damaged % {"release": name} for name in record.unreadable)]


def _of_year(year: ServiceYear) -> Iterator[str]:
    where = {"service": labels.service(year.service), "year": year.year}
    for group in year.withheld:
        yield _withheld(group, where)
    for key in year.given_up:
        sentence = _("%(number)s could not be kept as an earlier release had it: the register has changed.")
        yield sentence % {"number": place_of(key)}
    for conflict in year.conflicts:
        sentence = _(
            "%(number)s: %(count)s has been printed before or by others (%(release)s), and the register "
            "does not give that number."
        )
        yield sentence % {
            "number": place_of(conflict.key),
            "release": conflict.release,
            "count": formats.number(conflict.printed),
        }


def _withheld(group: str, where: Mapping[str, object]) -> str:
    if group == WITHHELD_TOTAL:
        return _("%(service)s, %(year)d: the number of cases is small itself, so nothing is printed.") % where
    sentence = _(
        "%(service)s, %(year)d: nothing is printed of %(group)s, because no choice of hidden numbers makes "
        "it safe."
    )
    return sentence % {**where, "group": group_words(group)}
