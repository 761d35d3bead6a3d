"""Words for the codes of who is in a case."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fristed.casework.parties.codes import Age, Kind
from fristed.interfaces.web import labels

Words = Mapping[str, str | Promise]

KINDS: Words = {
    Kind.PERSON: _("The person of the case"),
    Kind.CHILD: _("Child of the person"),
    Kind.SIBLING: _("Brother or sister"),
    Kind.PARENT: _("Parent"),
    Kind.PARTNER: _("Husband, wife or partner"),
    Kind.OTHER: pgettext_lazy("member of a case", "Somebody else"),
}
AGES: Words = {Age.CHILD: _("Child (under 18)"), Age.ADULT: _("Adult (18 or more)")}
SHORT_AGES: Words = {Age.CHILD: _("child"), Age.ADULT: _("adult")}
"""The same within a line, where an age in years may stand instead."""


def person_words(kind: str, age_group: str, age_years: int | None, gender: str) -> str:
    """Give somebody in one line, without a name: who, how old, of which gender."""
    age = str(SHORT_AGES[age_group]) if age_years is None else str(age_years)
    return f"{KINDS[kind]}, {age}, {labels.label('genders', gender).lower()}"


def member_words(kind: str, age_group: str, age_years: int | None = None) -> str:
    """Give somebody in words, without a name."""
    age = str(AGES[age_group])
    if age_years is not None:
        age = str(_("%(age)s, %(years)s years")) % {"age": age, "years": age_years}
    return f"{KINDS[kind]}, {age}"
