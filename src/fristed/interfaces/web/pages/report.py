"""The editor's desk: the sections of a year's report, their texts in three languages, and who approves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.interfaces.web.forms.report import AskForm, CommentForm, FindForm, SectionForm
from fristed.interfaces.web.pages.statistics import SAFE
from fristed.interfaces.web.report import shown
from fristed.interfaces.web.report.words import LANGUAGE_NAMES, refusal
from fristed.interfaces.web.requests import HouseRequest
from fristed.statistics.annual_report.editing.actions import (
    NotNow,
    approve_contribution,
    approve_section,
    ask_contribution,
    comment_on_section,
    save_section,
)
from fristed.statistics.annual_report.editing.facts import LANGUAGES, Language, SectionAtDesk, SectionText
from fristed.statistics.annual_report.editing.queries import (
    NoSuchSection,
    require_desk,
    section_at_desk,
    sections_of,
)
from fristed.statistics.releases.queries import stored_release

REFUSED = 422
Forms = dict[Language, SectionForm]


def report(request: HouseRequest, year: int) -> HttpResponse:
    """List the sections of the report, and how far each has come in each language."""
    try:
        sections = sections_of(year, reader=request.actor)
    except NoSuchSection:
        raise Http404 from None
    shower = shown.Shower(stored_release(year, SAFE))
    lines = [shown.section_line(one, shower.title(one.title)) for one in sections]
    left = {
        name: sum(one.standings[place].standing.state == "missing" for one in lines)
        for place, name in enumerate(LANGUAGE_NAMES.values())
    }
    context = {"year": year, "lines": lines, "languages": LANGUAGE_NAMES.items(), "left": left.items()}
    return render(request, "fristed/report/list.html", {**context, "has_numbers": shower.speaker is not None})


def section(request: HouseRequest, year: int, key: str) -> HttpResponse:
    """Show a section as it stands."""
    return _page(request, year, key, {})


def step(request: HouseRequest, year: int, key: str, name: str) -> HttpResponse:
    """Take one step, and go back to the section; a refusal is said there."""
    if name == "preview":
        require_desk(request.actor)
        return _page(request, year, key, {}, texts=_given(request))
    if name not in STEPS:
        raise Http404
    form, take, done = STEPS[name](request, year, key)
    if form.is_valid():
        try:
            with transaction.atomic():
                take()
        except NotNow as error:
            form.add_error(None, refusal(error))
        except NoSuchSection:
            raise Http404 from None
    if form.errors:
        texts = _given(request) if name == "save" else None
        return _page(request, year, key, {name: form}, texts=texts, status=REFUSED)
    messages.success(request, done)
    return redirect("report-section", year=year, key=key)


Taken = tuple[forms.Form, Callable[[], object], str]


def _given(request: HouseRequest) -> Forms:
    found = {language: SectionForm(request.POST, prefix=language) for language in LANGUAGES}
    for form in found.values():
        form.is_valid()
    return found


def _of(request: HouseRequest, year: int, key: str) -> dict[str, Any]:
    return {"year": year, "key": key, "by": request.actor, "at": request.at}


def _save(request: HouseRequest, year: int, key: str) -> Taken:
    given = _given(request)

    def take() -> None:
        versions = section_at_desk(year, key, reader=request.actor).versions
        for language, form in given.items():
            text = _text_of(key, language, form)
            if not (form.is_empty() and not versions[language]) and not _is_same(text, versions[language]):
                wanted: dict[str, Any] = {
                    "title": text.title,
                    "text": text.text,
                    "source": text.source,
                    "base": text.number,
                }
                save_section(language=language, **wanted, **_of(request, year, key))

    broken = next((form for form in given.values() if form.errors), None)
    return broken or forms.Form({}), take, _("Saved as a draft. Now somebody else must approve it.")


def _text_of(key: str, language: Language, form: SectionForm) -> SectionText:
    title, text, source = (form.chosen(name) for name in ("title", "text", "source"))
    return SectionText(key, language, form.cleaned_data.get("base") or 0, title, text, source)


def _is_same(text: SectionText, versions: tuple[SectionText, ...]) -> bool:
    newest = versions[0] if versions else None
    return newest is not None and (newest.title, newest.text, newest.source) == (
        text.title,
        text.text,
        text.source,
    )


def _approve(request: HouseRequest, year: int, key: str) -> Taken:
    language = cast(Language, request.POST.get("language", ""))
    number = request.POST.get("number", "")
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 0

    def take() -> None:
        approve_section(language=language, number=wanted, **_of(request, year, key))

    return forms.Form({}), take, _("Approved. The report prints this text.")


def _comment(request: HouseRequest, year: int, key: str) -> Taken:
    form = CommentForm(request.POST)

    def take() -> None:
        comment_on_section(text=form.chosen("text"), **_of(request, year, key))

    return form, take, _("The remark is kept.")


def _ask(request: HouseRequest, year: int, key: str) -> Taken:
    form = AskForm(request.POST)

    def take() -> None:
        due_date = form.cleaned_data["due_date"]
        ask_contribution(service=form.chosen("service"), due_date=due_date, **_of(request, year, key))

    return form, take, _("The service is asked. The section waits for its answer.")


def _contribute(request: HouseRequest, year: int, key: str) -> Taken:
    def take() -> None:
        approve_contribution(service=request.POST.get("service", ""), **_of(request, year, key))

    return forms.Form({}), take, _("Your service has approved the section.")


STEPS: dict[str, Callable[[HouseRequest, int, str], Taken]] = {
    "save": _save,
    "approve": _approve,
    "comment": _comment,
    "ask": _ask,
    "contribute": _contribute,
}


def _page(
    request: HouseRequest,
    year: int,
    key: str,
    tried: dict[str, forms.Form],
    *,
    texts: Forms | None = None,
    status: int = 200,
) -> HttpResponse:
    try:
        at_desk = section_at_desk(year, key, reader=request.actor)
    except NoSuchSection:
        raise Http404 from None
    shower = shown.Shower(stored_release(year, SAFE))
    find = FindForm(request.POST if texts else request.GET)
    wanted = find.chosen("find") if find.is_valid() else ""
    found, many = shower.find(wanted)
    context: dict[str, Any] = {
        "year": year,
        "at_desk": at_desk,
        "title": shower.title(at_desk.section.title),
        "columns": [_column(language, at_desk, texts, shower) for language in LANGUAGES],
        "compared": _compared(request, at_desk),
        "asked": [shown.shown_asked(one, service=request.actor.service) for one in at_desk.asked],
        "may_edit": is_permitted(request.actor, Permission.REPORT_EDIT),
        "may_approve": is_permitted(request.actor, Permission.REPORT_APPROVE),
        "has_numbers": shower.speaker is not None,
        "find_form": FindForm(initial={"find": wanted}),
        "found": found,
        "many": many,
        "is_tried": texts is not None,
        "comment_form": tried.get("comment") or CommentForm(),
        "ask_form": tried.get("ask") or AskForm(),
        "refusals": [error for form in tried.values() for error in form.non_field_errors()],
    }
    return render(request, "fristed/report/section.html", context, status=status)


def _column(
    language: Language, at_desk: SectionAtDesk, texts: Forms | None, shower: shown.Shower
) -> dict[str, Any]:
    """Give a language: its standing, its form, and how its text would read."""
    versions = at_desk.versions[language]
    key = at_desk.section.key
    newest = versions[0] if versions else SectionText(key, language, 0, "", "")
    if texts is None:
        initial = {"title": newest.title, "text": newest.text, "source": newest.source}
        form = SectionForm(initial={**initial, "base": newest.number}, prefix=language)
        text = newest
    else:
        form, text = texts[language], _text_of(key, language, texts[language])
    standing = next(one for one in at_desk.section.standings if one.language == language)
    preview = shower.preview(text)
    return {
        "code": language,
        "form": form,
        "text": text,
        "newest": newest,
        "shown": shown.standing(standing),
        "preview": preview,
    }


def _compared(request: HouseRequest, at_desk: SectionAtDesk) -> list[dict[str, Any]]:
    """Give each language with its versions, one of them compared with the one before it."""
    found = []
    for language, versions in at_desk.versions.items():
        asked = request.GET.get(language, "")
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else None
        if changed := shown.changes(versions, number):
            newer, pieces = changed
            name = LANGUAGE_NAMES[language]
            older = [one for one in versions[:-1] if one.number != newer.number]
            found.append({"code": language, "name": name, "newer": newer, "pieces": pieces, "older": older})
    return found
