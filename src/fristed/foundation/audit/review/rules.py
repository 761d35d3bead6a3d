"""What stands out in the trail: each rule takes lines and norms, and gives findings. No database, no clock.

A finding is a question to somebody, not an accusation: there is nearly always a good reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from statistics import median
from types import MappingProxyType

from fristed.foundation.audit.reading import ADDRESS_READS, BREAK_GLASS, CASE_READS, IN_VAIN, is_reading
from fristed.foundation.audit.review.facts import Finding, Norms, Seen
from fristed.foundation.days import OSLO, oslo_day

EXPORTED = "cases.exported"
Lines = Sequence[Seen]
Rule = Callable[[Lines, Norms], Iterator[Finding]]


def is_work(event: str) -> bool:
    """Whether an event tells that something was done in a case, and not only that it was looked at."""
    return event.startswith("case.") and not is_reading(event)


def _by_actor_and_day(lines: Iterable[Seen]) -> dict[tuple[str, date], list[Seen]]:
    found: dict[tuple[str, date], list[Seen]] = defaultdict(list)
    for line in lines:
        found[line.actor, oslo_day(line.at)].append(line)
    return found


def _finding(
    rule: str, lines: Lines, *, on_date: date, count: int = 0, normal: float = 0.0, subject: str = ""
) -> Finding:
    first = lines[0]
    positions = tuple(line.position for line in lines)
    return Finding(rule, first.actor, first.service, on_date, positions, count or len(lines), normal, subject)


def many_reads(lines: Lines, norms: Norms) -> Iterator[Finding]:
    """Find days on which somebody read far more cases than on own other days, and than colleagues do.

    Both are asked where both are known. Where nothing is known yet, twice the least number is unusual.
    """
    days = _by_actor_and_day(line for line in lines if line.event in CASE_READS)
    counts = {key: len({line.subject for line in read}) for key, read in days.items()}
    for (actor, on_date), read in days.items():
        count = counts[actor, on_date]
        if count < norms.least_reads:
            continue
        own = [n for (who, when), n in counts.items() if who == actor and when < on_date]
        others = [
            n
            for (who, when), n in counts.items()
            if who != actor and days[who, when][0].service == read[0].service
        ]
        limits = [
            times * median(known)
            for known, times in ((own, norms.times_own), (others, norms.times_colleagues))
            if len(known) >= norms.fewest_days
        ] or [2 * norms.least_reads - 1]
        if all(count > limit for limit in limits):
            yield _finding("many_reads", read, on_date=on_date, count=count, normal=max(limits))


def at_night(lines: Lines, norms: Norms) -> Iterator[Finding]:
    """Find nights in which somebody read cases; a night belongs to the day it began on."""
    nights: dict[tuple[str, date], list[Seen]] = defaultdict(list)
    for line in lines:
        clock = line.at.astimezone(OSLO)
        is_night = clock.hour >= norms.night_from_hour or clock.hour < norms.night_to_hour
        if line.event in CASE_READS and is_night:
            began = (clock - timedelta(days=1)).date() if clock.hour < norms.night_to_hour else clock.date()
            nights[line.actor, began].append(line)
    for (_actor, began), read in nights.items():
        yield _finding("at_night", read, on_date=began)


def without_work(lines: Lines, norms: Norms) -> Iterator[Finding]:
    """Find weeks in which somebody read several cases without doing any work in them, before or after.

    Only readings so old that there was time to work are judged. A finding is dated on the Monday.
    """
    worked: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    for line in lines:
        if is_work(line.event):
            worked[line.actor, line.subject].append(line.at)
    newest = max((line.at for line in lines), default=None)
    weeks: dict[tuple[str, date], list[Seen]] = defaultdict(list)
    before, after = timedelta(days=norms.work_before_days), timedelta(days=norms.work_after_days)
    for line in lines:
        if line.event not in CASE_READS or newest is None or newest - line.at < after:
            continue
        if not any(line.at - before <= at <= line.at + after for at in worked[line.actor, line.subject]):
            on_date = oslo_day(line.at)
            weeks[line.actor, on_date - timedelta(days=on_date.weekday())].append(line)
    for (_actor, monday), read in weeks.items():
        cases = len({line.subject for line in read})
        if cases >= norms.cases_without_work:
            yield _finding("without_work", read, on_date=monday, count=cases)


def through_the_glass(lines: Lines, norms: Norms) -> Iterator[Finding]:
    """Find every time somebody broke the glass to a case, with what was read of it after."""
    limit = timedelta(hours=norms.glass_hours)
    for broken in lines:
        if broken.event == BREAK_GLASS:
            read = [
                line
                for line in lines
                if (line.actor, line.subject) == (broken.actor, broken.subject)
                and line.event in CASE_READS
                and broken.at <= line.at <= broken.at + limit
            ]
            found = _finding(
                "break_glass", [broken, *read], on_date=oslo_day(broken.at), subject=broken.subject
            )
            yield found


def protected_addresses(lines: Lines, _norms: Norms) -> Iterator[Finding]:
    """Find days on which somebody read an address that is kept apart."""
    for (_actor, on_date), read in _by_actor_and_day(
        line for line in lines if line.event in ADDRESS_READS
    ).items():
        yield _finding("address", read, on_date=on_date)


def exports(lines: Lines, _norms: Norms) -> Iterator[Finding]:
    """Find every time rows were taken out of a register."""
    for line in lines:
        if line.event == EXPORTED:
            rows = line.facts.get("rows", 0)
            count = rows if isinstance(rows, int) else 0
            yield _finding("export", [line], on_date=oslo_day(line.at), count=count, subject=line.subject)


def repeated_refusals(lines: Lines, norms: Norms) -> Iterator[Finding]:
    """Find days on which somebody asked again and again for what is not there, or not for them.

    Emergencies that opened nothing and wrong passphrases for a place are asking in vain too.
    """
    refused = _by_actor_and_day(line for line in lines if line.event in IN_VAIN)
    for (_actor, on_date), asked in refused.items():
        if len(asked) >= norms.refusals_a_day:
            yield _finding("refused", asked, on_date=on_date, normal=norms.refusals_a_day - 1)


def outside_the_unit(lines: Lines, _norms: Norms) -> Iterator[Finding]:
    """Find days on which somebody read cases that another service registered, as a grant may allow."""
    outside = _by_actor_and_day(
        line
        for line in lines
        if line.event in CASE_READS and line.unit and line.service and line.unit != line.service
    )
    for (_actor, on_date), read in outside.items():
        yield _finding("outside_unit", read, on_date=on_date)


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "break_glass": through_the_glass,
        "address": protected_addresses,
        "outside_unit": outside_the_unit,
        "many_reads": many_reads,
        "refused": repeated_refusals,
        "at_night": at_night,
        "without_work": without_work,
        "export": exports,
    }
)
"""Every rule, the gravest first."""


def all_findings(lines: Lines, norms: Norms, *, at: datetime) -> list[Finding]:
    """Apply every rule; give what falls in the days that the work list covers, the newest day first."""
    since = oslo_day(at) - timedelta(days=norms.look_back_days)
    order = {name: place for place, name in enumerate(RULES)}
    found = [one for rule in RULES.values() for one in rule(lines, norms) if one.on_date >= since]
    return sorted(found, key=lambda one: (-one.on_date.toordinal(), order[one.rule], one.about, one.subject))
