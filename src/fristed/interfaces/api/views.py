"""What can be asked: one view for each address of PxWebApi that is answered here, and the catalogue."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from fristed.interfaces.api import codelists
from fristed.interfaces.api.calls import SECONDS
from fristed.interfaces.api.catalogue import write_catalogue
from fristed.interfaces.api.described import metadata_object, table_object
from fristed.interfaces.api.door import json_answer, open_to_programs
from fristed.interfaces.api.forms import DEFAULT, FORMS, form_of, written
from fristed.interfaces.api.languages import LABELS, language_of
from fristed.interfaces.api.listing import search_of, tables_object
from fristed.interfaces.api.parts import MOST_CELLS, part_of, with_codelists
from fristed.interfaces.api.problems import bad_value, not_here
from fristed.interfaces.api.shelf import Edition, current_editions, edition
from fristed.interfaces.api.wishes import parameter, wish_of
from fristed.interfaces.web.requests import HouseRequest
from fristed.methods.classifications import LANGUAGES, Language
from fristed.statistics.publishing.words import Speaker, entry
from fristed.statistics.publishing.writers.jsonstat import PX_LANGUAGES

API_VERSION = "2.0.0"


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/api/v2")


def _named(request: HouseRequest, wanted: str) -> Edition:
    return edition(wanted, language_of(request), at=request.at)


def _json(content: Any, language: Language) -> HttpResponse:
    return json_answer(content, PX_LANGUAGES[language])


@open_to_programs
def config(request: HouseRequest) -> HttpResponse:
    """Tell what this door can do and how much may be asked."""
    licence = entry("licence")["url"]
    content = {
        "apiVersion": API_VERSION,
        "appVersion": version("fristed"),
        "languages": [{"id": name, "label": label} for name, label in LABELS.items()],
        "defaultLanguage": "no",
        "maxDataCells": MOST_CELLS,
        "maxCallsPerTimeWindow": settings.API_CALLS,
        "timeWindow": SECONDS,
        "license": licence,
        "sourceReferences": [
            {"language": PX_LANGUAGES[language], "text": Speaker(language).word("source")}
            for language in LANGUAGES
        ],
        "defaultDataFormat": DEFAULT,
        "dataFormats": list(FORMS),
        "features": [{"id": "CORS", "params": [{"key": "enabled", "value": "True"}]}],
    }
    return _json(content, language_of(request))


@open_to_programs
def tables(request: HouseRequest) -> HttpResponse:
    """List the tables."""
    language = language_of(request)
    return _json(tables_object(search_of(request.GET), language, _base(request), at=request.at), language)


@open_to_programs
def table(request: HouseRequest, wanted: str) -> HttpResponse:
    """Describe one table in short."""
    found = _named(request, wanted)
    language = found.dataset.language
    return _json({**table_object(found, _base(request)), "language": PX_LANGUAGES[language]}, language)


@open_to_programs
def metadata(request: HouseRequest, wanted: str) -> HttpResponse:
    """Describe what one table can be asked for."""
    if parameter(request.GET, "outputFormat").lower() not in ("", DEFAULT):
        raise bad_value(f"Metadata is written as {DEFAULT}.")
    found = _named(request, wanted)
    narrowed = with_codelists(found.dataset, wish_of(request).codelists)
    shown = Edition(narrowed, found.head, found.is_current)
    return _json(metadata_object(shown, _base(request)), narrowed.language)


@open_to_programs
def data(request: HouseRequest, wanted: str) -> HttpResponse:
    """Give numbers of one table, in one of the forms."""
    form = form_of(request.GET)
    found = _named(request, wanted)
    return written(form, found, part_of(found.dataset, wish_of(request)))


@open_to_programs
def code_lists(request: HouseRequest) -> HttpResponse:
    """List the code lists."""
    language = language_of(request)
    return _json(codelists.all_lists(language, _base(request)), language)


@open_to_programs
def code_list(request: HouseRequest, wanted: str) -> HttpResponse:
    """Describe one code list."""
    language = language_of(request)
    return _json(codelists.described(wanted, language, _base(request)), language)


@open_to_programs
def catalogue(request: HouseRequest) -> HttpResponse:
    """Tell data.norge.no what is published."""
    editions = {language: current_editions(language, at=request.at) for language in LANGUAGES}
    home = request.build_absolute_uri("/").rstrip("/")
    content = write_catalogue(editions, home=home, base=_base(request), publisher=settings.PUBLISHER_NUMBER)
    return HttpResponse(content, content_type="text/turtle; charset=utf-8")


@open_to_programs
def nothing(request: HouseRequest, rest: str) -> HttpResponse:
    """Answer whatever else is asked for under this door."""
    raise not_here("There is no such address.")
