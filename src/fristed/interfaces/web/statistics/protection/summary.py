"""The loss of a protection in figures: how much is hidden, for what, and how good that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.statistics.protection.record import HiddenNumber, Record, ServiceYear
from fristed.interfaces.web.statistics.protection.sections import Section
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.names import PLACES, Place, hidden_in_tables, place_of_hidden

WHERE: Mapping[Place, Promise] = {
    "report": gettext_lazy("In the tables and themes of this report"),
    "other_reports": gettext_lazy("In tables and themes that only reports of other years print"),
    "sentences": gettext_lazy("In sentences, of this report or of others"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """How many numbers are hidden, small or to protect others, and the cases in the latter; each number once.

    ``cases`` is nothing where the record is from before that was kept.
    """

    words: str
    small: int
    others: int
    cases: int | None

    @property
    def told(self) -> tuple[str, ...]:
        """The figures as the page writes them."""
        cases = _("not stored") if self.cases is None else formats.number(self.cases)
        return formats.number(self.small), formats.number(self.others), cases


@dataclass(frozen=True, slots=True)
class Loss:
    """What is hidden in a release, by where it would stand, and all together; how good that is."""

    parts: tuple[Part, ...]
    whole: Part
    share: str
    proof: str

    @property
    def in_report(self) -> Part:
        """What is hidden in the tables and themes of the report itself."""
        return self.parts[0]


@dataclass(frozen=True, slots=True)
class YearLoss:
    """What is hidden of one service and year, printed in this report or not; all numbers are written out."""

    words: str
    small: str
    others: str
    sentences: str
    value: str
    proof: str


def loss_of(record: Record, release: Release, sections: Iterable[Section]) -> Loss:
    """Add up what is hidden; the share is that of all numbers in tables and themes."""
    parts = tuple(_part(place, record, hidden_in_tables(release)) for place in PLACES)
    states = [state for section in sections for state in section.states]
    numbers = len(states) - states.count("empty") - states.count("unused")
    return Loss(
        parts=parts,
        whole=Part(
            _("Together"), sum(part.small for part in parts), sum(part.others for part in parts), record.value
        ),
        share=formats.percent(round(100 * parts[0].others / max(numbers, 1), 1)),
        proof=proof_of(record.years),
    )


def _part(place: Place, record: Record, in_report: frozenset[str]) -> Part:
    there = [number for key, number in record.hidden.items() if place_of_hidden(key, in_report) == place]
    cases = [year.cases[place] for year in record.years if year.cases is not None]
    return Part(
        words=str(WHERE[place]),
        small=len(there) - _to_protect(there),
        others=_to_protect(there),
        cases=sum(cases) if len(cases) == len(record.years) else None,
    )


def _to_protect(numbers: Iterable[HiddenNumber]) -> int:
    return sum(not number.is_small for number in numbers)


def losses_by_year(record: Record) -> list[YearLoss]:
    """Give the loss of each service and year, and last of all together."""
    rows = [_year_loss(f"{labels.service(year.service)}, {year.year}", [year]) for year in record.years]
    return [*rows, _year_loss(_("Together"), record.years)]


def _year_loss(words: str, years: Sequence[ServiceYear]) -> YearLoss:
    hidden = [number for year in years for number in year.hidden]
    said = [number for number in hidden if number.is_sentence]
    return YearLoss(
        words=words,
        small=formats.number(len(hidden) - _to_protect(hidden)),
        others=formats.number(_to_protect(hidden) - _to_protect(said)),
        sentences=formats.number(_to_protect(said)),
        value=formats.number(sum(year.value for year in years)),
        proof=proof_of(years),
    )


def proof_of(years: Iterable[ServiceYear]) -> str:
    """Say how near the least possible cost the protection is proved to be."""
    found = list(years)
    wished = [year for year in found if year.unwished is not None]
    proof = _proof_of(found)
    if not wished:
        return proof
    more = sum(year.number - (year.unwished or 0) for year in wished)
    sentence = ngettext(
        "%(proof)s, given the wishes: %(count)s number more than without them",
        "%(proof)s, given the wishes: %(count)s numbers more than without them",
        more,
    )
    if more <= 0:
        sentence = _("%(proof)s, given the wishes: no more numbers than without them")
    return sentence % {"proof": proof, "count": formats.number(more)}


def _proof_of(found: list[ServiceYear]) -> str:
    cost, bound = sum(year.cost for year in found), sum(year.bound for year in found)
    if cost <= bound:
        return _("The least possible")
    if bound <= 0:
        return _("Not proved")
    above = ceil(1000 * (cost - bound) / bound) / 10
    said = _("At most %(percent)s dearer than the cheapest possible") % {"percent": formats.percent(above)}
    if all(year.is_finished for year in found):
        return said
    return _("%(proof)s. The search was stopped at its time limit") % {"proof": said}
