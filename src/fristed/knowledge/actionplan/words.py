"""What the codes of plans are called, on pages and in reports, in the language that is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from fristed.knowledge.actionplan.codes import Form, Kind, Sender, Shows, Stage, Status, Way

if TYPE_CHECKING:
    from django.utils.functional import Promise

Words = Mapping[str, "str | Promise"]

STATUSES: Words = {
    Status.NOT_BEGUN: _("Not begun"),
    Status.UNDER_WAY: _("Under way"),
    Status.PAUSED: _("On hold"),
    Status.DONE: pgettext_lazy("plan", "Done"),
    Status.NOT_PURSUED: _("Not pursued"),
}
KINDS: Words = {
    Kind.CONSIDER: _("Consider"),
    Kind.CLARIFY: _("Clarify"),
    Kind.STUDY: _("Study"),
    Kind.REVIEW: _("Go through"),
    Kind.HEARING: _("Send on hearing"),
    Kind.BILL: _("Propose a law"),
    Kind.DEVELOP: _("Develop"),
    Kind.INFORM: _("Inform"),
    Kind.KNOWLEDGE: _("Gather knowledge"),
    Kind.TOOL: _("Make a tool"),
    Kind.COOPERATE: _("Co-operate"),
    Kind.COMPETENCE: _("Raise competence"),
    Kind.CONTINUE: _("Continue"),
}
MET_BY: Words = {
    Kind.CONSIDER: _("Done when a decision is documented, also a decision to do nothing."),
    Kind.CLARIFY: _("Done when a decision that makes it clear is documented."),
    Kind.STUDY: _("Done when there is a report of the study."),
    Kind.REVIEW: _("Done when there is a report or a decision on what was gone through."),
    Kind.HEARING: _("Done when the proposal has been sent on hearing, or the bill put forward."),
    Kind.BILL: _("Done when the bill has been put forward."),
    Kind.DEVELOP: _("Done when what was developed is there: a product, an agreement or work carried out."),
    Kind.INFORM: _("Done when the information is there or has been given."),
    Kind.KNOWLEDGE: _("Done when there is a report of what was found."),
    Kind.TOOL: _("Done when the tool or guide can be used."),
    Kind.COOPERATE: _("Done when there is an agreement, or work done together."),
    Kind.COMPETENCE: _("Done when courses or material are there or have been given."),
    Kind.CONTINUE: _("Done when a decision, a report or work carried out shows that it goes on."),
}
SHOWS: Words = {
    Shows.DECISION: _("A documented decision"),
    Shows.REPORT: _("A report"),
    Shows.HEARING: _("A hearing"),
    Shows.BILL: _("A bill put forward"),
    Shows.PRODUCT: _("A product: guide, material, scheme"),
    Shows.ACTIVITY: _("Work carried out"),
    Shows.AGREEMENT: _("An agreement"),
}
FORMS: Words = {
    Form.LINK: _("Address on the web"),
    Form.DOCUMENT: _("Document"),
    Form.FIGURE: _("Number of the published statistics"),
}
STAGES: Words = {
    Stage.PREPARED: _("Being prepared"),
    Stage.HEARING: _("On hearing"),
    Stage.PUT_FORWARD: _("Put forward to the Storting"),
    Stage.ADOPTED: _("Adopted"),
    Stage.IN_FORCE: _("In force"),
    Stage.WITHDRAWN: _("Withdrawn"),
}
WAYS: Words = {Way.MEETING: _("Meeting"), Way.WRITTEN: _("In writing")}
SENDERS: Words = {
    Sender.MUNICIPALITY: _("Municipality or county"),
    Sender.CIVIL_SOCIETY: _("Civil society"),
    Sender.FAITH: _("Faith or belief community"),
    Sender.AUTHORITY: _("Authority"),
    Sender.RESEARCH: _("Research"),
    Sender.PRIVATE: _("Private person"),
}
FIELDS: Words = {
    "status": _("Status"),
    "owner": _("Who carries it out"),
    "due_date": _("To be done by"),
    "budget_post": _("Budget post"),
    "risk": _("Risk"),
    "note": _("What has been done"),
    "evidence": _("Evidence"),
    "milestone": _("Milestone"),
    "input": _("Input"),
    "law": _("Proposal of law"),
}
FAULTS: Words = {
    "too_large": _("is larger than a plan can be"),
    "no_zip": _("is no ZIP file"),
    "no_file": _("is no folder and no ZIP file"),
    "not_utf8": _("is not text in UTF-8"),
    "file_missing": _("is missing"),
    "no_toml": _("is not written as TOML"),
    "no_csv": _("is not written as CSV"),
    "no_rows": _("has no rows"),
    "column_missing": _("this column is missing, or the columns are not in order"),
    "wrong_number_of_cells": _("the row has too few or too many cells"),
    "value_missing": _("a value is missing"),
    "too_long": _("the text is too long"),
    "no_year": _("this is no year"),
    "no_key": _("use letters, digits and hyphens, at most 40"),
    "years_in_order": _("the year of the midterm report is outside the plan"),
    "no_number": _("this is no number"),
    "no_letter": _("this is no small letter"),
    "measure_missing": _("the measure that it belongs to is missing"),
    "not_known": _("this refers to something that is not in the plan"),
    "unknown_kind": _("this kind of commitment is not known"),
    "leaf_wrong": _("a row is divided exactly when this says no"),
    "twice": _("this stands twice"),
}


def language() -> str:
    """Give the language that is read now: ``nb``, ``nn`` or ``en``."""
    chosen = (get_language() or "nb").split("-")[0]
    return chosen if chosen in ("nb", "nn", "en") else "nb"


def said(text: Mapping[str, str]) -> str:
    """Give a text of a plan in the language that is read now."""
    return text[language()]
