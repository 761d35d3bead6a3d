"""Frozen records of this room: a plan as it was printed, and how far its commitments have come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a plan: a measure (``sub`` empty) or a lettered sub-measure, as the file has it."""

    measure: str
    sub: str
    columns: Mapping[str, str]

    @property
    def code(self) -> str:
        """Give what the row is called: ``12`` or ``12a``."""
        return self.measure + self.sub

    def listed(self, column: str) -> tuple[str, ...]:
        """Give a column that holds several values between semicolons."""
        return tuple(self.columns[column].split(";")) if self.columns[column] else ()


@dataclass(frozen=True, slots=True)
class Bullet:
    """A commitment of its own under a row: its number, kind, words by language, and lines of the source."""

    of: str
    number: int
    kind: str
    text: Mapping[str, str]
    source_lines: str


@dataclass(frozen=True, slots=True)
class Ministry:
    """A ministry that stands behind the plan; one may be without a measure."""

    code: str
    name: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Related:
    """Something beside the plan that its measures follow up: a resolution, an item of another plan, a box.

    ``measures`` are codes of rows, where the whole plan follows it up ``whole_plan``. ``reference`` is the
    document of a resolution.
    """

    key: str
    text: Mapping[str, str]
    measures: tuple[str, ...]
    whole_plan: bool = False
    reference: str = ""


@dataclass(frozen=True, slots=True)
class PlanHead:
    """What a plan is called and when it runs."""

    key: str
    title: Mapping[str, str]
    related_title: Mapping[str, str]
    from_year: int
    to_year: int
    midterm_year: int
    coordinator: str
    source: str

    @property
    def first_day(self) -> date:
        """The day the plan begins."""
        return date(self.from_year, 1, 1)

    @property
    def last_day(self) -> date:
        """The day by which everything is promised that has no day of its own."""
        return date(self.to_year, 12, 31)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One commitment: a row that nothing is divided into, or a bullet."""

    code: str
    row: str
    focus: str
    kind: str
    title: Mapping[str, str]
    is_official: bool
    responsible: tuple[str, ...]
    cooperating: tuple[str, ...]
    resolutions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A whole plan as it was loaded: nothing here changes."""

    head: PlanHead
    items: tuple[Item, ...]
    bullets: tuple[Bullet, ...]
    ministries: Mapping[str, Ministry]
    resolutions: Mapping[str, Related]
    related: Mapping[str, Related]
    boxes: Mapping[str, Related]
    focus: Mapping[str, Mapping[str, str]]
    leaves: Mapping[str, Leaf]

    def leaves_under(self, row: str) -> tuple[Leaf, ...]:
        """Give the commitments of a row: of ``12`` those of ``12a`` to ``12g``, of ``1a`` its bullets."""
        if any(item.code == row and not item.sub for item in self.items):
            return tuple(one for one in self.leaves.values() if row_measure(one.row) == row or one.row == row)
        return tuple(one for one in self.leaves.values() if one.row == row)


def row_measure(row: str) -> str:
    """Give the measure of a row: ``12`` of ``12a``."""
    return row.rstrip("abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece of evidence."""

    key: int
    form: str
    shows: str
    reference: str
    title: str
    added_at: datetime
    added_by: str
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """Something that is to be there by a day."""

    key: int
    title: str
    due_date: date
    done_date: date | None


@dataclass(frozen=True, slots=True)
class Follow:
    """What a ministry writes of a commitment. Texts are for printing: no person is named in them."""

    status: str
    owner: str = ""
    due_date: date | None = None
    budget_post: str = ""
    risk: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A commitment with how far it has come; ``evidence`` is what has not been withdrawn."""

    leaf: Leaf
    follow: Follow
    version: int
    changed_at: datetime | None
    changed_by: str
    evidence: tuple[EvidenceLine, ...]
    milestones: tuple[MilestoneLine, ...]

    @property
    def has_evidence(self) -> bool:
        """Whether anything shows it."""
        return bool(self.evidence)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change: of what, which field, from what to what, when and by whom. Rows are only ever added."""

    subject: str
    field: str
    old: str
    new: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class InputLine:
    """Input that the plan got."""

    key: int
    way: str
    sender: str
    organisation: str
    on_date: date
    reference: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LawLine:
    """A proposal of law with its stage."""

    key: int
    title: str
    reference: str
    stage: str
    stage_date: date
    about: tuple[str, ...]
    is_verified: bool
    version: int


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in a list."""

    key: str
    title: Mapping[str, str]
    from_year: int
    to_year: int


@dataclass(frozen=True, slots=True)
class PlanNow:
    """A plan with all its commitments as they stand on a day."""

    facts: PlanFacts
    standings: Mapping[str, Standing]
    laws: tuple[LawLine, ...]
    inputs: tuple[InputLine, ...]
    as_of: date
    content_sha256: str
