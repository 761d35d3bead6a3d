"""Every verb and reading of clients and of their API, and how each ends for whom; kept by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from fristed.casework.cases.queries import cases_behind, references_within_reach
from fristed.casework.journal.queries import entries_seen
from fristed.casework.plans.actions import read_tasks
from fristed.foundation.identity.clients import actions, queries
from fristed.foundation.identity.facts import Actor
from tests.access.modes_table import on_a_case
from tests.access.moves_table import AT, Call, Rule, given, of
from tests.access.vault_table import anybody, may_hold, nobody, owns_the_system, works_with_cases


def asks_for(by: Actor, service: str) -> bool:
    """The leader of the service, and system owners for all."""
    return owns_the_system(by, service) or (by.username == "service_leader" and by.service == service)


CLIENTS: Mapping[str, tuple[Call, Rule]] = {
    "ask_for_client": (
        lambda by, s, _r: actions.ask_for_client(
            name="x", service=s, scopes=(), ends_at=AT + timedelta(days=9), **given(by)
        ),
        of(asks_for),
    ),
    "confirm_client": (lambda by, _s, _r: actions.confirm_client(key="x", **given(by)), of(may_hold)),
    "issue_token": (lambda by, _s, _r: actions.issue_token(key="x", **given(by)), of(may_hold)),
    "revoke_client": (lambda by, _s, _r: actions.revoke_client(key="x", **given(by)), of(may_hold)),
    "clients_in_reach": (lambda by, _s, _r: queries.clients_in_reach(by), of(may_hold)),
    "client_lines": (lambda by, _s, _r: queries.client_lines(by, at=AT), of(may_hold)),
    # A client's own, and none of these is one.
    "set_target": (
        lambda by, _s, _r: actions.set_target(address="https://a.example/", **given(by)),
        of(nobody),
    ),
    "remove_target": (lambda by, _s, _r: actions.remove_target(**given(by)), of(nobody)),
    "target_of": (lambda by, _s, _r: queries.target_of(by), of(nobody)),
    "client_row": (lambda by, _s, _r: queries.client_row(by), of(nobody)),
    # The clock's.
    "note_told": (lambda by, _s, _r: actions.note_told(target=1, told_to=1, **given(by)), of(nobody)),
    "note_not_told": (lambda by, _s, _r: actions.note_not_told(target=1, **given(by)), of(nobody)),
    # What the API reads of cases besides what the pages read.
    "cases_behind": (lambda by, _s, _r: cases_behind(by), of(works_with_cases)),
    "references_within_reach": (lambda by, _s, ref: references_within_reach(by, [ref]), of(anybody)),
    "entries_seen": (lambda by, _s, _r: entries_seen(by, ["x"]), of(works_with_cases)),
    "read_tasks": (lambda by, _s, ref: read_tasks(reference=ref, **given(by)), on_a_case),
}
CLIENTS_WITHOUT_AN_ACTOR: Mapping[str, str] = {
    "client_behind": "gives who acts, to the door that has the token",
    "record_wrong_token": "notes that somebody came whom nobody knows",
    "targets_to_tell": "gives the clock whom to tell, each with what it may",
    "last_position": "tells how long the trail is",
    "lines_of_events": "gives lines, to a room that decides who may see them",
}
