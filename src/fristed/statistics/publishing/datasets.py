"""Makes the datasets of a release: one for each table and figure that it prints.

Every form and every door reads these; no other part of the room looks into a release.
"""

from __future__ import annotations

from collections.abc import Sequence

from fristed.methods.classifications import LANGUAGES, Language
from fristed.statistics.publishing.facts import (
    UNKNOWN,
    Contact,
    DataCell,
    Dataset,
    Kind,
    Licence,
    Note,
    Updates,
    Version,
)
from fristed.statistics.publishing.notes import dataset_notes, dimension_notes
from fristed.statistics.publishing.shapes import (
    Definition,
    Found,
    Shape,
    cells_in_order,
    cells_of,
    definitions_of,
    dimensions_of,
    shape_of,
)
from fristed.statistics.publishing.signs import HIDDEN, hides_neighbours, meanings
from fristed.statistics.publishing.words import Speaker, entry
from fristed.statistics.releases.facts import Release, RuleNotKept
from fristed.statistics.releases.payload import fingerprint
from fristed.statistics.tabulation.layout import Layout, TableDefinition
from fristed.statistics.tabulation.reading import read_layout


def table_id(number: int) -> str:
    """Name a table for good.

    >>> table_id(4)
    'tabell-04'
    """
    return f"tabell-{number:02}"


def figure_id(name: str) -> str:
    """Name a figure for good.

    >>> figure_id("F2.2.3")
    'figur-2-2-3'
    """
    return f"figur-{name.removeprefix('F').replace('.', '-')}"


def id_of(definition: Definition) -> str:
    """Give the permanent id of a table or figure."""
    return table_id(definition.id) if isinstance(definition, TableDefinition) else figure_id(definition.id)


def dataset_ids(layout: Layout) -> tuple[str, ...]:
    """Give the ids of all tables and figures of a layout, in printed order."""
    return tuple(id_of(definition) for definition in definitions_of(layout))


def datasets_of(
    release: Release, language: Language = "nb", *, updates: Updates = UNKNOWN, demo: bool = False
) -> tuple[Dataset, ...]:
    """Make the datasets of a release in one language, tables first, in printed order.

    Counts are cases, percents are whole numbers as printed. A table or figure that the release says nothing
    of is left out. ``demo`` says on every dataset that nobody in the register is real.

    Raises
    ------
    NoSuchDefinition
        If a figure has a category that none of its tables prints.
    """
    layout = read_layout(release.layout.replace("-", "_"))
    maker = _Maker(release, layout, language, updates, demo)
    found = ((definition, cells_of(release, definition)) for definition in definitions_of(layout))
    made = (maker.dataset(definition, cells) for definition, cells in found if cells)
    return tuple(dataset for dataset in made if dataset is not None)


def dataset_named(
    release: Release,
    dataset_id: str,
    language: Language = "nb",
    *,
    updates: Updates = UNKNOWN,
    demo: bool = False,
) -> Dataset | None:
    """Make one dataset of a release, or ``None`` where the release says nothing of it."""
    layout = read_layout(release.layout.replace("-", "_"))
    for definition in definitions_of(layout):
        if id_of(definition) == dataset_id and (cells := cells_of(release, definition)):
            return _Maker(release, layout, language, updates, demo).dataset(definition, cells)
    return None


def in_all_languages(
    release: Release, *, updates: Updates = UNKNOWN, demo: bool = False
) -> dict[Language, tuple[Dataset, ...]]:
    """Make the datasets of a release in every language; they differ in words alone."""
    return {language: datasets_of(release, language, updates=updates, demo=demo) for language in LANGUAGES}


class _Maker:
    """Makes datasets of one release in one language."""

    def __init__(
        self, release: Release, layout: Layout, language: Language, updates: Updates, demo: bool
    ) -> None:
        self.release = release
        self.layout = layout
        self.language = language
        self.updates = updates
        self.demo = demo
        self.fingerprint = fingerprint(release)

    def dataset(self, definition: Definition, found: Found) -> Dataset | None:
        """Make one dataset of the cells of a table or figure; none where no row of it is in use."""
        speaker = Speaker(self.language)
        shape = shape_of(definition, found, self.layout)
        cells = tuple(cells_in_order(definition, shape, found, self.layout))
        if not cells:
            return None
        kind: Kind = "table" if isinstance(definition, TableDefinition) else "figure"
        number = str(definition.id).removeprefix("F")
        return Dataset(
            id=id_of(definition),
            kind=kind,
            number=number,
            name=f"{speaker.word(f'kind/{kind}')} {number}",
            title=speaker.say(definition.titles, f"title of {kind} {number}"),
            language=self.language,
            year=self.release.year,
            services=shape.services,
            unit=speaker.say(entry("contents/count/unit"), "unit of count"),
            dimensions=dimensions_of(definition, shape, speaker),
            cells=cells,
            notes=self._notes(definition, shape, cells, speaker),
            signs=meanings(cells, self.release, speaker),
            source=speaker.word("source"),
            contact=Contact(speaker.word("contact"), entry("contact")["web"]),
            licence=Licence(entry("licence")["id"], speaker.word("licence"), entry("licence")["url"]),
            version=self._version(),
            updates=self.updates,
            untranslated=tuple(speaker.untranslated),
        )

    def _notes(
        self, definition: Definition, shape: Shape, cells: Sequence[DataCell], speaker: Speaker
    ) -> tuple[Note, ...]:
        hides = any(cell.sign == HIDDEN for cell in cells) and hides_neighbours(self.release)
        general = dataset_notes(self.layout, shape.years, speaker, demo=self.demo, hides=hides)
        return (*general, *dimension_notes(definition, shape, self.layout, speaker))

    def _version(self) -> Version:
        release = self.release
        return Version(
            policy=release.policy,
            policy_version=release.policy_version,
            edition=self._edition(),
            layout=release.layout,
            fingerprint=self.fingerprint,
            as_of=self.updates.as_of,
            number=self.updates.version,
            kind=self.updates.kind,
        )

    def _edition(self) -> str:
        """Name the edition; the policy's id where what the policy said then is not known any more."""
        try:
            return self.release.rule.labels[self.language]
        except RuleNotKept:
            return self.release.policy
