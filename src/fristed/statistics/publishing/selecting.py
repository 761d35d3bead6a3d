"""A part of a dataset: chosen categories of chosen dimensions, as a reader asks for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import product

from fristed.statistics.publishing.facts import Dataset, Dimension, NoSuchCategory


def selected(dataset: Dataset, chosen: Mapping[str, Sequence[str]]) -> Dataset:
    """Give the part of a dataset that has the chosen categories, in the order in which they were chosen.

    A dimension that is not mentioned keeps all its categories; one never loses its last. Notes to what is
    left out are left out, and so is the meaning of signs that no cell has.

    Raises
    ------
    NoSuchCategory
        If the dataset has no such dimension or category, or one is chosen twice or nothing of a dimension.
    """
    for code in chosen:
        dataset.dimension(code)
    dimensions = tuple(_narrowed(d, chosen[d.code]) if d.code in chosen else d for d in dataset.dimensions)
    cells = tuple(dataset.cell(codes) for codes in product(*(d.codes for d in dimensions)))
    kept = {(d.code, code) for d in dimensions for code in (*d.codes, "")} | {("", "")}
    used = {cell.sign for cell in cells}
    return replace(
        dataset,
        dimensions=dimensions,
        cells=cells,
        notes=tuple(note for note in dataset.notes if (note.dimension, note.category) in kept),
        signs={sign: meaning for sign, meaning in dataset.signs.items() if sign in used},
    )


def eliminated(dataset: Dataset, dimensions: Collection[str]) -> Dataset:
    """Leave dimensions out: each is narrowed to the category that stands for all and is named no more.

    Nothing is added up; the number is the one that is printed for all.

    Raises
    ------
    NoSuchCategory
        If the dataset has no such dimension, or the dimension has no category that stands for all.
    """
    narrow = selected(dataset, {code: _for_all(dataset.dimension(code)) for code in dimensions})
    return replace(
        narrow,
        dimensions=tuple(d for d in narrow.dimensions if d.code not in dimensions),
        notes=tuple(note for note in narrow.notes if note.dimension not in dimensions),
    )


def _for_all(dimension: Dimension) -> tuple[str, ...]:
    if not dimension.elimination:
        raise NoSuchCategory(f"No category of {dimension.code} stands for all.")
    return (dimension.elimination,)


def _narrowed(dimension: Dimension, codes: Sequence[str]) -> Dimension:
    categories = {category.code: category for category in dimension.categories}
    wrong = [code for code in codes if code not in categories]
    if wrong or not codes or len(set(codes)) < len(codes):
        raise NoSuchCategory(f"{dimension.code} cannot be narrowed to {list(codes)!r}.")
    total = dimension.elimination if dimension.elimination in codes else ""
    return replace(dimension, categories=tuple(categories[code] for code in codes), elimination=total)
