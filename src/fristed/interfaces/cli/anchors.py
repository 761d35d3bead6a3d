"""What an outside holder has of the trail: a directory of checkpoints, leaves and the public key.

The holder may be another authority's share, a write-once medium or a printer's folder. Nothing in it tells
what the lines say: checkpoints and leaves are hashes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fristed.foundation.audit.sealing.facts import CheckpointMade
from fristed.foundation.audit.sealing.notes import PublicKey, public_key_from
from fristed.foundation.audit.sealing.queries import leaves_between
from fristed.foundation.audit.sealing.verifying import Note, trusted_leaves

KEY = "fristed-public-key.txt"
HASH_BYTES = 32


class HolderDisagrees(Exception):
    """What a holder has does not belong to this trail; nothing is written there."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What was found with a holder."""

    notes: tuple[Note, ...] = ()
    leaves: tuple[bytes, ...] = ()
    keys: tuple[PublicKey, ...] = ()


def checkpoint_name(size: int) -> str:
    """Give the name of the file of a checkpoint."""
    return f"fristed-checkpoint-{size:012d}.txt"


def leaves_name(after: int, size: int) -> str:
    """Give the name of the file of the leaves between two checkpoints."""
    return f"fristed-leaves-{after + 1:012d}-{size:012d}.bin"


def held_in(place: Path) -> Holding:
    """Read all that a holder has: of a directory everything, of a file the one checkpoint."""
    if not place.is_dir():
        return Holding((_note(place),))
    notes = tuple(_note(file) for file in sorted(place.glob("fristed-checkpoint-*.txt")))
    key = place / KEY
    return Holding(notes, tuple(_leaves_in(place)), keys_in([key] if key.exists() else []))


def _note(file: Path) -> Note:
    return Note(str(file), file.read_text("utf-8", errors="replace"), is_held_outside=True)


def _leaves_in(place: Path) -> Iterator[bytes]:
    """Give the leaves from the first, as far as the files follow each other without a gap."""
    last = 0
    for file in sorted(place.glob("fristed-leaves-*.bin")):
        found = re.fullmatch(r"fristed-leaves-(\d+)-(\d+)\.bin", file.name)
        content = file.read_bytes()
        if not found or int(found[1]) != last + 1 or len(content) != HASH_BYTES * (int(found[2]) - last):
            return
        last = int(found[2])
        yield from (content[at : at + HASH_BYTES] for at in range(0, len(content), HASH_BYTES))


def leaves_to_believe(holdings: Iterable[Holding], keys: Iterable[PublicKey]) -> tuple[bytes, ...]:
    """Give the longest row of leaves that a signed checkpoint of the same holder vouches for."""
    known = tuple(keys)
    found = (one.leaves[: trusted_leaves(one.leaves, one.notes, known)] for one in holdings)
    return max(found, key=len, default=())


def keys_in(files: Iterable[Path]) -> tuple[PublicKey, ...]:
    """Read public keys, one in each file.

    Raises
    ------
    NotAKey
        If a file holds something else.
    """
    return tuple(public_key_from(file.read_text("utf-8")) for file in files)


def hand_over(made: CheckpointMade, key: PublicKey, place: Path) -> list[Path]:
    """Write a checkpoint, the leaves that are new to the holder, and the public key; give what was written.

    Raises
    ------
    HolderDisagrees
        If the holder has another key, or leaves that are not ours.
    """
    place.mkdir(parents=True, exist_ok=True)
    _require_same_key(key, place)
    after = _leaves_already(made, place)
    written = []
    if after < made.size:
        leaves = b"".join(leaves_between(after, made.size))
        written.append(_write(place / leaves_name(after, made.size), leaves))
    written.append(_write(place / KEY, f"{key.written()}\n".encode()))
    # The checkpoint comes last: a hand-over that was cut short is none, and is done again.
    return [*written, _write(place / checkpoint_name(made.size), made.note.encode())]


def _require_same_key(key: PublicKey, place: Path) -> None:
    file = place / KEY
    if file.exists() and public_key_from(file.read_text("utf-8")) != key:
        raise HolderDisagrees(f"The holder in {place} has another public key. Verify the trail with it.")


def _leaves_already(made: CheckpointMade, place: Path) -> int:
    """Give how many leaves the holder has, once they are found to be ours."""
    held = tuple(_leaves_in(place))
    if len(held) > made.size or held != tuple(leaves_between(0, len(held))):
        raise HolderDisagrees(f"The holder in {place} has another trail than this one. Verify it.")
    return len(held)


def _write(file: Path, content: bytes) -> Path:
    """Write a file so that it is there as a whole or not at all."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with draft.open("wb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())
    draft.replace(file)
    return file
