"""The verbs that help others in or out, and those that change one's own password and take a code in."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account
from fristed.foundation.identity.queries import NOBODY, actor_of
from fristed.foundation.identity.rules import Permission, require
from fristed.foundation.identity.staff.apps_and_papers import new_code, typed_code
from fristed.foundation.identity.staff.keys import mac
from fristed.foundation.identity.staff.models import (
    PURPOSES,
    AuthenticatorApp,
    OneTimeCode,
    Passkey,
    ProviderBinding,
    RecoveryCode,
)
from fristed.foundation.identity.staff.queries import accounts_within_help
from fristed.foundation.identity.staff.rules import BOTH_HALVES_APART, CODE_LIVES, own_account
from fristed.foundation.identity.staff.sessions import end_sessions_of


class HelpRefused(Exception):
    """The person cannot be helped like this; ``reason`` is a code for the page."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CodeRefused(Exception):
    """The code opens nothing: wrong, used, too old, or for something else."""


class PasswordRefused(Exception):
    """The password cannot be changed like this; ``sentences`` say why, beside which field."""

    def __init__(self, field: str, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.field, self.sentences = field, sentences


def _account_to_help(account: int, by: Actor) -> Account:
    """Give somebody else's account within reach, locked.

    Raises
    ------
    NotPermitted
        If the actor helps nobody.
    HelpRefused
        If there is no such account within reach, or it is the actor's own.
    """
    require(by, Permission.ACCOUNT_HELP)
    found = accounts_within_help(by).select_for_update().filter(pk=account).first()
    if found is None:
        raise HelpRefused("not_within_reach")
    return found


def issue_code(*, account: int, purpose: str, by: Actor, at: datetime) -> str:
    """Make a one-time code for somebody else, to be handed over in person; it is shown once and kept nowhere.

    Parameters
    ----------
    purpose
        ``password`` to choose a new password, ``factors`` to enrol a second factor anew, ``binding`` to
        bind the account to a person at the provider of identities.

    Raises
    ------
    NotPermitted
        If the actor helps nobody.
    HelpRefused
        If the account is not within reach, or the actor gave a code for the other half of signing in
        within the last week, or since the person was last in: both halves together would be the account.
    """
    if purpose not in PURPOSES:
        raise HelpRefused("no_such_purpose")
    with transaction.atomic():
        person = _account_to_help(account, by)
        if not person.is_active:
            raise HelpRefused("closed")
        if _gave_the_other_half(person, purpose, by=by, at=at):
            raise HelpRefused("both_halves")
        OneTimeCode.objects.filter(account=person, purpose=purpose, used_at=None).update(used_at=at)
        code = new_code()
        OneTimeCode.objects.create(
            account=person,
            purpose=purpose,
            code_mac=mac("one-time", f"{purpose} {person.username} {code}"),
            issued_by=by.username,
            issued_at=at,
        )
        write_line(
            event="account.code_issued", by=by, at=at, subject=person.username, facts={"purpose": purpose}
        )
    return code


def _gave_the_other_half(person: Account, purpose: str, *, by: Actor, at: datetime) -> bool:
    """Whether the actor gave a code for another purpose lately, or before anybody has been in since.

    A week alone would not do: somebody on leave does not notice that the password has been exchanged.
    """
    lately = Q(issued_at__gt=at - BOTH_HALVES_APART)
    unseen = Q(issued_at__gt=person.last_login) if person.last_login else Q(used_at__isnull=False)
    given = OneTimeCode.objects.filter(lately | unseen, account=person, issued_by=by.username)
    return given.exclude(purpose=purpose).exists()


def end_sessions_by(*, account: int, by: Actor, at: datetime) -> int:
    """End every session of somebody else at once, and say how many.

    Raises
    ------
    NotPermitted
        If the actor helps nobody.
    HelpRefused
        If the account is not within reach.
    """
    with transaction.atomic():
        return end_sessions_of(_account_to_help(account, by).pk, by=by, at=at)


def take_code(*, username: str, purpose: str, code: str, at: datetime) -> Actor:
    """Take a one-time code, and say whose it is; it opens once, within a day. Call it in a transaction.

    Raises
    ------
    CodeRefused
        If it opens nothing; the same whether there is such an account or not.
    """
    known = mac("one-time", f"{purpose} {username} {typed_code(code)}")
    rows = OneTimeCode.objects.filter(code_mac=known, used_at=None, issued_at__gt=at - CODE_LIVES)
    row = rows.filter(account__is_active=True).select_related("account").first()
    if row is None or rows.update(used_at=at) != 1:
        raise CodeRefused
    return actor_of(row.account)


def record_refused(*, what: str, reason: str, at: datetime, by: Actor = NOBODY) -> None:
    """Note that somebody was turned away, by a coded reason that the page does not tell."""
    with transaction.atomic():
        subject = by.username if by.account_id else ""
        write_line(event=f"{what}.refused", by=by, at=at, subject=subject, facts={"reason": reason})


def password_is_right(*, by: Actor, password: str) -> bool:
    """Whether this is the actor's own password."""
    stored = Account.objects.filter(pk=own_account(by)).values_list("password", flat=True).first()
    return check_password(password, stored or "")


def set_new_password(*, password: str, by: Actor, at: datetime, keep: int | None = None) -> None:
    """Give the own account a new password and end its other sessions.

    Raises
    ------
    PasswordRefused
        If the password is too weak, or the one in use.
    """
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=own_account(by))
        if account.check_password(password):
            raise PasswordRefused("new_password", ["same"])
        try:
            validate_password(password, account)
        except ValidationError as weak:
            raise PasswordRefused("new_password", list(weak.messages)) from weak
        account.set_password(password)
        account.save(update_fields=["password"])
        write_line(event="password.changed", by=by, at=at, subject=by.username)
        end_sessions_of(account.pk, by=by, at=at, keep=keep)


def forget_factors(*, by: Actor, at: datetime) -> None:
    """Take every second factor of the own account out of use, and end its sessions; enrolment comes next."""
    with transaction.atomic():
        for kind in (Passkey, AuthenticatorApp, RecoveryCode):
            kind.objects.filter(account_id=own_account(by)).delete()
        write_line(event="factors.forgotten", by=by, at=at, subject=by.username)
        end_sessions_of(own_account(by), by=by, at=at)


def bind_to_provider(*, subject: str, issuer: str, by: Actor, at: datetime) -> bool:
    """Bind the own account to a person at the provider; whether it could be. One account, one person."""
    known = mac("subject", f"{issuer} {subject}")
    with transaction.atomic():
        if ProviderBinding.objects.filter(subject_mac=known).exclude(account_id=own_account(by)).exists():
            return False
        ProviderBinding.objects.update_or_create(
            account_id=own_account(by), defaults={"subject_mac": known, "bound_at": at}
        )
        write_line(event="provider.bound", by=by, at=at, subject=by.username)
    return True


def unbind_from_provider(*, by: Actor, at: datetime) -> bool:
    """Take the binding of the own account away; whether there was one."""
    with transaction.atomic():
        removed, _ = ProviderBinding.objects.filter(account_id=own_account(by)).delete()
        if removed:
            write_line(event="provider.unbound", by=by, at=at, subject=by.username)
    return bool(removed)
