"""The second net for a table that holds something of a case: policies of PostgreSQL, as migrations run them.

A migration that makes such a table ends with ``net_over("room_table")``; its rows are then there for whoever
reaches the case, and go in by no door. What stands here has been run and is never changed: other policies get
a function of their own, and a migration that puts them in the place of these.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

CASE = "cases_case"
DOOR = "(SELECT coalesce(current_setting('fristed.door', true), ''))"
ACTOR = "(SELECT coalesce(nullif(current_setting('fristed.actor_id', true), ''), '0')::bigint)"
POLICIES = ("reach_read", "reach_add", "reach_change", "reach_remove", "reach_own")


def policies_of_part(table: str) -> Iterator[str]:
    """Give the statements for one table, which has a column ``case_id``."""
    # Asked row by row through the key of the case where few rows are read, at once where many are.
    seen = f"EXISTS (SELECT 1 FROM {CASE} whole WHERE whole.id = {table}.case_id)"  # noqa: S608
    changed = f"{DOOR} = '' AND {seen}"
    yield f"CREATE POLICY reach_read ON {table} FOR SELECT USING ({seen})"
    yield f"CREATE POLICY reach_add ON {table} FOR INSERT WITH CHECK ({changed})"
    yield f"CREATE POLICY reach_change ON {table} FOR UPDATE USING ({changed}) WITH CHECK ({changed})"
    yield f"CREATE POLICY reach_remove ON {table} FOR DELETE USING ({changed})"


def spread_over(tables: tuple[str, ...]) -> Iterator[str]:
    """Give the statements that spread the net over tables of parts of a case."""
    for table in tables:
        yield from policies_of_part(table)
    yield from enabled(tables)


def enabled(tables: tuple[str, ...]) -> Iterator[str]:
    """Give the statements without which policies are not asked."""
    for table in tables:
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"


def taken_in(tables: tuple[str, ...]) -> Iterator[str]:
    """Give the statements that take the net in again."""
    for table in tables:
        yield f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"
        for name in POLICIES:
            yield f"DROP POLICY IF EXISTS {name} ON {table}"


def policies_of_own(table: str) -> Iterator[str]:
    """Give the statements for a table of what belongs to one account, with a column ``account_id``."""
    own = f"account_id = {ACTOR} AND {ACTOR} <> 0"
    yield f"CREATE POLICY reach_own ON {table} USING ({own}) WITH CHECK ({own})"


class Net(migrations.RunPython):
    """The step of a migration that spreads the net; on another database than PostgreSQL it does nothing."""

    def __init__(self, tables: tuple[str, ...], statements: tuple[str, ...]) -> None:
        self.tables = tables
        self.statements = statements
        super().__init__(self.spread, self.take_in)

    def spread(self, apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Spread the net."""
        _run(self.statements, schema_editor)

    def take_in(self, apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Take it in again."""
        _run(taken_in(self.tables), schema_editor)


def _run(statements: Iterator[str] | tuple[str, ...], schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement, params=None)


def net_over(*tables: str) -> Net:
    """Give the step that spreads the net over tables of parts of a case, each with a column ``case_id``."""
    return Net(tables, tuple(spread_over(tables)))


def net_over_own(*tables: str) -> Net:
    """Give the step that lets everybody see and change rows of the own account only."""
    policies = [policy for table in tables for policy in policies_of_own(table)]
    return Net(tables, (*policies, *enabled(tables)))


SERVICE = "(SELECT coalesce(current_setting('fristed.actor_service', true), ''))"
AT = "(SELECT nullif(current_setting('fristed.at', true), '')::timestamptz)"


def reached(table: str, column: str, whole: str) -> str:
    """Say that the row which a column points at is there for who acts, asked through its key."""
    return f"EXISTS (SELECT 1 FROM {whole} whole WHERE whole.id = {table}.{column})"  # noqa: S608


def listed(table: str, column: str) -> str:
    """Say that a row's reference is among those that hold for who acts."""
    return (
        f"{column} = ANY (ARRAY(SELECT held.reference FROM {table} held "  # noqa: S608  constants only
        f"WHERE held.account_id = {ACTOR} AND held.ended_at IS NULL))"
    )


def shut(column: str) -> str:
    """Say that a tie or a block shuts a reference to who acts."""
    return f"({listed('access_tie', column)} OR {listed('access_block', column)})"


def asked() -> str:
    """Say that what is sent is within reach of who acts in the service that is asked, as a case would be."""
    granted = (
        f"FROM access_grant given WHERE given.account_id = {ACTOR} "
        f"AND given.starts_at <= {AT} AND {AT} < given.ends_at "
        f"AND (given.ended_at IS NULL OR {AT} < given.ended_at)"
    )
    return f"""({ACTOR} <> 0
    AND NOT {shut("reference")}
    AND NOT {shut("from_reference")}
    AND NOT person_pseudonym = ANY (ARRAY(SELECT own.pseudonym FROM access_staffpseudonym own
                                          WHERE own.account_id = {ACTOR}))
    AND (address_grading = 'none'
         OR ((coalesce(responsible, 0) = {ACTOR} OR {listed("access_naming", "reference")})
             AND (address_grading = 'confidential'
                  OR (address_grading = 'strictly' AND service = {SERVICE}))))
    AND (service = {SERVICE}
         OR service = ANY (ARRAY(SELECT given.service {granted} AND given.reference = ''))
         OR service || reference = ANY (ARRAY(SELECT given.service || given.reference {granted}
                                              AND given.reference <> ''))))
"""  # noqa: S608  constants only


def policies_where(table: str, seen: str, added: str) -> Iterator[str]:
    """Give the statements for a table whose rows are seen and changed, and are added, where these hold."""
    changed = f"({DOOR} = '' AND {seen})"
    yield f"CREATE POLICY reach_read ON {table} FOR SELECT USING {seen}"
    yield f"CREATE POLICY reach_add ON {table} FOR INSERT WITH CHECK ({DOOR} = '' AND {added})"
    yield f"CREATE POLICY reach_change ON {table} FOR UPDATE USING {changed} WITH CHECK {changed}"


def net_over_asked(whole: str, *, sent: str, column: str, pieces: tuple[str, ...], own: str = "") -> Net:
    """Give the step for what one service asks of another before that has a case, and for what hangs on it.

    ``whole`` is there with its case, and for who is asked where ``sent`` holds; ``pieces`` point at it by
    ``column`` and go with it. ``own`` names a further piece with the columns ``account_id`` and
    ``case_reference``, whose rows are there also for the account, unless the case is shut to it.
    """
    with_case = reached(whole, "case_id", CASE)
    statements = [*policies_where(whole, f"({with_case} OR (({sent}) AND {asked()}))", with_case)]
    for piece in pieces:
        hangs = f"({reached(piece, column, whole)})"
        statements += policies_where(piece, hangs, hangs)
    if own:
        hangs = reached(own, column, whole)
        mine = f"(account_id = {ACTOR} AND {ACTOR} <> 0 AND NOT {shut('case_reference')})"
        statements += policies_where(own, f"({hangs} OR {mine})", f"({hangs})")
    tables = (*((own,) if own else ()), *pieces, whole)
    return Net(tables, (*statements, *enabled(tables)))


def has_role(role: str) -> str:
    """Say that who acts has a role."""
    return (
        f"EXISTS (SELECT 1 FROM identity_rolegrant given WHERE given.account_id = {ACTOR} "  # noqa: S608
        f"AND given.role = '{role}')"
    )


def works_for(column: str, staff: str) -> str:
    """Say that who acts works for the organisation that a column names; ``staff`` holds who works where."""
    return (
        f"{column} = ANY (ARRAY(SELECT works.{column} FROM {staff} works "  # noqa: S608  constants only
        f"WHERE works.account_id = {ACTOR} AND works.ended_at IS NULL))"
    )


def sent_to(part: str) -> str:
    """Say that a row is sent to somebody outside the services, whose part it is where ``part`` holds.

    The case it is of is shut to nobody by a tie or a block, is not about who acts, and where its address is
    protected who acts is named to it.
    """
    return f"""({ACTOR} <> 0
    AND NOT {shut("case_reference")}
    AND (address_grading = 'none' OR {listed("access_naming", "case_reference")})
    AND NOT person_pseudonym = ANY (ARRAY(SELECT own.pseudonym FROM access_staffpseudonym own
                                          WHERE own.account_id = {ACTOR}))
    AND ({part}))
"""  # noqa: S608  constants only


def net_over_sent(whole: str, *, part: str, column: str, pieces: tuple[str, ...]) -> Net:
    """Give the step for what is sent of a case to those in the chain, and for what hangs on it.

    ``whole`` is there with its case, for those whose ``part`` it is, and for what statistics count;
    ``pieces`` point at it by ``column`` and go with it. Who has a part is told by roles and by columns of the
    row itself, since a policy that asked other tables that are held would ask without end.
    """
    with_case = reached(whole, "case_id", CASE)
    seen = f"({with_case} OR {sent_to(part)})"
    statements = [
        f"CREATE POLICY reach_read ON {whole} FOR SELECT USING ({DOOR} = 'statistics' OR {seen})",
        f"CREATE POLICY reach_add ON {whole} FOR INSERT WITH CHECK ({DOOR} = '' AND {with_case})",
        f"CREATE POLICY reach_change ON {whole} FOR UPDATE USING ({DOOR} = '' AND {seen}) "
        f"WITH CHECK ({DOOR} = '')",
    ]
    for piece in pieces:
        hangs = reached(piece, column, whole)
        statements += policies_where(piece, f"({hangs})", hangs)
        statements.append(f"CREATE POLICY reach_remove ON {piece} FOR DELETE USING ({DOOR} = '' AND {hangs})")
    tables = (*pieces, whole)
    return Net(tables, (*statements, *enabled(tables)))
