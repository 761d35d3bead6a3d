"""Maximum entropy: the weights nearest to the prior that meet the constraints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fristed.methods.reconstruction.candidates import Candidates, Flags, Floats

Places = NDArray[np.intp]

SWEEPS = 60
# Rounding away the last digits keeps a rebuild the same on processors that add in another order.
_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Target:
    """An interval for the weight of some candidates. Unit: cases; ``mask`` has shape (candidates,)."""

    mask: Flags
    low: float
    high: float


def rake(candidates: Candidates, targets: Sequence[Target], cases: int, sweeps: int = SWEEPS) -> Candidates:
    """Move the weights to the targets by iterative proportional fitting.

    Among all weights that meet the targets, the limit is the one with the least Kullback-Leibler divergence
    from the weights given: nothing is assumed beyond the prior and the targets.

    Parameters
    ----------
    candidates : Candidates
    targets : sequence of Target
        A target that no candidate or every candidate falls under is left alone.
    cases : int
        What the weights sum to.
    sweeps : int
        How many times all targets are gone through.

    Returns
    -------
    Candidates
        The same, with new weights.

    References
    ----------
    Csiszár, I. (1975). I-divergence geometry of probability distributions and minimization problems.
    *Annals of Probability* 3(1), 146-158.
    Deming, W. E. and Stephan, F. F. (1940). On a least squares adjustment of a sampled frequency table when
    the expected marginal totals are known. *Annals of Mathematical Statistics* 11(4), 427-444.
    """
    weights = candidates.weights * (cases / candidates.weights.sum())
    inside = [np.flatnonzero(target.mask) for target in targets]
    for _ in range(sweeps):
        for target, places in zip(targets, inside, strict=True):
            _fit(weights, places, target, float(cases))
    return candidates.weighing(weights.round(_DIGITS))


def _fit(weights: Floats, places: Places, target: Target, cases: float) -> None:
    now = float(weights[places].sum())
    wanted = min(max(now, target.low), target.high)
    if wanted == now or now <= 0.0 or now >= cases:
        return
    fitted = weights[places] * (wanted / now)
    weights *= (cases - wanted) / (cases - now)
    weights[places] = fitted
