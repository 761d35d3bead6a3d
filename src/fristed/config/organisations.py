"""Organisation numbers as the Brønnøysund Register Centre gives them: nine digits, the last one a check."""

from __future__ import annotations

WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
ELEVEN = 11


class NoOrganisationNumber(ValueError):
    """A setting that should name an organisation does not."""


def organisation_number(text: str) -> str:
    """Give a number that is written with or without spaces; empty stays empty.

    Raises
    ------
    NoOrganisationNumber
        If it is not nine digits, or the check digit is another.
    """
    number = "".join(text.split())
    if not number:
        return ""
    if len(number) != len(WEIGHTS) + 1 or not (number.isascii() and number.isdecimal()):
        raise NoOrganisationNumber(f"An organisation number has nine digits, not {text!r}.")
    rest = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number, strict=False)) % ELEVEN
    if (ELEVEN - rest) % ELEVEN != int(number[-1]):
        raise NoOrganisationNumber(f"The last digit of {text!r} does not fit the others.")
    return number
