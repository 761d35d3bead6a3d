"""What decides whether one printed relation is safe: four numbers about the cells hidden in it.

Take a relation "total = parts" and subtract everything printed. What is left, the residual, is the sum of
the cells without a printed count. A cell printed as a sign is at least 1, because zeros are printed; a cell
that is never printed is at least 0. When at least two such cells share the residual, each of them can be
anything from its lower bound up to that plus the slack, the residual less all lower bounds: the slack is the
width.

References
----------
Willenborg, L. and de Waal, T. (2001). *Elements of Statistical Disclosure Control*. Springer. Chapter 4.
Daalmans, J. and de Waal, T. (2010). An improved formulation of the disclosure auditing problem for secondary
cell suppression. *Transactions on Data Privacy* 3(3), 217-251 (groups of hidden cells).
"""

from __future__ import annotations

from dataclasses import dataclass

from fristed.methods.disclosure.records import ProtectionRule

ENOUGH_CARRIERS = 2


@dataclass(frozen=True, slots=True)
class Tally:
    """The hidden part of one relation, each number capped where more of it makes no difference.

    Parameters
    ----------
    signs
        Whether any cell of the relation is printed as a sign.
    carriers
        How many parts without a printed count share the residual; a hidden subtotal is one part. At most 2.
    slack
        The residual less the lower bounds of the carriers, in cases.
    residual
        The sum of the carriers, in cases.
    """

    signs: bool = False
    carriers: int = 0
    slack: int = 0
    residual: int = 0

    def plus(self, other: Tally, cap: int) -> Tally:
        """Put two parts of one relation together; numbers above ``cap`` are kept as ``cap``."""
        return Tally(
            self.signs or other.signs,
            min(self.carriers + other.carriers, ENOUGH_CARRIERS),
            min(self.slack + other.slack, cap),
            min(self.residual + other.residual, cap),
        )


def cap_for(rule: ProtectionRule) -> int:
    """Return the number of cases above which a tally need not count: one more than any demand."""
    return max(rule.threshold, rule.width, rule.smallest_hidden_sum) + 1


def shown_part() -> Tally:
    """Return the tally of a part whose count is printed: it leaves nothing in the residual."""
    return Tally()


def signed_part(count: int, cap: int) -> Tally:
    """Return the tally of a positive count printed as a sign: at least 1."""
    return Tally(signs=True, carriers=1, slack=min(count - 1, cap), residual=min(count, cap))


def rest_part(count: int, cap: int) -> Tally:
    """Return the tally of a count that is never printed: at least 0."""
    return Tally(carriers=1, slack=min(count, cap), residual=min(count, cap))


def hidden_subtotal_part(inside: Tally, *, printed_inside: int) -> Tally | None:
    """Return what a hidden subtotal contributes to the relation above it.

    Parameters
    ----------
    inside
        The tally of the group's own leaves.
    printed_inside
        The sum of the group's printed leaves, in cases.

    Returns
    -------
    Tally or None
        ``None`` if every leaf of the group is printed, so that the subtotal is known by adding them up.
    """
    if not inside.carriers:
        return None
    # The sign on the subtotal says that it is positive. Where nothing inside says so already, that is news.
    is_news = not inside.signs and printed_inside == 0
    return Tally(signs=True, carriers=1, slack=inside.slack - is_news, residual=inside.residual)


def is_safe(tally: Tally, rule: ProtectionRule) -> bool:
    """Whether a reader who subtracts what is printed learns nothing the rule forbids.

    A relation with signs needs two carriers, the width and the smallest hidden sum. A relation whose only
    unprinted cells are never printed is also safe when they are zero together, or, for a single one, when its
    value would have been printed.
    """
    if tally.signs:
        return (
            tally.carriers >= ENOUGH_CARRIERS
            and tally.slack >= rule.width
            and tally.residual >= rule.smallest_hidden_sum
        )
    if tally.residual == 0:
        return True
    if tally.residual < rule.smallest_hidden_sum:
        return False
    return (
        tally.slack >= rule.width if tally.carriers >= ENOUGH_CARRIERS else tally.residual >= rule.threshold
    )
