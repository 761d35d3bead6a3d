"""Whether a trail is whole: its chain, its tree, its checkpoints, and what others hold of it. No database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from fristed.foundation.audit.rules import BEGINNING, Line, hash_of
from fristed.foundation.audit.sealing.notes import (
    Checkpoint,
    NotANote,
    PublicKey,
    checkpoint_in,
    is_signed_by,
)
from fristed.foundation.audit.sealing.tree import Frontier, leaf_of_line


@dataclass(frozen=True, slots=True)
class Head:
    """Where the trail itself says that it ends."""

    position: int = 0
    line_hash: str = BEGINNING


@dataclass(frozen=True, slots=True)
class Note:
    """A signed checkpoint as it was found, where, and whether an outside holder had it."""

    place: str
    text: str
    is_held_outside: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of a trail beside its lines: notes, and leaves from the first where a holder has them."""

    notes: Sequence[Note] = ()
    leaves: Sequence[bytes] = ()
    keys: Sequence[PublicKey] = ()


@dataclass(frozen=True, slots=True)
class TrailVerdict:
    """Whether a trail is whole, and if not, the first position at which it is not.

    ``first_bad`` is the position (from 1) of the first line that was changed, put in, taken out or moved;
    for lines cut off at the end it is the first position that is missing. Where nothing but a checkpoint
    tells, it is the first position after the newest checkpoint that still agrees. ``faults`` are about
    checkpoints, whatever the lines are.
    """

    lines: int
    first_bad: int | None = None
    because: str = ""
    checkpoints: int = 0
    held_outside: int = 0
    faults: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong, with any line or any checkpoint."""
        return self.first_bad is None and not self.faults


def chain_fault(line: Line | None, stored_hash: str, *, position: int, previous_hash: str) -> str:
    """Say what is wrong with a line in its place, or nothing; ``None`` is a line that cannot be read."""
    if line is None:
        return "the line cannot be read"
    if line.position != position:
        return "a line is missing or has been put in"
    if line.previous_hash != previous_hash:
        return "the line does not follow the one before it"
    return "" if hash_of(line) == stored_hash else "the line has been changed"


@dataclass(slots=True)
class _Known:
    """Checkpoints by size, after their signatures have been looked at."""

    by_size: dict[int, list[Checkpoint]] = field(default_factory=dict)
    inside: set[int] = field(default_factory=set)
    outside: set[int] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def take(self, note: Note, keys: Sequence[PublicKey]) -> None:
        """Read a note, or say what is wrong with it."""
        try:
            said = checkpoint_in(note.text)
        except NotANote as wrong:
            self.faults.append(f"{note.place}: {wrong}")
            return
        if not any(is_signed_by(note.text, key) for key in keys):
            self.faults.append(f"{note.place}: the signature is of no key that is known here.")
            return
        self.by_size.setdefault(said.size, []).append(said)
        (self.outside if note.is_held_outside else self.inside).add(said.size)

    def last_outside(self) -> int:
        """Give the size of the largest tree that a holder knows of."""
        return max(self.outside, default=0)

    def missing_inside(self) -> Iterator[str]:
        """Say which checkpoints holders have that are no longer here."""
        for size in sorted(self.outside - self.inside):
            yield f"The checkpoint of {size} lines is held outside, but no longer here."


def verify_trail(
    rows: Iterable[tuple[Line | None, str]], head: Head, held: Held | None = None
) -> TrailVerdict:
    """Read a trail from its first line to its last, once, and hold it against all that is known of it.

    Parameters
    ----------
    rows
        Lines in the order of the chain, each with its stored hash.
    head
        Where the trail says that it ends.
    held
        Checkpoints, leaves that holders have, and the keys that checkpoints may be signed with.
    """
    held = held or Held()
    known = _Known()
    for note in held.notes:
        known.take(note, held.keys)
    lines, first_bad, because = _walk(rows, head, known, held.leaves)
    faults = (*known.faults, *(known.missing_inside() if first_bad is None else ()))
    return TrailVerdict(lines, first_bad, because, len(known.inside), len(known.outside), faults)


def _walk(
    rows: Iterable[tuple[Line | None, str]], head: Head, known: _Known, leaves: Sequence[bytes]
) -> tuple[int, int | None, str]:
    """Give how many lines were read, and the first bad position with its reason."""
    tree, previous_hash, agreed = Frontier(), BEGINNING, 0
    for position, (line, stored_hash) in enumerate(rows, start=1):
        if fault := chain_fault(line, stored_hash, position=position, previous_hash=previous_hash):
            return position, position, fault
        leaf = leaf_of_line(stored_hash)
        if position <= len(leaves) and leaves[position - 1] != leaf:
            return position, position, "the line is not the one that a holder has"
        tree.append(leaf)
        previous_hash = stored_hash
        if position in known.by_size:
            if fault := _disagreement(tree.root(), known.by_size[position]):
                return position, agreed + 1, f"{fault}: lines {agreed + 1} to {position}"
            agreed = position
    return tree.size, *_end(head, tree.size, previous_hash, known, leaves)


def _disagreement(root: bytes, said: Iterable[Checkpoint]) -> str:
    return "" if all(one.root == root for one in said) else "a checkpoint does not agree"


def _end(
    head: Head, position: int, last_hash: str, known: _Known, leaves: Sequence[bytes]
) -> tuple[int | None, str]:
    """Say whether the trail ends where its head, its checkpoints and its holders say."""
    furthest = max([len(leaves), *known.by_size])
    if furthest > position:
        return position + 1, f"lines up to {furthest} are known, but no longer here"
    if head.position != position:
        return min(position, head.position) + 1, "the end of the chain is not where its head says"
    if head.line_hash != last_hash:
        return max(position, 1), "the last line is not the one that the head of the chain knows"
    return None, ""


def trusted_leaves(leaves: Sequence[bytes], notes: Iterable[Note], keys: Sequence[PublicKey]) -> int:
    """Give how many of a holder's leaves, from the first, a signed checkpoint of the holder vouches for."""
    roots: dict[int, bytes] = {}
    for note in notes:
        try:
            said = checkpoint_in(note.text)
        except NotANote:
            continue
        if any(is_signed_by(note.text, key) for key in keys):
            roots[said.size] = said.root
    tree, trusted = Frontier(), 0
    for position, leaf in enumerate(leaves, start=1):
        tree.append(leaf)
        if roots.get(position) == tree.root():
            trusted = position
    return trusted
