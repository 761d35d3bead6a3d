"""What rows of other rooms repeat of a case, so that they can be shut with it, goes with the case.

A row that is sent to somebody without its case repeats the grading of the address and what the vault calls
the person: the database's second net reads no other row. The model names the columns in ``GOES_WITH_CASE``.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import ForeignObjectRel, Model

from fristed.casework.cases.models import Case


def carry(case: Case, column: str) -> None:
    """Give a column of a case that has changed to all rows that repeat it, in the caller's transaction."""
    for model in models_that_repeat(column):
        model._default_manager.filter(case=case).update(**{column: getattr(case, column)})


def models_that_repeat(column: str) -> Iterator[type[Model]]:
    """Give the models with a key ``case`` that say that they repeat a column of it."""
    yield from models_that_hold(Case, "case", column, said_in="GOES_WITH_CASE")


def models_that_hold(held: type[Model], key: str, column: str, *, said_in: str) -> Iterator[type[Model]]:
    """Give the models with a key to another by a name, that name a column in a constant of theirs."""
    for relation in held._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.field.name != key:
            continue
        if column in getattr(relation.related_model, said_in, ()):
            yield relation.related_model
