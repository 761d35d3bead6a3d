"""The attacker: knows only what is printed, and derives all it can about what is hidden.

It does not import the protector, and the protector does not import it.
"""

from fristed.methods.disclosure.attack.attacker import attack
from fristed.methods.disclosure.attack.programme import SolverGaveNoAnswer
from fristed.methods.disclosure.attack.propagation import NoWorld
from fristed.methods.disclosure.attack.report import AttackReport, Contradiction, Finding
from fristed.methods.disclosure.attack.width import Widths, show_width
from fristed.methods.disclosure.attack.witnesses import Witnesses, witnesses

__all__ = [
    "AttackReport",
    "Contradiction",
    "Finding",
    "NoWorld",
    "SolverGaveNoAnswer",
    "Widths",
    "Witnesses",
    "attack",
    "show_width",
    "witnesses",
]
