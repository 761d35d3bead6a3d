"""The one decision: may this subject do this to this thing now? Deny by default, fail closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from fristed.foundation.identity.access.codes import RISING, Grading, Level, TieKind
from fristed.foundation.identity.access.facts import Context, Decision, RuleId, Subject, Thing
from fristed.foundation.identity.rules import Permission

LONGEST_GLASS = timedelta(hours=24)
REVIEWED_WITHIN = timedelta(days=7)
LONGEST_GRANT = timedelta(days=366)
SHORTEST_REASON, LONGEST_REASON = 30, 400
SHORTEST_PURPOSE, LONGEST_PURPOSE = 15, 200

# What may be done to a case that is there; registering and importing make new ones.
ON_A_CASE = frozenset(
    {
        Permission.CASE_READ,
        Permission.CASE_REGISTER,
        Permission.CASE_FOLLOW_UP,
        Permission.CASE_CORRECT,
        Permission.CASE_IMPORT,
        Permission.CASE_EXPORT,
        Permission.CASE_PROTECT,
        Permission.ACCESS_GOVERN,
        Permission.ACCESS_LOG_GIVE,
    }
)
ALLOWED_BY: Mapping[str, frozenset[Permission]] = MappingProxyType(
    {
        Level.READ: frozenset({Permission.CASE_READ}),
        Level.WORK: frozenset({Permission.CASE_READ, Permission.CASE_FOLLOW_UP, Permission.CASE_CORRECT}),
    }
)
WITH_BROKEN_GLASS = frozenset({Permission.CASE_READ})


@dataclass(frozen=True, slots=True)
class Question:
    """The four things a decision looks at."""

    subject: Subject
    action: str
    thing: Thing
    context: Context

    def is_tied(self, kind: TieKind) -> bool:
        """Whether the subject, or who let a machine in, has declared a tie of a kind."""
        return any((account, kind) in self.thing.ties for account in self.accounts())

    def accounts(self) -> tuple[int | None, ...]:
        """Give the accounts that what denies for the person's sake is asked of."""
        return (self.subject.account_id, *self.subject.kept_by)

    def is_named(self) -> bool:
        """Whether the subject registered the case or is named to it."""
        account = self.subject.account_id
        return account is not None and (account == self.thing.responsible or account in self.thing.named)


def _is_unclear(asked: Question) -> bool:
    """Whether a value is of no kind that the rules know."""
    at = asked.context.at
    known_ties = {str(kind) for kind in TieKind}
    return (
        asked.thing.grading not in {str(grading) for grading in Grading}
        or any(kind not in known_ties for _, kind in asked.thing.ties)
        or not asked.thing.service
        or not asked.thing.reference
        or (at is not None and at.tzinfo is None)
    )


def _is_own(asked: Question) -> bool:
    is_same = bool(asked.thing.pseudonym) and asked.thing.pseudonym in asked.subject.pseudonyms
    return is_same or asked.is_tied(TieKind.SELF)


def _is_strict(asked: Question) -> bool:
    if asked.thing.grading != Grading.STRICTLY:
        return False
    return not asked.is_named() or asked.subject.service != asked.thing.service


def _may_nowhere(asked: Question) -> bool:
    return asked.action not in ON_A_CASE or asked.action not in asked.subject.permissions


def _is_granted(asked: Question) -> bool:
    at, thing = asked.context.at, asked.thing
    return at is not None and any(
        grant.account_id == asked.subject.account_id
        and grant.service == thing.service
        and grant.reference in ("", thing.reference)
        and asked.action in ALLOWED_BY.get(grant.level, frozenset())
        and grant.starts_at <= at < grant.ends_at
        and (grant.ended_at is None or at < grant.ended_at)
        for grant in asked.context.grants
    )


