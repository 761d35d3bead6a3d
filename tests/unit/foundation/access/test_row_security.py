"""The second net: with the application's filter gone, PostgreSQL still shows only what is within reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model, Q
from django.test.utils import CaptureQueriesContext

from fristed.casework.cases import actions, queries
from fristed.casework.cases.actions.emergency import GlassNotBroken
from fristed.casework.cases.fact_queries import case_facts
from fristed.casework.cases.facts import GreyZoneDraft
from fristed.casework.cases.models import Case, Contact, GreyZoneCase
from fristed.casework.plans.actions import read_plans, set_task
from fristed.casework.plans.models import Task
from fristed.foundation.identity.access import net
from fristed.foundation.identity.access.codes import Grading
from fristed.foundation.identity.access.models import Block, BrokenGlass, Grant, Naming, Tie
from fristed.foundation.identity.access.net import acts, statistics_door, the_net
from fristed.foundation.identity.access.part_policies import Net
from fristed.foundation.identity.access.row_security import NEVER_DELETED, roles_sql
from fristed.foundation.identity.facts import Actor
from tests.spec.cast import CASE_WORKERS, actor, at_ten, plain_case

DAY = date(2024, 3, 4)
NOW = at_ten(date(2024, 3, 11))
ME = 77
PINNED = "3f70b1c6656755555711accb138c870dd6793f42f2802c9435ef29f0d9d7e5ee"
# Tables of the casework that the net is not spread over, and why.
NOT_HELD = {
    "cases_yearconfirmation": "a service and a year",
    "consultations_codetries": "how often somebody has failed, of no case",
    "exchange_caseexport": "how many rows went out, with a purpose",
    "exchange_casestoring": "hangs on a file handed in, which its own room shows to who handed it in",
    "plans_savedfilter": "codes that somebody narrows a list to",
    "teams_fieldofwork": "what a member of staff works with",
    "repatriation_known": "conditions and what is known of countries, of no case",
    "referrals_participant": "which staff and agencies meet, and nothing of why",
    "teams_standin": "who stands in for whom, in a service",
    "housing_provider": "a provider by a random name",
    "housing_providerstaff": "which staff act for a provider",
    "housing_dwelling": "a dwelling by a random name; where it is lies in the vault",
    "housing_offering": "what a dwelling has",
    "housing_place": "that a dwelling has a place, and since when",
    "housing_clearance": "until when a dwelling is cleared",
    "assignments_week": "a week of competence-raising, of no case",
    "assignments_assignment": "work that never becomes a case",
    "assignments_step": "how far such work has come",
    "assignments_helping": "which services take part in it",
    "assignments_feedback": "how many gave which answer after it",
    "assignments_activity": "teaching and groups, as counts",
    "assignments_witness": "which kind of court, and no matter",
    "assignments_answers": "counts that a public site gives",
    "assignments_post": "where staff are posted",
    "mentors_organisation": "an organisation, which is public",
    "mentors_coordinator": "which staff match for an organisation",
    "mentors_offer": "what a volunteer offers, by a number",
    "persons_heldfield": "names fields that the vault has sealed, and is read after the case is reached",
}


def held() -> set[str]:
    """Give the tables that migrations have spread the net over."""
    steps = [step for one in MigrationLoader(None).disk_migrations.values() for step in one.operations]
    return {table for step in steps if isinstance(step, Net) for table in step.tables}


def me(service: str | None = "MR", role: str = "case_worker") -> Actor:
    return replace(actor("me", service, role, account_id=ME), at=NOW)


@pytest.fixture
def as_the_web() -> Iterator[None]:
    """Act as the role of the web process, with the net spread; the role is gone after the test."""
    with connection.cursor() as cursor:
        cursor.execute(roles_sql(database=connection.settings_dict["NAME"], web="fristed_web_in_tests"))
    with the_net():
        yield


def to_the_web() -> None:
    """Leave the owner's rights behind."""
    connection.cursor().execute("SET LOCAL ROLE fristed_web_in_tests")


