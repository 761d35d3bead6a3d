"""Keys are exchanged; whatever kills it in the middle, what was sealed opens before, in between and after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import NotPermitted
from fristed.foundation.vault import keyring
from fristed.foundation.vault.actions import (
    NotSealed,
    drop_pseudonym_key,
    opened,
    rotate_case_key,
    rotate_pseudonym_key,
    rotate_root_key,
    rotate_service_key,
    rotating,
    seal,
)
from fristed.foundation.vault.facts import FieldName, Owner
from fristed.foundation.vault.keyring import KeyGone
from fristed.foundation.vault.keys.models import CaseKey, KeyRoom, ServiceKey
from fristed.foundation.vault.models import SealedField
from fristed.foundation.vault.pseudonyms import NotAnIdentityNumber, pseudonym, pseudonyms
from fristed.foundation.vault.root_key import make_root_key, read_root_keys
from tests.spec.cast import AUD, FINN
from tests.unit.foundation.vault.sealed_cast import AT, CASE, LATER, SOON

pytestmark = pytest.mark.django_db
OWNERS = [Owner("MR", f"CASE-{number}") for number in range(7)]
FIELDS = [FieldName("notes", "text", str(number)) for number in range(7)]
NUMBER = "010170 12345"


class Killed(BaseException):
    """What stands for the end of the process."""


@pytest.fixture(autouse=True)
def root(tmp_path: Path, settings: object) -> Iterator[Path]:
    """A root key for this test alone, and few at a time so that there is a middle to be killed in."""
    path = tmp_path / "root_key"
    make_root_key(path)
    settings.ROOT_KEY_FILE = path  # type: ignore[attr-defined]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rotating, "AT_A_TIME", 3)
        yield path


@pytest.fixture
def filled() -> None:
    """A case with seven fields, and six with one."""
    for field in FIELDS:
        seal(owner=OWNERS[0], field=field, plain=f"text {field.row}", by=AUD, at=AT)
    for owner in OWNERS[1:]:
        seal(owner=owner, field=FIELDS[0], plain=owner.reference, by=AUD, at=AT)


def everything_opens() -> bool:
    """Whether every value is what it was."""
    read = [opened(owner=OWNERS[0], field=field, by=AUD, at=SOON) for field in FIELDS]
    others = [opened(owner=owner, field=FIELDS[0], by=AUD, at=SOON) for owner in OWNERS[1:]]
    return read == [f"text {n}" for n in range(7)] and others == [one.reference for one in OWNERS[1:]]


def killed_after(monkeypatch: pytest.MonkeyPatch, place: object, name: str, calls: int) -> None:
    """Let something be called so often and then end the process."""
    real, left = getattr(place, name), [calls]

    def ends(*args: object, **named: object) -> object:
        if not left[0]:
            raise Killed
        left[0] -= 1
        return real(*args, **named)

    monkeypatch.setattr(place, name, ends)


Rotate = Callable[[], None]


def of_the_root() -> None:
    """Exchange the root key."""
    rotate_root_key(by=SYSTEM, at=LATER)


def of_the_service() -> None:
    """Exchange the key of the service."""
    rotate_service_key(service="MR", by=SYSTEM, at=LATER)


def of_one_case() -> None:
    """Exchange the key of the case with seven fields."""
    rotate_case_key(owner=OWNERS[0], by=SYSTEM, at=LATER)


MIDDLES = [
    *((of_the_root, "write_root_keys", calls) for calls in (0, 1)),
    *((of_the_root, name, 0) for name in ("_wrapped_under", "write_line")),
    *((of_the_service, "_wrap_some", calls) for calls in range(4)),
    *((of_the_service, name, 0) for name in ("add_service_key", "write_line", "_drop_unused")),
    *((of_one_case, "_seal_some", calls) for calls in range(4)),
    *((of_one_case, name, 0) for name in ("add_case_key", "write_line", "drop_case_keys")),
]


@pytest.mark.parametrize(
    ("rotate", "name", "calls"), MIDDLES, ids=lambda one: getattr(one, "__name__", str(one))
)
def test_a_rotation_that_is_killed_loses_nothing_and_is_gone_on_with(
    rotate: Rotate, name: str, calls: int, filled: None, root: Path
) -> None:
    keys = set(CaseKey.objects.values_list("wrapped", flat=True))
    with pytest.MonkeyPatch.context() as patch:
        killed_after(patch, rotating, name, calls)
        with pytest.raises(Killed):
            rotate()
    assert everything_opens()
    rotate()
    assert everything_opens()
    assert len(read_root_keys(root)) == 1
    assert ServiceKey.objects.count() == 1
    assert CaseKey.objects.count() == len(OWNERS)
    assert keys


def test_a_new_root_key_is_the_only_one_that_opens(filled: None, root: Path) -> None:
    before = root.read_bytes()
    assert rotate_root_key(by=SYSTEM, at=LATER) == 1
    assert everything_opens()
    assert KeyRoom.objects.get().root_id == read_root_keys(root)[0].name
    root.write_bytes(before)
    with pytest.raises(keyring.RootKeyUnfit):
        everything_opens()


def test_a_new_service_key_wraps_every_case_key_and_seals_what_comes_after(filled: None) -> None:
    told: list[tuple[int, int]] = []
    done = rotate_service_key(service="MR", by=SYSTEM, at=LATER, say=lambda *so_far: told.append(so_far))
    assert done == 7
    assert told == [(3, 7), (6, 7), (7, 7)]
    assert set(CaseKey.objects.values_list("service_key_version", flat=True)) == {2}
    seal(owner=CASE, field=FIELDS[0], plain="new", by=AUD, at=LATER)
    assert CaseKey.objects.get(reference=CASE.reference).service_key_version == 2
    assert everything_opens()


def test_a_new_case_key_seals_every_field_anew(filled: None) -> None:
    before = dict(SealedField.objects.values_list("pk", "sealed"))
    assert rotate_case_key(owner=OWNERS[0], by=SYSTEM, at=LATER) == 7
    after = dict(SealedField.objects.filter(key_version=2).values_list("pk", "sealed"))
    assert len(after) == 7
    assert all(bytes(before[pk]) != bytes(value) for pk, value in after.items())
    assert list(CaseKey.objects.filter(reference="CASE-0").values_list("version", flat=True)) == [2]


def test_what_is_sealed_in_the_middle_of_a_rotation_is_sealed_under_the_new_key(filled: None) -> None:
    with pytest.MonkeyPatch.context() as patch:
        killed_after(patch, rotating, "_seal_some", 1)
        with pytest.raises(Killed):
            of_one_case()
    seal(owner=OWNERS[0], field=FIELDS[0].next(), plain="in between", by=AUD, at=SOON)
    of_one_case()
    assert opened(owner=OWNERS[0], field=FIELDS[0].next(), by=AUD, at=SOON) == "in between"


def test_rotation_is_on_record_and_for_those_who_keep_the_vault(filled: None) -> None:
    for rotate in (of_the_root, of_the_service, of_one_case):
        rotate()
    told = set(AuditLine.objects.filter(event__endswith="_rotated").values_list("event", flat=True))
    assert told == {"vault.root_key_rotated", "vault.service_key_rotated", "vault.case_key_rotated"}
    for refused in (
        lambda: rotate_root_key(by=FINN, at=AT),
        lambda: rotate_service_key(service="MR", by=FINN, at=AT),
        lambda: rotate_case_key(owner=OWNERS[0], by=FINN, at=AT),
    ):
        with pytest.raises(NotPermitted):
            refused()


def test_there_is_nothing_to_exchange_where_nothing_is_sealed() -> None:
    with pytest.raises(NotSealed):
        of_the_service()
    with pytest.raises(KeyGone):
        of_one_case()


def test_a_pseudonym_is_the_same_in_one_service_and_another_in_the_next() -> None:
    first = pseudonym("MR", NUMBER, at=AT)
    assert first == pseudonym("MR", "01017012345", at=SOON)
    assert first != pseudonym("KT", NUMBER, at=AT)
    assert first != pseudonym("MR", "01017012346", at=AT)
    assert first.startswith("p1-")
    assert len(first) == 35
    assert "01017012345" not in first


def test_a_pseudonym_is_what_another_implementation_makes_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "service_secrets", lambda *_: [])
    key = keyring.Secret(1, bytes(range(32)))
    monkeypatch.setattr("fristed.foundation.vault.pseudonyms.newest_service_secret", lambda *_, **__: key)
    # Node's crypto: HMAC-SHA-256, the first 20 bytes d742c06c…f08a3bc0 in base32.
    assert pseudonym("MR", "01017012345", at=AT) == "p1-25bma3hxfnbwlkai6i4ulfdu6dyiuo6a"


@pytest.mark.parametrize("number", ["", "0101701234", "010170123456", "0101701234x", "٠١٠١٧٠١٢٣٤٥"])
def test_what_is_no_identity_number_gets_no_pseudonym_and_is_not_repeated(number: str) -> None:
    with pytest.raises(NotAnIdentityNumber) as refused:
        pseudonym("MR", number, at=AT)
    assert not number or number not in str(refused.value)


def test_after_a_rotation_both_pseudonyms_are_looked_for_until_the_old_key_is_dropped() -> None:
    old = pseudonym("MR", NUMBER, at=AT)
    assert rotate_pseudonym_key(service="MR", by=SYSTEM, at=SOON) == 2
    new = pseudonym("MR", NUMBER, at=SOON)
    assert new.startswith("p2-")
    assert pseudonyms("MR", NUMBER) == (new, old)
    with pytest.raises(NotSealed):
        drop_pseudonym_key(service="MR", version=2, by=SYSTEM, at=SOON)
    drop_pseudonym_key(service="MR", version=1, by=SYSTEM, at=SOON)
    assert pseudonyms("MR", NUMBER) == (new,)
