"""Other remedies than hiding: pool small categories, print coarser ones, or round small counts.

A remedy is chosen by the protector's judgement; :func:`attack_remedy` puts what it prints before the
attacker.
"""

from fristed.methods.disclosure.remedies.attacked import (
    Attacked,
    RemedyLeaks,
    attack_remedy,
    print_gathered,
    print_rounded,
    require_safe,
)
from fristed.methods.disclosure.remedies.coarsening import coarsen
from fristed.methods.disclosure.remedies.dimension import Dimension, NoSafeRemedy, Place
from fristed.methods.disclosure.remedies.distances import Usefulness, usefulness
from fristed.methods.disclosure.remedies.gathering import Gathered
from fristed.methods.disclosure.remedies.inner import NotAdditive
from fristed.methods.disclosure.remedies.pooling import Pool, pool_small
from fristed.methods.disclosure.remedies.rounding import Rounded, round_small

__all__ = [
    "Attacked",
    "Dimension",
    "Gathered",
    "NoSafeRemedy",
    "NotAdditive",
    "Place",
    "Pool",
    "RemedyLeaks",
    "Rounded",
    "Usefulness",
    "attack_remedy",
    "coarsen",
    "pool_small",
    "print_gathered",
    "print_rounded",
    "require_safe",
    "round_small",
    "usefulness",
]
