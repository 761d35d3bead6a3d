"""What is refused about papers, and in which words. No value is ever repeated."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.messages import MESSAGES as OF_CASES
from fristed.casework.cases.plain_words import MESSAGES as OF_MARKS
from fristed.casework.referrals.refusals import MESSAGES as OF_MOVES
from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        **{code: OF_CASES[code] for code in ("required", "unknown_code")},
        **{code: OF_MOVES[code] for code in ("not_of_the_case", "unknown_ground")},
        **OF_MARKS,
        "unknown_day": _("Choose a day on which there was contact."),
        "no_advice": _("Choose or write at least one piece of advice."),
        "advice_too_long": _("The advice is too long for one paper. Keep it under 6 000 characters."),
        "line_too_long": _("Write at most 200 characters."),
        "reason_too_long": _("Write at most 1 000 characters."),
        "tells_what": _(
            "There are words here that tell what the talk was about. Write it in other words, or choose the "
            "paper that names the service."
        ),
        "nothing_chosen": _("Choose at least one thing that shall be in the summary."),
        "points_at_somebody": _(
            "An anonymous consultation carries neither the case number nor who the person is."
        ),
        "destroyed": _("What was sealed for this case has been destroyed. No summary can be given."),
        "number_taken": _("Somebody else gave a summary at the same time. Try again."),
    }
)


class PaperRefused(Refused):
    """Something about a paper is refused; nothing is given and nothing is recorded."""

    MESSAGES = MESSAGES
