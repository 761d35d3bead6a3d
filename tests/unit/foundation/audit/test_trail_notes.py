"""Signed checkpoints in the form that others read: a known answer, and everything that is refused."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from fristed.foundation.audit.sealing.keys import KeyUnusable, existing_key, signing_key
from fristed.foundation.audit.sealing.notes import (
    Checkpoint,
    NotAKey,
    NotANote,
    checkpoint_in,
    is_signed_by,
    public_key_from,
    public_key_of,
    signed,
)

# The example of the documentation of golang.org/x/mod/sumdb/note, whose form C2SP wrote down.
KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZIn"
    "NIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
OURS = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SAID = Checkpoint("fristed-trail-0123456789abcdef", 42, bytes(32))


def test_a_note_that_others_signed_is_checked_as_they_do() -> None:
    key = public_key_from(KEY)
    assert is_signed_by(NOTE, key)
    assert key.written() == KEY
    assert not is_signed_by(NOTE.replace("answer", "Answer"), key)


def test_our_own_note_says_what_was_signed_and_is_checked() -> None:
    note = signed(SAID, OURS)
    assert note.startswith("fristed-trail-0123456789abcdef\n42\nAAAA")
    assert checkpoint_in(note) == SAID
    assert is_signed_by(note, public_key_of(OURS, SAID.origin))


@pytest.mark.parametrize(
    ("old", "new"),
    [("\n42\n", "\n43\n"), ("AAAA", "BAAA"), ("fristed-trail-0", "fristed-trail-1"), ("— ", "- ")],
)
def test_a_note_in_which_anything_was_changed_is_not_ours(old: str, new: str) -> None:
    note = signed(SAID, OURS)
    assert not is_signed_by(note.replace(old, new, 1), public_key_of(OURS, SAID.origin))


def test_a_note_by_another_key_under_our_name_is_not_ours() -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    assert not is_signed_by(signed(SAID, other), public_key_of(OURS, SAID.origin))


def test_a_witness_may_sign_beside_us() -> None:
    note = f"{signed(SAID, OURS)}— somebody.else AAAAAAAA\n— broken !!!\n"
    assert is_signed_by(note, public_key_of(OURS, SAID.origin))
    assert checkpoint_in(note) == SAID


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no signature",
        "origin\nfour\nAAAA\n\n— x y\n",
        "origin\n-4\nAAAA\n\n— x y\n",
        "origin\n007\nAAAA\n\n— x y\n",
        "origin\n4\nnot base64\n\n— x y\n",
        "origin\n4\nAAAA\n\n— x y\n",
        "origin\n4\n\n— x y\n",
        "x" * 5_000 + "\n\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NotANote):
        checkpoint_in(text)


@pytest.mark.parametrize("text", ["", "a+b", "name+00000000+AAAA", KEY[:-2] + "AA", "name+zz+!!!"])
def test_what_is_no_public_key_is_refused(text: str) -> None:
    with pytest.raises(NotAKey):
        public_key_from(text)


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "data" / "trail-key.pem"
    assert existing_key(file) is None
    made = signing_key(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert signing_key(file).private_bytes_raw() == made.private_bytes_raw()
    assert [path.name for path in file.parent.iterdir()] == ["trail-key.pem"]


def test_a_key_that_others_may_read_is_not_used(tmp_path: Path) -> None:
    file = tmp_path / "trail-key.pem"
    signing_key(file)
    file.chmod(0o640)
    with pytest.raises(KeyUnusable, match="0600"):
        signing_key(file)


@pytest.mark.parametrize("content", [b"no key", None])
def test_a_file_without_an_ed25519_key_is_refused(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "trail-key.pem"
    other = generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(content or other)
    file.chmod(0o600)
    with pytest.raises(KeyUnusable):
        signing_key(file)
