"""The register of the chain, built from a seed so that all that is printed holds."""

from __future__ import annotations

import random

from fristed.methods.reconstruction.chain.constraints import ChainConstraints, chain_constraints
from fristed.methods.reconstruction.chain.housed import draw_housing
from fristed.methods.reconstruction.chain.journeys import draw_journeys
from fristed.methods.reconstruction.chain.records import ChainRegister


def build_chain_register(seed: int, constraints: ChainConstraints | None = None) -> ChainRegister:
    """Build the register: the same seed and constraints give the same rows.

    Parameters
    ----------
    seed
        What chance begins with.
    constraints
        What must hold; without them what the report for 2024 prints.

    Raises
    ------
    NoSuchGroups, NoSuchPlan, ValueError
        If nothing was found that meets the constraints.

    Examples
    --------
    >>> sum(len(one.travellers) for one in build_chain_register(1).journeys)
    46
    """
    wanted = constraints or chain_constraints()
    chance = random.Random(seed)  # noqa: S311  chance for invented people, repeatable on purpose
    journeys = draw_journeys(wanted, chance)
    housing, places = draw_housing(wanted, chance)
    return ChainRegister(seed, journeys, housing, places)
