"""The reference page of roles and permissions, made from the table that the system itself uses."""

from __future__ import annotations

from collections.abc import Iterator

from fristed.foundation.identity.rules import MEANING, OF_A_REGISTER, ROLES, Permission

INTRODUCTION = """# Roles and permissions

Generated from `fristed.foundation.identity.rules`; do not edit. Rebuild it with
`python -m fristed.foundation.identity > docs/reference/permissions.md`.

Nobody may do anything that is not in this table. Permissions marked *own service* hold only in the register
of the actor's own service (KT, MR or SU); the professional team (FT) has no register, so they give its
members nothing. A case of another service is answered as a case that does not exist, unless its leader has
given access or the glass was broken; what shuts a case to somebody whatever their role is in
[Access rules](access-rules.md). Who belongs to a service
reads of the audit trail what that service's people did. Loading a whole register, checking a file that was
uploaded, and firing what falls due by the clock are for the command line of the machine only; it may also
import and export for one service that it names.
"""

# Emergency access is asked for from within a service with a register, and reaches into another.
IN_THE_OWN_SERVICE = OF_A_REGISTER - {Permission.CASE_BREAK_GLASS}


def _rows() -> Iterator[str]:
    """Write one row for each permission, with a mark for each role that has it."""
    roles = tuple(ROLES.values())
    yield f"| Permission | What it allows | {' | '.join(role.label for role in roles)} |"
    yield f"|---|---|{'---|' * len(roles)}"
    for permission in Permission:
        limit = " (*own service*)" if permission in IN_THE_OWN_SERVICE else ""
        marks = " | ".join("yes" if permission in role.permissions else "" for role in roles)
        yield f"| `{permission}` | {MEANING[permission]}{limit} | {marks} |"


def permissions_page() -> str:
    """Give the page as Markdown."""
    codes = "\n".join(f"- `{code}`: {role.label}" for code, role in ROLES.items())
    table = "\n".join(_rows())
    return f"{INTRODUCTION}\n{table}\n\n## Codes of the roles\n\n{codes}\n"
