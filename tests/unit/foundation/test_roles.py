"""What each role may do, and that nothing else is allowed."""

from __future__ import annotations

from itertools import product

import pytest

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import (
    MEANING,
    OF_A_REGISTER,
    ROLES,
    SERVICES,
    NotPermitted,
    Permission,
    is_permitted,
    permissions_of,
    require,
)
from tests.spec.cast import AUD, BO, DINA, ELI, FINN


def test_a_competence_adviser_may_not_open_a_case() -> None:
    assert not OF_A_REGISTER & ELI.permissions


def test_no_role_opens_a_case_in_the_professional_team_which_has_no_register() -> None:
    for role in ROLES:
        assert not OF_A_REGISTER & permissions_of([role], service="FT")


def test_no_role_opens_a_case_without_a_service() -> None:
    for role in ROLES:
        assert not OF_A_REGISTER & permissions_of([role], service=None)


def test_who_has_no_role_may_do_nothing() -> None:
    assert permissions_of([], service="MR") == permissions_of(["none"], service="MR") == frozenset()


def test_an_unknown_role_gives_nothing() -> None:
    assert permissions_of(["superuser"], service="MR") == frozenset()


def test_two_roles_give_what_both_allow() -> None:
    both = permissions_of(["case_worker", "statistician"], service="KT")
    assert both == permissions_of(["case_worker"], service="KT") | permissions_of(
        ["statistician"], service="KT"
    )


def test_the_command_line_reads_and_writes_no_case() -> None:
    assert not OF_A_REGISTER & SYSTEM.permissions


def test_only_the_command_line_loads_a_register() -> None:
    assert Permission.REGISTER_LOAD in SYSTEM.permissions
    for role, service in product(ROLES, (*SERVICES, None)):
        assert Permission.REGISTER_LOAD not in permissions_of([role], service=service)


def test_a_statistician_sees_statistics_and_no_case() -> None:
    assert is_permitted(DINA, Permission.STATISTICS_READ)
    assert not OF_A_REGISTER & DINA.permissions


def test_a_system_owner_sees_no_case() -> None:
    assert not OF_A_REGISTER & FINN.permissions


def test_a_permission_holds_in_ones_own_service_only() -> None:
    require(AUD, Permission.CASE_READ, service="MR")
    with pytest.raises(NotPermitted):
        require(AUD, Permission.CASE_READ, service="KT")


def test_a_refusal_says_who_and_what_and_nothing_of_what_exists() -> None:
    with pytest.raises(NotPermitted, match="dina may not do this: see the cases of one's own service"):
        require(DINA, Permission.CASE_READ)


def test_every_permission_has_a_meaning_that_a_manager_can_read() -> None:
    assert set(MEANING) == set(Permission)


def test_every_permission_but_those_of_our_own_programs_is_given_to_some_role() -> None:
    given = {permission for role in ROLES.values() for permission in role.permissions}
    of_programs = {Permission.REGISTER_LOAD, Permission.FINDINGS_STORE, Permission.IMPORT_CHECK}
    of_programs |= {Permission.VAULT_KEEP, Permission.AUDIT_SEAL, Permission.CLOCK_FIRE}
    # Nobody takes hand-overs before there is somebody in integration to take them.
    of_programs |= {Permission.HANDOVER_TAKE}
    assert given == set(Permission) - of_programs


def test_an_actor_cannot_be_changed_underway() -> None:
    with pytest.raises(AttributeError):
        BO.service = "MR"  # type: ignore[misc]
    assert isinstance(BO, Actor)
