"""What each role may do, in a table a manager can read; deny by default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from django.utils.translation import gettext_noop as _

from fristed.foundation.identity.facts import Actor
from fristed.methods.classifications import code_list, registering_services

SERVICES = code_list("services").codes()
# IMDi's professional team (FT) raises competence only; it has no register and may not open a case.
DIRECTORATES = code_list("directorates").codes()
REGISTERING_SERVICES = frozenset(registering_services())


# How the user names of machines begin; nobody who signs in is called so.
MACHINES = "client-"


class NotPermitted(Exception):
    """The actor may not do this."""


class Permission(StrEnum):
    """One thing somebody may be allowed to do."""

    CASE_READ = "case.read"
    CASE_REGISTER = "case.register"
    CASE_FOLLOW_UP = "case.follow_up"
    CASE_CORRECT = "case.correct"
    CASE_IMPORT = "case.import"
    CASE_EXPORT = "case.export"
    CASE_PROTECT = "case.protect"
    CASE_BREAK_GLASS = "case.break_glass"
    ACCESS_GOVERN = "access.govern"
    YEAR_CONFIRM = "year.confirm"
    STATISTICS_READ = "statistics.read"
    RELEASE_COMPUTE = "release.compute"
    RELEASE_SIGN_OFF = "release.sign_off"
    REPORT_EDIT = "report.edit"
    REPORT_APPROVE = "report.approve"
    REPORT_CONTRIBUTE = "report.contribute"
    LEAKS_FIND = "leaks.find"
    FINDINGS_STORE = "findings.store"
    ACCOUNT_CREATE = "account.create"
    ROLES_GIVE = "roles.give"
    ACCOUNT_HELP = "account.help"
    AUDIT_READ = "audit.read"
    AUDIT_REVIEW = "audit.review"
    AUDIT_SEAL = "audit.seal"
    ACCESS_LOG_GIVE = "access_log.give"
    REGISTER_LOAD = "register.load"
    IMPORT_CHECK = "import.check"
    PLACE_READ = "place.read"
    PLACE_NAME = "place.name"
    ESCROW_HOLD = "escrow.hold"
    ESCROW_APPOINT = "escrow.appoint"
    RETENTION_REVIEW = "retention.review"
    VAULT_KEEP = "vault.keep"
    PERSON_READ = "person.read"
    PERSON_WRITE = "person.write"
    BASIS_READ = "basis.read"
    BASIS_DECIDE = "basis.decide"
    BASIS_OVERSEE = "basis.oversee"
    HANDOVER_ASK = "handover.ask"
    HANDOVER_CONFIRM = "handover.confirm"
    HANDOVER_TAKE = "handover.take"
    CLOCK_FIRE = "clock.fire"
    CLIENTS_KEEP = "clients.keep"
    RECEPTION_ANSWER = "reception.answer"
    CONDITIONS_KEEP = "conditions.keep"
    HOUSING_ALLOCATE = "housing.allocate"
    HOUSING_RECOMMEND = "housing.recommend"
    HOUSING_PROVIDE = "housing.provide"
    MENTORS_MATCH = "mentors.match"
    PLAN_READ = "plan.read"
    PLAN_EDIT = "plan.edit"
    PLAN_GOVERN = "plan.govern"
    KNOWLEDGE_EDIT = "knowledge.edit"
    OUTREACH_REGISTER = "outreach.register"
    LETTER_KEEP = "letter.keep"


# Permissions that reach into one service's register: they need a service that has one.
OF_A_REGISTER = frozenset(
    {
        Permission.CASE_READ,
        Permission.CASE_REGISTER,
        Permission.CASE_FOLLOW_UP,
        Permission.CASE_CORRECT,
        Permission.CASE_IMPORT,
        Permission.CASE_EXPORT,
        Permission.CASE_PROTECT,
        Permission.CASE_BREAK_GLASS,
        Permission.ACCESS_GOVERN,
        Permission.YEAR_CONFIRM,
        Permission.PLACE_READ,
        Permission.PLACE_NAME,
        Permission.RETENTION_REVIEW,
        Permission.ACCESS_LOG_GIVE,
        Permission.PERSON_READ,
        Permission.PERSON_WRITE,
        Permission.BASIS_READ,
        Permission.BASIS_DECIDE,
        Permission.HANDOVER_ASK,
        Permission.HANDOVER_CONFIRM,
        Permission.CONDITIONS_KEEP,
    }
)
# Standing by a year, taking the coded rows of a whole register out of the house, saying who else may come in
# or read where somebody is, and telling a person who has looked are for its leader. Destruction takes two
# people: those who work with cases may be one.
OF_A_LEADER = frozenset(
    {
        Permission.CASE_EXPORT,
        Permission.ACCESS_GOVERN,
        Permission.YEAR_CONFIRM,
        Permission.PLACE_NAME,
        Permission.ACCESS_LOG_GIVE,
        Permission.BASIS_DECIDE,
        Permission.HANDOVER_CONFIRM,
        Permission.CONDITIONS_KEEP,
    }
)
# Whoever edits, approves or contributes sees the annual report while it is written.
AT_THE_DESK = (Permission.REPORT_EDIT, Permission.REPORT_APPROVE, Permission.REPORT_CONTRIBUTE)
# Who makes statistics official, as the first or the second person, and sees what is not public yet.
MAKERS = (Permission.RELEASE_COMPUTE, Permission.RELEASE_SIGN_OFF)
FOR_CASE_WORKERS = OF_A_REGISTER - OF_A_LEADER

# In English here, in the language of the page where a page shows it.
MEANING: Mapping[Permission, str] = MappingProxyType(
    {
        Permission.CASE_READ: _("See the cases of one's own service"),
        Permission.CASE_REGISTER: _("Register a case or a grey-zone case in one's own service"),
        Permission.CASE_FOLLOW_UP: _("Add contacts, current concerns and agencies; close and reopen"),
        Permission.CASE_CORRECT: _("Correct the main concern of a case, with a reason"),
        Permission.CASE_IMPORT: _("Store many cases from a file in one's own service"),
        Permission.CASE_EXPORT: _("Take the coded rows of one's own service's register out, with a purpose"),
        Permission.CASE_PROTECT: _(
            "Grade the address of a case, keep its block list and say who may see it in spite of the grading"
        ),
        Permission.CASE_BREAK_GLASS: _(
            "Open a case of another service for a day at most in an emergency, with notice and review"
        ),
        Permission.ACCESS_GOVERN: _(
            "Give and end access to one's own service's cases, end blocks and ties, review emergency access"
        ),
        Permission.YEAR_CONFIRM: _("Stand by what one's own service has registered in a year"),
        Permission.STATISTICS_READ: _("Read the protected statistics"),
        Permission.RELEASE_COMPUTE: _(
            "Freeze, count, protect, store and publish the statistics of a year; see what is hidden, why and "
            "at what cost, from which some hidden counts follow"
        ),
        Permission.RELEASE_SIGN_OFF: _("Sign off statistics that somebody else has made"),
        Permission.REPORT_EDIT: _(
            "Write and arrange the annual report, and ask services and directorates to contribute"
        ),
        Permission.REPORT_APPROVE: _("Approve prose of the annual report that somebody else has written"),
        Permission.REPORT_CONTRIBUTE: _(
            "Read the annual report while it is written, remark on it, and approve for one's own directorate"
        ),
        Permission.LEAKS_FIND: _("Upload tables and see what their readers can work out"),
        Permission.FINDINGS_STORE: _("Store what was found in uploaded tables"),
        Permission.ACCOUNT_CREATE: _("Create accounts and give them roles"),
        Permission.ROLES_GIVE: _(
            "See accounts, give and take roles, close accounts: a leader in the own service, never one's own"
        ),
        Permission.ACCOUNT_HELP: _(
            "Help staff who cannot sign in, of one's own service or of all, and end their sessions"
        ),
        Permission.AUDIT_READ: _("Read and verify the audit trail"),
        Permission.AUDIT_REVIEW: _("Look into unusual reading and say what came of it, never of one's own"),
        Permission.AUDIT_SEAL: _("Sign checkpoints of the audit trail, and note who holds them outside"),
        Permission.ACCESS_LOG_GIVE: _("Give a person the log of who has looked at the person's case"),
        Permission.REGISTER_LOAD: _("Load a whole register into an empty database"),
        Permission.IMPORT_CHECK: _("Check a file of cases that was uploaded, and keep what was found"),
        Permission.PLACE_READ: _("Read and write places that one is a named officer of, with a passphrase"),
        Permission.PLACE_NAME: _("Open a place for a case in one's own service and name its officers"),
        Permission.ESCROW_HOLD: _("Hold a part of the escrow of places, if appointed"),
        Permission.ESCROW_APPOINT: _("Appoint the three who hold the escrow of places"),
        Permission.RETENTION_REVIEW: _(
            "Review and carry out lists of what is due for destruction in one's own service"
        ),
        Permission.VAULT_KEEP: _(
            "Exchange keys, sweep left-over keys, and propose what is due for destruction"
        ),
        Permission.PERSON_READ: _(
            "Open what is held about the person of a case in one's own service, where there is a legal basis"
        ),
        Permission.PERSON_WRITE: _(
            "Write and remove what is held about the person of a case in one's own service, likewise"
        ),
        Permission.BASIS_READ: _(
            "See what one's own service may hold about persons, and on which legal basis"
        ),
        Permission.BASIS_DECIDE: _(
            "Propose what one's own service may hold about persons; confirm what a system owner proposed"
        ),
        Permission.BASIS_OVERSEE: _(
            "See what every service may hold about persons; propose it, or confirm what a leader proposed"
        ),
        Permission.HANDOVER_ASK: _("Ask to hand a threatened person's few facts over for resettlement"),
        Permission.HANDOVER_CONFIRM: _(
            "Confirm a hand-over for resettlement that somebody else has asked for"
        ),
        Permission.HANDOVER_TAKE: _("Take what has been handed over for resettlement"),
        Permission.CLOCK_FIRE: _("Fire by the clock what falls due: alarms, reminders, mails that say so"),
        Permission.CLIENTS_KEEP: _(
            "Ask for machines of other systems that may use the API, confirm what somebody else asked for, "
            "give them tokens and revoke them: a leader in the own service"
        ),
        Permission.RECEPTION_ANSWER: _(
            "Answer for one's own part of a reception at return; open its details if named as officer"
        ),
        Permission.CONDITIONS_KEEP: _(
            "Keep the conditions for reimbursed journeys, and what is known of countries, up to date"
        ),
        Permission.HOUSING_ALLOCATE: _(
            "Assess who needs a place in the housing and support scheme, and allocate the places"
        ),
        Permission.HOUSING_RECOMMEND: _(
            "Pass on what the police recommend of a person's security, and clear dwellings for a time"
        ),
        Permission.HOUSING_PROVIDE: _("See and carry out the stays in the own dwellings"),
        Permission.MENTORS_MATCH: _("Match mentors of the own organisation with those who have consented"),
        Permission.PLAN_READ: _("See how far the commitments of an action plan have come"),
        Permission.PLAN_EDIT: _("Write status and evidence of an action plan for the own ministry"),
        Permission.PLAN_GOVERN: _(
            "Load action plans, say who writes for which ministry, and make their reports"
        ),
        Permission.KNOWLEDGE_EDIT: _(
            "Write the public guidance and the directory of help, and approve what somebody else has written"
        ),
        Permission.OUTREACH_REGISTER: _(
            "Register and plan the own service's teaching, assignments and other work that is no case"
        ),
        Permission.LETTER_KEEP: _("Write, send and follow up the yearly preparedness letter"),
    }
)


@dataclass(frozen=True, slots=True)
class Role:
    """A named set of permissions."""

    label: str
    permissions: frozenset[Permission]


ROLES: Mapping[str, Role] = MappingProxyType(
    {
        "case_worker": Role(
            _("Case worker"),
            frozenset({*FOR_CASE_WORKERS, Permission.STATISTICS_READ, Permission.OUTREACH_REGISTER}),
        ),
        "service_leader": Role(
            _("Leader of a service"),
            frozenset(
                {
                    *OF_A_REGISTER,
                    Permission.STATISTICS_READ,
                    Permission.REPORT_APPROVE,
                    Permission.ROLES_GIVE,
                    Permission.ACCOUNT_HELP,
                    Permission.AUDIT_READ,
                    Permission.ESCROW_HOLD,
                    Permission.AUDIT_REVIEW,
                    Permission.CLIENTS_KEEP,
                    Permission.OUTREACH_REGISTER,
                    Permission.PLAN_READ,
                }
            ),
        ),
        "statistician": Role(
            _("Statistician"),
            frozenset(
                {
                    Permission.STATISTICS_READ,
                    Permission.RELEASE_COMPUTE,
                    Permission.RELEASE_SIGN_OFF,
                    Permission.REPORT_EDIT,
                    Permission.LEAKS_FIND,
                }
            ),
        ),
        "system_owner": Role(
            _("System owner"),
            frozenset(
                {
                    Permission.STATISTICS_READ,
                    Permission.RELEASE_SIGN_OFF,
                    Permission.REPORT_APPROVE,
                    Permission.ACCOUNT_CREATE,
                    Permission.ROLES_GIVE,
                    Permission.ACCOUNT_HELP,
                    Permission.AUDIT_READ,
                    Permission.ESCROW_HOLD,
                    Permission.ESCROW_APPOINT,
                    Permission.AUDIT_REVIEW,
                    Permission.BASIS_OVERSEE,
                    Permission.CLIENTS_KEEP,
                    Permission.PLAN_READ,
                }
            ),
        ),
        "competence_adviser": Role(
            _("Competence adviser"),
            frozenset(
                {
                    Permission.STATISTICS_READ,
                    Permission.OUTREACH_REGISTER,
                    Permission.KNOWLEDGE_EDIT,
                    Permission.PLAN_READ,
                }
            ),
        ),
        "directorate_contact": Role(
            _("Contact in a directorate"),
            frozenset({Permission.STATISTICS_READ, Permission.REPORT_CONTRIBUTE, Permission.PLAN_READ}),
        ),
        # Those who take part in the chain of protection see what the chain sends them, and no case. A housing
        # officer reads addresses only in a service that has a register, and as a named officer of each.
        "housing_officer": Role(
            _("Housing officer"),
            frozenset({Permission.HOUSING_ALLOCATE, Permission.PLACE_READ}),
        ),
        "police_coordinator": Role(
            _("Police coordinator"),
            frozenset({Permission.HOUSING_RECOMMEND, Permission.RECEPTION_ANSWER}),
        ),
        "provider_staff": Role(
            _("Staff of a provider of dwellings"), frozenset({Permission.HOUSING_PROVIDE})
        ),
        "mentor_coordinator": Role(_("Mentor coordinator"), frozenset({Permission.MENTORS_MATCH})),
        # Whoever writes of a plan is of a ministry or a directorate, and sees nothing of any register. Which
        # ministry somebody writes for is kept beside the plan.
        "ministry_editor": Role(
            _("Writes for a ministry"), frozenset({Permission.PLAN_READ, Permission.PLAN_EDIT})
        ),
        "plan_coordinator": Role(
            _("Co-ordinator of action plans"),
            frozenset(
                {
                    Permission.PLAN_READ,
                    Permission.PLAN_EDIT,
                    Permission.PLAN_GOVERN,
                    Permission.LETTER_KEEP,
                    Permission.STATISTICS_READ,
                }
            ),
        ),
        "knowledge_editor": Role(_("Editor of guidance"), frozenset({Permission.KNOWLEDGE_EDIT})),
        "none": Role(_("No access"), frozenset()),
    }
)

# What a leader may hand out in the own service; the other roles are the system owner's to give.
LEADER = "service_leader"
ROLES_OF_A_SERVICE = frozenset({"case_worker", LEADER})


# A leader helps colleagues who have no role beyond these: who helps somebody in could be them.
ROLES_IN_A_SERVICE = frozenset({"case_worker", "service_leader", "competence_adviser", "none"})


def permissions_of(roles: Iterable[str], *, service: str | None) -> frozenset[str]:
    """Join what the roles allow; what reaches into a register needs a service that has one.

    A role code that is not in :data:`ROLES` gives nothing.
    """
    allowed = {permission for code in roles if code in ROLES for permission in ROLES[code].permissions}
    if service not in REGISTERING_SERVICES:
        allowed -= OF_A_REGISTER
    return frozenset(str(permission) for permission in allowed)


def is_machine(username: str) -> bool:
    """Whether an account is that of a machine of another system, which is nobody's colleague."""
    return username.startswith(MACHINES)


def is_permitted(
    actor: Actor, permission: Permission, *, service: str | None = None, directorate: str | None = None
) -> bool:
    """Whether the actor has the permission and belongs to the service or directorate that is named."""
    belongs = service is None or actor.service == service
    belongs = belongs and (directorate is None or actor.directorate == directorate)
    return permission in actor.permissions and belongs


def require(
    actor: Actor, permission: Permission, *, service: str | None = None, directorate: str | None = None
) -> None:
    """Refuse unless the actor has the permission, within the service or directorate where one is named.

    Raises
    ------
    NotPermitted
        With a sentence that names the actor and what is missing, not what exists.
    """
    if not is_permitted(actor, permission, service=service, directorate=directorate):
        raise NotPermitted(f"{actor.username} may not do this: {MEANING[permission].lower()}.")


def require_one_of(actor: Actor, permissions: Iterable[Permission]) -> None:
    """Refuse who has none of the permissions anywhere.

    Raises
    ------
    NotPermitted
        With a sentence that names the first.
    """
    asked = tuple(permissions)
    if not any(one in actor.permissions for one in asked):
        raise NotPermitted(f"{actor.username} may not do this: {MEANING[asked[0]].lower()}.")
