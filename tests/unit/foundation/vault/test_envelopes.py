"""One sealed value: known answers by another implementation, sizes, and what binds it to its place."""

from __future__ import annotations

from hashlib import sha256

import pytest

from fristed.foundation.vault.envelopes import (
    LONGEST_TEXT,
    SIZE_CLASSES,
    SealBroken,
    TooLongToSeal,
    bound_to,
    padded,
    place_of,
    sealed,
    size_class,
    unpadded,
    unsealed,
)
from fristed.foundation.vault.facts import FieldName, Owner, UnfitName

KEY = bytes(range(32))
OWNER = Owner("MR", "7K4MA-9QXTB")
NAME = FieldName("persons", "name", "1")


def nonce(number: int) -> bytes:
    """Give the bytes that the known answers were made with."""
    return bytes(range(160, 160 + number))


# Made with Node's crypto (OpenSSL), from the description in envelopes.py alone.
KNOWN = [
    (
        "Åse Nordmann",
        OWNER,
        NAME,
        "field",
        "01a0a1a2a3a4a5a6a7a8a9aaabe6187c20864e71da422be8a16317a1b01eac591092b7426c9c0e26867fab7501d27647ff"
        "af22533d5f9c04c8097a83f9471b464862d01a7e415e0b5ea47085b0a7865095f61063f374ebfe3689f0e917",
    ),
    (
        "",
        Owner("KT", "7K4MA-9QXTB"),
        FieldName("places", "address", "2", 3),
        "place",
        "01a0a1a2a3a4a5a6a7a8a9aaabe6187c2d45cb02bf626587d3077ac0de70ac591092b7426c9c0e26867fab7501d27647ff"
        "af22533d5f9c04c8097a83f9471b464862d01a7e415e0b5ea47085b0fecc5e9bb362aaf7897bb1b5ebebf8c1",
    ),
]


@pytest.mark.parametrize(("plain", "owner", "field", "kind", "answer"), KNOWN)
def test_a_value_is_sealed_as_another_implementation_seals_it(
    plain: str, owner: Owner, field: FieldName, kind: str, answer: str
) -> None:
    place = place_of(owner, field, kind=kind)
    assert sealed(plain.encode(), key=KEY, place=place, chance=nonce).hex() == answer
    assert unsealed(bytes.fromhex(answer), key=KEY, place=place).decode() == plain


def test_a_text_of_the_next_size_class_is_sealed_as_another_implementation_seals_it() -> None:
    place = place_of(Owner("SU", "R"), FieldName("notes", "text", "17"))
    found = sealed(b"x" * 61, key=KEY, place=place, chance=nonce)
    assert sha256(found.hex().encode()).hexdigest() == (
        "71f06e95931277b282589d9fca054d064d8d91416d6c465f7a6b239bb9b7b266"
    )


def test_lengths_within_a_size_class_cannot_be_told_apart() -> None:
    place = place_of(OWNER, NAME)
    lengths = {len(sealed(b"x" * size, key=KEY, place=place)) for size in range(61)}
    assert lengths == {1 + 12 + 64 + 16}
    assert size_class(60) == 64
    assert size_class(61) == 256
    assert size_class(SIZE_CLASSES[-1]) == 2 * SIZE_CLASSES[-1]


def test_two_seals_of_one_value_are_different() -> None:
    place = place_of(OWNER, NAME)
    assert sealed(b"x", key=KEY, place=place) != sealed(b"x", key=KEY, place=place)


def test_a_text_that_is_too_long_is_refused() -> None:
    assert unpadded(padded(b"x" * LONGEST_TEXT)) == b"x" * LONGEST_TEXT
    with pytest.raises(TooLongToSeal):
        padded(b"x" * (LONGEST_TEXT + 1))


@pytest.mark.parametrize(
    "text", [b"", b"\0\0\0", b"\0\0\0\x01a" + b"x" * 59, b"\xff\xff\xff\xff" + b"\0" * 60]
)
def test_padding_that_is_not_ours_is_refused(text: bytes) -> None:
    with pytest.raises(SealBroken):
        unpadded(text)


@pytest.mark.parametrize("length", [0, 1, 13, 29, 92])
def test_what_is_too_short_to_be_sealed_is_refused(length: int) -> None:
    with pytest.raises(SealBroken):
        unsealed(bytes([1]) + b"x" * (length - 1) if length else b"", key=KEY, place=b"")


def test_a_form_that_is_not_known_is_refused() -> None:
    place = place_of(OWNER, NAME)
    found = sealed(b"x", key=KEY, place=place)
    with pytest.raises(SealBroken, match="known form"):
        unsealed(b"\2" + found[1:], key=KEY, place=place)


def test_no_two_places_are_written_alike() -> None:
    names = ["a", "b", "ab", "a|b", "|", "1", "11"]
    places = {
        place_of(Owner(one, two), FieldName(two, three, one, version))
        for one in names
        for two in names
        for three in names
        for version in (1, 11)
    }
    assert len(places) == 2 * len(names) ** 3
    assert bound_to("a", 1) == bound_to("a", "1")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Owner("", "x"), "service"),
        (lambda: Owner("MR", "x" * 41), "owner"),
        (lambda: FieldName("a\n", "b", "1"), "table"),
        (lambda: FieldName("a", "b" * 41, "1"), "column"),
        (lambda: FieldName("a", "b", ""), "row"),
        (lambda: FieldName("a", "b", "1", 0), "version"),
    ],
)
def test_a_name_that_could_be_mistaken_is_refused(make: object, said: str) -> None:
    with pytest.raises(UnfitName, match=said):
        make()  # type: ignore[operator]
