"""The hash tree over the trail, as RFC 6962 and RFC 9162 define it: pure functions on 32-byte hashes.

Leaves are hashed after ``0x00`` and nodes after ``0x01``, so that no node can be passed off as a leaf. What
checks the proofs made here is written apart, in :mod:`fristed.foundation.audit.sealing.tree_checking`.

References
----------
RFC 6962, Certificate Transparency, section 2.1. RFC 9162, version 2.0, section 2.1.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

LEAF, NODE = b"\x00", b"\x01"


def leaf_hash(content: bytes) -> bytes:
    """Hash the content of a leaf."""
    return hashlib.sha256(LEAF + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two neighbours into the node above them."""
    return hashlib.sha256(NODE + left + right).digest()


def leaf_of_line(line_hash: str) -> bytes:
    """Give the leaf of a line of the trail, whose content is the line's own hash."""
    return leaf_hash(bytes.fromhex(line_hash))


def _split(size: int) -> int:
    """Give the largest power of two below a size of at least two."""
    return 1 << ((size - 1).bit_length() - 1)


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Give the root over hashed leaves; over none it is the hash of nothing.

    Examples
    --------
    >>> root_of([]).hex()[:8]
    'e3b0c442'
    """
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    at = _split(len(leaves))
    return node_hash(root_of(leaves[:at]), root_of(leaves[at:]))


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Give the hashes that lead from a leaf (counted from 0) to the root, the nearest first.

    Raises
    ------
    IndexError
        If there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(f"There is no leaf {index} among {len(leaves)}.")
    if len(leaves) == 1:
        return []
    at = _split(len(leaves))
    if index < at:
        return [*inclusion_proof(leaves[:at], index), root_of(leaves[at:])]
    return [*inclusion_proof(leaves[at:], index - at), root_of(leaves[:at])]


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> list[bytes]:
    """Give the hashes that show that the tree once had its first leaves only.

    Raises
    ------
    IndexError
        If the old size is not between 1 and the number of leaves.
    """
    if not 1 <= old_size <= len(leaves):
        raise IndexError(f"There was no tree of {old_size} among {len(leaves)} leaves.")
    return _subproof(leaves, old_size, was_root=True)


def _subproof(leaves: Sequence[bytes], old_size: int, *, was_root: bool) -> list[bytes]:
    if old_size == len(leaves):
        return [] if was_root else [root_of(leaves)]
    at = _split(len(leaves))
    if old_size <= at:
        return [*_subproof(leaves[:at], old_size, was_root=was_root), root_of(leaves[at:])]
    return [*_subproof(leaves[at:], old_size - at, was_root=False), root_of(leaves[:at])]


@dataclass(slots=True)
class Frontier:
    """A tree that grows by a leaf at a time and keeps the roots of its full subtrees only.

    Attributes
    ----------
    size
        Number of leaves so far.
    roots
        One root for every 1 in the size written in binary, the largest subtree first: at most 64 hashes.
    """

    size: int = 0
    roots: list[bytes] = field(default_factory=list)

    def append(self, leaf: bytes) -> None:
        """Add a hashed leaf."""
        size, node = self.size, leaf
        while size & 1:
            node = node_hash(self.roots.pop(), node)
            size >>= 1
        self.roots.append(node)
        self.size += 1

    def root(self) -> bytes:
        """Give the root over all leaves so far."""
        if not self.roots:
            return root_of(())
        node = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            node = node_hash(left, node)
        return node

    def written(self) -> str:
        """Give the roots as text to store, parted by spaces."""
        return " ".join(root.hex() for root in self.roots)


def frontier_from(size: int, written: str) -> Frontier:
    """Read a frontier that was stored.

    Raises
    ------
    ValueError
        If the number of roots does not fit the size.
    """
    roots = [bytes.fromhex(word) for word in written.split()]
    if size < 0 or len(roots) != size.bit_count() or any(len(root) != 32 for root in roots):
        raise ValueError(f"These are not the subtrees of {size} leaves.")
    return Frontier(size, roots)


def frontier_of(leaves: Iterable[bytes]) -> Frontier:
    """Give the frontier over hashed leaves."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier
