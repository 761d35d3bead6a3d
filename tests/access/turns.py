"""Each verb at one register in the first tier, the registers taking turns; at the others in the second."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from _pytest.mark import ParameterSet

from tests.access.modes_table import REGISTERS


def in_turns(verbs: Iterable[str]) -> list[ParameterSet]:
    """Give every verb with every register; of each verb one register is tried without being asked for."""
    return [
        pytest.param(verb, service, marks=() if turn == number % len(REGISTERS) else pytest.mark.ci)
        for number, verb in enumerate(verbs)
        for turn, service in enumerate(REGISTERS)
    ]
