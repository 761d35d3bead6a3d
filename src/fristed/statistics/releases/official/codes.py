"""The codes of this part of the room: kinds of releases, reasons for corrections and for sending back."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What the frozen facts are good for."""

    FINAL = "final"
    """The year is over and every service stands by what it has registered."""
    PRELIMINARY = "preliminary"
    """The year is over, and not every service is done with it."""
    RUNNING = "running"
    """Figures on the way; the year may go on."""


class Reason(StrEnum):
    """Why a version that has been published is replaced."""

    LATE_REGISTRATIONS = "late_registrations"
    CORRECTED_CASES = "corrected_cases"
    MISCALCULATED = "miscalculated"
    RULE_CHANGED = "rule_changed"
    FINAL_FIGURES = "final_figures"
    NEW_FIGURES = "new_figures"


class Objection(StrEnum):
    """Why the second person does not sign."""

    FIGURES_DOUBTED = "figures_doubted"
    REGISTER_NOT_DONE = "register_not_done"
    TOO_MUCH_HIDDEN = "too_much_hidden"
    NOT_NOW = "not_now"
