"""A release read together with the earlier ones that readers have kept: it must tell no more than they did.

Only releases of the same facts can be set against each other: of a service and year, those that print no
other count than the register gives. What they give away by themselves, under a rule that has become stricter
since, is known and cannot be taken back; it is told as known before. Anything more stops the release.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from fristed.methods.disclosure.attack import Finding, NoWorld, attack
from fristed.methods.disclosure.certificate import check_certificate
from fristed.methods.disclosure.proof import certify
from fristed.methods.disclosure.records import Printed
from fristed.statistics.releases.attacking import printed_together
from fristed.statistics.releases.facts import PublishedNumber, Release
from fristed.statistics.releases.policies import Policy
from fristed.statistics.releases.recording import NotProvedSafe
from fristed.statistics.releases.rules import rule_of
from fristed.statistics.releases.system import KnownBefore, ProtectedCounts

Place = tuple[str, int]
"""A service and a year."""


class EarlierReleasesGiveAway(NotProvedSafe):
    """With what earlier releases printed, readers could work out more than before.

    Nothing is stored unless a person accepts all that is found.

    Attributes
    ----------
    found
        What could be worked out, each in words.
    """

    def __init__(self, release: Release, found: Iterable[str]) -> None:
        self.found = tuple(found)
        super().__init__(
            f"{release.year} {release.policy}: read together with earlier releases it would give away what "
            f"is not known yet: {' '.join(self.found[:3])}"
        )


def known_before(
    release: Release, policy: Policy, system: ProtectedCounts, *, accepted: Iterable[str] = ()
) -> tuple[KnownBefore, ...]:
    """Give what earlier releases give away by themselves, if this one adds nothing to it.

    Parameters
    ----------
    release
        The release, as it was protected with the history of the earlier ones.
    policy
        The rule that must hold.
    system
        How it was protected: names the earlier releases of the same facts, and the exempt cells.
    accepted
        What a person has accepted that it adds, in the words of the refusal.

    Raises
    ------
    EarlierReleasesGiveAway
        If it adds something else.
    """
    earlier = list(_of_the_same_facts(release, system))
    reading = _Reading(policy, system.exempt)
    try:
        faults = reading.faults(printed_together([*earlier, release], policy)) if earlier else ()
    except NoWorld:
        # The register was changed where nothing is printed, but a share or a growth shows it.
        earlier = [kept for kept in earlier if kept.facts_sha256 == release.facts_sha256]
        faults = reading.faults(printed_together([*earlier, release], policy)) if earlier else ()
    if not faults:
        return ()
    known = {*reading.faults(printed_together(earlier, policy)), *accepted}
    if new := [fault for fault in faults if fault not in known]:
        raise EarlierReleasesGiveAway(release, new)
    leaks = reading.leaks(printed_together(earlier, policy))
    return tuple(KnownBefore(leak.key, leak.low, leak.high) for leak in leaks)


def _of_the_same_facts(release: Release, system: ProtectedCounts) -> Iterator[Release]:
    """Give the earlier releases, each without the services and years of which it printed other counts."""
    places: dict[int, set[Place]] = {}
    found: dict[int, Release] = {}
    for year in system.years:
        for _, kept in year.earlier:
            places.setdefault(id(kept), set()).add((year.service, year.year))
            found[id(kept)] = kept
    first = min((year.year for year in system.years), default=0)
    for number, kept in found.items():
        part = only(kept, places[number], since=first)
        if (part.cells, part.figures, part.numbers) != (release.cells, release.figures, release.numbers):
            yield part


def only(release: Release, places: Iterable[Place], *, since: int) -> Release:
    """Give what a release prints of some services and years, and of all years before the register."""
    wanted = set(places)

    def is_wanted(*of: Place) -> bool:
        return all(place in wanted or place[1] < since for place in of)

    return replace(
        release,
        cells=tuple(cell for cell in release.cells if is_wanted((cell.service, cell.year))),
        figures=tuple(value for value in release.figures if is_wanted((value.service, value.year))),
        numbers={name: one for name, one in release.numbers.items() if is_wanted(*_places_of(one))},
    )


def _places_of(number: PublishedNumber) -> list[Place]:
    """Give the services and years that a number is about; a growth looks at the year before as well."""
    definition = number.definition
    years = {int(str(definition[name])) for name in ("year", "from_year", "to_year") if name in definition}
    if definition.get("op") in {"growth_pct", "ratio"} and "from_year" not in definition:
        years.add(min(years) - 1)
    return [(service, year) for service in str(definition.get("service", "")).split("+") for year in years]


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads what is printed together, under a rule and with the cells that are printed in any case."""

    policy: Policy
    exempt: frozenset[str]

    def faults(self, printed: Printed) -> tuple[str, ...]:
        """Give what the certificate of a print lacks, in words."""
        rule, name = rule_of(self.policy), (self.policy.id, self.policy.version)
        certificate = certify(printed, rule, policy=name, exempt=self.exempt)
        return tuple(check_certificate(printed, certificate, rule, policy=name, exempt=self.exempt))

    def leaks(self, printed: Printed) -> list[Finding]:
        """Give what an attacker finds that the rule protects."""
        least = rule_of(self.policy).smallest_hidden_sum
        found = attack(printed, width=self.policy.width, smallest_sum=least).leaks
        return [leak for leak in found if leak.kind == "group" or leak.key not in self.exempt]
