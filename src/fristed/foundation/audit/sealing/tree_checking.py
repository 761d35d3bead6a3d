"""Checks proofs of the hash tree by the loops of RFC 9162; shares no code with what makes them."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256


def _pair(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def includes(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether a proof leads from a hashed leaf (counted from 0) to a root (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, node = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            node = _pair(step, node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = _pair(node, step)
        at, last = at >> 1, last >> 1
    return last == 0 and node == root


def extends(
    *, old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether a proof shows that a tree grew out of another (RFC 9162, section 2.1.4.2)."""
    if not 0 < old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    path = list(proof)
    if old_size & (old_size - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return False
    at, last = old_size - 1, new_size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old, new = path[0], path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = _pair(step, old), _pair(step, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = _pair(new, step)
        at, last = at >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root
