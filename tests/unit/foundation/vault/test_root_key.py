"""The root key: made once, for its owner alone, never made anew where something is sealed under another."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from fristed.foundation.vault.keyring import set_up_keys
from fristed.foundation.vault.root_key import (
    RootKey,
    RootKeyUnfit,
    make_root_key,
    new_root_key,
    read_root_keys,
    write_root_keys,
)
from tests.unit.foundation.vault.sealed_cast import OTHER, sealed_name


def test_it_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "root_key"
    assert make_root_key(path)
    [made] = read_root_keys(path)
    assert not make_root_key(path)
    assert read_root_keys(path) == (made,)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["root_key"]


def test_two_that_start_together_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "root_key"
    monkeypatch.setattr(Path, "exists", lambda _self: False)
    assert make_root_key(path)
    before = path.read_bytes()
    assert not make_root_key(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "root_key"
    make_root_key(path)
    path.chmod(mode)
    with pytest.raises(RootKeyUnfit, match="Others may read"):
        read_root_keys(path)


@pytest.mark.parametrize("content", [b"", b"fristed-root-1 \n", b"fristed-root-1 QUJD\n", b"x" * 60, b"\xff"])
def test_a_file_that_holds_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "root_key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(RootKeyUnfit):
        read_root_keys(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RootKeyUnfit, match="cannot be read"):
        read_root_keys(tmp_path / "root_key")


def test_the_key_is_not_shown_when_it_is_printed_and_its_name_does_not_tell_it(tmp_path: Path) -> None:
    key = RootKey(b"k" * 32)
    assert "kkk" not in repr(key)
    assert len(key.name) == 16
    assert key.name != RootKey(b"l" * 32).name


def test_two_keys_are_kept_in_order(tmp_path: Path) -> None:
    keys = [new_root_key(), new_root_key()]
    write_root_keys(tmp_path / "root_key", keys)
    assert list(read_root_keys(tmp_path / "root_key")) == keys
    assert [one.name for one in tmp_path.iterdir()] == ["root_key"]


@pytest.mark.django_db
def test_a_lost_root_key_is_told_and_not_made_anew(tmp_path: Path, settings: object) -> None:
    sealed_name()
    settings.ROOT_KEY_FILE = tmp_path / "root_key"  # type: ignore[attr-defined]
    with pytest.raises(RootKeyUnfit, match="missing"):
        set_up_keys()
    make_root_key(tmp_path / "root_key")
    with pytest.raises(RootKeyUnfit, match="not the one"):
        sealed_name(OTHER)
