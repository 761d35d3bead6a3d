"""Free text of an anonymous register holds no number or address that points straight at somebody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.casework.cases.plain_words import MESSAGES, identifying_marks, sentences

# Made by the rule of the control digits; the first is of a day that does not exist.
WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))


def with_control_digits(nine: str) -> str | None:
    digits = [int(sign) for sign in nine]
    for weights in WEIGHTS:
        control = -sum(weight * digit for weight, digit in zip(weights, digits, strict=True)) % 11
        if control == 10:
            return None
        digits.append(control)
    return "".join(map(str, digits))


NUMBERS = st.text("0123456789", min_size=9, max_size=9).map(with_control_digits).filter(bool).map(str)


@given(NUMBERS, st.sampled_from(["", " ", ".", "-", "\u00a0", "\u2011", "\u200b"]), st.text(max_size=20))
def test_every_number_that_passes_the_control_digits_is_found_however_it_is_written(
    number: str, between: str, after: str
) -> None:
    written = f"She said {number[:6]}{between}{number[6:]} and {after}"
    assert "national_id" in identifying_marks(written)


@given(NUMBERS, st.integers(0, 10), st.integers(1, 9))
def test_a_number_with_one_wrong_digit_is_no_identity_number(number: str, place: int, more: int) -> None:
    wrong = number[:place] + str((int(number[place]) + more) % 10) + number[place + 1 :]
    assert "national_id" not in identifying_marks(wrong)


def test_digits_of_other_scripts_are_digits() -> None:
    number = with_control_digits("010190123") or with_control_digits("010190124") or ""
    arabic = number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    wide = number.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789"})
    assert identifying_marks(arabic) == identifying_marks(wide) == ("national_id",)


@pytest.mark.parametrize(
    "text",
    [
        "91234567",
        "912 34 567",
        "91 23 45 67",
        "9123 4567",
        "22 33 44 55.",
        "(412 34 567)",
        "+47 912 34 567",
        "+4791234567",
        "0047 91234567",
        "+44 20 7946 0958",
        "+90 (312) 123 45 67",
        "tlf: 912\u00a034\u00a0567",
        "912–34–567",
    ],
)
def test_what_looks_like_a_telephone_number_is_found(text: str) -> None:
    assert identifying_marks(f"Call {text}") == ("phone",)


@pytest.mark.parametrize(
    "text",
    ["kari@example.no", "kari.nordmann+x@skole.example.org,", "kari (at) example.no", "kari [at] example.no"],
)
def test_what_looks_like_an_e_mail_address_is_found(text: str) -> None:
    assert identifying_marks(f"Write to {text} today") == ("email",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "She is to be back by 12.08.2026, at the latest 2026-08-20.",
        "From 2024-2025, and in 2021 2022 and 2023.",
        "It was 20241224.",
        "24.12.2026 10:30",
        "Case 23456-78923 and case 7K4MA-9QXTB",
        "1 500 000 kroner and 24 places",
        "The ticket costs 12 345,50",
        "Paragraph 15-3, section 282, act of 17 July 1992 no. 100",
        "They asked @ school what was best",
        "01.06.2026-15.06.2026",
        "Two of 17, one of 15",
    ],
)
def test_ordinary_work_notes_are_left_in_peace(text: str) -> None:
    assert identifying_marks(text) == ()


def test_several_marks_are_told_once_each_and_never_repeat_what_was_written() -> None:
    text = "912 34 567, 412 34 567, kari@example.no"
    found = identifying_marks(text)
    assert found == ("email", "phone")
    assert not any("912" in sentence or "kari" in sentence for sentence in sentences(found))
    assert len(set(map(str, MESSAGES.values()))) == len(MESSAGES) == 3


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert set(identifying_marks(text)) <= set(MESSAGES)