def references(rows: Any) -> set[str]:
    return set(rows.values_list("reference", flat=True))


def registered(service: str, **changes: Any) -> str:
    """Register a case as the owner of the tables, whom the net does not hold, and change it."""
    case = actions.register_case(draft=plain_case(service, DAY), by=CASE_WORKERS[service], at=NOW)
    Case.objects.filter(reference=case.reference).update(**changes)
    return case.reference


def of_case(reference: str) -> dict[str, Any]:
    case = Case.objects.get(reference=reference)
    return {"service": case.service, "reference": reference, "account_id": ME}


def world() -> set[str]:
    """Store one case of each kind; give those that are within reach of :func:`me` in MR."""
    hours = timedelta(hours=1)
    own, tied, blocked = registered("MR"), registered("MR"), registered("MR")
    Tie.objects.create(**of_case(tied), kind="kin", declared_at=NOW)
    Block.objects.create(**of_case(blocked), blocked_at=NOW)
    registered("MR", address_grading=Grading.CONFIDENTIAL)
    named = registered("MR", address_grading=Grading.STRICTLY)
    Naming.objects.create(**of_case(named), named_at=NOW)
    mine = registered("MR", address_grading=Grading.STRICTLY, responsible=ME)
    registered("KT")
    granted, over, broken = registered("KT"), registered("KT"), registered("SU")
    given = {"level": "read", "purpose": "p", "given_at": NOW, "starts_at": NOW - hours}
    Grant.objects.create(key="1", **of_case(granted), **given, ends_at=NOW + hours)
    Grant.objects.create(key="2", **of_case(over), **given, ends_at=NOW)
    times = {"broken_at": NOW - hours, "until_at": NOW + hours}
    BrokenGlass.objects.create(key="3", **of_case(broken), reason="r", **times)
    strict = registered("KT", address_grading=Grading.STRICTLY)
    Grant.objects.create(key="4", **of_case(strict), **given, ends_at=NOW + hours)
    Naming.objects.create(**of_case(strict), named_at=NOW)
    return {own, named, mine, granted, broken}


@pytest.mark.postgresql
@pytest.mark.django_db
def test_with_the_filter_taken_away_the_net_shows_what_is_within_reach(
    as_the_web: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = world()
    assert references(queries.rows_within_reach(me())) == expected
    monkeypatch.setattr(queries, "reach_of", lambda _actor, _permission: Q())
    assert references(queries.rows_within_reach(me())) > expected
    to_the_web()
    acts(me())
    found = queries.cases_visible_to(me())
    assert ({line.reference for line in found.lines}, found.total) == (expected, len(expected))
    assert references(Case.objects.all()) == expected
    assert Contact.objects.count() == len(expected)


@pytest.fixture
def as_the_web_for_good() -> Iterator[None]:
    """The same outside a transaction, as in a request: the role is taken away by hand afterwards."""
    role = "fristed_web_in_requests"
    with connection.cursor() as cursor:
        cursor.execute(roles_sql(database=connection.settings_dict["NAME"], web=role))
    with the_net():
        yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(f"DROP OWNED BY {role}")
        cursor.execute(f"DROP ROLE {role}")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_pages_read_outside_a_transaction_and_are_held_all_the_same(
    as_the_web_for_good: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = world()
    connection.cursor().execute("SET ROLE fristed_web_in_requests")
    assert references(Case.objects.all()) == set()
    acts(me())
    monkeypatch.setattr(queries, "reach_of", lambda _actor, _permission: Q())
    assert {line.reference for line in queries.cases_visible_to(me()).lines} == expected
    assert queries.quality_work_list(me(), 2024).cases == len(expected)
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('fristed.actor_id', true), '')")
        assert cursor.fetchone() == ("",)


@pytest.mark.postgresql
@pytest.mark.django_db
def test_where_nobody_acts_there_is_no_row(as_the_web: None) -> None:
    world()
    to_the_web()
    assert (Case.objects.count(), Contact.objects.count(), GreyZoneCase.objects.count()) == (0, 0, 0)


@pytest.mark.postgresql
@pytest.mark.django_db
def test_who_acts_is_told_in_the_same_transaction_and_leaves_nothing_behind(as_the_web: None) -> None:
    registered("MR")
    acts(me())
    with transaction.atomic():
        Case.objects.count()
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('fristed.actor_id', true), '')")
        assert cursor.fetchone()[0] in ("", "0")


