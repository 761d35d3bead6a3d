"""What may stand in a body: codes of lists, days, texts and references, each with its shape told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from fristed.casework.cases.codes import CaseStatus, CountryGround
from fristed.casework.journal.codes import CHOSEN
from fristed.casework.plans.codes import TaskKind
from fristed.interfaces.api.casework.addressed import REFERENCE
from fristed.methods.classifications import code_list, referrers_of, registering_services


def _one_of(codes: Iterable[str]) -> Any:
    known = sorted({str(code) for code in codes})

    def is_known(code: str) -> str:
        if code not in known:
            raise ValueError("not a code of the list")
        return code

    return Annotated[str, AfterValidator(is_known), WithJsonSchema({"type": "string", "enum": known})]


def _listed(*names: str) -> Any:
    return _one_of(code for name in names for code in code_list(name).codes())


def _day(text: Any) -> date:
    """Take a day as ISO 8601 writes it, and nothing else: no number, no time."""
    if not isinstance(text, str) or len(text) != 10:
        raise ValueError("not a day as YYYY-MM-DD")
    return date.fromisoformat(text)


def _whole(number: Any) -> Any:
    """Take 25.0 for 25: to JSON they are the same number."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _whole_between(least: int, most: int) -> Any:
    """Give the shape of a whole number between two."""
    return Annotated[int, Field(ge=least, le=most), BeforeValidator(_whole)]


def _writable(text: str) -> str:
    """Refuse halves of signs, which cannot be written down, and nulls."""
    text.encode()
    if "\0" in text:
        raise ValueError("holds a null")
    return text


REQUEST_KEY = "^[A-Za-z0-9_-]{16,64}$"
VERSION = '^"[1-9][0-9]{0,5}"$'
PLACE = "^[A-Za-z0-9_:-]{1,200}$"

MOST = 100
Year = _whole_between(2021, 2100)
Limit = _whole_between(1, MOST)
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Text = Annotated[str, Field(min_length=1, max_length=10_000, pattern=r"\S"), AfterValidator(_writable)]
ShortText = Annotated[str, Field(max_length=4_000), AfterValidator(_writable)]
Reference = Annotated[str, Field(pattern=REFERENCE)]
Concern = _listed("main_concerns")
Basis = _listed("concern_bases")
Gender = _listed("genders")
AgeBand = _listed("age_bands")
Country = _listed("countries")
Ground = _one_of(CountryGround)
Referrer = _one_of(code for service in registering_services() for code in referrers_of(service).codes())
Reason = _listed("immigration_reasons")
Agency = _listed("agencies")
Status = _one_of(CaseStatus)
Visible = _one_of(CHOSEN)
Kind = _one_of(TaskKind)
Decline = _listed("decline_reasons")
