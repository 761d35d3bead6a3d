"""Public pages that store nothing: the language stands in the address, and no cookie is set or asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

KNOWN = dict(settings.LANGUAGES)
View = Callable[..., HttpResponse]


def language_asked(request: HttpRequest) -> str:
    """Give the language that the address asks for; empty if it asks for none that is known."""
    code = request.GET.get("language", "")
    return code if code in KNOWN else ""


def carried_on(request: HttpRequest) -> str:
    """Give what a link on the page adds to an address, so that the next page has the same language."""
    code = language_asked(request)
    return f"?language={code}" if code else ""


def in_language_asked(view: View) -> View:
    """Answer in the language that the address asks for, without remembering it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        code = language_asked(request)
        if not code:
            return view(request, *args, **kwargs)
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = view(request, *args, **kwargs)
            response.headers["Content-Language"] = code
        return response

    return answer
