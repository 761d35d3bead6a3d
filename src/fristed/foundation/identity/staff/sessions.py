"""Sessions: opened, looked at before and after every page, and ended at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account
from fristed.foundation.identity.staff.facts import ListedSession, OpenSession
from fristed.foundation.identity.staff.keys import mac
from fristed.foundation.identity.staff.models import StaffSession
from fristed.foundation.identity.staff.rules import (
    LONGEST,
    WRITTEN_ABOUT_EVERY,
    SessionTimes,
    browser_words,
    ends_at,
    is_over,
)


def _mac_of(session_key: str) -> str:
    return mac("session", session_key)


def _shown(row: StaffSession) -> OpenSession:
    times = SessionTimes(row.opened_at, row.last_used_at, row.verified_at)
    return OpenSession(
        id=row.pk,
        account_id=row.account_id,
        opened_at=row.opened_at,
        last_used_at=row.last_used_at,
        verified_at=row.verified_at,
        means=row.means,
        must_enrol=row.must_enrol,
        ends_at=ends_at(times),
    )


def open_session(
    *,
    session_key: str,
    account_id: int,
    means: str,
    at: datetime,
    user_agent: str = "",
    must_enrol: bool = False,
    provider_sid: str = "",
) -> None:
    """Open a session for an account that has just shown who it is; old ones that are over are swept."""
    StaffSession.objects.filter(opened_at__lt=at - 2 * LONGEST).delete()
    StaffSession.objects.create(
        account_id=account_id,
        key_mac=_mac_of(session_key),
        opened_at=at,
        last_used_at=at,
        verified_at=at,
        means=means,
        device=browser_words(user_agent),
        must_enrol=must_enrol,
        provider_sid_mac=mac("sid", provider_sid) if provider_sid else "",
    )


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An open session with its account, and the roles of the account: read together, once for a page."""

    session: OpenSession
    account: Account
    roles: tuple[str, ...]

    def fits(self, account_id: str, mark: str) -> bool:
        """Whether it is of this account, and the password has not been changed since it was opened."""
        return account_id == str(self.account.pk) and constant_time_compare(
            mark, self.account.get_session_auth_hash()
        )


def session_with(session_key: str, *, at: datetime) -> OpenSession | None:
    """Give the session of a key if it is open now and its account may sign in; else nothing."""
    found = signed_in_with(session_key, at=at)
    return found.session if found else None


def signed_in_with(session_key: str, *, at: datetime) -> SignedIn | None:
    """Give the session of a key with its account and roles, if it is open and its account may sign in."""
    rows = StaffSession.objects.filter(
        key_mac=_mac_of(session_key), ended_at=None, account__is_active=True
    ).select_related("account")
    found = list(rows.annotate(of_role=F("account__grants__role")))
    if not found:
        return None
    row, roles = found[0], tuple(one.of_role for one in found if one.of_role)
    times = SessionTimes(row.opened_at, row.last_used_at, row.verified_at)
    is_early = at + WRITTEN_ABOUT_EVERY < row.opened_at
    return None if is_over(times, at) or is_early else SignedIn(_shown(row), row.account, roles)


def ended_by_itself(session_key: str, *, at: datetime) -> int | None:
    """Give whose session has ended by its times alone, so that what was typed can be kept for that person."""
    row = StaffSession.objects.filter(key_mac=_mac_of(session_key), ended_at=None).first()
    if row is None or not is_over(SessionTimes(row.opened_at, row.last_used_at, row.verified_at), at):
        return None
    return row.account_id


def is_still_open(session_id: int) -> bool:
    """Whether a session has not been ended since it was looked at; asked before an answer is let out."""
    return StaffSession.objects.filter(pk=session_id, ended_at=None, account__is_active=True).exists()


def use_session(session: OpenSession, *, at: datetime) -> OpenSession:
    """Note that a person used a session, so that it stays open; written at most every few seconds."""
    if at - session.last_used_at < WRITTEN_ABOUT_EVERY:
        return session
    StaffSession.objects.filter(pk=session.id, ended_at=None).update(last_used_at=at)
    return _shown(StaffSession.objects.get(pk=session.id))


def step_up_session(session_id: int, *, session_key: str, means: str, by: Actor, at: datetime) -> None:
    """Note that the person has just shown again who it is, and tie the session to its new key."""
    with transaction.atomic():
        StaffSession.objects.filter(pk=session_id, ended_at=None).update(
            key_mac=_mac_of(session_key), verified_at=at, last_used_at=at
        )
        write_line(event="session.stepped_up", by=by, at=at, subject=by.username, facts={"means": means})


def has_enrolled(session_id: int, *, at: datetime) -> None:
    """Let a session that could only be used to enrol be used for everything."""
    StaffSession.objects.filter(pk=session_id).update(must_enrol=False, verified_at=at)


def move_session(session_id: int, *, session_key: str) -> None:
    """Tie a session to the new key that its cookie has got."""
    StaffSession.objects.filter(pk=session_id).update(key_mac=_mac_of(session_key))


def sessions_of(account_id: int, *, this: int, at: datetime) -> list[ListedSession]:
    """Give a person's own open sessions, the newest first."""
    rows = StaffSession.objects.filter(account_id=account_id, ended_at=None).order_by("-last_used_at")
    times = ((row, SessionTimes(row.opened_at, row.last_used_at, row.verified_at)) for row in rows)
    return [
        ListedSession(row.pk, row.opened_at, row.last_used_at, row.means, row.device, row.pk == this)
        for row, when in times
        if not is_over(when, at)
    ]


def end_session(session_id: int, *, account_id: int, by: Actor, at: datetime) -> bool:
    """End one of a person's own sessions; whether there was one to end."""
    with transaction.atomic():
        ended = StaffSession.objects.filter(pk=session_id, account_id=account_id, ended_at=None).update(
            ended_at=at
        )
        if ended:
            write_line(event="session.ended", by=by, at=at, subject=by.username, facts={"sessions": ended})
    return bool(ended)


def end_this_session(session_id: int, *, at: datetime) -> None:
    """End the session of somebody who goes out; the line is written by who calls."""
    StaffSession.objects.filter(pk=session_id, ended_at=None).update(ended_at=at)


def end_sessions_of(account_id: int, *, by: Actor, at: datetime, keep: int | None = None) -> int:
    """End every open session of an account at once, and say how many; ``keep`` names one to leave open.

    The caller has decided who may. When this returns no page that begins, and none that is still being
    made, is given to the account: every answer is held against the session again before it is let out.
    """
    with transaction.atomic():
        username = Account.objects.values_list("username", flat=True).get(pk=account_id)
        rows = StaffSession.objects.filter(account_id=account_id, ended_at=None)
        ended = rows.exclude(pk=keep or 0).update(ended_at=at)
        write_line(event="sessions.ended", by=by, at=at, subject=username, facts={"sessions": ended})
    return ended


def end_provider_sessions(*, account_id: int | None, sid: str, by: Actor, at: datetime) -> int:
    """End what the provider says has ended: one of its sessions, or all that an account opened through it."""
    rows = StaffSession.objects.filter(ended_at=None).exclude(provider_sid_mac="")
    if sid:
        rows = rows.filter(provider_sid_mac=mac("sid", sid))
    if account_id is not None:
        rows = rows.filter(account_id=account_id)
    if not sid and account_id is None:
        rows = rows.none()
    with transaction.atomic():
        ended = rows.update(ended_at=at)
        write_line(event="sessions.ended_by_provider", by=by, at=at, facts={"sessions": ended})
    return ended
