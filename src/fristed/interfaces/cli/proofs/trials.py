"""Which trials there are, and which faults can be planted in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fristed.interfaces.cli.proofs import answers, canaries, crashing, modes, racing, reading, restoring

Trial = Callable[[int, str], dict[str, Any]]
TRIALS: Mapping[str, Trial] = {
    "headers": answers.headers_trial,
    "hidden": answers.hidden_trial,
    "canaries": canaries.canaries_trial,
    "crash": crashing.crash_trial,
    "filling": restoring.filling_trial,
    "reading": reading.reading_trial,
    "races": racing.races_trial,
    "modes": modes.modes_trial,
}
FAULTS = (
    *(*answers.FAULTS, *canaries.FAULTS, *crashing.FAULTS),
    *(*modes.FAULTS, *racing.FAULTS, *reading.FAULTS),
)
