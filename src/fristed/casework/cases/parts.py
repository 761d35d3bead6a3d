"""What belongs to one case, read in one question: rows of seven tables as one list, put where they belong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.db.models import DateField, DateTimeField, IntegerField, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast

from fristed.casework.cases.models import (
    AgencyLink,
    Case,
    Contact,
    ControlArena,
    CurrentConcern,
    FurtherCountry,
    MainConcernCorrection,
    SecondaryConcern,
)

# A part: the name under which a case knows its rows, the table, its fields, and the order of its rows.
Part = tuple[str, type[Model], tuple[str, ...], tuple[str, ...]]
PARTS: tuple[Part, ...] = (
    ("contacts", Contact, ("on_date", "registered_at"), ()),
    ("further_countries", FurtherCountry, ("country", "position"), ("position",)),
    ("agencies", AgencyLink, ("agency", "role"), ()),
    ("secondary_concerns", SecondaryConcern, ("concern",), ()),
    ("current_concerns", CurrentConcern, ("concern", "on_date", "registered_at"), ("on_date", "pk")),
    (
        "corrections",
        MainConcernCorrection,
        ("old_concern", "new_concern", "reason", "by_username", "at"),
        ("at", "pk"),
    ),
    ("control_arenas", ControlArena, ("arena",), ()),
)
# The columns of the one list, by the kind of value that they hold.
COLUMNS: tuple[tuple[str, type[Any]], ...] = (
    *((f"text_{number}", TextField) for number in range(1, 5)),
    ("day", DateField),
    ("moment", DateTimeField),
    ("number", IntegerField),
)


def put_parts_on(case: Case) -> None:
    """Read all that belongs to a case, so that nothing of it is asked for again."""
    rows = sorted(_union_of(case.pk), key=lambda row: row[0])
    found = {place: list(group) for place, group in groupby(rows, key=lambda row: row[0])}
    cache: dict[str, QuerySet[Any]] = {}
    for place, (name, model, fields, order) in enumerate(PARTS):
        objects = [_object_of(model, fields, row, case) for row in found.get(place, [])]
        objects.sort(key=lambda one: tuple(getattr(one, by) for by in order))
        known = model._default_manager.filter(case_id=case.pk)
        known._result_cache, known._prefetch_done = objects, True  # type: ignore[attr-defined]
        cache[name] = known
    case._prefetched_objects_cache = cache  # type: ignore[attr-defined]


def _union_of(key: int) -> Iterable[tuple[Any, ...]]:
    queries = [_rows_of(place, part, key) for place, part in enumerate(PARTS)]
    return queries[0].union(*queries[1:], all=True)


def _rows_of(place: int, part: Part, key: int) -> QuerySet[Any, tuple[Any, ...]]:
    """Give the rows of one table with the columns that all have."""
    _name, model, fields, _order = part
    placed = dict(zip(_columns_for(model, fields), fields, strict=True))
    named = {
        f"of_{column}": Cast(placed[column], kind()) if column in placed else Cast(Value(None), kind())
        for column, kind in COLUMNS
    }
    rows = model._default_manager.filter(case_id=key).order_by()
    return rows.values_list(Value(place), "pk", *named.values())


def _columns_for(model: type[Model], fields: tuple[str, ...]) -> Iterator[str]:
    """Give the column of each field: the first text into the first column of text, and so on."""
    texts = 0
    for name in fields:
        field = model._meta.get_field(name)
        if isinstance(field, DateTimeField):
            yield "moment"
        elif isinstance(field, DateField):
            yield "day"
        elif isinstance(field, IntegerField):
            yield "number"
        else:
            texts += 1
            yield f"text_{texts}"


def _object_of(model: type[Model], fields: tuple[str, ...], row: tuple[Any, ...], case: Case) -> Model:
    """Give a row of the one list as the row of its table that it is."""
    at = {column: place for place, (column, _kind) in enumerate(COLUMNS, start=2)}
    values = {name: row[at[column]] for name, column in zip(fields, _columns_for(model, fields), strict=True)}
    return model(pk=row[1], case=case, **values)
