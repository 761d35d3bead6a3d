"""What is said beside the tables: the rule, what earlier releases ask, and what came of wishes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.statistics.protection.record import Known, Record, ServiceYear
from fristed.interfaces.web.statistics.protection.words import group_words, place_of
from fristed.methods.intervals import interval_text
from fristed.statistics.releases.queries import Wish

COSTS: Mapping[str, Promise] = {
    "count": gettext_lazy("As few numbers as possible are hidden to protect others."),
    "value": gettext_lazy("As few cases as possible are hidden to protect others."),
    "weights": gettext_lazy(
        "As few numbers as possible are hidden to protect others, then as few cases as possible. Themes "
        "cost more than rows; what earlier years hid and what the policy prefers costs a little less."
    ),
}
# Where others have printed a count, as the policies name it in English.
SOURCES: Mapping[str, Promise] = {
    "IMDi, annual report 2024, on the diversity advisers": gettext_lazy(
        "IMDi, annual report 2024, on the diversity advisers"
    ),
    "IMDi, annual report 2024, on the special envoys": gettext_lazy(
        "IMDi, annual report 2024, on the special envoys"
    ),
    "Action plan 2025-2028, figure of cases per year": gettext_lazy(
        "Action plan 2025–2028, figure of cases per year"
    ),
}
WITHHELD_TOTAL = "total"
# Why a wish is not followed; the names are those of fristed.statistics.releases.wishes.
REFUSALS: Mapping[str, str | Promise] = {
    "printed_before": gettext_lazy("The report of another year has printed this number, so it is known."),
    "printed_anyway": gettext_lazy("The policy prints this number in any case, or it is zero."),
    "hidden_before": gettext_lazy(
        "The report of another year has hidden the number it should take the place of, which stays hidden."
    ),
    "only_again": gettext_lazy("Nothing may be printed of this year that was not printed before."),
    "unsafe": gettext_lazy("No choice of hidden numbers that does this is safe."),
    "limit": gettext_lazy("No safe choice that does this was found within the time limit."),
    "replaced": gettext_lazy("A later wish has taken its place."),
}
UNTOLD = gettext_lazy("Nothing is printed of this number, or it was not kept why.")
WAITING, FOLLOWED, NOT_FOLLOWED = "waiting", "followed", "not_followed"


@dataclass(frozen=True, slots=True)
class ShownWish:
    """A wish: which number, who wished and when, and whether the release follows it."""

    key: str
    words: str
    wished_by: str
    wished_at: datetime
    state: str
    instead_of: str = ""
    why: str = ""


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
            instead_of=place_of(wish.instead_of) if wish.instead_of else "",
            why=str(REFUSALS.get(record.not_followed.get(wish.key, ""), UNTOLD)),
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
    known = (_known(one) for one in record.known_before)
    return [*said, *known, *(damaged % {"release": name} for name in record.unreadable)]


def _known(known: Known) -> str:
    sentence = _(
        "%(number)s: readers of earlier releases know that it is %(interval)s, whatever is printed now."
    )
    interval = interval_text(known.low, known.high, write=formats.number)
    return sentence % {"number": place_of(known.key), "interval": interval}


def _of_year(year: ServiceYear) -> Iterator[str]:
    where = {"service": labels.service(year.service), "year": year.year}
    for group in year.withheld:
        yield _withheld(group, where)
    yield from _of_versions(year)
    if year.is_only_again:
        sentence = _(
            "%(service)s, %(year)d: only what earlier releases printed is printed again. They printed what "
            "the rule does not allow any more, and nothing new makes that safe."
        )
        yield sentence % where
    for key in year.known_before:
        sentence = _("%(number)s is small, but an earlier release has printed it, so nothing protects it.")
        yield sentence % {"number": place_of(key)}
    for conflict in year.conflicts:
        sentence = _(
            "%(number)s: %(count)s has been printed before or by others (%(release)s), and the register "
            "does not give that number."
        )
        yield sentence % {
            "number": place_of(conflict.key),
            "release": SOURCES.get(conflict.release, conflict.release),
            "count": formats.number(conflict.printed),
        }


def _of_versions(year: ServiceYear) -> Iterator[str]:
    """Say what a reader of an earlier version sees besides: because of a wish, or of the register."""
    for key in year.opened:
        yield _(
            "%(number)s was hidden in an earlier version and is printed now, because the wishes have "
            "changed. A reader of both versions sees both, and may work out more."
        ) % {"number": place_of(key)}
    for key in year.closed:
        yield _(
            "%(number)s was printed in an earlier version and is hidden now, because the wishes have "
            "changed. A reader of both versions knows it, so it no longer protects others there."
        ) % {"number": place_of(key)}
    for key in year.given_up:
        yield _(
            "%(number)s could not be kept as an earlier release had it: the register has changed since, and "
            "keeping it would not be safe."
        ) % {"number": place_of(key)}


def _withheld(group: str, where: Mapping[str, object]) -> str:
    if group == WITHHELD_TOTAL:
        return _("%(service)s, %(year)d: the number of cases is small itself, so nothing is printed.") % where
    sentence = _(
        "%(service)s, %(year)d: nothing is printed of %(group)s, because no choice of hidden numbers makes "
        "it safe."
    )
    return sentence % {**where, "group": group_words(group)}
