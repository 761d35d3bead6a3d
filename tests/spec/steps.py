"""What happens in an example: each step can be played against the register and said in Norwegian."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from fristed.casework.cases.actions import (
    RegistrationRefused,
    add_contact,
    add_current_concern,
    close_case,
    convert_grey_zone_case,
    correct_main_concern,
    register_case,
    register_grey_zone_case,
    reopen_case,
    update_agencies,
)
from fristed.casework.cases.facts import GreyZoneDraft, Problem
from tests.spec.cast import CASE_WORKERS, at_ten, plain_case
from tests.spec.words import SERVICES, day_in_words, fields_in_words, value_in_words


@dataclass
class World:
    """What an example has brought about so far; names are the example's own."""

    references: dict[str, tuple[str, str]] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()

    def of(self, name: str) -> tuple[str, str]:
        """Give the service and reference of a named case."""
        return self.references[name]


class Step(Protocol):
    """One thing that happens."""

    def play(self, world: World) -> None:
        """Do it, by the verb of the register."""

    def in_words(self) -> str:
        """Say it in Norwegian."""


@dataclass(frozen=True)
class Registers:
    """A service registers a case."""

    service: str
    on: date
    name: str = "saken"
    fields: dict[str, Any] = field(default_factory=dict)

    def play(self, world: World) -> None:
        draft = plain_case(self.service, self.on, **self.fields)
        registered = register_case(draft=draft, by=CASE_WORKERS[self.service], at=at_ten(self.on))
        world.references[self.name] = (self.service, registered.reference)
        world.warnings = registered.warnings

    def in_words(self) -> str:
        filled = f": {fields_in_words(self.fields, self.service)}" if self.fields else ""
        name = "sin sak" if self.name.startswith("saken hos") else self.name
        return f"{day_in_words(self.on)}: {SERVICES[self.service]} registrerer {name}{filled}"


@dataclass(frozen=True)
class Contacts:
    """Somebody is in contact about the case once more."""

    on: date
    name: str = "saken"

    def play(self, world: World) -> None:
        service, reference = world.of(self.name)
        add_contact(reference=reference, on_date=self.on, by=CASE_WORKERS[service], at=at_ten(self.on))

    def in_words(self) -> str:
        return f"{day_in_words(self.on)}: ny henvendelse i {self.name}"


@dataclass(frozen=True)
class Understands:
    """The concern is understood in a new way."""

    on: date
    concern: str
    name: str = "saken"

    def play(self, world: World) -> None:
        service, reference = world.of(self.name)
        who = CASE_WORKERS[service]
        add_current_concern(
            reference=reference, concern=self.concern, on_date=self.on, by=who, at=at_ten(self.on)
        )

    def in_words(self) -> str:
        label = value_in_words("concern", self.concern, "")
        return f"{day_in_words(self.on)}: aktuell bekymring i {self.name} er {label}"


@dataclass(frozen=True)
class Corrects:
    """The main concern was wrong from the start and is corrected."""

    on: date
    new_concern: str
    reason: str
    name: str = "saken"

    def play(self, world: World) -> None:
        service, reference = world.of(self.name)
        correct_main_concern(
            reference=reference,
            new_concern=self.new_concern,
            reason=self.reason,
            by=CASE_WORKERS[service],
            at=at_ten(self.on),
        )

    def in_words(self) -> str:
        label = value_in_words("new_concern", self.new_concern, "")
        reason = value_in_words("reason", self.reason, "")
        return f"{day_in_words(self.on)}: hovedbekymringen rettes til {label}, begrunnelse {reason}"


@dataclass(frozen=True)
class Closes:
    """The case is closed."""

    on: date
    name: str = "saken"

    def play(self, world: World) -> None:
        service, reference = world.of(self.name)
        close_case(reference=reference, on_date=self.on, by=CASE_WORKERS[service], at=at_ten(self.on))

    def in_words(self) -> str:
        return f"{day_in_words(self.on)}: {self.name} lukkes"


@dataclass(frozen=True)
class Reopens:
    """The case is opened again."""

    on: date
    name: str = "saken"

    def play(self, world: World) -> None:
        service, reference = world.of(self.name)
        reopen_case(reference=reference, by=CASE_WORKERS[service], at=at_ten(self.on))

    def in_words(self) -> str:
        return f"{day_in_words(self.on)}: {self.name} gjenåpnes"


@dataclass(frozen=True)
class Involves:
    """The agencies of the case are put anew."""

    on: date
    involved: tuple[str, ...]
    to_involve: tuple[str, ...] = ()
    name: str = "saken"

    def play(self, world: World) -> None:
        service, reference = world.of(self.name)
        update_agencies(
            reference=reference,
            involved=self.involved,
            to_involve=self.to_involve,
            by=CASE_WORKERS[service],
            at=at_ten(self.on),
        )

    def in_words(self) -> str:
        sets = {"agencies_involved": self.involved, "agencies_to_involve": self.to_involve}
        return f"{day_in_words(self.on)}: {fields_in_words(sets, '')}"


@dataclass(frozen=True)
class NotesGreyZone:
    """A diversity adviser notes a grey-zone case."""

    on: date
    topic: str
    name: str = "gråsonesaken"
    service: str = "MR"

    def play(self, world: World) -> None:
        draft = GreyZoneDraft(service=self.service, first_contact_date=self.on, topic=self.topic)
        reference = register_grey_zone_case(draft=draft, by=CASE_WORKERS[self.service], at=at_ten(self.on))
        world.references[self.name] = (self.service, reference)

    def in_words(self) -> str:
        topic = value_in_words("topic", self.topic, "")
        return f"{day_in_words(self.on)}: {SERVICES[self.service]} noterer {self.name}, tema {topic}"


@dataclass(frozen=True)
class Converts:
    """A grey-zone case turns out to be a case."""

    on: date
    fields: dict[str, Any]
    name: str = "gråsonesaken"
    becomes: str = "saken"

    def play(self, world: World) -> None:
        service, reference = world.of(self.name)
        registered = convert_grey_zone_case(
            reference=reference,
            draft=plain_case(service, self.on, **self.fields),
            by=CASE_WORKERS[service],
            at=at_ten(self.on),
        )
        world.references[self.becomes] = (service, registered.reference)

    def in_words(self) -> str:
        filled = fields_in_words(self.fields, "MR")
        return f"{day_in_words(self.on)}: {self.name} blir til {self.becomes}: {filled}"


@dataclass(frozen=True)
class Tries:
    """Somebody tries a step that the register stops."""

    step: Step

    def play(self, world: World) -> None:
        try:
            self.step.play(world)
        except RegistrationRefused as refusal:
            world.problems = refusal.problems

    def in_words(self) -> str:
        return f"forsøk, {self.step.in_words()}"
