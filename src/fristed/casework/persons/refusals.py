"""What is refused about a person or a place, and in which words. No value is ever repeated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from fristed.foundation.legal_basis.codes import Why

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        Why.UNKNOWN_FIELD.value: _("There is no such field."),
        Why.MODE_TOO_LOW.value: _("The register of your service does not come this near to persons."),
        Why.NO_BASIS.value: _("No legal basis has been decided for this."),
        Why.SWITCHED_OFF.value: _("This has been switched off for your service."),
        Why.ENDED.value: _("The legal basis for this has ended."),
        "not_a_number": _("A national identity number or D-number has eleven digits."),
        "too_long": _("Write at most 2 000 characters."),
        "nothing_given": _("Write at least one of the fields."),
        "changed_meanwhile": _(
            "Somebody else has changed this meanwhile. Look again before you write over it."
        ),
        "nothing_held": _("Nothing of this is held."),
        "no_officer": _("Choose at least one officer who has a key."),
        "no_escrow": _("Three must hold the escrow before a place can be opened."),
        "place_exists": _("The place has its officers already."),
        "wrong_passphrase": _("The passphrase is wrong. It is noted that it was tried."),
        "weak_passphrase": _("A passphrase has at least 14 characters."),
        "enrolled": _("You have a key already."),
        "not_enrolled": _("You have no key yet."),
        "no_holders": _("Choose three different people who have a key."),
        "yourself": _("Somebody else who can open the place takes it from you."),
    }
)


class PersonRefused(Exception):
    """Nothing is changed and nothing opened; ``problems`` are pairs of a field and a key of MESSAGES."""

    def __init__(self, *problems: tuple[str, str]) -> None:
        self.problems = problems
        with override("en"):
            super().__init__(" ".join(f"{field}: {MESSAGES[code]}" for field, code in self.problems))

    @property
    def errors(self) -> dict[str, list[str]]:
        """Give the messages of each field, in the language of the reader."""
        found: dict[str, list[str]] = {}
        for field, code in self.problems:
            found.setdefault(field, []).append(str(MESSAGES[code]))
        return found

    @property
    def sentence(self) -> str:
        """Give all messages as one text, in the language of the reader."""
        return " ".join(str(MESSAGES[code]) for _field, code in self.problems)


def refuse_person_if(problems: Iterable[tuple[str, str]]) -> None:
    """Refuse when there is any problem.

    Raises
    ------
    PersonRefused
        With all of them.
    """
    if found := tuple(problems):
        raise PersonRefused(*found)
