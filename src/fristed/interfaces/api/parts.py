"""The part of a table that answers a wish: as printed, nothing added up and nothing worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from math import prod

from fristed.interfaces.api.codelists import codes_of, lists_of
from fristed.interfaces.api.expressions import chosen
from fristed.interfaces.api.problems import Problem, bad_value
from fristed.interfaces.api.wishes import Wish
from fristed.statistics.publishing.facts import TIME, Dataset, Dimension
from fristed.statistics.publishing.selecting import eliminated, selected

MOST_CELLS = 100_000
TIME_ALIAS = "time"


def part_of(dataset: Dataset, wish: Wish, *, most_cells: int = MOST_CELLS) -> Dataset:
    """Give what is asked for of a dataset; all of it where nothing is selected.

    A variable that is not mentioned is left out if a category stands for all of it, else it must be there.

    Raises
    ------
    Problem
        If the dataset has no such variable, value or code list, or too many cells are asked for.
    """
    within = with_codelists(dataset, wish.codelists)
    wanted = _printed(within, _by_code(within, wish.values), _by_code(dataset, _alone(wish.codelists)))
    left_out = [d.code for d in within.dimensions if wanted and not wanted.get(d.code)]
    codes = {code: _chosen(within.dimension(code), said) for code, said in wanted.items() if said}
    _require_selected(within, left_out)
    _require_few(within, codes, left_out, most_cells)
    _require_own_place(within, wish)
    return eliminated(selected(within, codes), left_out)


def with_codelists(dataset: Dataset, named: Mapping[str, str]) -> Dataset:
    """Narrow variables to what a code list of theirs names.

    Raises
    ------
    Problem
        If a variable has no such code list.
    """
    narrowed = {}
    for variable, names in _by_code(dataset, _alone(named)).items():
        dimension = dataset.dimension(variable)
        codes = {one.id: one.codes for one in lists_of(dimension)}.get(names[-1])
        if codes is None:
            raise bad_value("A variable has no such code list.")
        narrowed[dimension.code] = codes
    return selected(dataset, narrowed)


def _alone(named: Mapping[str, str]) -> dict[str, list[str]]:
    return {variable: [name] for variable, name in named.items()}


def _by_code(dataset: Dataset, values: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Put what was said of variables under the codes they have here, whatever the case."""
    found: dict[str, list[str]] = {}
    for variable, said in values.items():
        found.setdefault(_dimension(dataset, variable).code, []).extend(said)
    return found


def _printed(
    dataset: Dataset, wanted: Mapping[str, list[str]], named: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    """Pass over codes of a named list that the table does not print: clients ask for all that it holds."""
    found = dict(wanted)
    for variable in found.keys() & named.keys():
        known = codes_of(named[variable][-1]) - set(dataset.dimension(variable).codes)
        found[variable] = [one for one in found[variable] if one not in known]
    return found


def _dimension(dataset: Dataset, variable: str) -> Dimension:
    wanted = TIME.casefold() if variable.casefold() == TIME_ALIAS else variable.casefold()
    for dimension in dataset.dimensions:
        if dimension.code.casefold() == wanted:
            return dimension
    raise bad_value("The table has no such variable.")


def _chosen(dimension: Dimension, expressions: list[str]) -> tuple[str, ...]:
    return chosen(expressions, dimension.codes, is_time=dimension.role == "time")


def _require_selected(dataset: Dataset, left_out: Iterable[str]) -> None:
    missing = [code for code in left_out if not dataset.dimension(code).elimination]
    if missing:
        raise bad_value(f"A selection is missing for {', '.join(missing)}.")


def _require_few(
    dataset: Dataset, codes: Mapping[str, tuple[str, ...]], left_out: list[str], most_cells: int
) -> None:
    sizes = (len(codes.get(d.code, d.codes)) for d in dataset.dimensions if d.code not in left_out)
    if prod(sizes) > most_cells:
        raise Problem(HTTPStatus.FORBIDDEN, f"More than {most_cells} cells are asked for.")


def _require_own_place(dataset: Dataset, wish: Wish) -> None:
    """Take a placement only where it is the table's own: years in the heading, all else in the stub."""
    heading = {_dimension(dataset, variable).code for variable in wish.heading}
    stub = {_dimension(dataset, variable).code for variable in wish.stub}
    if heading - {TIME} or TIME in stub:
        raise bad_value("Years stand in the heading and all else in the stub; this cannot be changed.")
