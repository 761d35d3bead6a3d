"""Words for how a count has moved; the words are chosen by the numbers and never by the writer.

A percentage of a small count says little, so a comparison with fewer than ``SMALL`` cases gives the two
counts and no percentage; doubling is not said of fewer than ``SMALLEST_FOLD``.
"""

from __future__ import annotations

from fristed.methods.classifications import Language
from fristed.methods.percents import growth_percent
from fristed.statistics.annual_report.tongues import HOME, number_or_none, percent, phrase

SMALL = 20
SMALLEST_FOLD = 10


def _fold(now: int, then: int) -> str:
    """Name the phrase for doubling or halving where the ratio is one, else nothing."""
    if min(now, then) < 1 or max(now, then) < SMALL or then < SMALLEST_FOLD:
        return ""
    hundredths = 100 * now
    if hundredths > 300 * then:
        return "over_threefold"
    if hundredths >= 200 * then:
        return "twofold" if hundredths <= 205 * then else "over_twofold"
    if hundredths >= 190 * then:
        return "nearly_twofold"
    if hundredths <= 50 * then:
        return "half" if hundredths >= 48 * then else "under_half"
    return ""


def _moved(change: int, language: Language) -> str:
    name = "increase" if change > 0 else "decrease"
    return phrase(name, language, p=percent(abs(change), language))


def given_phrase(change: int, then_year: int, language: Language = HOME) -> str:
    """Say a change in percent as a noun: ``en økning på 23 % fra 2023``."""
    if change == 0:
        return phrase("about_as_many", language, year=then_year)
    return phrase("since", language, change=_moved(change, language), year=then_year)


def noun_phrase(now: int, then: int, then_year: int, language: Language = HOME) -> str | None:
    """Say the change as a noun: ``en økning på 23 % fra 2023``."""
    if now == then:
        return phrase("as_many", language, year=then_year)
    change = growth_percent(then, now)
    return None if change is None else given_phrase(change, then_year, language)


def verb_phrase(now: int, then: int, language: Language = HOME) -> str | None:
    """Say the change as a verb: ``økte med 23 %``, ``gikk ned med 16 %``, ``var uendret``."""
    if now == then:
        return phrase("unchanged", language)
    change = growth_percent(then, now)
    if change is None:
        return None
    if change == 0:
        return phrase("nearly_unchanged", language)
    return phrase("rose" if change > 0 else "fell", language, p=percent(abs(change), language))


def comparison(now: int, then: int, then_year: int, language: Language = HOME) -> str:
    """Set a count beside the earlier one: ``mot 209 i 2023, en økning på 21 %``."""
    if now == then:
        return phrase("as_many", language, year=then_year)
    before = phrase("against", language, n=number_or_none(then, language), year=then_year)
    fold = _fold(now, then)
    if fold:
        return f"{before}, {phrase(fold, language)}"
    change = growth_percent(then, now) if then >= SMALL else None
    return f"{before}, {_moved(change, language)}" if change else before


def share_comparison(now: int, then: int, then_year: int, language: Language = HOME) -> str:
    """Set a share in percent beside the earlier one: ``opp fra 16 % i 2023``."""
    if now == then:
        return phrase("same_share", language, year=then_year)
    name = "share_up" if now > then else "share_down"
    return phrase(name, language, p=percent(then, language), year=then_year)
