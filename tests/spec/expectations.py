"""What an example expects: each expectation can be checked against the register and said in Norwegian."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from fristed.casework.cases.fact_queries import case_facts
from fristed.casework.cases.facts import CaseFact
from fristed.casework.cases.queries import case_detail, cases_visible_to
from tests.spec.cast import CASE_WORKERS
from tests.spec.steps import World
from tests.spec.words import FIELDS, SERVICES, day_in_words, value_in_words


class Expectation(Protocol):
    """One thing that must hold when the steps have been played."""

    def check(self, world: World) -> None:
        """Fail unless it holds."""

    def in_words(self) -> str:
        """Say it in Norwegian."""


def facts_of(service: str, year: int) -> list[CaseFact]:
    """Give the facts of one service and year."""
    return [fact for fact in case_facts([year]) if fact.service == service]


@dataclass(frozen=True)
class CasesInRegister:
    """So many cases has each service; the numbers are never added."""

    numbers: dict[str, int]

    def check(self, world: World) -> None:
        found = {service: cases_visible_to(who).total for service, who in CASE_WORKERS.items()}
        assert found == {**dict.fromkeys(CASE_WORKERS, 0), **self.numbers}

    def in_words(self) -> str:
        parts = [
            f"{number} {'sak' if number == 1 else 'saker'} hos {SERVICES[service]}"
            for service, number in self.numbers.items()
        ]
        joined = ", ".join(parts) or "ingen saker i registeret"
        return joined + (". Tallene legges ikke sammen" if len(parts) > 1 else "")


@dataclass(frozen=True)
class Counts:
    """In these years the case counts; ``True`` is as new, ``False`` as active only."""

    years: dict[int, bool]
    service: str = "MR"

    def check(self, world: World) -> None:
        found = [(fact.year, fact.is_new) for fact in case_facts() if fact.service == self.service]
        assert found == list(self.years.items())

    def in_words(self) -> str:
        parts = [f"{year} ({'ny' if new else 'aktiv'})" for year, new in self.years.items()]
        return f"saken telles én gang i {' og '.join(parts)}" if parts else "saken telles ikke"


@dataclass(frozen=True)
class MainConcernIs:
    """The published main concern of the case."""

    concern: str
    name: str = "saken"

    def check(self, world: World) -> None:
        service, reference = world.of(self.name)
        assert case_detail(CASE_WORKERS[service], reference).main_concern == self.concern
        assert {fact.main_concern for fact in case_facts() if fact.service == service} == {self.concern}

    def in_words(self) -> str:
        return f"hovedbekymringen i statistikken er {value_in_words('main_concern', self.concern, '')}"


@dataclass(frozen=True)
class Shows:
    """The case page shows this."""

    fields: dict[str, Any]
    said: str
    name: str = "saken"

    def check(self, world: World) -> None:
        service, reference = world.of(self.name)
        detail = case_detail(CASE_WORKERS[service], reference)
        assert {name: getattr(detail, name) for name in self.fields} == self.fields

    def in_words(self) -> str:
        return self.said


@dataclass(frozen=True)
class Published:
    """The statistics count the case with these values."""

    service: str
    year: int
    fields: dict[str, Any]
    said: str

    def check(self, world: World) -> None:
        (fact,) = facts_of(self.service, self.year)
        assert {name: getattr(fact, name) for name in self.fields} == self.fields

    def in_words(self) -> str:
        return self.said


@dataclass(frozen=True)
class Warns:
    """The register stores the case and warns."""

    field: str
    suggestion: str = ""

    def check(self, world: World) -> None:
        assert [(found.field, found.suggestion) for found in world.warnings] == [
            (self.field, self.suggestion)
        ]

    def in_words(self) -> str:
        label = value_in_words("main_concern", self.suggestion, "") if self.suggestion else ""
        proposal = f" og foreslår {label}" if label else ""
        return f"saken registreres, men systemet varsler ved «{FIELDS[self.field]}»{proposal}"


@dataclass(frozen=True)
class NoWarning:
    """The register stores the case without a warning."""

    def check(self, world: World) -> None:
        assert world.warnings == ()

    def in_words(self) -> str:
        return "saken registreres uten varsel"


@dataclass(frozen=True)
class Stopped:
    """The register stores nothing and points at every field that is wrong."""

    fields: tuple[str, ...]

    def check(self, world: World) -> None:
        assert tuple(dict.fromkeys(found.field for found in world.problems)) == self.fields

    def in_words(self) -> str:
        named = " og ".join(f"«{FIELDS[name]}»" for name in self.fields)
        return f"systemet stopper, peker på {named}, og ingenting blir lagret"


@dataclass(frozen=True)
class FirstDates:
    """What the register keeps as first contact, and since when the person has been known."""

    first_contact: date
    known_since: date
    name: str = "saken"

    def check(self, world: World) -> None:
        service, reference = world.of(self.name)
        detail = case_detail(CASE_WORKERS[service], reference)
        assert (detail.first_contact_date, detail.known_since_date) == (
            self.first_contact,
            self.known_since,
        )

    def in_words(self) -> str:
        return (
            f"saken har første kontakt {day_in_words(self.first_contact)} "
            f"og kjent siden {day_in_words(self.known_since)}"
        )


@dataclass(frozen=True)
class Example:
    """One example of the guideline: a rule in our own words, what happens, and what must hold."""

    id: str
    title: str
    text: str
    steps: tuple[Any, ...]
    expect: tuple[Any, ...] = field(default=())
