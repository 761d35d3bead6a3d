"""Spread the second net over the tables of the register, where the database is PostgreSQL.

What a row must be for the web process to see it is written a second time here, in the database's own words;
a test with the application's filter taken away shows that it holds. There is no function and no view, so
nothing runs with its owner's rights.
"""

from collections.abc import Iterator

from django.db import migrations

from fristed.foundation.identity.access.part_policies import CASE, DOOR, Net, enabled, policies_of_part

# Each is a subquery of its own, so that the planner asks once for a statement and not once for a row.
ACTOR = "(SELECT coalesce(nullif(current_setting('fristed.actor_id', true), ''), '0')::bigint)"
SERVICE = "(SELECT coalesce(current_setting('fristed.actor_service', true), ''))"
AT = "(SELECT nullif(current_setting('fristed.at', true), '')::timestamptz)"
AT_THE_DOOR = "(SELECT coalesce(current_setting('fristed.reference', true), ''))"


def listed(table: str) -> str:
    """Say that a row's reference is among those that hold for who acts."""
    return (
        f"reference = ANY (ARRAY(SELECT held.reference FROM {table} held "  # noqa: S608  constants only
        f"WHERE held.account_id = {ACTOR} AND held.ended_at IS NULL))"
    )


GRANTED = (
    f"FROM access_grant given WHERE given.account_id = {ACTOR} "
    f"AND given.starts_at <= {AT} AND {AT} < given.ends_at "
    f"AND (given.ended_at IS NULL OR {AT} < given.ended_at)"
)
# Whether a row of a table with these columns is within the reach of who acts.
REACHES = f"""({ACTOR} <> 0
    AND NOT {listed("access_tie")}
    AND NOT {listed("access_block")}
    AND NOT person_pseudonym = ANY (ARRAY(SELECT own.pseudonym FROM access_staffpseudonym own
                                          WHERE own.account_id = {ACTOR}))
    AND (address_grading = 'none'
         OR ((coalesce(responsible, 0) = {ACTOR} OR {listed("access_naming")})
             AND (address_grading = 'confidential'
                  OR (address_grading = 'strictly' AND service = {SERVICE}))))
    AND (service = {SERVICE}
         OR service = ANY (ARRAY(SELECT given.service {GRANTED} AND given.reference = ''))
         OR service || reference = ANY (ARRAY(SELECT given.service || given.reference {GRANTED}
                                              AND given.reference <> ''))
         OR service || reference = ANY (ARRAY(SELECT broken.service || broken.reference
                                              FROM access_brokenglass broken
                                              WHERE broken.account_id = {ACTOR}
                                              AND broken.broken_at <= {AT} AND {AT} < broken.until_at))))
"""  # noqa: S608  constants only
GREY_ZONE, IMPORT = "cases_greyzonecase", "cases_caseimport"
PARTS = (
    "cases_contact",
    "cases_furthercountry",
    "cases_agencylink",
    "cases_secondaryconcern",
    "cases_currentconcern",
    "cases_controlarena",
    "cases_mainconcerncorrection",
)
HELD = (CASE, GREY_ZONE, IMPORT, *PARTS)


def policies_of_case() -> Iterator[str]:
    reaches = REACHES
    through_a_door = f"{DOOR} = 'statistics' OR ({DOOR} = 'emergency' AND reference = {AT_THE_DOOR})"
    yield f"CREATE POLICY reach_read ON {CASE} FOR SELECT USING ({through_a_door} OR {reaches})"
    yield f"CREATE POLICY reach_add ON {CASE} FOR INSERT WITH CHECK (service = {SERVICE})"
    yield f"CREATE POLICY reach_change ON {CASE} FOR UPDATE USING ({reaches}) WITH CHECK ({reaches})"
    yield never_removed(CASE)


def policies_of_grey_zone() -> Iterator[str]:
    with_its_case = (
        f"(case_id IS NULL OR EXISTS (SELECT 1 FROM {CASE} own WHERE own.id = {GREY_ZONE}.case_id))"  # noqa: S608
    )
    reaches = f"{REACHES} AND {with_its_case}"
    yield f"CREATE POLICY reach_read ON {GREY_ZONE} FOR SELECT USING ({reaches})"
    yield f"CREATE POLICY reach_add ON {GREY_ZONE} FOR INSERT WITH CHECK (service = {SERVICE})"
    yield f"CREATE POLICY reach_change ON {GREY_ZONE} FOR UPDATE USING ({reaches}) WITH CHECK ({reaches})"
    yield never_removed(GREY_ZONE)


def never_removed(table: str) -> str:
    """Say that the web process deletes no row, within reach or not: no verb deletes a case.

    Without the policy the answer is the same; with it a policy for everything cannot come to mean this too.
    """
    return f"CREATE POLICY reach_remove ON {table} AS RESTRICTIVE FOR DELETE USING (false)"


def spread() -> tuple[str, ...]:
    """Give the statements that spread the net over the tables of the case register."""
    policies = [*policies_of_case(), *policies_of_grey_zone()]
    policies += [policy for table in PARTS for policy in policies_of_part(table)]
    policies.append(
        f"CREATE POLICY reach_own ON {IMPORT} USING (service = {SERVICE}) WITH CHECK (service = {SERVICE})"
    )
    return (*policies, *enabled(HELD))


class Migration(migrations.Migration):
    replaces = [("cases", "0005_row_security")]
    dependencies = [("cases", "0001_case_register"), ("access", "0001_ties_and_grants")]
    operations = [Net(HELD, spread())]
