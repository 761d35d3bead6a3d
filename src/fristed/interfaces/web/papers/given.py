"""The summaries that were given, as lines of the list of what has happened in a case."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from fristed.casework.cases.rules import day_of
from fristed.casework.papers.facts import DisclosureLine
from fristed.interfaces.web import labels
from fristed.interfaces.web.cases.history import Happening


def given_out(lines: Iterable[DisclosureLine]) -> list[Happening]:
    """Give the summaries that were given."""
    return [
        Happening(
            day_of(line.given_at),
            _("Summary given to somebody outside"),
            _("%(receiver)s. Copy %(number)d.")
            % {"receiver": labels.label("agencies", line.agency), "number": line.number},
        )
        for line in lines
    ]
