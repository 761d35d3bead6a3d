"""When a sentence is said at all: short conditions on the printed numbers, such as ``rose KT.total``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from fristed.statistics.annual_report.desk import Desk, parse_reference


class UnknownCondition(ValueError):
    """A sentence is made to depend on something that is not known here."""


class Conditions:
    """Decides conditions from one desk. A condition on a number that is not printed does not hold."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.known: Mapping[str, Callable[..., bool]] = {
            "rose": lambda ref, back="1": self._moved(ref, int(back)) > 0,
            "fell": lambda ref, back="1": self._moved(ref, int(back)) < 0,
            "known": lambda *refs: all(desk.count(ref).kind == "exact" for ref in refs),
            "few": lambda ref: desk.count(ref).kind == "below",
            "some": lambda ref: desk.count(ref).kind == "exact" and desk.count(ref).value > 0,
            "any_known": lambda *refs: any(desk.count(ref).kind == "exact" for ref in refs),
            "any_hidden": lambda *refs: any(desk.count(ref).kind in ("hidden", "below") for ref in refs),
            "greater": self._greater,
            "highest": self._highest,
            "first": self._first,
            "neighbours": lambda: desk.hides_neighbours,
        }

    def all_hold(self, conditions: Sequence[str]) -> bool:
        """Whether every condition holds; ``not`` before one turns it round.

        Raises
        ------
        UnknownCondition
            If one of them has no meaning here.
        """
        return all(self._holds(condition) for condition in conditions)

    def _holds(self, condition: str) -> bool:
        name, *arguments = condition.split()
        if name == "not":
            return not self._holds(" ".join(arguments))
        if name not in self.known:
            raise UnknownCondition(f"There is no condition {name!r}.")
        return self.known[name](*arguments)

    def _moved(self, reference: str, years_back: int) -> int:
        now, then = self.desk.count(reference), self.desk.before(reference, years_back)
        return now.value - then.value if now.kind == then.kind == "exact" else 0

    def _greater(self, first: str, second: str) -> bool:
        left, right = self.desk.count(first), self.desk.count(second)
        return left.kind == right.kind == "exact" and left.value > right.value

    def _first(self, reference: str) -> bool:
        wanted = parse_reference(reference)
        order = self.desk.ranking(wanted.service, wanted.dimension)
        return bool(order) and order[0][0] == wanted.codes[0]

    def _highest(self, reference: str) -> bool:
        """Whether the count is the highest in all the years that are printed before it."""
        now = self.desk.count(reference)
        earlier = [self.desk.before(reference, back) for back in range(1, 30)]
        known = [answer.value for answer in earlier if answer.kind == "exact"]
        return now.kind == "exact" and len(known) > 1 and now.value > max(known)
