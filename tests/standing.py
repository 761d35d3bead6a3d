"""Rows that a whole file of tests reads: built once, and gone when its last test has ended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import transaction
from pytest_django import DjangoDbBlocker

DATABASES = ("default", "keys")


@contextmanager
def standing(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep what is stored inside, under the transactions of the tests, until the block ends.

    Each test runs in a savepoint of this transaction, so that what one does is undone before the next.
    """
    with blocker.unblock(), ExitStack() as open_blocks:
        for alias in DATABASES:
            block = transaction.atomic(using=alias)
            block._from_testcase = True  # type: ignore[attr-defined]  # verbs may say that they must be outermost
            open_blocks.enter_context(block)
            open_blocks.callback(transaction.set_rollback, True, using=alias)
        yield
