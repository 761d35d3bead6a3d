"""Every way in, in one table: who may come, with what, into which zone.

The middleware decides from this table before a view runs, and ``fristed routes`` prints it. An address
without a row is refused to everybody; a test walks the URL configuration and fails on one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from django.urls import URLPattern, URLResolver, get_resolver

from fristed.foundation.identity.rules import Permission

Zone = Literal["none", "statistics", "case", "place"]
SENSITIVE: frozenset[Zone] = frozenset({"case", "place"})
GET = ("GET",)
POST = ("POST",)
FORM = ("GET", "POST")
GET_PUT, TARGET = ("GET", "PUT"), ("GET", "PUT", "DELETE")


@dataclass(frozen=True, slots=True)
class Row:
    """What is required to use a named address.

    ``action`` is the permission that is needed; empty means that being signed in is enough, or nothing at
    all where ``public``. The zone says what kind of data the answer may hold. ``shows_internals`` marks
    statistics from which hidden counts follow. ``by_token`` marks the API of casework: clients come in with a
    token, nobody with a session, and what an address may be used for is the verbs' to say.
    """

    methods: tuple[str, ...]
    action: str
    zone: Zone
    public: bool = False
    shows_internals: bool = False
    by_token: bool = False

    @property
    def is_on_record(self) -> bool:
        """Whether nothing may be shown here before a durable line says who is about to read it."""
        return self.zone in SENSITIVE or self.shows_internals


@dataclass(frozen=True, slots=True)
class Route:
    """One row as ``fristed routes`` prints it; what varies in the path stands in ``<…>``."""

    path: str
    methods: tuple[str, ...]
    action: str
    zone: Zone
    public: bool


class RouteWithoutRow(LookupError):
    """An address has no row in the table, so nobody may use it."""


SIGNED_IN = ""
READ, REGISTER = Permission.CASE_READ, Permission.CASE_REGISTER
FOLLOW_UP, CORRECT = Permission.CASE_FOLLOW_UP, Permission.CASE_CORRECT
STATISTICS, COMPUTE = Permission.STATISTICS_READ, Permission.RELEASE_COMPUTE
LEAKS = Permission.LEAKS_FIND
OUTREACH = Permission.OUTREACH_REGISTER
RETENTION = Permission.RETENTION_REVIEW
PROTECT, GOVERN = Permission.CASE_PROTECT, Permission.ACCESS_GOVERN
IMPORT, EXPORT = Permission.CASE_IMPORT, Permission.CASE_EXPORT
KEEP_CLIENTS = Permission.CLIENTS_KEEP
ANSWER = Permission.RECEPTION_ANSWER
KNOWLEDGE, LETTERS = Permission.KNOWLEDGE_EDIT, Permission.LETTER_KEEP
PLAN_READ, PLAN_EDIT = Permission.PLAN_READ, Permission.PLAN_EDIT
PLAN_GOVERN = Permission.PLAN_GOVERN
REVIEW, GIVE_LOG = Permission.AUDIT_REVIEW, Permission.ACCESS_LOG_GIVE

TABLE: dict[str, Row] = {
    "health": Row(GET, SIGNED_IN, "none", public=True),
    "sign-in": Row(FORM, SIGNED_IN, "none", public=True),
    "sign-out": Row(POST, SIGNED_IN, "none"),
    "sign-in-second": Row(FORM, SIGNED_IN, "none", public=True),
    "sign-in-passkey": Row(POST, SIGNED_IN, "none", public=True),
    "sign-in-passkey-options": Row(POST, SIGNED_IN, "none", public=True),
    "sign-in-code": Row(FORM, SIGNED_IN, "none", public=True),
    "provider": Row(GET, SIGNED_IN, "none", public=True),
    "provider-return": Row(GET, SIGNED_IN, "none", public=True),
    "provider-ended": Row(POST, SIGNED_IN, "none", public=True),
    "signed-out": Row(GET, SIGNED_IN, "none", public=True),
    "step-up": Row(FORM, SIGNED_IN, "none"),
    "step-up-provider": Row(GET, SIGNED_IN, "none"),
    "go-on": Row(GET, SIGNED_IN, "none"),
    "security": Row(GET, SIGNED_IN, "none"),
    "security-app": Row(FORM, SIGNED_IN, "none"),
    "security-passkey": Row(FORM, SIGNED_IN, "none"),
    "security-passkey-options": Row(POST, SIGNED_IN, "none"),
    "security-password": Row(FORM, SIGNED_IN, "none"),
    "security-provider": Row(GET, SIGNED_IN, "none"),
    "security-step": Row(POST, SIGNED_IN, "none"),
    "account-help": Row(GET, Permission.ACCOUNT_HELP, "none"),
    "account-help-step": Row(POST, Permission.ACCOUNT_HELP, "none"),
    "language": Row(POST, SIGNED_IN, "none", public=True),
    "accessibility": Row(GET, SIGNED_IN, "none", public=True),
    "privacy": Row(GET, SIGNED_IN, "none"),
    "about": Row(GET, SIGNED_IN, "none"),
    "start": Row(GET, SIGNED_IN, "case"),
    "case-list": Row(GET, READ, "case"),
    "case-register": Row(FORM, REGISTER, "case"),
    "call-code": Row(FORM, FOLLOW_UP, "case"),
    "call-save": Row(POST, REGISTER, "none"),
    "call-draft": Row(GET, REGISTER, "case"),
    "call-throw-away": Row(POST, REGISTER, "none"),
    "case-safe-contact": Row(FORM, FOLLOW_UP, "case"),
    "case-consultation": Row(FORM, FOLLOW_UP, "case"),
    "case-work-list": Row(GET, READ, "case"),
    "case-confirm-year": Row(POST, Permission.YEAR_CONFIRM, "case"),
    "case-imports": Row(FORM, IMPORT, "case"),
    "case-template": Row(GET, IMPORT, "case"),
    "case-import": Row(GET, IMPORT, "case"),
    "case-import-rows": Row(FORM, IMPORT, "case"),
    "case-import-delete": Row(POST, IMPORT, "case"),
    "case-export": Row(FORM, EXPORT, "case"),
    "case-emergency": Row(FORM, Permission.CASE_BREAK_GLASS, "case"),
    "case-filters": Row(POST, READ, "case"),
    "case-detail": Row(GET, READ, "case"),
    "case-moves": Row(GET, READ, "case"),
    "case-result": Row(GET, READ, "case"),
    "case-history": Row(GET, READ, "case"),
    "case-plans": Row(GET, FOLLOW_UP, "case"),
    "case-plan-do": Row(POST, FOLLOW_UP, "case"),
    "case-plan-alarm": Row(FORM, FOLLOW_UP, "case"),
    "case-plan-step": Row(FORM, FOLLOW_UP, "case"),
    "my-day": Row(GET, FOLLOW_UP, "case"),
    "oversight": Row(GET, GOVERN, "case"),
    "before-holidays": Row(GET, FOLLOW_UP, "case"),
    "directory": Row(FORM, SIGNED_IN, "none", public=True),
    "directory-covers": Row(FORM, SIGNED_IN, "none", public=True),
    "directory-feed": Row(GET, SIGNED_IN, "none", public=True),
    "directory-entry": Row(GET, SIGNED_IN, "none", public=True),
    "directory-entries": Row(GET, KNOWLEDGE, "none"),
    "directory-entry-new": Row(FORM, KNOWLEDGE, "none"),
    "directory-entry-edit": Row(FORM, KNOWLEDGE, "none"),
    "directory-entry-step": Row(POST, KNOWLEDGE, "none"),
    "letter-public": Row(GET, SIGNED_IN, "none", public=True),
    "letters": Row(GET, LETTERS, "none"),
    "letters-new": Row(FORM, LETTERS, "none"),
    "letters-work": Row(FORM, LETTERS, "none"),
    "letters-recipients": Row(GET, LETTERS, "none"),
    "letters-csv": Row(GET, LETTERS, "none"),
    "letters-questions": Row(FORM, LETTERS, "none"),
    "letters-step": Row(POST, LETTERS, "none"),
    "notice-mail": Row(FORM, SIGNED_IN, "none"),
    "case-access-log": Row(GET, GIVE_LOG, "case"),
    "case-access-log-file": Row(GET, GIVE_LOG, "case"),
    "case-contact": Row(FORM, FOLLOW_UP, "case"),
    "case-concern": Row(FORM, FOLLOW_UP, "case"),
    "case-agency": Row(FORM, FOLLOW_UP, "case"),
    "case-attributes": Row(FORM, FOLLOW_UP, "case"),
    "case-correct": Row(FORM, CORRECT, "case"),
    "case-close": Row(FORM, FOLLOW_UP, "case"),
    "case-reopen": Row(FORM, FOLLOW_UP, "case"),
    "journal": Row(GET, READ, "case"),
    "journal-new": Row(FORM, FOLLOW_UP, "case"),
    "journal-entry": Row(GET, READ, "case"),
    "journal-change": Row(FORM, FOLLOW_UP, "case"),
    "journal-file": Row(GET, READ, "case"),
    "case-papers": Row(GET, FOLLOW_UP, "case"),
    "case-advice-paper": Row(FORM, FOLLOW_UP, "case"),
    "case-summary": Row(FORM, FOLLOW_UP, "case"),
    "case-move": Row(FORM, FOLLOW_UP, "case"),
    "case-parties": Row(FORM, READ, "case"),
    "case-party": Row(FORM, FOLLOW_UP, "case"),
    "case-journey": Row(FORM, FOLLOW_UP, "case"),
    "journeys": Row(GET, READ, "case"),
    "journey": Row(GET, READ, "case"),
    "journey-step": Row(POST, FOLLOW_UP, "case"),
    "journey-conditions": Row(GET, READ, "none"),
    "journey-condition-step": Row(POST, Permission.CONDITIONS_KEEP, "none"),
    "receptions": Row(GET, READ, "case"),
    "reception": Row(GET, READ, "case"),
    "reception-step": Row(POST, FOLLOW_UP, "case"),
    "reception-details": Row(GET, READ, "place"),
    "reception-details-step": Row(POST, READ, "place"),
    "reception-parts": Row(GET, ANSWER, "case"),
    "reception-part": Row(GET, ANSWER, "place"),
    "reception-part-step": Row(POST, ANSWER, "place"),
    "case-team": Row(FORM, FOLLOW_UP, "case"),
    "case-conference": Row(FORM, FOLLOW_UP, "case"),
    "conference": Row(GET, READ, "case"),
    "conference-step": Row(POST, FOLLOW_UP, "case"),
    "case-housing": Row(FORM, READ, "case"),
    "case-mentors": Row(FORM, READ, "case"),
    "housing": Row(GET, SIGNED_IN, "case"),
    "housing-board": Row(GET, SIGNED_IN, "case"),
    "housing-waits": Row(GET, Permission.HOUSING_ALLOCATE, "case"),
    "housing-providers": Row(FORM, Permission.HOUSING_ALLOCATE, "case"),
    "housing-dwelling": Row(GET, SIGNED_IN, "place"),
    "housing-dwelling-step": Row(POST, SIGNED_IN, "place"),
    "housing-application": Row(GET, SIGNED_IN, "case"),
    "housing-places": Row(FORM, Permission.HOUSING_ALLOCATE, "case"),
    "housing-step": Row(FORM, SIGNED_IN, "case"),
    "mentors": Row(FORM, SIGNED_IN, "case"),
    "mentors-match": Row(GET, SIGNED_IN, "case"),
    "mentors-step": Row(FORM, SIGNED_IN, "case"),
    "plan": Row(GET, PLAN_READ, "none"),
    "plan-load": Row(FORM, PLAN_GOVERN, "none"),
    "plan-board": Row(GET, PLAN_READ, "none"),
    "plan-view": Row(GET, PLAN_READ, "none"),
    "plan-commitment": Row(GET, PLAN_READ, "none"),
    "plan-commitment-step": Row(FORM, PLAN_EDIT, "none"),
    "plan-input": Row(GET, PLAN_READ, "none"),
    "plan-input-new": Row(FORM, PLAN_GOVERN, "none"),
    "plan-laws": Row(GET, PLAN_READ, "none"),
    "plan-law": Row(FORM, PLAN_EDIT, "none"),
    "plan-writers": Row(FORM, PLAN_GOVERN, "none"),
    "plan-report": Row(GET, PLAN_READ, "none"),
    "plan-report-file": Row(GET, PLAN_READ, "none"),
    "outreach": Row(GET, OUTREACH, "none"),
    "outreach-requests": Row(GET, OUTREACH, "none"),
    "outreach-ask": Row(FORM, OUTREACH, "none"),
    "outreach-held": Row(FORM, OUTREACH, "none"),
    "outreach-calendar": Row(GET, OUTREACH, "none"),
    "outreach-weeks": Row(FORM, OUTREACH, "none"),
    "outreach-quick": Row(FORM, OUTREACH, "none"),
    "outreach-activity": Row(FORM, OUTREACH, "none"),
    "outreach-witnesses": Row(FORM, OUTREACH, "none"),
    "outreach-witness": Row(FORM, OUTREACH, "none"),
    "outreach-answers": Row(FORM, OUTREACH, "none"),
    "outreach-posts": Row(FORM, OUTREACH, "none"),
    "outreach-post": Row(FORM, OUTREACH, "none"),
    "outreach-coverage": Row(GET, STATISTICS, "statistics"),
    "outreach-assignment": Row(GET, OUTREACH, "none"),
    "outreach-assignment-step": Row(FORM, OUTREACH, "none"),
    "moves": Row(GET, READ, "case"),
    "move": Row(GET, READ, "case"),
    "move-accept": Row(FORM, REGISTER, "case"),
    "move-step": Row(POST, FOLLOW_UP, "case"),
    "intake": Row(FORM, FOLLOW_UP, "case"),
    "intake-fields": Row(FORM, GOVERN, "none"),
    "stand-ins": Row(FORM, FOLLOW_UP, "none"),
    "case-outcome": Row(FORM, FOLLOW_UP, "case"),
    "case-leave-out": Row(FORM, FOLLOW_UP, "case"),
    "case-answers": Row(FORM, FOLLOW_UP, "case"),
    "outcome-follow-ups": Row(GET, FOLLOW_UP, "case"),
    "outcome-paper": Row(GET, FOLLOW_UP, "none"),
    "case-person": Row(GET, Permission.PERSON_READ, "case"),
    "case-person-open": Row(POST, Permission.PERSON_READ, "case"),
    "case-person-write": Row(FORM, Permission.PERSON_WRITE, "case"),
    "case-person-remove": Row(POST, Permission.PERSON_WRITE, "case"),
    "case-place": Row(GET, Permission.PLACE_READ, "case"),
    "case-place-step": Row(POST, Permission.PLACE_READ, "case"),
    "place-key": Row(GET, SIGNED_IN, "none"),
    "place-key-step": Row(POST, SIGNED_IN, "none"),
    "escrow": Row(GET, Permission.ESCROW_HOLD, "case"),
    "escrow-step": Row(POST, Permission.ESCROW_HOLD, "case"),
    "legal-basis": Row(GET, SIGNED_IN, "none"),
    "legal-basis-propose": Row(FORM, SIGNED_IN, "none"),
    "legal-basis-step": Row(POST, SIGNED_IN, "none"),
    "legal-basis-clear": Row(POST, Permission.BASIS_DECIDE, "case"),
    "legal-basis-dpia": Row(GET, SIGNED_IN, "none"),
    "legal-basis-dpia-file": Row(GET, SIGNED_IN, "none"),
    "retention": Row(GET, RETENTION, "case"),
    "retention-propose": Row(POST, RETENTION, "case"),
    "retention-list": Row(GET, RETENTION, "case"),
    "retention-row": Row(POST, RETENTION, "case"),
    "retention-carry-out": Row(POST, RETENTION, "case"),
    "retention-certificate": Row(GET, RETENTION, "case"),
    "retention-certificate-file": Row(GET, RETENTION, "case"),
    "case-access": Row(GET, PROTECT, "case"),
    "case-access-step": Row(POST, PROTECT, "case"),
    "case-tie": Row(FORM, READ, "case"),
    "grey-zone-list": Row(GET, READ, "case"),
    "grey-zone-register": Row(FORM, REGISTER, "case"),
    "grey-zone-convert": Row(FORM, REGISTER, "case"),
    "audit-trail": Row(GET, Permission.AUDIT_READ, "case"),
    "audit-health": Row(GET, Permission.AUDIT_READ, "none"),
    "audit-review": Row(GET, REVIEW, "case"),
    "audit-finding": Row(FORM, REVIEW, "case"),
    "access": Row(GET, GOVERN, "case"),
    "access-grant": Row(FORM, GOVERN, "case"),
    "access-step": Row(POST, GOVERN, "case"),
    "access-reviews": Row(FORM, Permission.ROLES_GIVE, "case"),
    "notices": Row(FORM, SIGNED_IN, "case"),
    "accounts": Row(GET, Permission.ROLES_GIVE, "none"),
    "account-step": Row(POST, Permission.ROLES_GIVE, "none"),
    "statistics": Row(GET, STATISTICS, "statistics"),
    "statistics-year": Row(GET, STATISTICS, "statistics"),
    "statistics-table": Row(GET, STATISTICS, "statistics"),
    "statistics-csv": Row(GET, STATISTICS, "statistics"),
    "statistics-overlap": Row(GET, STATISTICS, "statistics"),
    "key-figures": Row(GET, STATISTICS, "statistics"),
    "statistics-compute": Row(POST, COMPUTE, "statistics"),
    "statistics-chains": Row(GET, STATISTICS, "statistics"),
    "statistics-chains-year": Row(GET, STATISTICS, "statistics"),
    "statistics-chains-compute": Row(POST, COMPUTE, "statistics"),
    "statistics-outreach": Row(GET, STATISTICS, "statistics"),
    "statistics-outreach-year": Row(GET, STATISTICS, "statistics"),
    "statistics-outreach-compute": Row(POST, COMPUTE, "statistics"),
    "statistics-outcomes": Row(GET, STATISTICS, "statistics"),
    "statistics-outcomes-year": Row(GET, STATISTICS, "statistics"),
    "statistics-outcomes-compute": Row(POST, COMPUTE, "statistics"),
    "statistics-official": Row(GET, STATISTICS, "statistics"),
    "statistics-official-step": Row(POST, STATISTICS, "statistics"),
    "report-cited": Row(GET, STATISTICS, "statistics"),
    "report-cited-record": Row(POST, STATISTICS, "statistics"),
    "report-cited-withdraw": Row(POST, STATISTICS, "statistics"),
    "report": Row(GET, STATISTICS, "statistics"),
    "report-check": Row(GET, STATISTICS, "statistics"),
    "report-check-ask": Row(POST, STATISTICS, "statistics"),
    "report-order": Row(POST, STATISTICS, "statistics"),
    "report-section": Row(GET, STATISTICS, "statistics"),
    "report-step": Row(POST, STATISTICS, "statistics"),
    "guidance": Row(FORM, SIGNED_IN, "none", public=True),
    "guidance-language": Row(FORM, SIGNED_IN, "none", public=True),
    "guidance-about": Row(GET, SIGNED_IN, "none", public=True),
    "guidance-about-language": Row(GET, SIGNED_IN, "none", public=True),
    "guidance-call": Row(POST, REGISTER, "case"),
    "guidance-editions": Row(GET, Permission.KNOWLEDGE_EDIT, "none"),
    "guidance-propose": Row(FORM, Permission.KNOWLEDGE_EDIT, "none"),
    "guidance-edition": Row(GET, Permission.KNOWLEDGE_EDIT, "none"),
    "guidance-edition-step": Row(POST, Permission.KNOWLEDGE_EDIT, "none"),
    "published": Row(GET, SIGNED_IN, "statistics", public=True),
    "published-year": Row(GET, SIGNED_IN, "statistics", public=True),
    "published-version": Row(GET, SIGNED_IN, "statistics", public=True),
    "published-changes": Row(GET, SIGNED_IN, "statistics", public=True),
    "api-config": Row(GET, SIGNED_IN, "statistics", public=True),
    "api-tables": Row(GET, SIGNED_IN, "statistics", public=True),
    "api-table": Row(GET, SIGNED_IN, "statistics", public=True),
    "api-metadata": Row(GET, SIGNED_IN, "statistics", public=True),
    "api-data": Row(FORM, SIGNED_IN, "statistics", public=True),
    "api-codelists": Row(GET, SIGNED_IN, "statistics", public=True),
    "api-codelist": Row(GET, SIGNED_IN, "statistics", public=True),
    "api-catalogue": Row(GET, SIGNED_IN, "statistics", public=True),
    "api-nothing": Row(GET, SIGNED_IN, "none", public=True),
    "published-part": Row(GET, SIGNED_IN, "statistics", public=True),
    "published-version-part": Row(GET, SIGNED_IN, "statistics", public=True),
    "published-file": Row(GET, SIGNED_IN, "statistics", public=True),
    "published-version-file": Row(GET, SIGNED_IN, "statistics", public=True),
    "statistics-protection": Row(FORM, COMPUTE, "statistics", shows_internals=True),
    "statistics-drop-wish": Row(POST, COMPUTE, "statistics"),
    "statistics-certificate": Row(GET, COMPUTE, "statistics", shows_internals=True),
    "statistics-print": Row(GET, COMPUTE, "statistics", shows_internals=True),
    "leaks": Row(FORM, LEAKS, "statistics"),
    "leaks-files": Row(FORM, LEAKS, "statistics"),
    "leaks-answer": Row(GET, LEAKS, "statistics"),
    "leaks-delete": Row(POST, LEAKS, "statistics"),
    "clients": Row(GET, KEEP_CLIENTS, "none"),
    "client-new": Row(FORM, KEEP_CLIENTS, "none"),
    "client-step": Row(POST, KEEP_CLIENTS, "none"),
    "casework-cases": Row(FORM, READ, "case", by_token=True),
    "casework-search": Row(POST, READ, "case", by_token=True),
    "casework-case": Row(GET, READ, "case", by_token=True),
    "casework-contacts": Row(POST, FOLLOW_UP, "case", by_token=True),
    "casework-notes": Row(FORM, READ, "case", by_token=True),
    "casework-note": Row(GET_PUT, READ, "case", by_token=True),
    "casework-tasks": Row(FORM, FOLLOW_UP, "case", by_token=True),
    "casework-task-done": Row(POST, FOLLOW_UP, "case", by_token=True),
    "casework-inbox": Row(GET, READ, "case", by_token=True),
    "casework-move": Row(GET, READ, "case", by_token=True),
    "casework-move-accept": Row(POST, FOLLOW_UP, "case", by_token=True),
    "casework-move-decline": Row(POST, FOLLOW_UP, "case", by_token=True),
    "casework-events": Row(GET, READ, "case", by_token=True),
    "casework-target": Row(TARGET, READ, "none", by_token=True),
}
# What somebody may open who must first enrol a second factor.
FOR_ENROLMENT = frozenset(
    {
        *("security", "security-app", "security-passkey", "security-passkey-options", "security-provider"),
        *("security-step", "step-up", "step-up-provider", "sign-out"),
    }
)
# Served by whitenoise before any view: third-party files, our styles and scripts. No data.
STATIC = Route("/static/<path>", GET, SIGNED_IN, "none", public=True)


def row_of(name: str | None) -> Row:
    """Give the row of a named address.

    Raises
    ------
    RouteWithoutRow
        If there is none.
    """
    row = TABLE.get(name or "")
    if row is None:
        raise RouteWithoutRow(f"The address {name!r} has no row in the table of routes.")
    return row


def _patterns(entries: Iterable[URLPattern | URLResolver], prefix: str) -> Iterator[tuple[str, str | None]]:
    for entry in entries:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry.url_patterns, path)
        else:
            yield path, entry.name


def all_routes(resolver: URLResolver | None = None) -> list[Route]:
    """Join every URL pattern with its row, sorted by path; ``/static/`` is added.

    Raises
    ------
    RouteWithoutRow
        If a pattern has no row.
    """
    found = [STATIC]
    for path, name in _patterns((resolver or get_resolver()).url_patterns, "/"):
        row = row_of(name)
        shown = re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", path)
        found.append(Route(shown, row.methods, str(row.action), row.zone, row.public))
    return sorted(found, key=lambda route: route.path)


def as_records(routes: Iterable[Route]) -> list[dict[str, Any]]:
    """Give routes as plain records for JSON."""
    return [{**asdict(route), "methods": list(route.methods)} for route in routes]
