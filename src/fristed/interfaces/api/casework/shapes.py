"""The shapes of what comes in and what goes out. What is not told here is refused; nothing is guessed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field

from fristed.casework.cases.facts import CaseAttributes, CaseDetail, CaseDraft, CaseFilters
from fristed.casework.cases.facts import Problem as Finding
from fristed.casework.journal.facts import TEXT, Line
from fristed.casework.plans.facts import TaskLine
from fristed.casework.referrals.facts import MoveDetail
from fristed.interfaces.api.casework.coded import (
    PLACE,
    AgeBand,
    Agency,
    Basis,
    Concern,
    Country,
    Day,
    Decline,
    Gender,
    Ground,
    Kind,
    Limit,
    Reason,
    Reference,
    Referrer,
    ShortText,
    Status,
    Text,
    Visible,
    Year,
)


class Given(BaseModel):
    """What comes in: strict, and nothing besides."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Told(BaseModel):
    """What goes out."""

    model_config = ConfigDict(extra="forbid")


class ToldLine(Told):
    """A line of a query, told with the fields that go out by the names they have there."""

    @classmethod
    def of(cls, line: object) -> Self:
        """Give a line of the query."""
        return cls(**{name: getattr(line, name) for name in cls.model_fields})


class NewCase(Given):
    """A case to register: what the form of the page asks, in codes."""

    first_contact_date: Day
    main_concern: Concern
    concern_basis: Basis
    gender: Gender
    age_band: AgeBand
    countries: Annotated[list[Country], Field(min_length=1, max_length=8)]
    country_ground: Ground
    referrer: Referrer
    immigration_case: bool = False
    immigration_reason: Reason | None = None
    abroad_case: bool | None = None
    agencies_involved: Annotated[list[Agency], Field(max_length=30)] = []
    agencies_to_involve: Annotated[list[Agency], Field(max_length=30)] = []
    secondary_concerns: Annotated[list[Concern], Field(max_length=12)] = []

    def draft(self, service: str) -> CaseDraft:
        """Give it as the verb takes it, in the client's own service."""
        return CaseDraft(
            service=service,
            first_contact_date=self.first_contact_date,
            main_concern=self.main_concern,
            concern_basis=self.concern_basis,
            gender=self.gender,
            age_band=self.age_band,
            countries=tuple(self.countries),
            country_ground=self.country_ground,
            referrer=self.referrer,
            immigration_case=self.immigration_case,
            immigration_reason=self.immigration_reason or "",
            abroad_case=self.abroad_case,
            agencies_involved=tuple(self.agencies_involved),
            agencies_to_involve=tuple(self.agencies_to_involve),
            secondary_concerns=tuple(self.secondary_concerns),
            attributes=CaseAttributes(),
        )


class Search(Given):
    """What a list of cases is narrowed to, and from which place on."""

    year: Year | None = None
    main_concern: Concern | None = None
    age_band: AgeBand | None = None
    gender: Gender | None = None
    status: Status | None = None
    after: Annotated[str, Field(pattern=PLACE)] | None = None
    limit: Limit = 25

    def filters(self) -> CaseFilters:
        """Give it as the query takes it."""
        return CaseFilters(
            year=self.year,
            main_concern=self.main_concern or "",
            age_band=self.age_band or "",
            gender=self.gender or "",
            status=self.status or "",
        )

    def named(self) -> str:
        """Give the names of what narrows the list, for the line about the reading; no value."""
        names = ("age_band", "gender", "main_concern", "status", "year")
        return " ".join(name for name in names if getattr(self, name))


class NewContact(Given):
    """One more inquiry or activity."""

    on_date: Day


class NewNote(Given):
    """A note to write; who may read it is chosen once."""

    on_date: Day
    visibility: Visible
    text: Text


class ChangedNote(Given):
    """The next version of a note."""

    on_date: Day
    text: Text


class NewTask(Given):
    """A task for all who work on the case."""

    kind: Kind
    due_date: Day
    text: ShortText = ""


class Answer(Given):
    """Yes to a move: with a case to open, or the open case that there is, or neither within a service."""

    case: NewCase | None = None
    existing: Reference | None = None


class No(Given):
    """No to a move."""

    reason: Decline


class NewTarget(Given):
    """Where to tell that something has happened."""

    address: Annotated[str, Field(min_length=9, max_length=300, pattern="^https://[!-~]+$")]


class Warned(Told):
    """What the guideline warns of; it stopped nothing."""

    field: str
    code: str
    suggestion: str

    @classmethod
    def of(cls, found: Finding) -> Warned:
        """Give a finding of the rules."""
        return cls(field=found.field, code=found.code, suggestion=found.suggestion)


class Registered(Told):
    """The case that was registered."""

    reference: str
    warnings: list[Warned]


class Made(Told):
    """What was made: its key."""

    key: str


