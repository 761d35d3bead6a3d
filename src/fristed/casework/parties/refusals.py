"""What is refused about parties, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "kind_missing": _("Choose who it is."),
        "age_missing": _("Choose child or adult."),
        "age_impossible": _("Give the age in whole years, from 0 to 120."),
        "age_in_other_group": _("The age does not go with child or adult."),
        "child_is_adult": _(
            "Somebody of 18 or more is noted as another member of the family, not as a child."
        ),
        "gender_missing": _("Choose a gender, or that it is not known."),
        "unknown_country": _("There is no such country in the list."),
        "noted_already": _("The person of the case is noted already."),
        "no_such_member": _("There is nobody like that in the case."),
        "in_a_chain": _("This person is part of a journey, a reception or a stay, and cannot be taken away."),
        "case_is_closed": _("The case is closed. Reopen it first."),
    }
)


class PartyRefused(Refused):
    """Something about who is in a case is refused; nothing is changed."""

    MESSAGES = MESSAGES
