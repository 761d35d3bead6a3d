"""Passkeys: registered, asked for and checked. The person must be verified by the device, every time."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.staff.keys import mac
from fristed.foundation.identity.staff.models import Passkey
from fristed.foundation.identity.staff.rules import own_account

MOST_PASSKEYS = 10


class PasskeyRefused(Exception):
    """What the device answered does not show who this is; the reason stays here."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where passkeys belong: the origin that pages come from, and its host as the relying party."""

    origin: str
    host: str


def _user_handle(account_id: int) -> bytes:
    """Give what a device keeps of an account: nothing that names it."""
    return bytes.fromhex(mac("user handle", str(account_id)))


def registration_options(*, site: Site, by: Actor, challenge: bytes) -> str:
    """Give what the browser needs to make a passkey, as JSON."""
    import webauthn
    from webauthn.helpers import structs

    rows = Passkey.objects.filter(account_id=own_account(by))
    return webauthn.options_to_json(
        webauthn.generate_registration_options(
            rp_id=site.host,
            rp_name="Fristed",
            user_name=by.username,
            user_id=_user_handle(own_account(by)),
            user_display_name=by.display_name,
            challenge=challenge,
            authenticator_selection=structs.AuthenticatorSelectionCriteria(
                resident_key=structs.ResidentKeyRequirement.REQUIRED,
                user_verification=structs.UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=[
                structs.PublicKeyCredentialDescriptor(id=bytes(row.credential_id)) for row in rows
            ],
        )
    )


def add_passkey(*, answer: str, challenge: bytes, site: Site, name: str, by: Actor, at: datetime) -> None:
    """Keep a new passkey of one's own.

    Raises
    ------
    PasskeyRefused
        If the answer is not one to this challenge from this site with the person verified, or the passkey
        is known, or there are too many.
    """
    import webauthn

    try:
        found = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (webauthn.helpers.exceptions.WebAuthnException, ValueError, KeyError, TypeError) as wrong:
        raise PasskeyRefused("registration") from wrong
    with transaction.atomic():
        rows = Passkey.objects.filter(account_id=own_account(by))
        known = Passkey.objects.filter(credential_id=found.credential_id)
        if known.exists() or rows.count() >= MOST_PASSKEYS:
            raise PasskeyRefused("known or too many")
        Passkey.objects.create(
            account_id=own_account(by),
            credential_id=found.credential_id,
            public_key=found.credential_public_key,
            sign_count=found.sign_count,
            name=name,
            added_at=at,
        )
        write_line(event="factor.added", by=by, at=at, subject=by.username, facts={"factor": "passkey"})


def remove_passkey(*, passkey: int, by: Actor, at: datetime) -> bool:
    """Take one of one's own passkeys out of use; whether there was one."""
    with transaction.atomic():
        removed, _ = Passkey.objects.filter(account_id=own_account(by), pk=passkey).delete()
        if removed:
            write_line(event="factor.removed", by=by, at=at, subject=by.username, facts={"factor": "passkey"})
    return bool(removed)


def authentication_options(*, site: Site, challenge: bytes) -> str:
    """Give what the browser needs to ask for a passkey, as JSON; no account is named in it."""
    import webauthn
    from webauthn.helpers import structs

    return webauthn.options_to_json(
        webauthn.generate_authentication_options(
            rp_id=site.host,
            challenge=challenge,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        )
    )


def account_of_passkey(*, answer: str, challenge: bytes, site: Site, at: datetime) -> int:
    """Give the account whose passkey has answered the challenge.

    Raises
    ------
    PasskeyRefused
        If the passkey is not known, the answer is not one to this challenge from this site, the person was
        not verified, or the counter has gone back, as that of a copied key would.
    """
    import webauthn
    from webauthn.helpers import parse_authentication_credential_json

    with transaction.atomic():
        try:
            credential = parse_authentication_credential_json(answer)
            row = Passkey.objects.select_for_update().filter(credential_id=credential.raw_id).first()
            if row is None or credential.response.user_handle != _user_handle(row.account_id):
                raise PasskeyRefused("not known")
            found = webauthn.verify_authentication_response(
                credential=credential,
                expected_challenge=challenge,
                expected_rp_id=site.host,
                expected_origin=site.origin,
                credential_public_key=bytes(row.public_key),
                credential_current_sign_count=row.sign_count,
                require_user_verification=True,
            )
        except (webauthn.helpers.exceptions.WebAuthnException, ValueError, KeyError, TypeError) as wrong:
            raise PasskeyRefused("answer") from wrong
        row.sign_count, row.last_used_at = found.new_sign_count, at
        row.save(update_fields=["sign_count", "last_used_at"])
    return row.account_id


def challenge_from(text: str) -> bytes:
    """Read a challenge as it was kept."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
