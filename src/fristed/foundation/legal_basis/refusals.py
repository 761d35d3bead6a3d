"""What is refused of a decision or a hand-over, and in which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "unknown_value": _("Choose one of the values in the list."),
        "unknown_service": _("Choose the service."),
        "purpose_missing": _("Choose what the field is to be used for."),
        "basis_missing": _("Write why this is lawful, in at least three words and 15 characters."),
        "basis_too_long": _("Write at most 400 characters."),
        "law_missing": _("Name the law and the section it rests on."),
        "law_too_long": _("Write at most 200 characters."),
        "no_start": _("Write the first day."),
        "starts_before_today": _("The first day cannot be before today."),
        "ends_before_start": _("The last day cannot be before the first."),
        "already_so": _("It is so already."),
        "waits_already": _("A proposal about this waits already. Confirm it or refuse it first."),
        "not_listed": _("This is not in your list."),
        "same_person": _("Somebody else must confirm this than the one who proposed it."),
        "other_side": _(
            "One of the two is the leader of the service, the other a system owner. Somebody of the other "
            "kind must confirm this."
        ),
        "wrong_fields": _("A hand-over holds the fixed fields, all of them, and no other."),
        "number_expected": _("Write the number of persons in the household, from 1 to 20."),
        "too_long": _("Write at most 400 characters."),
        "required": _("This must be filled in."),
    }
)


class BasisRefused(Exception):
    """Nothing is changed; ``problems`` are pairs of a field and a key of :data:`MESSAGES`."""

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


def refuse_basis_if(problems: Sequence[tuple[str, str]]) -> None:
    """Refuse when there is any problem.

    Raises
    ------
    BasisRefused
        With all of them.
    """
    if problems:
        raise BasisRefused(*problems)
