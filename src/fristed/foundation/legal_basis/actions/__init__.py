"""The verbs: deciding by two persons what may be held. The one door has its own module, ``crossing``.

It is not named here on purpose: who goes through the door imports it by name, and a contract says who may.
"""

from fristed.foundation.legal_basis.actions.deciding import (
    confirm_basis,
    propose_basis,
    refuse_basis,
    sides_of,
)

__all__ = ["confirm_basis", "propose_basis", "refuse_basis", "sides_of"]
