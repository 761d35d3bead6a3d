"""What one page has looked at already, so that the rooms which make it together do not ask again.

Only while a page is read, never while anything is changed: what a verb decides it asks for itself. It holds
for one request, for one actor at one moment, and is gone with it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

T = TypeVar("T")
_SEEN: ContextVar[dict[Hashable, Any] | None] = ContextVar("looked at in this request", default=None)


@contextmanager
def one_reading() -> Iterator[None]:
    """Remember until the block ends what is asked through :func:`once`."""
    before = _SEEN.set({})
    try:
        yield
    finally:
        _SEEN.reset(before)


def once(key: Hashable, ask: Callable[[], T]) -> T:
    """Ask, or give what the same question was answered with while this page is made.

    Nothing is remembered outside a reading, nor an answer of ``None``.
    """
    seen = _SEEN.get()
    if seen is None:
        return ask()
    if (found := seen.get(key)) is None:
        found = seen[key] = ask()
    return cast(T, found)