@pytest.mark.postgresql
@pytest.mark.django_db
def test_work_in_the_own_service_goes_on_under_the_net(as_the_web: None) -> None:
    to_the_web()
    by = me()
    acts(by)
    reference = actions.register_case(draft=plain_case("MR", DAY), by=by, at=NOW).reference
    actions.add_contact(reference=reference, on_date=DAY, by=by, at=NOW)
    actions.update_agencies(reference=reference, involved=("nav",), to_involve=(), by=by, at=NOW)
    actions.grade_address(reference=reference, grading="strictly", by=by, at=NOW)
    draft = GreyZoneDraft(service="MR", first_contact_date=DAY, topic="school")
    grey = actions.register_grey_zone_case(draft=draft, by=by, at=NOW)
    actions.convert_grey_zone_case(reference=grey, draft=plain_case("MR", DAY), by=by, at=NOW)
    actions.declare_tie(reference=reference, kind="kin", by=by, at=NOW)
    assert len(queries.cases_visible_to(by).lines) == 1
    assert Case.objects.filter(reference=reference).count() == 0


@pytest.mark.postgresql
@pytest.mark.django_db
@pytest.mark.parametrize("change", ["insert", "update", "delete", "steal"])
def test_a_write_beyond_reach_is_refused_or_finds_nothing(as_the_web: None, change: str) -> None:
    theirs, mine = registered("KT"), registered("MR")
    row = Case.objects.get(reference=theirs)
    to_the_web()
    acts(me())
    if change == "update":
        assert Case.objects.filter(reference=theirs).update(status="closed", closed_date=DAY) == 0
    elif change == "delete":
        assert Contact.objects.filter(case_id=row.pk).delete()[0] == 0
        assert Case.objects.filter(reference=mine).exists()
    else:
        row.pk, row.reference = None, "AAAAA-AAAAA"
        writes: dict[str, Callable[[], Any]] = {
            "insert": lambda: row.save(force_insert=True),
            "steal": lambda: Case.objects.filter(reference=mine).update(service="KT"),
        }
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            writes[change]()


@pytest.mark.postgresql
@pytest.mark.django_db
@pytest.mark.parametrize("table", ["cases_case", "cases_greyzonecase"])
def test_no_case_is_deleted_by_the_web_within_reach_or_not(as_the_web: None, table: str) -> None:
    registered("MR")
    draft = GreyZoneDraft(service="MR", first_contact_date=DAY, topic="school")
    actions.register_grey_zone_case(draft=draft, by=CASE_WORKERS["MR"], at=NOW)
    # A policy for everything that somebody adds later does not open what is never deleted.
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE POLICY loose ON {table} USING (true)")
    to_the_web()
    acts(me())
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608  one of the two above
        assert cursor.rowcount == 0


@pytest.mark.postgresql
@pytest.mark.django_db
@pytest.mark.parametrize("table", NEVER_DELETED)
def test_what_decisions_rest_on_is_ended_and_never_deleted_by_the_web(as_the_web: None, table: str) -> None:
    to_the_web()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(f"DELETE FROM {table}")  # noqa: S608  a name of the list


@pytest.mark.postgresql
@pytest.mark.django_db
def test_plans_are_made_under_the_net_and_those_of_other_services_are_not_there(as_the_web: None) -> None:
    theirs, mine = registered("KT"), registered("MR")
    task: dict[str, Any] = {
        "kind": "call",
        "account": None,
        "due_date": NOW.date(),
        "text": "Ring.",
        "at": NOW,
    }
    set_task(reference=theirs, by=CASE_WORKERS["KT"], **task)
    to_the_web()
    acts(me())
    set_task(reference=mine, by=me(), **task)
    assert [line.text for line in read_plans(reference=mine, by=me(), at=NOW).tasks] == ["Ring."]
    assert Task.objects.update(kind="meet") == 1
    acts(me("SU"))
    assert Task.objects.count() == 0


