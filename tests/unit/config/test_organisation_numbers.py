"""An organisation number is checked before the catalogue says it."""

from __future__ import annotations

import pytest

from fristed.config.organisations import NoOrganisationNumber, organisation_number


@pytest.mark.parametrize("written", ["974760673", "974 760 673", " 974760673 "])
def test_a_number_may_be_written_with_spaces(written: str) -> None:
    assert organisation_number(written) == "974760673"


def test_none_is_none() -> None:
    assert organisation_number("") == organisation_number("  ") == ""


@pytest.mark.parametrize(
    "written", ["97476067", "9747606733", "97476067x", "९७४७६०६७३", "974760674", "123456789"]
)
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(NoOrganisationNumber):
        organisation_number(written)


def test_one_wrong_digit_is_always_found() -> None:
    right = "974760673"
    for place, digit in ((p, d) for p in range(9) for d in "0123456789" if d != right[p]):
        with pytest.raises(NoOrganisationNumber):
            organisation_number(right[:place] + digit + right[place + 1 :])
