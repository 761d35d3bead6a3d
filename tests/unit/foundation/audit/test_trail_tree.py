"""The hash tree: known answers of RFC 6962's own test vectors, and proofs checked by other code."""

from __future__ import annotations

import ast
import inspect
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.foundation.audit.sealing import tree_checking
from fristed.foundation.audit.sealing.tree import (
    Frontier,
    consistency_proof,
    frontier_from,
    frontier_of,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
)
from fristed.foundation.audit.sealing.tree_checking import extends, includes

# The leaves, roots and proofs with which implementations of RFC 6962 test themselves.
CONTENTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
LEAVES = [leaf_hash(content) for content in CONTENTS]
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}


def made_up(size: int) -> list[bytes]:
    """Give leaves of a made-up tree."""
    return [leaf_hash(number.to_bytes(4, "big")) for number in range(size)]


def hexed(hashes: list[bytes]) -> list[str]:
    """Give hashes as text."""
    return [one.hex() for one in hashes]


@pytest.mark.parametrize("size", range(1, 9))
def test_the_root_is_the_known_one(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == ROOTS[size - 1]
    assert frontier_of(LEAVES[:size]).root().hex() == ROOTS[size - 1]


def test_the_root_over_nothing_is_the_hash_of_nothing() -> None:
    assert root_of([]).hex() == Frontier().root().hex() == EMPTY


@pytest.mark.parametrize(("place", "steps"), INCLUSION.items())
def test_an_inclusion_proof_is_the_known_one(place: tuple[int, int], steps: list[str]) -> None:
    index, size = place
    assert hexed(inclusion_proof(LEAVES[:size], index)) == steps


@pytest.mark.parametrize(("sizes", "steps"), CONSISTENCY.items())
def test_a_consistency_proof_is_the_known_one(sizes: tuple[int, int], steps: list[str]) -> None:
    old, new = sizes
    assert hexed(consistency_proof(LEAVES[:new], old)) == steps


def test_a_leaf_cannot_be_passed_off_as_a_node() -> None:
    one, other = LEAVES[:2]
    assert leaf_hash(one + other) != node_hash(one, other)


@pytest.mark.parametrize("size", [*range(1, 40), 64, 100])
def test_every_proof_of_inclusion_is_accepted_and_none_for_another_place(size: int) -> None:
    leaves = made_up(size)
    root = root_of(leaves)
    for index, leaf in enumerate(leaves):
        proof = inclusion_proof(leaves, index)
        assert includes(leaf=leaf, index=index, size=size, proof=proof, root=root)
        assert not includes(leaf=leaf, index=index + 1, size=size + 1, proof=[*proof, root], root=root)
        if size > 1:
            other = (index + 1) % size
            assert not includes(leaf=leaf, index=other, size=size, proof=proof, root=root)
            assert not includes(leaf=leaf, index=index, size=size, proof=proof[:-1], root=root)


@pytest.mark.parametrize("size", [*range(1, 40), 64, 100])
def test_every_proof_of_growth_is_accepted_and_none_with_another_past(size: int) -> None:
    leaves = made_up(size)
    new_root = root_of(leaves)
    for old_size in range(1, size + 1):
        known = {"old_size": old_size, "new_size": size, "new_root": new_root}
        proof = consistency_proof(leaves, old_size)
        old_root = root_of(leaves[:old_size])
        forged = root_of([*leaves[: old_size - 1], leaf_hash(b"forged")])
        assert extends(old_root=old_root, proof=proof, **known)  # type: ignore[arg-type]
        assert not extends(old_root=forged, proof=proof, **known)  # type: ignore[arg-type]
        assert not extends(old_root=old_root, proof=[*proof, new_root], **known)  # type: ignore[arg-type]


@given(st.integers(2, 70), st.data())
def test_a_proof_with_any_bit_turned_is_refused(size: int, data: st.DataObject) -> None:
    leaves = made_up(size)
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(leaves, index)
    at, bit = data.draw(st.integers(0, len(proof) - 1)), data.draw(st.integers(0, 255))
    turned = (int.from_bytes(proof[at], "big") ^ (1 << bit)).to_bytes(32, "big")
    bad = [*proof[:at], turned, *proof[at + 1 :]]
    assert not includes(leaf=leaves[index], index=index, size=size, proof=bad, root=root_of(leaves))


@pytest.mark.parametrize("index", [-1, 5])
def test_there_is_no_proof_for_a_line_that_is_not_there(index: int) -> None:
    with pytest.raises(IndexError):
        inclusion_proof(made_up(5), index)
    assert not includes(leaf=b"", index=index, size=5, proof=[], root=b"")


@pytest.mark.parametrize("size", [0, 6])
def test_there_is_no_proof_from_a_tree_that_never_was(size: int) -> None:
    with pytest.raises(IndexError):
        consistency_proof(made_up(5), size)
    assert not extends(old_size=size, old_root=b"", new_size=5, new_root=b"", proof=[])


def test_a_frontier_that_was_stored_grows_on() -> None:
    draw = random.Random(7)  # noqa: S311  drawn alike every time
    leaves = made_up(300)
    tree = Frontier()
    for leaf in leaves:
        tree.append(leaf)
        if draw.random() < 0.2:
            tree = frontier_from(tree.size, tree.written())
    assert tree.root() == root_of(leaves)


@pytest.mark.parametrize(("size", "written"), [(3, "00" * 32), (1, "00"), (-1, ""), (1, "zz")])
def test_a_frontier_that_does_not_fit_its_size_is_refused(size: int, written: str) -> None:
    with pytest.raises(ValueError, match=r"subtrees|hexadecimal"):
        frontier_from(size, written)


def test_the_checker_uses_nothing_of_what_it_checks() -> None:
    names = {
        node.module
        for node in ast.walk(ast.parse(inspect.getsource(tree_checking)))
        if isinstance(node, ast.ImportFrom)
    }
    assert names == {"__future__", "collections.abc", "hashlib"}