@pytest.mark.postgresql
@pytest.mark.django_db
def test_counting_goes_through_the_systems_own_door_and_only_reads(as_the_web: None) -> None:
    for service in CASE_WORKERS:
        registered(service)
    to_the_web()
    acts(me())
    with statistics_door():
        assert len(list(case_facts())) == 3
        assert Case.objects.update(status="open") == 0
        assert Contact.objects.all().delete()[0] == 0
    assert Case.objects.count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_glass_can_be_broken_under_the_net_and_shows_one_case_more(as_the_web: None) -> None:
    theirs, other = registered("KT"), registered("KT")
    graded = registered("KT", address_grading=Grading.STRICTLY)
    apps.get_model("identity", "Account").objects.create(
        pk=900, username="gro", display_name="Gro", service="KT"
    ).grants.create(role="service_leader", granted_at=NOW)
    to_the_web()
    acts(me())
    reason = "She is at the airport now and her service is closed."
    actions.break_glass(reference=theirs, reason=reason, hours=2, by=me(), at=NOW)
    for reference in (graded, "AAAAA-AAAAA"):
        with pytest.raises(GlassNotBroken):
            actions.break_glass(reference=reference, reason=reason, hours=2, by=me(), at=NOW)
    assert references(Case.objects.all()) == {theirs}
    assert other != theirs


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_role_of_the_web_owns_nothing_goes_round_nothing_and_changes_no_trail(as_the_web: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'fristed_web_in_tests'")
        assert cursor.fetchone() == (False, False)
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace"
        )
        assert {name for (name,) in cursor.fetchall()} == held()
        cursor.execute("SELECT count(*) FROM pg_views WHERE schemaname = 'public'")
        assert cursor.fetchone() == (0,)
    to_the_web()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("DELETE FROM audit_auditline")


def test_the_net_is_spread_over_every_table_of_the_casework_or_it_is_said_why_not() -> None:
    rooms = [room for room in apps.get_app_configs() if room.name.startswith("fristed.casework.")]
    tables = {model._meta.db_table for room in rooms for model in room.get_models()}
    assert held() == tables - NOT_HELD.keys()
    assert NOT_HELD.keys() < tables


def test_a_statement_on_any_table_that_is_held_is_known_as_one() -> None:
    named = [model for model in apps.get_models() if net._tables_of_casework().search(_statement_on(model))]
    assert {model._meta.db_table for model in named} == held() | NOT_HELD.keys()


def _statement_on(model: type[Model]) -> str:
    return str(model._default_manager.order_by().values("pk").query)


def test_what_hangs_on_a_case_is_never_left_out() -> None:
    hanging = {model._meta.db_table for model in apps.get_models() if _hangs_on_a_case(model)}
    assert hanging <= held()


def _hangs_on_a_case(model: type[Model]) -> bool:
    return any(field.related_model in (Case, GreyZoneCase) for field in model._meta.concrete_fields)


def test_only_an_asked_lowering_may_be_taken_away_of_what_decisions_rest_on() -> None:
    tables = {model._meta.db_table for model in apps.get_app_config("access").get_models()}
    assert tables - set(NEVER_DELETED) == {"access_lowering"}


def test_the_command_prints_the_statements_and_refuses_an_odd_name() -> None:
    out = StringIO()
    call_command("database_roles", "--sql", "--web=the_web", stdout=out)
    assert "CREATE ROLE the_web LOGIN NOSUPERUSER" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("database_roles", "--sql", "--web=x; DROP")


@pytest.mark.django_db
def test_without_postgresql_the_net_stands_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(net, "POSTGRESQL", "another database")
    with the_net(), CaptureQueriesContext(connection) as asked:
        assert Case.objects.count() == 0
    assert len(asked) == 1
