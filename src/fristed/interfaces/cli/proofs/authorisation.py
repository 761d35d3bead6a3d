"""Whether the access decision is the one that a table written by hand says, in every kind of situation.

``authorisation.csv`` says the answer for every combination of circumstances, in rows that exclude each other,
so that no order of rules is needed to read it. Situations are drawn here from those circumstances, with
much beside the point: grants of others, over or not begun, ties of others, other cases. Then decide is asked.
Nothing of the code that decides is used to draw or to judge: only the shapes of its values.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from types import MappingProxyType

from fristed.foundation.identity.access.facts import Context, GlassFact, GrantFact, Subject, Thing
from fristed.foundation.identity.access.rules import decide
from fristed.interfaces.cli.commands import FristedCommand
from fristed.interfaces.cli.proofs.measured import Measured

TARGET, QUICK = 2_000_000, 50_000
TABLE = Path(__file__).with_suffix(".csv")
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ME, OTHERS = 7, (1, 2, 3)
SERVICES = ("KT", "MR", "SU")
REFERENCE, ANOTHER = "7K4MA-9QXTB", "AAAAA-AAAAA"

# Every circumstance and how it may be; the drawing prefers what comes first, so that no row is never tried.
CIRCUMSTANCES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "unclear": ("no", "yes"),
        "pseudonym": ("other", "own"),
        "tie": ("none", "other", "self", "kin", "partner"),
        "blocked": ("no", "yes"),
        "grading": ("none", "confidential", "strictly"),
        "named": ("yes", "no"),
        "place": ("other", "own"),
        "permission": ("yes", "no"),
        "action": ("read", "work", "own_only", "foreign"),
        "grant": ("none", "read", "work"),
        "glass": ("no", "yes"),
    }
)
PREFERRED = frozenset({"unclear", "pseudonym", "tie", "blocked", "permission"})
ACTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "read": ("case.read",),
        "work": ("case.follow_up", "case.correct"),
        "own_only": (
            *("case.register", "case.import", "case.export", "case.protect"),
            *("access.govern", "access_log.give"),
        ),
        "foreign": ("statistics.read", "audit.read", "year.confirm", "case.break_glass", "case.destroy", ""),
    }
)
EVERY_ACTION = tuple(action for actions in ACTIONS.values() for action in actions)
Situation = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """What the table says: the answer, the rule, and the line of the table."""

    permit: bool
    rule: str
    line: int


class TableIsWrong(Exception):
    """The table leaves a combination out, or says two things of one."""


def _covered(row: Mapping[str, str]) -> Iterator[Situation]:
    """Give the combinations that a row of the table is about."""
    choices = [
        every if row[name] == "*" else tuple(row[name].split("|")) for name, every in CIRCUMSTANCES.items()
    ]
    return product(*choices)


@cache
def table() -> Mapping[Situation, Expected]:
    """Read the table: one answer for every combination there is.

    Raises
    ------
    TableIsWrong
        If two rows are about one combination, or none is.
    """
    found: dict[Situation, Expected] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            expected = Expected(row["answer"] == "yes", row["rule"], line)
            for situation in _covered(row):
                if situation in found:
                    raise TableIsWrong(f"Lines {found[situation].line} and {line} both tell of {situation}.")
                found[situation] = expected
    if missing := set(product(*CIRCUMSTANCES.values())) - set(found):
        raise TableIsWrong(f"{len(missing)} combinations are left out, such as {min(missing)}.")
    return found


def drawn_situation(chance: random.Random) -> Situation:
    """Draw how every circumstance is."""
    return tuple(
        every[0] if name in PREFERRED and chance.random() < 0.7 else chance.choice(every)
        for name, every in CIRCUMSTANCES.items()
    )


def played(situation: Situation, chance: random.Random) -> tuple[Subject, str, Thing, Context]:
    """Make a situation into values that a decision looks at, with much beside the point."""
    how = dict(zip(CIRCUMSTANCES, situation, strict=True))
    service = chance.choice(SERVICES)
    elsewhere = chance.choice([one for one in (*SERVICES, "FT", None) if one != service])
    action = chance.choice(ACTIONS[how["action"]])
    permissions = {one for one in EVERY_ACTION if chance.random() < 0.5}
    permissions = permissions | {action} if how["permission"] == "yes" else permissions - {action}
    subject = Subject(
        account_id=ME,
        service=service if how["place"] == "own" else elsewhere,
        permissions=frozenset(permissions),
        pseudonyms=frozenset(
            {"mine", "mine-too"} if chance.random() < 0.5 or how["pseudonym"] == "own" else ()
        ),
    )
    thing = _thing(how, service, chance)
    context = Context(
        at=AT, grants=tuple(_grants(how, service, chance)), glasses=tuple(_glasses(how, service, chance))
    )
    if how["unclear"] == "yes":
        thing, context = _made_unclear(thing, context, chance)
    return subject, action, thing, context


def _thing(how: Mapping[str, str], service: str, chance: random.Random) -> Thing:
    ties = {
        (one, chance.choice(("self", "kin", "partner", "other"))) for one in OTHERS if chance.random() < 0.3
    }
    # The closest tie counts, whatever more is declared.
    closest = ("self", "kin", "partner", "other")
    if how["tie"] != "none":
        at_most = closest[closest.index(how["tie"]) :]
        ties |= {(ME, how["tie"]), (ME, chance.choice(at_most))}
    is_responsible = how["named"] == "yes" and chance.random() < 0.5
    named = {one for one in OTHERS if chance.random() < 0.3}
    if how["named"] == "yes" and (not is_responsible or chance.random() < 0.3):
        named.add(ME)
    blocked = {one for one in OTHERS if chance.random() < 0.3}
    return Thing(
        service=service,
        reference=REFERENCE,
        grading=how["grading"],
        responsible=ME if is_responsible else chance.choice((None, *OTHERS)),
        named=frozenset(named),
        blocked=frozenset(blocked | {ME} if how["blocked"] == "yes" else blocked),
        ties=frozenset(ties),
        pseudonym="mine" if how["pseudonym"] == "own" else chance.choice(("", "theirs")),
    )


def _grants(how: Mapping[str, str], service: str, chance: random.Random) -> Iterator[GrantFact]:
    """Give grants that hold as the situation says, among others that hold not, or not for this."""
    if chance.random() < 0.5:
        yield from _grants_beside_the_point(service, chance)
    if how["grant"] != "none":
        starts = AT - chance.choice((timedelta(0), timedelta(microseconds=1), HOUR, 30 * DAY))
        ends = AT + chance.choice((timedelta(microseconds=1), HOUR, 30 * DAY))
        ended = chance.choice((None, AT + timedelta(microseconds=1)))
        reference = chance.choice(("", REFERENCE))
        yield GrantFact(ME, service, reference, how["grant"], starts, ends, ended)


def _grants_beside_the_point(service: str, chance: random.Random) -> Iterator[GrantFact]:
    level = chance.choice(("read", "work"))
    another = chance.choice([one for one in SERVICES if one != service])
    yield chance.choice(
        (
            GrantFact(chance.choice(OTHERS), service, "", level, AT - DAY, AT + DAY),
            GrantFact(ME, another, "", level, AT - DAY, AT + DAY),
            GrantFact(ME, another, REFERENCE, level, AT - DAY, AT + DAY),
            GrantFact(ME, service, ANOTHER, level, AT - DAY, AT + DAY),
            GrantFact(ME, service, REFERENCE, level, AT - DAY, AT),
            GrantFact(ME, service, "", level, AT + timedelta(microseconds=1), AT + DAY),
            GrantFact(ME, service, "", level, AT - DAY, AT + DAY, AT),
            GrantFact(ME, service, "", "everything", AT - DAY, AT + DAY),
        )
    )


def _glasses(how: Mapping[str, str], service: str, chance: random.Random) -> Iterator[GlassFact]:
    """Give glass broken as the situation says, among glass of others, of other cases, and over."""
    another = chance.choice([one for one in SERVICES if one != service])
    if chance.random() < 0.5:
        yield chance.choice(
            (
                GlassFact(chance.choice(OTHERS), service, REFERENCE, AT - HOUR, AT + HOUR),
                GlassFact(ME, service, ANOTHER, AT - HOUR, AT + HOUR),
                GlassFact(ME, another, REFERENCE, AT - HOUR, AT + HOUR),
                GlassFact(ME, service, REFERENCE, AT - DAY, AT),
                GlassFact(ME, service, REFERENCE, AT + HOUR, AT + 2 * HOUR),
                GlassFact(ME, service, REFERENCE, AT - HOUR, AT + 2 * DAY),
            )
        )
    if how["glass"] == "yes":
        broken = AT - chance.choice((timedelta(0), HOUR, 23 * HOUR))
        yield GlassFact(ME, service, REFERENCE, broken, broken + DAY)


def _made_unclear(thing: Thing, context: Context, chance: random.Random) -> tuple[Thing, Context]:
    """Spoil one value, so that nobody can say what is meant."""
    spoilt = chance.randrange(5)
    values = {name: getattr(thing, name) for name in Thing.__slots__}
    if spoilt == 0:
        values["grading"] = chance.choice(("", "secret", "STRICTLY", None, 7))
    elif spoilt == 1:
        values["ties"] = thing.ties | {(chance.choice((ME, *OTHERS)), chance.choice(("", "cousin")))}
    elif spoilt == 2:
        values["service"] = ""
    elif spoilt == 3:
        values["reference"] = ""
    else:
        naive = chance.choice((AT.replace(tzinfo=None), "2026-03-02", 0))
        return thing, Context(naive, context.grants, context.glasses)  # type: ignore[arg-type]
    return Thing(**values), context


def wrong_decisions(size: int, *, seed: int) -> tuple[list[str], set[int]]:
    """Ask for ``size`` decisions; give what was wrong with any, and the lines of the table tried."""
    expected_of, chance = table(), random.Random(seed)  # noqa: S311  chance for invented situations
    wrong: list[str] = []
    tried: set[int] = set()
    for _ in range(size):
        situation = drawn_situation(chance)
        expected = expected_of[situation]
        tried.add(expected.line)
        found = decide(*played(situation, chance))
        if (found.permit, found.rule) != (expected.permit, expected.rule):
            wrong.append(f"line {expected.line} says {expected.rule}, decided by {found.rule}: {situation}")
    return wrong, tried


def authorisation(command: FristedCommand, *, quick: bool) -> Measured:
    """Ask for decisions in drawn situations and hold each against the table written by hand."""
    size = QUICK if quick else TARGET
    wrong, tried = wrong_decisions(size, seed=2026)
    untried = {expected.line for expected in table().values()} - tried
    faults = wrong + [f"line {line} of the table was never tried" for line in sorted(untried)]
    command.say(f"{size} decisions, {len(tried)} lines of the table …")
    return Measured(len(faults), "wrong decisions", size, TARGET, "".join(faults[:1]))
