"""What the states and refusals at the editor's desk are called, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web import formats, labels
from fristed.statistics.annual_report.desk import Answer
from fristed.statistics.annual_report.editing.actions import NotNow
from fristed.statistics.annual_report.editing.queries import figure_title

Words = Mapping[str, str | Promise]
LANGUAGE_NAMES: Mapping[str, str] = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
STATES: Words = {
    "files": _("As the system has it"),
    "missing": _("Not translated"),
    "draft": _("Draft"),
    "changed": _("Changed since it was approved"),
    "approved": _("Approved"),
}
COLOURS: Mapping[str, str] = {
    "files": "neutral",
    "missing": "warning",
    "draft": "info",
    "changed": "warning",
    "approved": "success",
}
WHY_NOT: Words = {
    "no_title": _("Give the section a title in this language: %(languages)s."),
    "too_long": _("The text is too long for one section."),
    "unknown_source": _(
        "Name a source that publishes statistics of its own, such as SSB, and write it without brackets."
    ),
    "unreadable": _("This line cannot be read: “%(about)s”. Look at its braces, brackets and places."),
    "saved_meanwhile": _(
        "Somebody else has saved this section while you wrote. Copy your text, open the section again and "
        "put it in there."
    ),
    "mixed_alphabets": _(
        "These words mix letters of several alphabets that look alike: %(about)s. Write them anew from the "
        "keyboard."
    ),
    "nothing_waits": _("This version does not wait for approval any more."),
    "same_hands": _("You have written this version yourself. Somebody else must approve it."),
    "typed_numbers": _(
        "Numbers are typed in the text: %(about)s. A typed number may give a hidden number away. Put a place "
        "from the list there instead, or record the figure of another publisher under “Cited figures” and "
        "cite it."
    ),
    "unknown_citation": _(
        "The text cites figures that are not recorded, or were withdrawn: %(about)s. Look under “Cited "
        "figures”."
    ),
    "same_hands_in_citation": _(
        "You have recorded a figure that this text cites: %(about)s. Somebody else must see it "
        "with its source."
    ),
    "contributions_wait": _("These have been asked and have not approved yet: %(services)s."),
    "no_comment": _("Write a remark of at most 1000 characters."),
    "day_has_passed": _("Choose a day that has not passed."),
    "nothing_asked": _("Yours has not been asked, or has approved already."),
    "no_party": _("Choose one of the values in the list."),
    "alone": _(
        "This line does not belong where it stands: “%(about)s”. A figure stands in a paragraph of its own, "
        "with one line under it that begins with “Alt:”."
    ),
    "no_figure": _("Choose one of the figures in the list."),
    "no_alt": _(
        "Say in words what the figure shows, for those who do not see it: %(figures)s. Write it on the line "
        "under the figure, after “Alt:”."
    ),
    "drawn_twice": _(
        "A figure is printed in one place only, and this stands in the report already: %(figures)s. If a "
        "draft takes it out there, that draft must be approved first."
    ),
    "reason_too_long": _("Give the reason in at most 500 characters."),
    "no_reason": _("Say why."),
    "taken_away": _("The section is taken away. Bring it back first."),
    "not_taken_away": _("The section is not taken away."),
    "takes_figures": _("These figures, and the tables of their numbers, would go with it: %(figures)s."),
    "last_chapter": _("The report needs at least one chapter."),
    "nowhere_to_move": _("It is first or last already."),
    "no_section": _("Choose one of the sections in the list."),
    "too_deep": _("A section can stand at most two levels below a chapter."),
    "ordered_meanwhile": _("Somebody else has changed the order while you did. Look at it again."),
    "no_order_waits": _("This order does not wait for approval any more. Look at it again."),
    "same_hands_in_order": _("You have changed the order yourself. Somebody else must approve it."),
}
STEP_WORDS: Words = {
    "added": _("“%(title)s” was added"),
    "moved_up": _("“%(title)s” was moved up"),
    "moved_down": _("“%(title)s” was moved down"),
    "taken_away": _("“%(title)s” was taken away"),
    "brought_back": _("“%(title)s” was brought back"),
}


def step_taken(kind: str, title: str) -> str:
    """Say what a step did to the order of the sections."""
    return str(STEP_WORDS[kind]) % {"title": title}


def refusal(error: NotNow) -> str:
    """Say why a step was refused."""
    return str(WHY_NOT[error.why]) % {
        "about": ", ".join(error.about),
        "services": ", ".join(labels.party(code) for code in error.about),
        "languages": ", ".join(LANGUAGE_NAMES.get(code, code) for code in error.about),
        "figures": ", ".join(figure_title(name) for name in error.about),
    }


SAID: Words = {
    "hidden": _("Hidden"),
    "absent": _("There is no such number"),
    "below": _("fewer than %(value)s"),
}


def answer(found: Answer, *, is_percent: bool = False) -> str:
    """Say what the release answers."""
    if found.kind == "exact":
        return formats.percent(found.value) if is_percent else formats.number(found.value)
    return str(SAID[found.kind]) % {"value": formats.number(found.value)}
