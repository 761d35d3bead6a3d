"""Words for how a count has moved; the words are chosen by the numbers and never by the writer.

A percentage of a small count says little, so a comparison with fewer than ``SMALL`` cases gives the two
counts and no percentage; doubling is not said of fewer than ``SMALLEST_FOLD``.
"""

from __future__ import annotations

from fristed.methods.percents import growth_percent
from fristed.statistics.annual_report.norwegian import integer, percent

SMALL = 20
SMALLEST_FOLD = 10


def _fold(now: int, then: int) -> str:
    """Say doubling or halving where the ratio is one, else nothing."""
    if min(now, then) < 1 or max(now, then) < SMALL or then < SMALLEST_FOLD:
        return ""
    hundredths = 100 * now
    if hundredths > 300 * then:
        return "mer enn en tredobling"
    if hundredths >= 200 * then:
        return "en dobling" if hundredths <= 205 * then else "mer enn en dobling"
    if hundredths >= 190 * then:
        return "nær en dobling"
    if hundredths <= 50 * then:
        return "en halvering" if hundredths >= 48 * then else "mer enn en halvering"
    return ""


def noun_phrase(now: int, then: int, then_year: int) -> str | None:
    """Say the change as a noun: ``en økning på 23 % fra 2023``."""
    if now == then:
        return f"like mange som i {then_year}"
    change = growth_percent(then, now)
    if change is None:
        return None
    if change == 0:
        return f"omtrent like mange som i {then_year}"
    noun = "en økning" if change > 0 else "en nedgang"
    return f"{noun} på {percent(abs(change))} fra {then_year}"


def verb_phrase(now: int, then: int) -> str | None:
    """Say the change as a verb: ``økte med 23 %``, ``gikk ned med 16 %``, ``var uendret``."""
    if now == then:
        return "var uendret"
    change = growth_percent(then, now)
    if change is None:
        return None
    if change == 0:
        return "var så å si uendret"
    return f"økte med {percent(change)}" if change > 0 else f"gikk ned med {percent(-change)}"


def comparison(now: int, then: int, then_year: int) -> str:
    """Set a count beside the earlier one: ``mot 209 i 2023, en økning på 21 %``."""
    if now == then:
        return f"like mange som i {then_year}"
    before = f"mot {integer(then) if then else 'ingen'} i {then_year}"
    fold = _fold(now, then)
    if fold:
        return f"{before}, {fold}"
    change = growth_percent(then, now) if then >= SMALL else None
    if not change:
        return before
    return f"{before}, {'en økning' if change > 0 else 'en nedgang'} på {percent(abs(change))}"


def share_comparison(now: int, then: int, then_year: int) -> str:
    """Set a share in percent beside the earlier one: ``opp fra 16 % i 2023``."""
    if now == then:
        return f"samme andel som i {then_year}"
    return f"{'opp' if now > then else 'ned'} fra {percent(then)} i {then_year}"
