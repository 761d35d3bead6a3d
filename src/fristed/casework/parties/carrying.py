"""What the rooms of the chain repeat of somebody, since they are read without the case, is corrected with it.

Such a model names the columns in ``GOES_WITH_MEMBER``.
"""

from __future__ import annotations

from fristed.casework.cases.carrying import models_that_hold
from fristed.casework.parties.models import Member

COLUMNS = ("kind", "age_group", "age_years", "gender", "country_background")


def carry(member: Member) -> None:
    """Give what was corrected to all rows that repeat it, in the caller's transaction."""
    for column in COLUMNS:
        for model in models_that_hold(Member, "member", column, said_in="GOES_WITH_MEMBER"):
            model._default_manager.filter(member=member).update(**{column: getattr(member, column)})
