"""Where a dataset comes from, in lines of a term and what it says, for forms that people read."""

from __future__ import annotations

from collections.abc import Iterator

from fristed.statistics.publishing.facts import Dataset
from fristed.statistics.publishing.words import Speaker


def colophon(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Give source, contact, licence, edition and dates; a date that is not known is not there."""
    say = Speaker(dataset.language).word
    version, updates = dataset.version, dataset.updates
    rules = say("sheet/version", policy=version.policy, version=version.policy_version)
    yield say("sheet/source"), dataset.source
    yield say("sheet/contact"), f"{dataset.contact.name}, {dataset.contact.web}"
    yield say("sheet/licence"), f"{dataset.licence.name}, {dataset.licence.url}"
    yield say("sheet/edition"), f"{version.edition} ({rules})"
    yield say("sheet/layout"), version.layout
    yield say("sheet/fingerprint"), version.fingerprint
    if version.number:
        kind = say(f"kinds/{version.kind}") if version.kind else ""
        yield say("sheet/official_version"), f"{version.number}{f' ({kind})' if kind else ''}"
    if version.as_of:
        yield say("sheet/as_of"), version.as_of.isoformat()
    if updates.last:
        yield say("sheet/updated"), updates.last.date().isoformat()
    if updates.next:
        yield say("sheet/next_update"), updates.next.isoformat()


def notes_in_lines(dataset: Dataset) -> Iterator[str]:
    """Give the notes one by one, each with the category it is about."""
    for note in dataset.notes:
        yield f"{label_of(dataset, note.dimension, note.category)}{note.text}"


def label_of(dataset: Dataset, dimension: str, category: str) -> str:
    """Give the label of a category with a colon, or nothing where a note is about no category."""
    if not category:
        return ""
    found = dataset.dimension(dimension)
    return f"{found.labels[found.codes.index(category)]}: "