def _has_broken_glass(asked: Question) -> bool:
    at, thing = asked.context.at, asked.thing
    return (
        at is not None
        and asked.action in WITH_BROKEN_GLASS
        and any(
            glass.account_id == asked.subject.account_id
            and (glass.service, glass.reference) == (thing.service, thing.reference)
            and glass.broken_at <= at < glass.until_at <= glass.broken_at + LONGEST_GLASS
            for glass in asked.context.glasses
        )
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table: what it says, whether it permits, and when it applies."""

    id: RuleId
    permits: bool
    sentence: str
    applies: Callable[[Question], bool]


# The first rule that applies decides. What denies for the person's sake stands above all that permits.
RULES: tuple[Rule, ...] = (
    Rule(
        RuleId.UNCLEAR,
        False,
        "What is not understood is refused: an unknown grading or tie, a case without service or reference.",
        _is_unclear,
    ),
    Rule(RuleId.OWN_DATA, False, "Nobody sees the case that is about themselves at work.", _is_own),
    Rule(RuleId.KIN, False, "Nobody sees a case about their own family.", lambda q: q.is_tied(TieKind.KIN)),
    Rule(
        RuleId.PARTNER,
        False,
        "Nobody sees a case about a present or former partner.",
        lambda q: q.is_tied(TieKind.PARTNER),
    ),
    Rule(
        RuleId.BLOCKED,
        False,
        "Nobody sees a case whose block list names them.",
        lambda q: not q.thing.blocked.isdisjoint(q.accounts()),
    ),
    Rule(
        RuleId.STRICTLY_CONFIDENTIAL,
        False,
        "A case with a strictly confidential address (code 6) is seen only by those of its own service who "
        "are named to it.",
        _is_strict,
    ),
    Rule(
        RuleId.CONFIDENTIAL,
        False,
        "A case with a confidential address (code 7) is seen only by those who are named to it.",
        lambda q: q.thing.grading == Grading.CONFIDENTIAL and not q.is_named(),
    ),
    Rule(
        RuleId.DISQUALIFIED,
        False,
        "Nobody sees a case in which they have declared another tie that disqualifies them.",
        lambda q: q.is_tied(TieKind.OTHER),
    ),
    Rule(
        RuleId.NO_PERMISSION,
        False,
        "Nobody does to a case what none of their roles allows; a grant widens where, never what.",
        _may_nowhere,
    ),
    Rule(
        RuleId.OWN_SERVICE,
        True,
        "What a role allows, it allows in the cases of one's own service.",
        lambda q: q.subject.service == q.thing.service,
    ),
    Rule(
        RuleId.GRANT,
        True,
        "A grant in force lets its holder read, or work on, the cases of another service that it is about.",
        _is_granted,
    ),
    Rule(
        RuleId.BROKEN_GLASS,
        True,
        "Who has broken the glass may read that one case for at most 24 hours.",
        _has_broken_glass,
    ),
    Rule(RuleId.NOTHING_SAYS_YES, False, "Whatever no rule permits is refused.", lambda _q: True),
)
CORE = frozenset(rule.id for rule in RULES if rule.id.startswith("core."))


def decide(subject: Subject, action: str, thing: Thing, context: Context) -> Decision:
    """Decide whether a subject may do something to a thing now; the first rule that applies decides.

    Parameters
    ----------
    action
        A code of :class:`fristed.foundation.identity.rules.Permission`.

    Returns
    -------
    Decision
        Never raises: what cannot be judged is refused by :attr:`RuleId.UNCLEAR`.
    """
    asked = Question(subject, action, thing, context)
    try:
        return next(Decision(rule.permits, rule.id) for rule in RULES if rule.applies(asked))
    except Exception:
        return Decision(False, RuleId.UNCLEAR)


def is_lower(grading: str, than: str) -> bool:
    """Whether a grading protects less than another."""
    return RISING.index(Grading(grading)) < RISING.index(Grading(than))


def glass_until(broken_at: datetime, hours: int) -> datetime:
    """Give when emergency access ends; never later than 24 hours after it began."""
    return broken_at + min(timedelta(hours=max(1, hours)), LONGEST_GLASS)
