"""What somebody had typed when the session ended or a step up was asked for: kept, sealed, and offered again.

The draft lies in the visitor's own session on the server, sealed, for half an hour, for that account only.
Nothing is left in the browser, and it works without script. Passwords, codes and files are not kept, and
nothing at all of the pages where somebody types what only the vault may hold: who and where a person is,
and passphrases. It would lie in the session under another key, which no shredding reaches.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.urls import Resolver404, resolve

from fristed.foundation.identity.staff.keys import NotOurs, opened, seal

USE = "draft"
LIVES = timedelta(minutes=30)
LARGEST = 200_000
NOT_KEPT = ("csrfmiddlewaretoken", "password", "new_password", "new_password_again", "code", "answer")
FOR_THE_VAULT = frozenset({"case-person-write", "case-place-step", "place-key-step"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that was sent and not carried out: where to, and what it held."""

    path: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool


def keep_draft(request: HttpRequest, *, account_id: int, at: datetime) -> None:
    """Keep the form of a request, or forget an older one where there is none or it is too large."""
    request.session.pop(USE, None)
    if _is_for_the_vault(request.path_info):
        return
    fields = [
        (name, value) for name in request.POST if name not in NOT_KEPT for value in request.POST.getlist(name)
    ]
    record = {
        "account": account_id,
        "at": at.isoformat(),
        "path": request.path,
        "fields": fields,
        "had_files": bool(request.FILES),
    }
    content = json.dumps(record).encode()
    if fields and len(content) <= LARGEST:
        request.session[USE] = b64encode(seal(USE, content)).decode()


def _is_for_the_vault(path: str) -> bool:
    """Whether what is sent there belongs in the vault alone; also where there is no such page."""
    try:
        return resolve(path).url_name in FOR_THE_VAULT
    except Resolver404:
        return True


def forget_draft(request: HttpRequest) -> None:
    """Forget what was kept."""
    request.session.pop(USE, None)


def draft_of(request: HttpRequest, *, account_id: int | None, at: datetime) -> Draft | None:
    """Give what was kept for this account; what was kept for another, or too long ago, is forgotten."""
    kept = request.session.get(USE)
    if kept is None:
        return None
    try:
        record = json.loads(opened(USE, b64decode(kept)))
    except (NotOurs, ValueError):
        record = {}
    age = at - datetime.fromisoformat(record["at"]) if record else LIVES
    if not record or record["account"] != account_id or not timedelta(0) <= age < LIVES:
        forget_draft(request)
        return None
    fields = tuple((str(name), str(value)) for name, value in record["fields"])
    return Draft(record["path"], fields, bool(record["had_files"]))
