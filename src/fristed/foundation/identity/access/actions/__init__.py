"""The verbs of leaders and of those who look after accounts."""

from fristed.foundation.identity.access.actions.accounts import close_account, give_role, take_role
from fristed.foundation.identity.access.actions.governing import (
    end_block,
    end_grant,
    end_tie,
    give_grant,
    name_another,
    read_notices,
    review_glass,
)

__all__ = [
    "close_account",
    "end_block",
    "end_grant",
    "end_tie",
    "give_grant",
    "give_role",
    "name_another",
    "read_notices",
    "review_glass",
    "take_role",
]
