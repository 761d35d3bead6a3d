"""The second net of PostgreSQL: the tables it is spread over, and the role of the web process that it holds.

What a row must be to be seen is in the migrations that spread it (``cases/migrations/0002_second_net.py``); a
table that comes later gets a migration of its own, with the policies of a part of a case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

CASE, GREY_ZONE, IMPORT = "cases_case", "cases_greyzonecase", "cases_caseimport"
PARTS = (
    "cases_contact",
    "cases_furthercountry",
    "cases_agencylink",
    "cases_secondaryconcern",
    "cases_currentconcern",
    "cases_controlarena",
    "cases_mainconcerncorrection",
)
OF_CASES = (CASE, GREY_ZONE, IMPORT, *PARTS)
NAMES = ("reach_read", "reach_add", "reach_change", "reach_remove")
# What other rooms of the casework hold of a case, each in a table with a column case_id.
OF_ROOMS = ("teams_membership",)
HELD = (*OF_CASES, *OF_ROOMS)


def spread_over(tables: Sequence[str]) -> Sequence[str]:
    """Give the statements that spread the net over tables of another room, each with a column ``case_id``.

    A row is there for whoever reaches its case. First migrations of rooms run them: what they say never
    changes; a net of another shape is another function.
    """
    return [*(policy for table in tables for policy in _policies_of_part(table)), *_enabled(tables)]


def taken_in(tables: Sequence[str]) -> Sequence[str]:
    """Give the statements that take the net in again."""
    return [
        *(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY" for table in tables),
        *(f"DROP POLICY IF EXISTS {name} ON {table}" for table in tables for name in NAMES),
    ]


def _policies_of_part(table: str) -> Iterator[str]:
    door = "(SELECT coalesce(current_setting('fristed.door', true), ''))"
    seen = f"case_id IN (SELECT whole.id FROM {CASE} whole)"  # noqa: S608  constants only
    changed = f"{door} = '' AND {seen}"
    yield f"CREATE POLICY reach_read ON {table} FOR SELECT USING ({seen})"
    yield f"CREATE POLICY reach_add ON {table} FOR INSERT WITH CHECK ({changed})"
    yield f"CREATE POLICY reach_change ON {table} FOR UPDATE USING ({changed}) WITH CHECK ({changed})"
    yield f"CREATE POLICY reach_remove ON {table} FOR DELETE USING ({changed})"


def _enabled(tables: Sequence[str]) -> list[str]:
    return [f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY" for table in tables]


def roles_sql(*, database: str, web: str = "fristed_web") -> str:
    """Give the statements that make the web process a role that owns no table and goes round no policy."""
    return f"""-- Run as an administrator of the database, once and again after an upgrade. Then let the web
-- process sign in as {web} (FRISTED_DATABASE_URL), and the task worker and "fristed migrate" as the owner
-- of the tables.
-- Give the role a way to sign in yourself: a password, a certificate, or peer authentication.
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{web}') THEN
        CREATE ROLE {web} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
    END IF;
END $$;
GRANT CONNECT ON DATABASE "{database}" TO {web};
GRANT USAGE ON SCHEMA public TO {web};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {web};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {web};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {web};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {web};
REVOKE UPDATE, DELETE ON audit_auditline FROM {web};
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {web};
"""  # noqa: S608  the command refuses a name that is not plain
