"""What guidance is made of, and what a reader answers; frozen, with nothing of the database in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from fristed.knowledge.guidance.codes import Chosen, Kind, State, Status

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answers:
    """What a reader has answered; an empty one, or ``unknown``, says nothing.

    The fields are the questions. Nothing here is ever stored.
    """

    danger: str = ""
    role: str = ""
    age: str = ""
    where: str = ""
    departure: str = ""
    basis: str = ""
    consent: str = ""
    concern: frozenset[str] = field(default_factory=frozenset)
    seen: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the codes of its options; the words are texts."""

    id: str
    chosen: Chosen
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of advice or one duty: what it is for, where it was read, when, and how sure it is.

    ``note`` says more of the source, such as the section and the day of the version that was read.
    ``edition`` is 0 for what came with the program.
    """

    id: str
    kind: Kind
    status: Status
    source: str
    read_on: date
    review_by: date
    note: str = ""
    edition: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """What certain answers lead to: all of it, when every question has one of the answers it names.

    ``when`` is all a rule can ask, and it only asks for answers that were given. There is no way to ask that
    something was not answered, to take anything away, to count or to weigh.
    """

    id: str
    when: tuple[tuple[str, frozenset[str]], ...]
    gives: frozenset[str]
    contacts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Language:
    """A language, called by its own name; ``instead`` is what is shown where a text is missing."""

    code: str
    name: str
    direction: str
    is_whole: bool
    instead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A text with the language that it really is in, and which way that is written."""

    text: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class Content:
    """All of the tool: questions, pieces, rules, words. ``contacts`` are known ids in the directory's order.

    ``before_answers`` are those whom one may call before any answer.

    Texts are by language and then by key, such as ``text.call_112`` or ``option.age.15``.
    """

    questions: tuple[Question, ...]
    pieces: Mapping[str, Piece]
    rules: tuple[Rule, ...]
    languages: Mapping[str, Language]
    texts: Mapping[str, Texts]
    sources: Mapping[str, Texts]
    contacts: tuple[str, ...]
    emergency: frozenset[str]
    before_answers: tuple[str, ...]
    edition: int = 0


@dataclass(frozen=True, slots=True)
class Guidance:
    """What answers lead to: ids of pieces in the order of the data, and of contacts; neither is a ranking.

    Where there is danger now, those with an emergency number come first among the contacts.
    """

    pieces: tuple[str, ...]
    contacts: tuple[str, ...]
    is_danger: bool


@dataclass(frozen=True, slots=True)
class PieceDraft:
    """How a piece should be from now on, in every whole language."""

    piece: str
    texts: Texts
    names: Texts
    status: str
    source: str
    note: str
    read_on: date | None
    review_by: date | None


@dataclass(frozen=True, slots=True)
class Edition:
    """A change of one piece: proposed by one, approved by another, or withdrawn."""

    number: int
    draft: PieceDraft
    valid_from: date
    proposed_at: datetime
    proposed_by: str
    approved_at: datetime | None
    approved_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str

    @property
    def state(self) -> State:
        """Give how it stands."""
        if self.withdrawn_at is not None:
            return State.WITHDRAWN
        return State.APPROVED if self.approved_at is not None else State.WAITS

    def holds_on(self, day: date) -> bool:
        """Whether readers are shown it on a day."""
        return self.state is State.APPROVED and self.valid_from <= day
