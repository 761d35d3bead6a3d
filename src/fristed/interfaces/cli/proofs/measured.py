"""What a proof gives: a figure among the things looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """One measurement: ``figure`` of ``unit``, found among ``size`` of ``target`` things looked at.

    It holds when the figure is zero and something was looked at.
    """

    figure: int
    unit: str
    size: int
    target: int
    reason: str = ""

    @property
    def held(self) -> bool:
        """Whether nothing was found."""
        return self.figure == 0 and self.size > 0