class Done(Told):
    """That it is done, and in which case."""

    reference: str


class CaseInList(ToldLine):
    """A case in a list."""

    reference: str
    service: str
    first_contact_date: date
    last_contact_date: date
    main_concern: str
    age_band: str
    gender: str
    status: str
    contacts: int


class CasePage(Told):
    """Some cases, newest first contact first, and the place where the list goes on."""

    cases: list[CaseInList]
    next: str | None


class ConcernNow(Told):
    """A concern as it was understood on a later day."""

    concern: str
    on_date: date


class WholeCase(Told):
    """A whole case, in codes and days."""

    reference: str
    service: str
    status: str
    first_contact_date: date
    known_since_date: date
    closed_date: date | None
    main_concern: str
    concern_basis: str
    secondary_concerns: list[str]
    current_concerns: list[ConcernNow]
    gender: str
    age_band: str
    countries: list[str]
    country_ground: str
    referrer: str
    immigration_case: bool
    immigration_reason: str
    abroad_case: bool | None
    agencies_involved: list[str]
    agencies_to_involve: list[str]
    contact_dates: list[date]
    counted_years: list[int]

    @classmethod
    def of(cls, detail: CaseDetail) -> WholeCase:
        """Give what the page shows, without what is about staff and about access."""
        lists = {name for name, field in cls.model_fields.items() if str(field.annotation).startswith("list")}
        plain: dict[str, Any] = {
            name: list(getattr(detail, name)) if name in lists else getattr(detail, name)
            for name in cls.model_fields
            if name != "current_concerns"
        }
        now = [ConcernNow(concern=one.concern, on_date=one.on_date) for one in detail.current_concerns]
        return cls(current_concerns=now, **plain)


class Note(Told):
    """One version of a note."""

    key: str
    version: int
    on_date: date
    visibility: str
    text: str
    written_at: datetime

    @classmethod
    def of(cls, line: Line) -> Note:
        """Give an opened line of the journal."""
        return cls(
            key=line.key,
            version=line.number,
            on_date=line.on_date,
            visibility=line.visibility,
            text=line.words.get(TEXT, ""),
            written_at=line.written_at,
        )


class Notes(Told):
    """The notes of a case that the client may read, the newest day first; at most a hundred."""

    notes: list[Note]


class NoteWithVersions(Told):
    """A note as it holds, and the versions before it, the newest first."""

    note: Note
    before: list[Note]


class Task(Told):
    """A task of a case."""

    key: str
    kind: str
    due_date: date
    text: str
    is_done: bool

    @classmethod
    def of(cls, line: TaskLine) -> Task:
        """Give a line of the plans."""
        return cls(
            key=line.key,
            kind=line.kind,
            due_date=line.due_date,
            text=line.text,
            is_done=line.done_at is not None,
        )


class Tasks(Told):
    """The tasks of a case, those to do first."""

    tasks: list[Task]


class MoveInList(ToldLine):
    """What another side, or a colleague, asks; the case it comes from is not told."""

    reference: str
    kind: str
    state: str
    from_service: str
    to_service: str
    asked_at: datetime
    own_case: str


class Inbox(Told):
    """What waits for an answer, the oldest first."""

    moves: list[MoveInList]


class WholeMove(Told):
    """A move with what was sent of the case, and the letter."""

    move: MoveInList
    sent: dict[str, list[str]]
    ground: str
    letter: str
    may_answer: bool

    @classmethod
    def of(cls, detail: MoveDetail, letter: str) -> WholeMove:
        """Give a move as the client's side sees it."""
        return cls(
            move=MoveInList.of(detail.line),
            sent={field: list(values) for field, values in detail.sent.items()},
            ground=detail.ground,
            letter=letter,
            may_answer=detail.may_answer,
        )


class Event(Told):
    """That something happened in a case within reach."""

    id: str
    at: datetime
    kind: str
    reference: str


class Events(Told):
    """Events, the oldest first, and after which to ask the next time."""

    events: list[Event]
    next: str
    has_more: bool


class Target(Told):
    """Where the client is told, and how that goes."""

    address: str
    failed: int
    is_resting: bool


class TargetSet(Told):
    """That the target is set; the secret is shown this once."""

    address: str
    secret: str


class FieldProblem(BaseModel):
    """What is wrong with one field."""

    field: str
    code: str
    message: str = ""


class ProblemDetails(BaseModel):
    """What went wrong: problem details as in RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


class Refusal(ProblemDetails):
    """A rule refuses what was sent."""

    errors: list[FieldProblem] = []


class OwnText(BaseModel):
    """What the second editor has sent."""

    on_date: date
    text: str


class Changed(ProblemDetails):
    """Somebody else has written a version since: theirs, and what was sent. Nothing was stored."""

    theirs: Note
    yours: OwnText
