"""What is refused about entries of the directory, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "words_missing": _("Write this in all three languages."),
        "in_all_or_none": _("Write this in all three languages, or in none: then it is shown as not given."),
        "source_missing": _("Say where it was read."),
        "audience_missing": _("Choose at least one group that it is for."),
        "no_such_entry": _("There is no such entry."),
        "key_unfit": _("Use small letters from a to z, digits and underscores, at most 40."),
        "key_taken": _("There is an entry with this id already."),
        "proposal_waits": _("A proposal for this entry waits already. Approve or refuse it first."),
        "nothing_changed": _("Nothing is changed. Press the button that says it is checked and unchanged."),
        "emergency_stays": _("An emergency number is never taken away. Correct it instead."),
        "no_proposal": _("There is no such proposal. Somebody may have decided it meanwhile."),
        "own_proposal": _("Somebody else than who proposed it must approve it."),
        "country_unknown": _("Write codes of countries from the code list, such as SO, with spaces between."),
        "county_unknown": _("Choose counties from the list."),
        "day_to_come": _("This has not happened yet: choose today or an earlier day."),
    }
)


class EntryRefused(Refused):
    """Something about an entry is refused; nothing is changed."""

    MESSAGES = MESSAGES
