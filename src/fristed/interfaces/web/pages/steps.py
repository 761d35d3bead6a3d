"""Steps on the page of one thing: what may be done with it now, each with a form of its own and its verb."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.utils.functional import Promise

from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.requests import HouseRequest

Found = TypeVar("Found")
Words = str | Promise


class Plain(HouseForm):
    """A step that asks for nothing but the press of its button."""

    def given(self) -> dict[str, Any]:
        """Give nothing."""
        return {}


@dataclass(frozen=True, slots=True)
class Step(Generic[Found]):
    """One thing that may be done: its words, whether it may be done now, its form and its verb."""

    title: Words
    button: Words
    done: Words
    verb: Callable[..., object]
    may: Callable[[Any], bool]
    form: Callable[..., Any] = Plain
    needs: Callable[[Any], Mapping[str, Any]] = lambda _found: {}
    initial: Callable[[Any], Mapping[str, Any]] = lambda _found: {}
    explanation: Words = ""
    is_first: bool = False
    """Whether it is what one comes for: its form stands open."""


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step as a page shows it, with its form."""

    name: str
    title: str
    button: str
    explanation: str
    form: Any
    is_open: bool
    is_first: bool
    is_plain: bool


def steps_shown(
    steps: Mapping[str, Step[Found]], found: Found, *, refused: tuple[str, Any] | None = None
) -> list[OpenStep]:
    """Give what may be done now, each with its form; the one that was refused as it was sent."""
    return list(_shown(steps, found, refused))


def _shown(
    steps: Mapping[str, Step[Found]], found: Found, refused: tuple[str, Any] | None
) -> Iterable[OpenStep]:
    for name, step in steps.items():
        was_refused = refused is not None and refused[0] == name
        if not (step.may(found) or was_refused):
            continue
        form = refused[1] if refused is not None and was_refused else form_of(step, name, found)
        yield OpenStep(
            name=name,
            title=str(step.title),
            button=str(step.button),
            explanation=str(step.explanation),
            form=form,
            is_open=was_refused,
            is_first=step.is_first,
            is_plain=step.form is Plain,
        )


def form_of(step: Step[Found], name: str, found: Found, request: HouseRequest | None = None) -> Any:
    """Give the form of a step, empty or as it was sent, with names that are its own on the page."""
    given: dict[str, Any] = {"prefix": name, **step.needs(found)}
    if request is not None:
        return step.form(request.POST, **given)
    return step.form(initial=dict(step.initial(found)), **given)
