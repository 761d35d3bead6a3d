"""The twelve main concerns: their themes, when to use them, and which grounds fit them.

References
----------
The common registration guideline of the specialised services, as described in their joint annual report
2024, section 2.2. The words here are our own.
"""

from __future__ import annotations

from dataclasses import dataclass

from fristed.methods.classifications.codes import UnknownCode, UnknownLanguage
from fristed.methods.classifications.reading import code_list, correspondence, rows_of


@dataclass(frozen=True, slots=True)
class ConcernGuidance:
    """What the registration screen says of a main concern, in one language.

    ``definition`` says in one sentence what it is. ``do_not_use_when`` is empty where nothing needs to be
    said; ``instead`` then is ``None``.
    """

    code: str
    definition: str
    use_when: str
    do_not_use_when: str
    instead: str | None


def theme_of(concern: str) -> str:
    """Give the theme a main concern belongs to.

    Raises
    ------
    UnknownCode
        When there is no such main concern.

    Examples
    --------
    >>> theme_of("fear_fgm")
    'fgm'
    """
    theme = code_list("main_concerns").get(concern).parent
    return code_list("themes").get(str(theme)).code


def concerns_of(theme: str) -> tuple[str, ...]:
    """Give the main concerns of a theme, in the order of the guideline.

    Raises
    ------
    UnknownCode
        When there is no such theme.

    Examples
    --------
    >>> concerns_of("child_marriage")
    ('fear_child_marriage', 'completed_child_marriage')
    """
    return code_list("main_concerns").children_of(code_list("themes").get(theme).code)


def guidance_on(concern: str, language: str = "nb") -> ConcernGuidance:
    """Give the words that help choosing a main concern, in ``nb``, ``nn`` or ``en``.

    Raises
    ------
    UnknownCode
        When there is no such main concern.
    UnknownLanguage
        For any other language.

    Examples
    --------
    >>> guidance_on("fear_fgm").instead
    'completed_fgm'
    """
    for row in rows_of("concern_guidance.csv"):
        if row["code"] == concern:
            if f"use_when_{language}" not in row:
                raise UnknownLanguage(language)
            return ConcernGuidance(
                code=concern,
                definition=row[f"definition_{language}"],
                use_when=row[f"use_when_{language}"],
                do_not_use_when=row[f"do_not_use_when_{language}"],
                instead=row["instead"] or None,
            )
    raise UnknownCode("main_concerns", concern)


def bases_fitting(concern: str) -> frozenset[str]:
    """Give the grounds that fit a main concern; any other deserves a warning, never a block.

    ``unknown`` always fits: who does not know the ground is not warned.

    Raises
    ------
    UnknownCode
        When there is no such main concern.

    Examples
    --------
    >>> sorted(bases_fitting("fear_fgm"))
    ['feared', 'suspected', 'unknown']
    """
    code = code_list("main_concerns").get(concern).code
    return frozenset((*correspondence("main_concerns_to_concern_bases").targets_of(code), "unknown"))
