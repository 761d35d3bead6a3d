"""Every way in which tests write a whole number below ten thousand: digits, words, older words, signs."""

from __future__ import annotations

from collections.abc import Iterator

ONES = {
    "nb": ["", "en", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni"],
    "nn": ["", "ein", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni"],
    "en": ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
}
TEENS = {
    "nb": ["ti", "elleve", "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten"],
    "nn": ["ti", "elleve", "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten"],
    "en": [
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ],
}
TENS = {
    "nb": ["tjue", "tretti", "førti", "femti", "seksti", "sytti", "åtti", "nitti"],
    "nn": ["tjue", "tretti", "førti", "femti", "seksti", "sytti", "åtti", "nitti"],
    "en": ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
}
OLDER = {"sju": "syv", "tjue": "tyve", "tretti": "tredve"}
VALLEY = {"tjue": "tjuge", "førti": "firti", "sju": "syv"}
ONE_COUNTED = {"nb": ["én", "ett"], "nn": ["éin", "éi", "eitt"], "en": ["one"]}


def below_hundred(number: int, language: str) -> Iterator[str]:
    """Write one to ninety-nine: glued, with a hyphen, with a space, and in the older order."""
    tens, ones = divmod(number, 10)
    if number == 1:
        yield from ONE_COUNTED[language]
    elif number < 10:
        yield ONES[language][number]
    elif number < 20:
        yield TEENS[language][number - 10]
    elif not ones:
        yield TENS[language][tens - 2]
    else:
        ten, one = TENS[language][tens - 2], ONES[language][ones]
        yield from (f"{ten}-{one}", f"{ten} {one}")
        if language != "en":
            yield from (f"{ten}{one}", f"{one}og{ten}", f"{one} og {ten}")


def in_words(number: int, language: str) -> Iterator[str]:
    """Write nought to 9,999 in words in every way."""
    if number == 0:
        yield "zero" if language == "en" else "null"
    elif number < 100:
        for written in below_hundred(number, language):
            yield from _with_variants(written, language)
    elif number < 1000:
        yield from _many(number, 100, language)
    else:
        yield from _many(number, 1000, language)


def _many(number: int, size: int, language: str) -> Iterator[str]:
    many, rest = divmod(number, size)
    name = {("en", 100): "hundred", ("en", 1000): "thousand"}.get(
        (language, size), "hundre" if size == 100 else "tusen"
    )
    counts = ([f"a {name}"] if language == "en" else [name]) if many == 1 else []
    counts += [f"{one} {name}" for one in in_words(many, language)]
    counts += [] if language == "en" else [f"{one}{name}" for one in in_words(many, language)]
    for count in counts:
        if not rest:
            yield count
            continue
        for written in (next(in_words(rest, language)), *list(in_words(rest, language))[-2:]):
            join = "and" if language == "en" else "og"
            yield from (f"{count} {join} {written}", f"{count} {written}")
            if language != "en":
                yield from (f"{count}og{written}", f"{count}{written}")


def _with_variants(written: str, language: str) -> Iterator[str]:
    yield written
    for plain, other in {"nb": OLDER, "nn": VALLEY}.get(language, {}).items():
        if plain in written:
            yield written.replace(plain, other)


def in_digits(number: int) -> Iterator[str]:
    """Write a number in digits, with every mark between thousands, and in signs that look like digits."""
    yield str(number)
    yield str(number).translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    if 1 <= number <= 20:
        yield chr(0x245F + number)
    if number >= 1000:
        yield from (f"{number // 1000}{mark}{number % 1000:03}" for mark in " .,\u00a0\u202f'")


def in_every_way(number: int, language: str) -> list[str]:
    """Write a number in every way."""
    return [*in_words(number, language), *in_digits(number)]
