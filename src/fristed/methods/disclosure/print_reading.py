"""Read a print that was written down for a certificate."""

from __future__ import annotations

import json
from typing import Literal, cast

from fristed.methods.disclosure.records import Equation, Printed, PrintedCell, PrintedPercent


class NoPrint(ValueError):
    """The text is not a print as the page on certificates describes it."""


def read_print(text: str) -> Printed:
    """Read what :func:`fristed.methods.disclosure.certificate.write_print` wrote.

    Parameters
    ----------
    text
        One line of JSON.

    Raises
    ------
    NoPrint
        If a field is missing, of the wrong kind, or names an unknown cell.

    Examples
    --------
    >>> from fristed.methods.disclosure.certificate import write_print
    >>> once = Printed((PrintedCell.shown("all", 9), PrintedCell.rest("a")), (Equation("all", ("a",)),))
    >>> read_print(write_print(once)) == once
    True
    """
    try:
        fields = json.loads(text)
        return Printed(
            cells=tuple(_cell(*row) for row in fields["cells"]),
            equations=tuple(_equation(*row) for row in fields["equations"]),
            percents=tuple(_percent(*row) for row in fields["percents"]),
            threshold=_count(fields["threshold"]),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise NoPrint(f"The print is not as it should be ({fault}).") from fault


def _cell(
    key: object, value: object, low: object, high: object, state: object, source: object
) -> PrintedCell:
    cell = PrintedCell(
        _word(key),
        None if value is None else _count(value),
        _count(low),
        None if high is None else _count(high),
        cast('Literal["shown", "signed", "rest"]', _one_of(state, ("shown", "signed", "rest"))),
        cast('Literal["table", "figure", "text"]', _one_of(source, ("table", "figure", "text"))),
    )
    is_printed = cell.value is not None
    if is_printed != (cell.state == "shown") or (is_printed and not cell.low == cell.value == cell.high):
        raise NoPrint(f"{cell.key} is not what its state says")
    return cell


def _equation(total: object, parts: object) -> Equation:
    if not isinstance(parts, list):
        raise NoPrint("parts are no list")
    return Equation(_word(total), tuple(map(_word, cast("list[object]", parts))))


def _percent(cell: object, whole: object, percent: object, rounding: object) -> PrintedPercent:
    way = cast('Literal["half_up", "unknown"]', _one_of(rounding, ("half_up", "unknown")))
    return PrintedPercent(_word(cell), _word(whole), _count(percent), way)


def _word(content: object) -> str:
    if not isinstance(content, str):
        raise NoPrint(f"{content} is no name")
    return content


def _count(content: object) -> int:
    if type(content) is not int or content < 0:
        raise NoPrint(f"{content} is no count")
    return content


def _one_of(content: object, words: tuple[str, ...]) -> str:
    if content not in words:
        raise NoPrint(f"{content} is none of {', '.join(words)}")
    return _word(content)
