"""Frozen records that cross the wall of this room.

What statistics get, ``AssignmentFact`` and ``AnswerFact``, holds no person, no school and no exact day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AssignmentFact:
    """One piece of work that is no case, for the statistics.

    Parameters
    ----------
    year
        Calendar year in which it was carried out.
    service
        Code of the service that carried it out: KT, MR, SU or FT.
    kind
        ``assignment`` (raises competence among those who work), ``week`` (a week of competence-raising),
        ``teaching``, ``group``, ``open_door`` (with pupils), or ``expert_witness``.
    county
        Code of the county, of the code list ``counties``; empty where it was digital for all, or abroad.
    audience
        Code of the referrers' own list of agencies, so that training can be laid beside who calls.
    form
        ``physical``, ``digital`` or ``hybrid``.
    partner
        With whom, as a code; empty if with nobody.
    participants
        How many took part; ``None`` where nobody counted.
    """

    year: int
    service: str
    kind: str
    county: str
    audience: str
    form: str
    partner: str
    participants: int | None


@dataclass(frozen=True, slots=True)
class AnswerFact:
    """Answers given on a public site in one year, as counts that the site itself gives; no question is kept.

    Parameters
    ----------
    year
        Calendar year.
    site
        ``ung.no``.
    answers
        Questions answered.
    girls, boys, others
        Shares of those who asked, in whole percent; ``None`` where the site gives none.
    useful_to_askers, useful_to_readers
        Shares who found the answer useful, in whole percent; likewise.
    """

    year: int
    site: str
    answers: int
    girls: int | None
    boys: int | None
    others: int | None
    useful_to_askers: int | None
    useful_to_readers: int | None


@dataclass(frozen=True, slots=True)
class AssignmentDraft:
    """An assignment as it is asked for or corrected, before any rule; codes of the lists of outreach."""

    audience: str
    subject: str
    form: str
    county: str = ""
    partner: str = ""
    asker: str = ""
    agency: str = ""
    contact: str = ""
    wished_date: date | None = None


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """An assignment in a list, to colleagues in all services."""

    reference: str
    version: int
    service: str
    state: str
    since_date: date
    audience: str
    subject: str
    county: str
    form: str
    agency: str
    day: date | None
    needs_help: bool
    helpers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """What somebody who does outreach looks at in the morning."""

    to_answer: tuple[AssignmentLine, ...]
    asking_for_help: tuple[AssignmentLine, ...]
    in_days: tuple[AssignmentLine, ...]
    under_way: tuple[AssignmentLine, ...]
    without_feedback: tuple[AssignmentLine, ...]


@dataclass(frozen=True, slots=True)
class FeedbackCount:
    """How many gave one answer to one question."""

    question: str
    answer: str
    number: int


@dataclass(frozen=True, slots=True)
class AssignmentStep:
    """One step, whose it was then, and when."""

    state: str
    service: str
    on_date: date


@dataclass(frozen=True, slots=True)
class AssignmentDetail:
    """A whole assignment as its reader may see it, with what that reader may do."""

    line: AssignmentLine
    draft: AssignmentDraft
    asked_service: str
    planned_date: date | None
    held_date: date | None
    participants: int | None
    respondents: int | None
    feedback: tuple[FeedbackCount, ...]
    why: str
    week: tuple[date, date] | None
    steps: tuple[AssignmentStep, ...]
    noted_by: str
    is_own: bool
    may_correct: bool
    may_take: bool
    may_join: bool


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A week of competence-raising, its place among those of its year, and how many assignments it holds."""

    reference: str
    version: int
    service: str
    first_date: date
    last_date: date
    county: str
    number: int
    assignments: int


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """Teaching, a group or an open door that is noted."""

    reference: str
    version: int
    service: str
    kind: str
    theme: str
    county: str
    on_date: date
    participants: int | None
    noted_by: str
    may_correct: bool


@dataclass(frozen=True, slots=True)
class WitnessLine:
    """Work as expert witness, to the service that is called."""

    reference: str
    version: int
    state: str
    since_date: date
    subject: str
    forum: str
    hearing_date: date | None
    check_result: str
    checked_date: date | None
    checked_by: str
    may_check: bool
    why: str
    testified_date: date | None


@dataclass(frozen=True, slots=True)
class AnswersDraft:
    """What a public site gives for a month, or for a year where ``month`` is 0."""

    year: int | None
    month: int | None
    answers: int | None
    girls: int | None = None
    boys: int | None = None
    others: int | None = None
    useful_to_askers: int | None = None
    useful_to_readers: int | None = None

    @property
    def shares(self) -> tuple[int | None, ...]:
        """The shares, in the order of :data:`fristed.casework.assignments.rules.SHARES`."""
        return (self.girls, self.boys, self.others, self.useful_to_askers, self.useful_to_readers)


@dataclass(frozen=True, slots=True)
class PostDraft:
    """Where an adviser is posted, before any rule."""

    county: str
    school: str
    phone: str
    adviser: str
    account: int | None
    share: int | None
    since_date: date | None
    until_date: date | None = None


@dataclass(frozen=True, slots=True)
class PostLine:
    """Where an adviser is posted, to colleagues."""

    reference: str
    version: int
    county: str
    school: str
    phone: str
    adviser: str
    account: int | None
    share: int
    since_date: date
    until_date: date | None


@dataclass(frozen=True, slots=True)
class Cover:
    """That a county or a school has an adviser, as a public page may say it: no person."""

    county: str
    school: str
    phone: str


@dataclass(frozen=True, slots=True)
class HeldCount:
    """How many assignments a service held for one agency in one county in a year: a count of events."""

    service: str
    audience: str
    county: str
    number: int
