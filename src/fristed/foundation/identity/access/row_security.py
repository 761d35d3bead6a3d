"""The role of the web process, which the second net of PostgreSQL holds.

What a row must be to be seen is in ``cases/migrations/0002_second_net.py`` and, for the tables that other
rooms have of a case, in :mod:`fristed.foundation.identity.access.part_policies`.
"""

from __future__ import annotations

NEVER_DELETED = (
    "access_tie",
    "access_block",
    "access_naming",
    "access_grant",
    "access_brokenglass",
    "access_notice",
    "access_staffpseudonym",
)
"""What decisions rest on is ended, never taken away: the web process may not."""


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
REVOKE UPDATE, DELETE ON audit_auditline, actionplan_change FROM {web};
REVOKE DELETE ON {", ".join(NEVER_DELETED)} FROM {web};
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {web};
"""  # noqa: S608  the command refuses a name that is not plain
