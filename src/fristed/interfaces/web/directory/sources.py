"""Where an entry was read, in the language of the page: the documents are named in English in the data."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

# The longest first, so that a phrase is not cut by a part of it. What an editor has written stays as it is.
PHRASES = (
    _("nkom.no on emergency numbers; the general number must be checked before release"),
    _("Found by search at Bufdir; not in the printed documents"),
    _("annex on the escalation plan, names the service; what it does is common knowledge"),
    _("on the age of consent; the rest is common knowledge"),
    _("whom to ask is common knowledge"),
    _("annex and box 14"),
    _("annex and box 19"),
    _("boxes 3 and 18"),
    _("Joint annual report 2024"),
    _("joint annual report 2024"),
    _("Action plan 2025-2028"),
    _("action plan 2025-2028"),
    _("back page"),
    _("measure"),
    _("annex"),
    _("box"),
)


def source_words(source: str) -> str:
    """Give where an entry was read in the language of the page."""
    for phrase in PHRASES:
        source = source.replace(phrase, gettext(phrase))
    return source
