"""The examples in the documentation of the attacker and its certificate are what the code gives."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest

from fristed.methods.disclosure import certificate
from fristed.methods.disclosure.attack import arithmetic, attacker, fewest


@pytest.mark.parametrize("module", [certificate, arithmetic, attacker, fewest])
def test_examples_give_what_they_say(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0
