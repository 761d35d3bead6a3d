"""Whether any way of forging the trail is found, and at the right line.

A trail with checkpoints and an outside holder is forged at random, by somebody who owns the machine, drops
the triggers and has the signing key. What the verifier names must be the first line that differs: that is
told by comparing with the untouched trail, which the verifier does not see.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fristed.foundation.audit.rules import BEGINNING, Line, canonical_facts, hash_of
from fristed.foundation.audit.sealing.notes import Checkpoint, PublicKey, public_key_of, signed
from fristed.foundation.audit.sealing.tree import frontier_of, leaf_of_line
from fristed.foundation.audit.sealing.verifying import Head, Held, Note, TrailVerdict, verify_trail
from fristed.interfaces.cli.commands import FristedCommand
from fristed.interfaces.cli.proofs.measured import Measured

TARGET, QUICK = 10_000, 300
LINES = 96
SIZES = (17, 64, LINES)
"""Where checkpoints were made; the last covers every line."""

EVENTS = ("case.read", "case.registered", "case.closed", "cases.exported", "account.signed_in")
NAMES = ("aud", "bo", "cem", "dina", "finn")
ORIGIN = "fristed-trail-of-a-proof"
Row = tuple[Line, str]
Rows = list[Row]


@dataclass(frozen=True, slots=True)
class Trail:
    """A trail as it lies on the machine: rows, head, and the notes stored beside them."""

    rows: Rows
    head: Head
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class World:
    """An untouched trail, what its holder has, and the key."""

    trail: Trail
    outside: tuple[Note, ...]
    leaves: tuple[bytes, ...]
    key: Ed25519PrivateKey

    @property
    def public_key(self) -> PublicKey:
        """Give the key that notes are checked with."""
        return public_key_of(self.key, ORIGIN)

    def verdict(self, trail: Trail) -> TrailVerdict:
        """Verify a trail with all that is held of the untouched one."""
        held = Held((*trail.notes, *self.outside), self.leaves, (self.public_key,))
        return verify_trail(trail.rows, trail.head, held)


def chained(lines: list[Line]) -> Rows:
    """Number, chain and hash lines anew, as the product does."""
    rows: Rows = []
    previous_hash = BEGINNING
    for position, line in enumerate(lines, start=1):
        whole = replace(line, position=position, previous_hash=previous_hash)
        previous_hash = hash_of(whole)
        rows.append((whole, previous_hash))
    return rows


def head_of(rows: Rows) -> Head:
    """Give the head that fits rows."""
    return Head(len(rows), rows[-1][1] if rows else BEGINNING)


def notes_for(rows: Rows, key: Ed25519PrivateKey, *, outside: bool = False) -> tuple[Note, ...]:
    """Sign the checkpoints that rows reach."""
    leaves = [leaf_of_line(line_hash) for _line, line_hash in rows]
    roots = {size: frontier_of(leaves[:size]).root() for size in SIZES if size <= len(rows)}
    return tuple(
        Note(f"checkpoint {size}", signed(Checkpoint(ORIGIN, size, root), key), is_held_outside=outside)
        for size, root in roots.items()
    )


def drawn_line(draw: random.Random) -> Line:
    """Draw a line that might stand in a trail."""
    facts = canonical_facts({"shown": draw.randrange(1_000), "in": draw.choice(("KT", "MR", "SU"))})
    return Line(
        position=0,
        at=datetime(2026, 1, 5, tzinfo=UTC) + timedelta(microseconds=draw.randrange(10**13)),
        event=draw.choice(EVENTS),
        actor_id=draw.choice((None, draw.randrange(1, 99))),
        actor_username=draw.choice(NAMES),
        subject=f"{draw.randrange(16**8):08x}",
        facts=facts,
        previous_hash="",
    )


def drawn_world(draw: random.Random) -> World:
    """Draw an untouched trail, sealed and held outside."""
    key = Ed25519PrivateKey.from_private_bytes(draw.randbytes(32))
    rows = chained([drawn_line(draw) for _ in range(LINES)])
    leaves = tuple(leaf_of_line(line_hash) for _line, line_hash in rows)
    trail = Trail(rows, head_of(rows), notes_for(rows, key))
    return World(trail, notes_for(rows, key, outside=True), leaves, key)


def _with_other_values(line: Line, draw: random.Random) -> dict[str, Line]:
    """Give a line with another value in each of its fields, by the name of the field."""
    step = draw.choice((-1, 1)) * draw.randrange(1, 9)
    return {
        "position": replace(line, position=line.position + step),
        "at": replace(line, at=line.at + timedelta(microseconds=draw.choice((-1, 1, 10**9)))),
        "event": replace(line, event=f"{line.event}{draw.choice(('.', 'x'))}"),
        "actor_id": replace(line, actor_id=None if line.actor_id else draw.randrange(1, 99)),
        "actor_username": replace(line, actor_username=f"{line.actor_username}{draw.choice(('a', 'b'))}"),
        "subject": replace(line, subject=line.subject[:-1] + ("0" if line.subject[-1] != "0" else "1")),
        "facts": replace(line, facts=line.facts.replace("shown", "count")),
        "previous_hash": replace(line, previous_hash=hash_of(replace(line, event=""))),
    }


def changed(line: Line, draw: random.Random) -> Line:
    """Give a line with one field changed."""
    others = _with_other_values(line, draw)
    return others[draw.choice(sorted(others))]


def _content_changed(line: Line, draw: random.Random) -> Line:
    """Give a line with one field changed that hashing anew would not set right by itself."""
    others = _with_other_values(line, draw)
    return others[draw.choice(sorted(set(others) - {"position", "previous_hash"}))]


def _resealed(lines: list[Line], world: World) -> Trail:
    """Chain, hash and sign everything anew, as somebody with the key would."""
    rows = chained(lines)
    return Trail(rows, head_of(rows), notes_for(rows, world.key))


def change(world: World, draw: random.Random) -> Trail:
    """Change one field of one line."""
    rows = list(world.trail.rows)
    at = draw.randrange(len(rows))
    rows[at] = (changed(rows[at][0], draw), rows[at][1])
    return replace(world.trail, rows=rows)


def change_hash(world: World, draw: random.Random) -> Trail:
    """Change the hash that one line is stored with."""
    rows = list(world.trail.rows)
    at = draw.randrange(len(rows))
    rows[at] = (rows[at][0], hash_of(replace(rows[at][0], event="")))
    return replace(world.trail, rows=rows)


def delete(world: World, draw: random.Random) -> Trail:
    """Take one line out."""
    rows = list(world.trail.rows)
    del rows[draw.randrange(len(rows))]
    return replace(world.trail, rows=rows)


def insert(world: World, draw: random.Random) -> Trail:
    """Put one line in, chained to the one before it, and move the others up by their numbers."""
    rows = list(world.trail.rows)
    at = draw.randrange(len(rows) + 1)
    before = rows[at - 1][1] if at else BEGINNING
    line = replace(drawn_line(draw), position=at + 1, previous_hash=before)
    moved = [(replace(one, position=one.position + 1), line_hash) for one, line_hash in rows[at:]]
    return replace(world.trail, rows=[*rows[:at], (line, hash_of(line)), *moved])


def swap(world: World, draw: random.Random) -> Trail:
    """Let two lines change places, each with the number of the other."""
    rows = list(world.trail.rows)
    one, other = draw.sample(range(len(rows)), 2)
    first, second = rows[one], rows[other]
    rows[one] = (replace(second[0], position=first[0].position), second[1])
    rows[other] = (replace(first[0], position=second[0].position), first[1])
    return replace(world.trail, rows=rows)


def truncate(world: World, draw: random.Random) -> Trail:
    """Cut the end off, and move the head back to where it fits."""
    rows = world.trail.rows[: draw.randrange(len(world.trail.rows))]
    return Trail(rows, head_of(rows), notes_for(rows, world.key))


def rehash_one(world: World, draw: random.Random) -> Trail:
    """Change one line and give it a hash that fits, and the head too where it is the last."""
    rows = list(world.trail.rows)
    at = draw.randrange(len(rows))
    line = _content_changed(rows[at][0], draw)
    rows[at] = (line, hash_of(line))
    return replace(world.trail, rows=rows, head=head_of(rows))


def reseal_changed(world: World, draw: random.Random) -> Trail:
    """Change one line, hash the whole tail anew and sign every checkpoint anew."""
    lines = [line for line, _line_hash in world.trail.rows]
    at = draw.randrange(len(lines))
    lines[at] = _content_changed(lines[at], draw)
    return _resealed(lines, world)


def reseal_without(world: World, draw: random.Random) -> Trail:
    """Take one line out, hash the whole tail anew and sign every checkpoint anew."""
    lines = [line for line, _line_hash in world.trail.rows]
    del lines[draw.randrange(len(lines))]
    return _resealed(lines, world)


def reseal_with_one_more(world: World, draw: random.Random) -> Trail:
    """Put one line in, hash the whole tail anew and sign every checkpoint anew."""
    lines = [line for line, _line_hash in world.trail.rows]
    lines.insert(draw.randrange(len(lines)), drawn_line(draw))
    return _resealed(lines, world)


FORGERIES: tuple[Callable[[World, random.Random], Trail], ...] = (
    change,
    change_hash,
    delete,
    insert,
    swap,
    truncate,
    rehash_one,
    reseal_changed,
    reseal_without,
    reseal_with_one_more,
)


def first_difference(rows: Rows, others: Rows) -> int:
    """Give the first position at which two trails differ, as they would be read: in the order of numbers."""
    for position, (one, other) in enumerate(zip(rows, sorted(others, key=_number), strict=False), start=1):
        if one != other:
            return position
    return min(len(rows), len(others)) + 1


def _number(row: Row) -> int:
    return row[0].position


def fault_of(forgery: Callable[[World, random.Random], Trail], world: World, draw: random.Random) -> str:
    """Forge once; say what the verifier got wrong, or nothing."""
    trail = forgery(world, draw)
    expected = first_difference(world.trail.rows, trail.rows)
    found = world.verdict(replace(trail, rows=sorted(trail.rows, key=_number)))
    if found.first_bad == expected:
        return ""
    return f"{forgery.__name__}: line {expected} was forged, the verifier says {found.first_bad}"


def audit_mutation(command: FristedCommand, *, quick: bool) -> Measured:
    """Forge trails at random in every way of :data:`FORGERIES`, and see whether each is found at its line."""
    size = QUICK if quick else TARGET
    faults: list[str] = []
    for number in range(size):
        draw = random.Random(number)  # noqa: S311  drawn alike every time
        world = drawn_world(draw)
        if number % 100 == 0:
            untouched = world.verdict(world.trail)
            faults += [] if untouched.is_whole else [f"an untouched trail: {untouched.because}"]
        fault = fault_of(FORGERIES[number % len(FORGERIES)], world, draw)
        faults += [fault] if fault else []
        if number % 2_500 == 2_499:
            command.say(f"{number + 1} of {size} forgeries …")
    return Measured(len(faults), "forgeries not found at their line", size, TARGET, "".join(faults[:1]))
