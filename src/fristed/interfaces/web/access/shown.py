"""Who may see a case, what a leader looks after, and accounts, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from fristed.casework.cases.facts import CaseGrounds
from fristed.casework.cases.rules import day_of
from fristed.foundation.identity.access.lines import AccountLine, GlassLine, GrantLine
from fristed.foundation.identity.clients.facts import ClientLine, ClientState
from fristed.foundation.identity.rules import MEANING, ROLES, Permission
from fristed.interfaces.web import labels
from fristed.interfaces.web.access.words import (
    CLIENT_STATES,
    GRADINGS,
    GRADINGS_MEAN,
    GROUNDS,
    LEVELS,
    OUTCOMES,
    SCOPES,
)


@dataclass(frozen=True, slots=True)
class ShownReader:
    """Somebody who may see a case, and why."""

    name: str
    service: str
    why: str
    is_responsible: bool


@dataclass(frozen=True, slots=True)
class ShownClient:
    """A client of the API in words, and which buttons it has."""

    key: str
    name: str
    service: str
    state: str
    may: str
    prefix: str
    asked_by: str
    confirmed_by: str
    last_day: date
    is_sent_to: str
    is_over: bool
    is_in_use: bool
    may_confirm: bool
    may_have_token: bool


def shown_clients(lines: Iterable[ClientLine]) -> list[ShownClient]:
    """Put clients into words."""
    return [_shown_client(line) for line in lines]


def _shown_client(line: ClientLine) -> ShownClient:
    may = [_("Read cases"), *(str(SCOPES[one]) for one in line.scopes)]
    return ShownClient(
        key=line.key,
        name=line.name,
        service=labels.service(line.service),
        state=str(CLIENT_STATES[line.state]),
        may=". ".join(may) + ".",
        prefix=line.prefix,
        asked_by=line.asked_by,
        confirmed_by=line.confirmed_by,
        last_day=day_of(line.ends_at - timedelta(seconds=1)),
        is_sent_to=line.is_sent_to,
        is_over=line.state in (ClientState.ENDED, ClientState.REVOKED),
        is_in_use=line.state == ClientState.IN_USE,
        may_confirm=line.may_confirm,
        may_have_token=line.state in (ClientState.CONFIRMED, ClientState.IN_USE),
    )


@dataclass(frozen=True, slots=True)
class ShownGrounds:
    """Who may see a case and what protects it, in words."""

    readers: tuple[ShownReader, ...]
    grading: str
    grading_means: str
    lowering: str
    lowering_by: str


def shown_grounds(grounds: CaseGrounds, responsible: str) -> ShownGrounds:
    """Put the grounds of a case into words; ``responsible`` is the user name of who registered it."""
    asked = grounds.lowering
    return ShownGrounds(
        readers=tuple(
            ShownReader(
                one.display_name,
                labels.service(one.service) if one.service else "",
                str(GROUNDS[one.rule]),
                one.username == responsible,
            )
            for one in grounds.readers
        ),
        grading=str(GRADINGS[grounds.grading]),
        grading_means=str(GRADINGS_MEAN[grounds.grading]),
        lowering=str(GRADINGS[asked[0]]) if asked else "",
        lowering_by=asked[1] if asked else "",
    )


@dataclass(frozen=True, slots=True)
class ShownGrant:
    """A grant in a list, in words; the last day is the day before the end."""

    key: str
    name: str
    about: str
    level: str
    purpose: str
    stands_in_for: str
    starts_at: datetime
    ends_at: datetime
    given_by: str


def shown_grants(grants: Iterable[GrantLine]) -> list[ShownGrant]:
    """Put grants into words."""
    return [
        ShownGrant(
            key=one.key,
            name=one.person.display_name,
            about=one.reference,
            level=str(LEVELS[one.level]),
            purpose=one.purpose,
            stands_in_for=one.stands_in_for.display_name if one.stands_in_for else "",
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            given_by=one.given_by,
        )
        for one in grants
    ]


@dataclass(frozen=True, slots=True)
class ShownGlass:
    """Emergency access in a list, in words."""

    key: str
    reference: str
    name: str
    service: str
    reason: str
    broken_at: datetime
    until_at: datetime
    review_by: datetime
    is_late: bool
    is_reviewed: bool
    is_read: bool
    outcome: str


def shown_glasses(glasses: Iterable[GlassLine]) -> list[ShownGlass]:
    """Put emergency access into words."""
    return [
        ShownGlass(
            key=one.key,
            reference=one.reference,
            name=one.person.display_name,
            service=labels.service(one.person.service) if one.person.service else "",
            reason=one.reason,
            broken_at=one.broken_at,
            until_at=one.until_at,
            review_by=one.review_by,
            is_late=one.is_late,
            is_reviewed=one.is_reviewed,
            is_read=one.is_read,
            outcome=str(OUTCOMES[one.outcome]) if one.outcome else "",
        )
        for one in glasses
    ]


@dataclass(frozen=True, slots=True)
class ShownRole:
    """A role with what it allows."""

    code: str
    label: str
    meanings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownAccount:
    """An account with its roles and those that may be given."""

    account_id: int
    name: str
    username: str
    service: str
    is_active: bool
    is_own: bool
    roles: tuple[ShownRole, ...]
    to_give: tuple[ShownRole, ...]
    may_close: bool


def shown_role(code: str) -> ShownRole:
    """Put a role into words."""
    meanings = tuple(_(MEANING[one]) for one in Permission if one in ROLES[code].permissions)
    return ShownRole(code, labels.role_words(code), meanings)


def shown_accounts(accounts: Iterable[AccountLine], to_give: frozenset[str]) -> list[ShownAccount]:
    """Put accounts into words."""
    return [
        ShownAccount(
            account_id=one.person.account_id,
            name=one.person.display_name,
            username=one.person.username,
            service=labels.service(one.person.service) if one.person.service else "",
            is_active=one.is_active,
            is_own=one.is_own,
            roles=tuple(shown_role(code) for code in one.roles),
            to_give=tuple(
                shown_role(code) for code in ROLES if code in to_give and code not in (*one.roles, "none")
            ),
            may_close=one.is_active and not one.is_own and set(one.roles) <= to_give,
        )
        for one in accounts
    ]
