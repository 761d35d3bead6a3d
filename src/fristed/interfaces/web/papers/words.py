"""What papers and their parts are called, on the page and on the paper."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fristed.casework.papers.codes import CONTACT_DATES, ENTRY, PERSON, REFERENCE, Look
from fristed.interfaces.web.moves.words import FIELDS

Words = Mapping[str, str | Promise]

LOOKS: Words = {
    Look.NEUTRAL: _("Neutral: whoever finds it learns nothing of what the talk was about"),
    Look.NAMED: _("With the name of the service: for somebody who asked as a professional"),
}
PARTS: Words = {
    **FIELDS,
    REFERENCE: _("Case number"),
    CONTACT_DATES: _("Days of contact"),
    PERSON: _("Who the person is"),
}
PARTS_GIVEN: Words = {**PARTS, ENTRY: _("Entries of the journal")}
NOTE = pgettext_lazy("paper", "Note")
ADVICE = pgettext_lazy("paper", "Advice after our talk")
