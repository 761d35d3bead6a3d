"""Who a letter may be sent to: counties and municipalities of the code lists, county governors, services."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fristed.methods.classifications import code_list

DATA = Path(__file__).parent / "data" / "recipients.toml"
COUNTY, MUNICIPALITY, GOVERNOR, SERVICE, OTHER = "county", "municipality", "governor", "service", "other"
# The code lists begin here; a letter of an earlier year goes to those of today.
FIRST_LISTED = 2024
KINDS = (COUNTY, MUNICIPALITY, GOVERNOR, SERVICE, OTHER)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a letter is sent to, by a key that stays; the county of a municipality is its code.

    ``is_unverified`` says that the name is common knowledge, and must be checked before a letter is sent.
    """

    key: str
    kind: str
    name: str
    county: str = ""
    is_unverified: bool = False


@cache
def packaged_recipients(year: int) -> tuple[Recipient, ...]:
    """Give the recipients of a year: counties, municipalities, county governors, services.

    Examples
    --------
    >>> len([one for one in packaged_recipients(2026) if one.kind == "county"])
    15
    """
    listed = max(year, FIRST_LISTED)
    counties = (
        Recipient(f"county-{one.code}", COUNTY, f"{one.label_nb} fylkeskommune", one.code)
        for one in code_list("counties").codes_on(listed)
    )
    municipalities = (
        Recipient(f"municipality-{one.code}", MUNICIPALITY, f"{one.label_nb} kommune", one.parent or "")
        for one in code_list("municipalities").codes_on(listed)
    )
    others = (
        Recipient(row["key"], row["kind"], row["name"], is_unverified=True)
        for row in tomllib.loads(DATA.read_text("utf-8"))["recipient"]
    )
    return (*counties, *municipalities, *others)
