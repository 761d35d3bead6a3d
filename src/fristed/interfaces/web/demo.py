"""What the pages say in a data directory marked as a demo: the banner, and the accounts to try."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fristed.foundation.demo_mark import is_demo
from fristed.interfaces.web import labels


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An invented person to sign in as; the password is shown because nobody is real."""

    username: str
    display_name: str
    role_label: str
    password: str


@dataclass(frozen=True, slots=True)
class DemoNotice:
    """That this is a demo, and its accounts."""

    accounts: tuple[DemoAccount, ...]


def _account(record: Mapping[str, Any]) -> DemoAccount:
    return DemoAccount(
        username=str(record["username"]),
        display_name=str(record["display_name"]),
        role_label=labels.role_and_service(
            str(record["role"]), str(record.get("service") or record.get("directorate") or "")
        ),
        password=str(record["password"]),
    )


def demo_notice(data: Path) -> DemoNotice | None:
    """Read the demo's mark, or give ``None`` where real people may be registered."""
    if not is_demo(data):
        return None
    text = (data / "DEMO").read_text("utf-8").strip()
    accounts = json.loads(text).get("accounts", []) if text else []
    return DemoNotice(tuple(_account(record) for record in accounts))
