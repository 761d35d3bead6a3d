"""Whatever is done to a sealed value, it opens as what was sealed in its place, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.foundation.vault.envelopes import (
    SealBroken,
    padded,
    place_of,
    sealed,
    size_class,
    unpadded,
    unsealed,
)
from fristed.foundation.vault.facts import FieldName, Owner

# Values where the rule bends: empty, round the ends of size classes, and any text.
TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from([59, 60, 61, 251, 252, 253, 1020, 1021]).map("x".__mul__),
)
KEYS = st.binary(min_size=32, max_size=32)
WORDS = st.text(alphabet="ab|1", min_size=1, max_size=3)
OWNERS = st.builds(Owner, WORDS, WORDS)
FIELDS = st.builds(FieldName, WORDS, WORDS, WORDS, st.integers(1, 12))


@given(TEXTS, KEYS, OWNERS, FIELDS)
def test_what_was_sealed_opens_in_its_place(text: str, key: bytes, owner: Owner, field: FieldName) -> None:
    place = place_of(owner, field)
    assert unsealed(sealed(text.encode(), key=key, place=place), key=key, place=place).decode() == text


@given(TEXTS, KEYS, OWNERS, FIELDS, st.data())
def test_a_flipped_bit_breaks_the_seal(
    text: str, key: bytes, owner: Owner, field: FieldName, data: st.DataObject
) -> None:
    place = place_of(owner, field)
    value = bytearray(sealed(text.encode(), key=key, place=place))
    bit = data.draw(st.integers(0, 8 * len(value) - 1))
    value[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SealBroken):
        unsealed(bytes(value), key=key, place=place)


def test_every_single_flipped_bit_breaks_the_seal() -> None:
    key, place = bytes(32), place_of(Owner("MR", "x"), FieldName("a", "b", "1"))
    value = sealed(b"a name", key=key, place=place)
    for bit in range(8 * len(value)):
        flipped = bytearray(value)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(SealBroken):
            unsealed(bytes(flipped), key=key, place=place)


@given(TEXTS, KEYS, OWNERS, FIELDS, OWNERS, FIELDS)
def test_a_value_moved_to_another_place_does_not_open(
    text: str, key: bytes, owner: Owner, field: FieldName, other: Owner, elsewhere: FieldName
) -> None:
    value = sealed(text.encode(), key=key, place=place_of(owner, field))
    if (owner, field) == (other, elsewhere):
        elsewhere = elsewhere.next()
    with pytest.raises(SealBroken):
        unsealed(value, key=key, place=place_of(other, elsewhere))


@given(TEXTS, KEYS, KEYS, FIELDS)
def test_another_key_does_not_open(text: str, key: bytes, other: bytes, field: FieldName) -> None:
    place = place_of(Owner("MR", "x"), field)
    value = sealed(text.encode(), key=key, place=place)
    if key != other:
        with pytest.raises(SealBroken):
            unsealed(value, key=other, place=place)


@given(TEXTS, FIELDS, st.data())
def test_a_value_cut_off_or_added_to_does_not_open(text: str, field: FieldName, data: st.DataObject) -> None:
    key, place = bytes(32), place_of(Owner("MR", "x"), field)
    value = sealed(text.encode(), key=key, place=place)
    cut = value[: data.draw(st.integers(0, len(value) - 1))]
    for wrong in (cut, value + data.draw(st.binary(min_size=1, max_size=20))):
        with pytest.raises(SealBroken):
            unsealed(wrong, key=key, place=place)


@given(st.binary(max_size=300))
def test_padding_comes_off_as_it_was_put_on(text: bytes) -> None:
    assert unpadded(padded(text)) == text
    assert len(padded(text)) == size_class(len(text))
    assert len(padded(text)) % 64 == 0
