"""The loss of a protection in figures: how much is hidden, for what, and how good that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.statistics.protection.record import HiddenNumber, Record, ServiceYear
from fristed.interfaces.web.statistics.protection.sections import Section, hidden_in_tables
from fristed.statistics.releases.facts import Release


@dataclass(frozen=True, slots=True)
class Loss:
    """What is hidden in a release: in its tables and themes, in sentences, and not printed in this report."""

    small: int
    others: int
    sentences: int
    elsewhere: int
    share: str
    number: str
    value: str
    proof: str


@dataclass(frozen=True, slots=True)
class YearLoss:
    """What is hidden of one service and year, printed in this report or not."""

    service: str
    year: int
    small: int
    others: int
    sentences: int
    value: str
    proof: str


def loss_of(record: Record, release: Release, sections: Iterable[Section]) -> Loss:
    """Add up what is hidden; the share is that of all numbers in tables and themes."""
    printed = hidden_in_tables(release)
    shown = [number for key, number in record.hidden.items() if key in printed]
    aside = [number for key, number in record.hidden.items() if key not in printed]
    states = [state for section in sections for state in section.states]
    numbers = len(states) - states.count("empty") - states.count("unused")
    others = _to_protect(shown)
    return Loss(
        small=len(shown) - others,
        others=others,
        sentences=_to_protect(number for number in aside if number.is_sentence),
        elsewhere=sum(not number.is_sentence for number in aside),
        share=formats.percent(round(100 * others / max(numbers, 1), 1)),
        number=formats.number(record.number),
        value=formats.number(record.value),
        proof=proof_of(record.years),
    )


def _to_protect(numbers: Iterable[HiddenNumber]) -> int:
    return sum(not number.is_small for number in numbers)


def losses_by_year(record: Record) -> Iterator[YearLoss]:
    """Give the loss of each service and year."""
    for found in record.years:
        sentences = _to_protect(number for number in found.hidden if number.is_sentence)
        yield YearLoss(
            service=labels.service(found.service),
            year=found.year,
            small=sum(number.is_small for number in found.hidden),
            others=_to_protect(found.hidden) - sentences,
            sentences=sentences,
            value=formats.number(found.value),
            proof=proof_of([found]),
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
