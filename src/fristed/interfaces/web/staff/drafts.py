"""What somebody had typed when the session ended or a step up was asked for: kept, sealed, and offered again.

The draft lies in the visitor's own session on the server, sealed, for half an hour, for that account only.
Nothing is left in the browser, and it works without script. Passwords, codes and files are not kept, and
nothing at all of the forms whose answers only the vault may hold: passphrases, places, who somebody is. It
would lie in the session under another key, which no shredding reaches.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from fristed.foundation.identity.staff.keys import NotOurs, opened, seal
from fristed.interfaces.web.routes import row_of

USE = "draft"
LIVES = timedelta(minutes=30)
LARGEST = 200_000
TOO_SENSITIVE = {
    "case-place-step": "case-place",
    "case-person-write": "case-person-write",
    "place-key-step": "place-key",
    "escrow-step": "escrow",
}
"""Forms of which nothing is kept, and the page to fill them in again on."""
LOST = "draft_not_kept"
NOT_KEPT = ("csrfmiddlewaretoken", "password", "new_password", "new_password_again", "code", "answer")


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that was sent and not carried out: where to, and what it held."""

    path: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool


def keep_draft(request: HttpRequest, *, account_id: int, at: datetime) -> None:
    """Keep the form of a request, or forget an older one where there is none or it is too large.

    Of the forms that are open to everybody nothing is kept: who answers there is perhaps not the account's
    owner, and has been told that nothing is stored. The session is then not touched either.
    """
    match = _match_of(request)
    if match is not None and row_of(match.view_name).public:
        return
    request.session.pop(USE, None)
    if match is None or match.view_name in TOO_SENSITIVE:
        request.session[LOST] = True
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


def _match_of(request: HttpRequest) -> ResolverMatch | None:
    """Give what an address leads to; nothing where there is no such page."""
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None


def page_to_begin_again(request: HttpRequest) -> str:
    """Give the page of a form of which nothing is kept; nothing for other forms."""
    match = _match_of(request)
    page = TOO_SENSITIVE.get(match.view_name, "") if match else ""
    named = {name: value for name, value in match.kwargs.items() if name == "reference"} if match else {}
    return reverse(page, kwargs=named) if page else ""


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
