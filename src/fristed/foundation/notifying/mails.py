"""The one mail that Fristed sends: the same words to everybody, in the reader's language.

It takes nothing but a language, so that no name, concern, reference or number can come into it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, override


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail before it has a receiver."""

    subject: str
    body: str


def the_mail(language: str) -> Mail:
    """Give the mail in a language: ``nb``, ``nn`` or ``en``."""
    with override(language):
        return Mail(
            gettext("There is something for you in Fristed"),
            gettext("There is something new for you in Fristed. Sign in as you usually do to see it.")
            + "\n\n"
            + gettext("This mail says nothing more on purpose, and has no link. Do not answer it.")
            + "\n",
        )
