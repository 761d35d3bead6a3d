"""Trials of the protector: random linked releases, judged by oracles that share no arithmetic with it.

The oracles see only what is printed. One lists worlds in plain Python, the other asks a solver for worlds
and believes only those that it can check with whole numbers.
"""

from fristed.methods.disclosure.trials.drawing import Size, draw_release
from fristed.methods.disclosure.trials.listing import TooManySteps, listed_intervals, listed_sums, worlds
from fristed.methods.disclosure.trials.printing import TrialRelease, printed_of
from fristed.methods.disclosure.trials.running import TrialReport, run_trials, together
from fristed.methods.disclosure.trials.solving import solved_intervals, solved_sums
from fristed.methods.disclosure.trials.verdict import known_sums, narrow_cells, small_groups, what_is_known

__all__ = [
    "Size",
    "TooManySteps",
    "TrialRelease",
    "TrialReport",
    "draw_release",
    "known_sums",
    "listed_intervals",
    "listed_sums",
    "narrow_cells",
    "printed_of",
    "run_trials",
    "small_groups",
    "solved_intervals",
    "solved_sums",
    "together",
    "what_is_known",
    "worlds",
]
