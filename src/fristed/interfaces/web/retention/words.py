"""Retention classes, states and refusals in the words of those who review; the rules themselves are data."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fristed.foundation.vault.retention.classes import retention_class

Words = Mapping[str, str | Promise]

WHAT: Words = MappingProxyType(
    {
        "case_identity": _("Identity and free text of a case"),
        "case_place": _("Place, school, flight and police recommendation of a case"),
        "erasure_request": _("All that is sealed for a case, on request"),
        "basis_ended": _("Identity of a case, when the legal basis has ended"),
        "basis_ended_place": _("Place of a case, when the legal basis has ended"),
        "call_draft": _("What was typed of a call that was not registered"),
        "reception_details": _("Flight, airport, shelter and who meets, of a reception"),
    }
)
EVENTS: Words = MappingProxyType(
    {
        "case_closed": _("after the case was closed"),
        "request_granted": _("after the request was granted"),
        "basis_ended": _("after the legal basis ended"),
        "reception_over": _("fourteen days after they came, or should have come"),
        "draft_ended": _("when it is registered or thrown away, or a week after it was last written in"),
    }
)
BASIS: Words = MappingProxyType(
    {
        "case_identity": _(
            "What a decision rests on is kept while it can be questioned. No law names the years; ten is the "
            "controller's decision."
        ),
        "case_place": _(
            "Where somebody is means nothing to a case that is closed, and everything to whoever seeks them. "
            "No law names the years; one is the controller's decision."
        ),
        "erasure_request": _("The right to erasure, where the controller has granted it."),
        "basis_ended": _("Without a legal basis nothing is held on, whether the case is open or closed."),
        "basis_ended_place": _(
            "Without a legal basis nothing is held on, whether the case is open or closed."
        ),
        "call_draft": _("A draft is there so that nothing typed is lost, and for nothing else."),
        "reception_details": _(
            "How somebody came home means nothing when they have come, and everything to whoever seeks them."
        ),
    }
)
STATES: Words = MappingProxyType(
    {
        "proposed": _("Waits"),
        "kept": _("Kept"),
        "destroyed": _("Destroyed"),
        "not_due": _("No longer due"),
    }
)


def rule_in_words(code: str) -> str:
    """Say how long a class is kept: «10 years after the case was closed»."""
    found = retention_class(code)
    years = ngettext("%(count)d year", "%(count)d years", found.years) % {"count": found.years}
    return f"{years} {EVENTS[found.event]}" if found.years else str(EVENTS[found.event])


def proposer(username: str) -> str:
    """Name who proposed; the program is called by its name."""
    return "Fristed" if username == "system" else username
