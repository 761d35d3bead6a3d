"""The public pages: what is official, and nothing else; open to everybody, and old versions stay readable."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from fristed.foundation.demo_mark import is_demo
from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.official import KINDS, REASONS
from fristed.interfaces.web.pages.statistics import SAFE
from fristed.interfaces.web.requests import HouseRequest
from fristed.interfaces.web.statistics import titles
from fristed.interfaces.web.statistics.changes import shown_changes
from fristed.interfaces.web.statistics.downloads import (
    CHAPTER,
    chapter_text,
    chapters_of,
    downloads_of,
    in_other_languages,
)
from fristed.interfaces.web.statistics.overview import services_of
from fristed.interfaces.web.statistics.published import shown_dataset
from fristed.methods.classifications import Language
from fristed.statistics.publishing.datasets import dataset_named, datasets_of
from fristed.statistics.publishing.facts import Dataset
from fristed.statistics.publishing.official import updates_of
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.official.forms.facts import KeptForm
from fristed.statistics.releases.official.forms.queries import DamagedForm, form_file, forms_of
from fristed.statistics.releases.official.queries import (
    Version,
    published_release,
    published_versions,
    published_years,
)

NOT_GIVEN_OUT = 503


def index(request: HouseRequest) -> HttpResponse:
    """List the years that have official statistics."""
    heads = [
        published_versions(year, SAFE, at=request.at)[0] for year in published_years(SAFE, at=request.at)
    ]
    return render(request, "fristed/published/index.html", {"years": [(h, KINDS[h.kind]) for h in heads]})


def year_page(request: HouseRequest, year: int, version: int | None = None) -> HttpResponse:
    """Show a version of a year, by default the newest, under an address that stays."""
    head, release = published_release(year, SAFE, at=request.at, version=version)
    forms = forms_of(year, SAFE, at=request.at, version=head.version)
    figures = [one for one in datasets_of(release, _language()) if one.kind == "figure"]
    context = {
        **_frame(request, head, release),
        "services": services_of(release),
        "figures": figures,
        "downloads": downloads_of(forms, _language()),
        "in_other_languages": in_other_languages(forms, _language()),
        "chapters": chapters_of(forms, _language()),
    }
    return render(request, "fristed/published/year.html", context)


def _frame(request: HouseRequest, head: Version, release: Release) -> dict[str, Any]:
    versions = published_versions(head.year, SAFE, at=request.at)
    return {
        "head": head,
        "kind": KINDS[head.kind],
        "is_newest": versions[0].version == head.version,
        "versions": [(one, REASONS.get(one.reason, "")) for one in versions],
        "counted_on": [(labels.service(code), date.fromisoformat(day)) for code, day in release.counted_on],
    }


def changes(request: HouseRequest, year: int, version: int) -> HttpResponse:
    """Show what a correction changed."""
    head, after = published_release(year, SAFE, at=request.at, version=version)
    _, before = published_release(year, SAFE, at=request.at, version=version - 1)
    context = {"head": head, "reason": REASONS[head.reason], "changes": shown_changes(before, after)}
    return render(request, "fristed/published/changes.html", context)


def part_page(request: HouseRequest, year: int, part: str, version: int | None = None) -> HttpResponse:
    """Show a table, a figure or a chapter of a version, by default the newest."""
    head, release = published_release(year, SAFE, at=request.at, version=version)
    forms = forms_of(year, SAFE, at=request.at, version=head.version)
    frame = {**_frame(request, head, release), "part": part}
    if part.startswith(CHAPTER):
        return _chapter(request, head, forms, frame)
    demo = is_demo(settings.DATA)
    dataset = dataset_named(release, part, _language(), updates=updates_of(head), demo=demo)
    if dataset is None:
        raise Http404
    context = {
        **frame,
        "shown": shown_dataset(dataset),
        "explanation": _explanation(dataset),
        "downloads": downloads_of(forms, _language(), part),
        "in_other_languages": in_other_languages(forms, _language(), part),
        "address": request.build_absolute_uri(f"/published/{year}/{part}/"),
        "address_of_version": request.build_absolute_uri(f"/published/{year}/{head.version}/{part}/"),
    }
    return render(request, "fristed/published/dataset.html", context)


def _language() -> Language:
    return cast(Language, formats.language())


def _explanation(dataset: Dataset) -> str:
    number = dataset.number
    return titles.explanation(int(number)) if dataset.kind == "table" else ""


def _chapter(
    request: HouseRequest, head: Version, forms: tuple[KeptForm, ...], frame: dict[str, Any]
) -> HttpResponse:
    chapters = chapters_of(forms, _language())
    place = next((i for i, one in enumerate(chapters) if one.part == frame["part"]), None)
    if place is None:
        raise Http404
    try:
        _kept, content = form_file(head.year, SAFE, chapters[place].name, at=request.at, version=head.version)
    except DamagedForm:
        return _damaged(request)
    context = {
        **frame,
        "chapters": chapters,
        "chapter": chapters[place],
        "before": chapters[place - 1] if place else None,
        "after": chapters[place + 1] if place + 1 < len(chapters) else None,
        # Written by our own printer, which escapes every word; the hash says that it is what was printed.
        "text": mark_safe(chapter_text(content.decode())),  # noqa: S308
    }
    return render(request, "fristed/published/chapter.html", context)


def file(request: HouseRequest, year: int, name: str, version: int | None = None) -> HttpResponse:
    """Give one kept file of a version, by default the newest, as it was printed."""
    try:
        form, content = form_file(year, SAFE, name, at=request.at, version=version)
    except DamagedForm:
        return _damaged(request)
    response = HttpResponse(content, content_type=form.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{form.name}"'
    response.headers["Last-Modified"] = form.made_at.strftime("%a, %d %b %Y %H:%M:%S GMT")
    response.headers["ETag"] = f'"{form.sha256}"'
    return response


def _damaged(request: HouseRequest) -> HttpResponse:
    return render(request, "fristed/published/damaged.html", status=NOT_GIVEN_OUT)
