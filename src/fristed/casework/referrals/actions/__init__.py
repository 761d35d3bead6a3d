"""The verbs of moves. Permission, change and audit line are one transaction.

Assigning inside a unit is a verb of the room of teams. A referral: the other service opens a case of its own
and sees what was sent. A transfer: who owns the case changes when it is accepted. Asking for a transfer: who
has it answers.
"""

from __future__ import annotations

from fristed.casework.referrals.actions.answering import (
    accept_move,
    assign_move,
    begin_working_together,
    close_move,
    decline_move,
)
from fristed.casework.referrals.actions.letters import read_letter
from fristed.casework.referrals.actions.proposing import (
    propose_move,
    record_ground,
    send_move,
    withdraw_move,
)
from fristed.casework.referrals.actions.protecting import protect_address

__all__ = [
    "accept_move",
    "assign_move",
    "begin_working_together",
    "close_move",
    "decline_move",
    "propose_move",
    "protect_address",
    "read_letter",
    "record_ground",
    "send_move",
    "withdraw_move",
]
