"""The stored record of a protection, read into types.

It lists no count of a hidden number, but it is no less secret for that: sums of hidden cases, and what a
choice would cost in cases, give hidden counts away beside the print. It is for those who compute releases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fristed.statistics.releases.names import Place, is_of_sentence


@dataclass(frozen=True, slots=True)
class Instead:
    """Another number that could be hidden, what that costs more, and every number it would hide or print.

    ``cells`` and ``cases`` are of tables and themes, ``sentences`` and ``cases_in_sentences`` of numbers that
    sentences alone state. Records from before it was kept name no number, and no cases in sentences.
    """

    key: str
    cells: int
    cases: int
    sentences: int
    cases_in_sentences: int | None = None
    hides: tuple[str, ...] = ()
    prints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HiddenNumber:
    """One hidden number: small itself, or hidden for those it protects."""

    key: str
    is_small: bool
    is_wished: bool
    protects: tuple[str, ...]
    instead: tuple[Instead, ...] | None

    @property
    def is_sentence(self) -> bool:
        """Whether it is a number of a sentence rather than of a table or figure."""
        return is_of_sentence(self.key)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A number that an earlier release printed otherwise than the register has it now."""

    key: str
    printed: int
    release: str


@dataclass(frozen=True, slots=True)
class Known:
    """What readers of earlier releases know of a small number or a group, whatever is printed now."""

    key: str
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class ServiceYear:
    """One service and year, protected by itself.

    ``cases`` are those in numbers hidden to protect others, by where the numbers would stand; records from
    before that was kept have none. ``also`` names other tables and figures in which a number stands.
    """

    service: str
    year: int
    cost: int
    bound: int
    number: int
    value: int
    withheld: tuple[str, ...]
    given_up: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    wishes: Mapping[str, bool]
    not_followed: Mapping[str, str]
    unwished: int | None
    opened: tuple[str, ...]
    closed: tuple[str, ...]
    known_before: tuple[str, ...]
    is_only_again: bool
    is_finished: bool
    hidden: tuple[HiddenNumber, ...]
    cases: Mapping[Place, int] | None
    also: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Record:
    """All that is kept of a protection."""

    policy_version: str
    threshold: int
    width: int
    group_sum_at_least: int
    cost_is: str
    certificate_sha256: str
    unreadable: tuple[str, ...]
    wished: tuple[str, ...]
    known_before: tuple[Known, ...]
    years: tuple[ServiceYear, ...]

    @property
    def hidden(self) -> dict[str, HiddenNumber]:
        """Every hidden number by its key."""
        return {number.key: number for year in self.years for number in year.hidden}

    @property
    def also(self) -> dict[str, Sequence[str]]:
        """Other tables and figures in which numbers stand, by the name under which each number is told."""
        return {key: places for year in self.years for key, places in year.also.items()}

    @property
    def value(self) -> int:
        """The sum of the numbers that are hidden for the sake of others."""
        return sum(year.value for year in self.years)

    @property
    def wishes(self) -> dict[str, bool]:
        """Which wishes the protection knew of, and whether it followed them."""
        told = {key: followed for year in self.years for key, followed in year.wishes.items()}
        return {**dict.fromkeys(self.wished, False), **told}

    @property
    def not_followed(self) -> dict[str, str]:
        """Why wishes were not followed, by a name of the reason."""
        return {key: why for year in self.years for key, why in year.not_followed.items()}


def read_record(content: Mapping[str, Any]) -> Record:
    """Read the stored record of a protection."""
    rule = content["rule"]
    return Record(
        policy_version=content["policy_version"],
        threshold=rule["threshold"],
        width=rule["width"],
        group_sum_at_least=rule["group_sum_at_least"],
        cost_is=rule["cost"],
        certificate_sha256=content["certificate_sha256"],
        unreadable=tuple(content["unreadable"]),
        wished=tuple(content.get("wished", ())),
        known_before=tuple(Known(**known) for known in content.get("known_before", ())),
        years=tuple(_year(year) for year in content["years"]),
    )


def _year(content: Mapping[str, Any]) -> ServiceYear:
    return ServiceYear(
        **{name: content[name] for name in ("service", "year", "cost", "bound", "wishes")},
        number=content["loss"]["number"],
        value=content["loss"]["value"],
        # Records from before these were kept say nothing of them.
        not_followed=content.get("not_followed", {}),
        unwished=(content.get("unwished") or {}).get("number"),
        opened=tuple(content.get("opened", ())),
        closed=tuple(content.get("closed", ())),
        known_before=tuple(content.get("known_before", ())),
        is_only_again=content.get("is_only_again", False),
        is_finished=content.get("is_finished", True),
        withheld=tuple(content["withheld"]),
        given_up=tuple(content["given_up"]),
        conflicts=tuple(Conflict(**conflict) for conflict in content["conflicts"]),
        hidden=tuple(_hidden(cell, content["wishes"]) for cell in content["cells"]),
        cases=content.get("cases"),
        also=content.get("also", {}),
    )


def _hidden(content: Mapping[str, Any], wishes: Mapping[str, bool]) -> HiddenNumber:
    instead = content.get("instead")
    return HiddenNumber(
        key=content["key"],
        is_small=content["why"] == "primary",
        is_wished=wishes.get(content["key"], False),
        protects=tuple(content["protects"]),
        instead=None if instead is None else tuple(_instead(other) for other in instead),
    )


def _instead(content: Mapping[str, Any]) -> Instead:
    named = {name: tuple(content.get(name, ())) for name in ("hides", "prints")}
    return Instead(**{**content, **named})
