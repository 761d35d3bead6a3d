"""The languages as clients of PxWebApi name them: bokmål is ``no``."""

from __future__ import annotations

from django.http import HttpRequest

from fristed.interfaces.api.problems import bad_value
from fristed.methods.classifications import Language
from fristed.statistics.publishing.writers.jsonstat import PX_LANGUAGES

NAMES: dict[str, Language] = {name: language for language, name in PX_LANGUAGES.items()}
LABELS = {"no": "Norsk bokmål", "nn": "Norsk nynorsk", "en": "English"}


def language_of(request: HttpRequest) -> Language:
    """Give the language that is asked for, bokmål where none is; ``nb`` is understood too.

    Raises
    ------
    Problem
        If nothing is said in that language.
    """
    wanted = request.GET.get("lang") or "no"
    language = NAMES.get(wanted.lower(), "nb" if wanted.lower() == "nb" else None)
    if language is None:
        raise bad_value(f"There is no such language; choose one of {', '.join(NAMES)}.")
    return language
