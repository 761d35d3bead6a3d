"""The authenticator app and the recovery codes on paper: set up, checked, each code taken once."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime

import pyotp
from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.staff.keys import mac, opened, seal
from fristed.foundation.identity.staff.models import AuthenticatorApp, RecoveryCode
from fristed.foundation.identity.staff.rules import own_account, steps_taken

RECOVERY_CODES = 10
# No letters or figures that look like each other.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
ISSUER = "Fristed"


def new_code(groups: int = 3) -> str:
    """Give a random code that can be read aloud and typed: groups of four, 20 bits each."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(groups))


def typed_code(text: str) -> str:
    """Give a code as it was made, however it was typed."""
    letters = "".join(letter for letter in text.upper() if letter in LETTERS)
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def begin_app(*, account_id: int, username: str, anew: bool = False) -> tuple[str, str]:
    """Give the secret of an app that is not yet in use, and the address that its QR code holds.

    The same secret is given until it has been confirmed, or a new one is asked for by ``anew``: what somebody
    else has seen on a screen earlier must not become the person's factor. An app in use is left alone.
    """
    if anew:
        AuthenticatorApp.objects.filter(account_id=account_id, confirmed_at=None).delete()
    row, _is_new = AuthenticatorApp.objects.get_or_create(
        account_id=account_id, defaults={"secret": seal("app", pyotp.random_base32().encode())}
    )
    secret = opened("app", bytes(row.secret)).decode()
    if row.confirmed_at is not None:
        raise AppInUse
    return secret, pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


class AppInUse(Exception):
    """The account has an authenticator app already; it must be taken away before there is a new one."""


def confirm_app(*, code: str, by: Actor, at: datetime) -> bool:
    """Take an app into use when the person has typed a code of it; whether the code was right."""
    with transaction.atomic():
        row = (
            AuthenticatorApp.objects.select_for_update()
            .filter(account_id=own_account(by), confirmed_at=None)
            .first()
        )
        step = _step_of_code(row, code, at) if row else None
        if row is None or step is None:
            return False
        row.confirmed_at, row.last_step = at, step
        row.save(update_fields=["confirmed_at", "last_step"])
        write_line(event="factor.added", by=by, at=at, subject=by.username, facts={"factor": "app"})
    return True


def _step_of_code(row: AuthenticatorApp, code: str, at: datetime) -> int | None:
    """Give the half minute that a code belongs to: near now, and after every code that was taken before."""
    otp = pyotp.TOTP(opened("app", bytes(row.secret)).decode())
    typed = "".join(code.split())
    found = None
    for step in steps_taken(at):
        if hmac.compare_digest(otp.generate_otp(step).encode(), typed.encode(errors="replace")):
            found = step if step > row.last_step else found
    return found


def app_code_is_right(*, account_id: int, code: str, at: datetime) -> bool:
    """Take a code of the app in use, once; whether it was right."""
    with transaction.atomic():
        row = (
            AuthenticatorApp.objects.select_for_update()
            .filter(account_id=account_id, confirmed_at__isnull=False)
            .first()
        )
        step = _step_of_code(row, code, at) if row else None
        if row is None or step is None:
            return False
        row.last_step = step
        row.save(update_fields=["last_step"])
    return True


def remove_app(*, by: Actor, at: datetime) -> bool:
    """Take the own app out of use, also one that was never confirmed; whether there was one."""
    with transaction.atomic():
        removed, _ = AuthenticatorApp.objects.filter(account_id=own_account(by)).delete()
        if removed:
            write_line(event="factor.removed", by=by, at=at, subject=by.username, facts={"factor": "app"})
    return bool(removed)


def new_recovery_codes(*, by: Actor, at: datetime) -> list[str]:
    """Make ten codes to keep on paper; those made before no longer open."""
    codes = [new_code() for _ in range(RECOVERY_CODES)]
    with transaction.atomic():
        RecoveryCode.objects.filter(account_id=own_account(by)).delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(account_id=own_account(by), code_mac=mac("recovery", f"{own_account(by)} {code}"))
            for code in codes
        )
        write_line(event="recovery_codes.made", by=by, at=at, subject=by.username)
    return codes


def recovery_code_is_right(*, account_id: int, code: str, at: datetime) -> bool:
    """Take a recovery code, once; whether it was right."""
    known = mac("recovery", f"{account_id} {typed_code(code)}")
    rows = RecoveryCode.objects.filter(account_id=account_id, code_mac=known, used_at=None)
    return rows.update(used_at=at) == 1
