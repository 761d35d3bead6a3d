"""The editor's desk: the sections of a year's report, their texts in three languages, and who approves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from fristed.foundation.identity.rules import Permission, is_permitted, require
from fristed.interfaces.web import labels
from fristed.interfaces.web.forms.report import (
    AddForm,
    AskForm,
    CommentForm,
    FigureForm,
    FindForm,
    SectionForm,
    TakeAwayForm,
)
from fristed.interfaces.web.pages.statistics import SAFE
from fristed.interfaces.web.report import shown
from fristed.interfaces.web.report.cited import figures_cited_in
from fristed.interfaces.web.report.words import LANGUAGE_NAMES, refusal
from fristed.interfaces.web.requests import HouseRequest
from fristed.statistics.annual_report.citing.facts import Recorded
from fristed.statistics.annual_report.citing.queries import recorded_figures
from fristed.statistics.annual_report.editing.actions import (
    NotNow,
    add_section,
    approve_contribution,
    approve_order,
    approve_section,
    ask_contribution,
    bring_back_section,
    comment_on_section,
    move_section,
    put_figure,
    save_section,
    take_away_section,
)
from fristed.statistics.annual_report.editing.actions.order import Direction
from fristed.statistics.annual_report.editing.facts import LANGUAGES, Language, SectionAtDesk, SectionText
from fristed.statistics.annual_report.editing.notation import groups_of
from fristed.statistics.annual_report.editing.queries import (
    NoSuchSection,
    drawable_figures,
    figure_title,
    figures_at_desk,
    order_of,
    require_desk,
    section_at_desk,
    sections_of,
    what_goes_with,
)
from fristed.statistics.annual_report.editing.waiting import to_answer, to_approve
from fristed.statistics.releases.queries import stored_release

REFUSED = 422
INDENT = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"
Forms = dict[Language, SectionForm]


def report(request: HouseRequest, year: int) -> HttpResponse:
    """List the sections of the report, and how far each has come in each language."""
    return _list(request, year)


def _list(
    request: HouseRequest,
    year: int,
    *,
    add_form: AddForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    try:
        sections = sections_of(year, reader=request.actor)
    except NoSuchSection:
        raise Http404 from None
    shower = shown.Shower(stored_release(year, SAFE))
    every = [shown.section_line(one, shower.title(one.title)) for one in sections]
    lines = [one for one in every if not one.section.is_away]
    titles = {one.section.key: one.title for one in every}
    order = order_of(year, reader=request.actor)
    left = {
        name: sum(one.standings[place].standing.state == "missing" for one in lines)
        for place, name in enumerate(LANGUAGE_NAMES.values())
    }
    may_edit = is_permitted(request.actor, Permission.REPORT_EDIT)
    context = {
        "year": year,
        "lines": lines,
        "away": [one for one in every if one.section.is_away],
        "languages": LANGUAGE_NAMES.items(),
        "left": left.items(),
        "has_numbers": shower.speaker is not None,
        "may_edit": may_edit,
        "may_approve": is_permitted(request.actor, Permission.REPORT_APPROVE),
        "is_arranging": may_edit and "arrange" in {*request.GET, *request.POST},
        "order": order,
        "to_answer": [
            (one, titles.get(one.key, one.key), labels.party(one.party))
            for one in to_answer(reader=request.actor)
            if one.year == year
        ],
        "to_approve": [
            (one.draft, titles[one.section.key], LANGUAGE_NAMES[one.draft.language])
            for one in to_approve(year, reader=request.actor)
        ],
        "waiting": shown.shown_order(order.waiting, titles),
        "taken": shown.shown_order(order.steps, titles),
        "add_form": add_form or AddForm(sections=_choices(lines)),
        "refused": refused,
    }
    return render(request, "fristed/report/list.html", context, status=status)


def _choices(lines: list[shown.ShownSection]) -> list[tuple[str, str]]:
    """Give sections to choose from, each as deep as it stands."""
    return [(one.section.key, f"{INDENT * one.section.level}{one.title}") for one in lines]


def order(request: HouseRequest, year: int, name: str) -> HttpResponse:
    """Take one step on the order of the sections, and go back to the list; a refusal is said there."""
    if name not in ORDER_STEPS:
        raise Http404
    add_form = None
    try:
        if name == "add":
            require(request.actor, Permission.REPORT_EDIT)
            every = sections_of(year, reader=request.actor)
            shower = shown.Shower(stored_release(year, SAFE))
            there = [shown.section_line(one, shower.title(one.title)) for one in every if not one.is_away]
            add_form = AddForm(request.POST, sections=_choices(there))
            if not add_form.is_valid():
                return _list(request, year, add_form=add_form, status=REFUSED)
        done, place = ORDER_STEPS[name](request, year, add_form)
    except NotNow as error:
        return _list(request, year, add_form=add_form, refused=refusal(error), status=REFUSED)
    except NoSuchSection:
        raise Http404 from None
    messages.success(request, done)
    return redirect(f"{reverse('report', args=[year])}{place}")


def _add(request: HouseRequest, year: int, form: AddForm | None) -> tuple[str, str]:
    assert form is not None  # noqa: S101  the step is given its form
    titles: dict[Language, str] = {code: form.chosen(f"title_{code}") for code in LANGUAGES}
    is_inside = form.chosen("where") == "under"
    key = add_section(
        year=year,
        titles=titles,
        beside=form.chosen("beside"),
        is_inside=is_inside,
        by=request.actor,
        at=request.at,
    )
    return _("The section is added. Write its text, and have its place approved."), f"?arrange=1#row-{key}"


def _move(request: HouseRequest, year: int, _form: AddForm | None) -> tuple[str, str]:
    key = request.POST.get("key", "")
    direction: Direction = "up" if request.POST.get("direction") == "up" else "down"
    move_section(direction=direction, **_of(request, year, key))
    return _("The section is moved. Now somebody else must approve the order."), f"?arrange=1#row-{key}"


def _bring_back(request: HouseRequest, year: int, _form: AddForm | None) -> tuple[str, str]:
    key = request.POST.get("key", "")
    bring_back_section(**_of(request, year, key))
    return _("The section is brought back. Now somebody else must approve the order."), f"#row-{key}"


def _approve_order(request: HouseRequest, year: int, _form: AddForm | None) -> tuple[str, str]:
    approve_order(year=year, number=_number(request), by=request.actor, at=request.at)
    return _("Approved. The report prints the sections in this order."), ""


ORDER_STEPS: dict[str, Callable[[HouseRequest, int, AddForm | None], tuple[str, str]]] = {
    "add": _add,
    "move": _move,
    "bring-back": _bring_back,
    "approve": _approve_order,
}


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
    try:
        form, take, done = STEPS[name](request, year, key)
    except NoSuchSection:
        raise Http404 from None
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
    despite = request.POST.get("despite", "")

    def take() -> None:
        approve_section(
            language=language, number=_number(request), despite=despite, **_of(request, year, key)
        )

    return forms.Form({}), take, _("Approved. The report prints this text.")


def _number(request: HouseRequest) -> int:
    """Give the version or step that was looked at; 0 where none was told."""
    number = request.POST.get("number", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 0


def _comment(request: HouseRequest, year: int, key: str) -> Taken:
    form = CommentForm(request.POST)

    def take() -> None:
        comment_on_section(text=form.chosen("text"), **_of(request, year, key))

    return form, take, _("The remark is kept.")


def _ask(request: HouseRequest, year: int, key: str) -> Taken:
    form = AskForm(request.POST)

    def take() -> None:
        due_date = form.cleaned_data["due_date"]
        ask_contribution(party=form.chosen("party"), due_date=due_date, **_of(request, year, key))

    return form, take, _("Asked. The section waits for the answer.")


def _contribute(request: HouseRequest, year: int, key: str) -> Taken:
    def take() -> None:
        party = request.POST.get("party", "")
        approve_contribution(party=party, number=_number(request), **_of(request, year, key))

    return forms.Form({}), take, _("Approved for those you belong to.")


def _figure(request: HouseRequest, year: int, key: str) -> Taken:
    require(request.actor, Permission.REPORT_EDIT)
    form = _figure_form(year, section_at_desk(year, key, reader=request.actor), request.POST)

    def take() -> None:
        put_figure(
            figure=form.chosen("figure"),
            after=int(form.chosen("after") or 0),
            alts={code: form.chosen(f"alt_{code}") for code in LANGUAGES},
            bases={code: form.cleaned_data.get(f"base_{code}") or 0 for code in LANGUAGES},
            **_of(request, year, key),
        )

    return form, take, _("The figure is put in. Now somebody else must approve the text.")


def _figure_form(year: int, at_desk: SectionAtDesk, given: Any = None) -> FigureForm:
    """Give the form for a figure, with those that stand nowhere in the report yet."""
    placed = figures_at_desk(year)
    bokmal = at_desk.versions["nb"]
    groups = groups_of(bokmal[0].text) if bokmal else []
    return FigureForm(
        given,
        figures=[(name, title) for name, title in drawable_figures().items() if name not in placed],
        paragraphs=[Truncator(" ".join(group.split())).chars(60) for group in groups],
        languages={
            code: (LANGUAGE_NAMES[code], texts[0].number) for code, texts in at_desk.versions.items() if texts
        },
    )


def _take_away(request: HouseRequest, year: int, key: str) -> Taken:
    require(request.actor, Permission.REPORT_EDIT)
    goes = what_goes_with(year, key)
    form = TakeAwayForm(request.POST, figures=goes.figures)

    def take() -> None:
        take_away_section(reason=form.chosen("reason"), known=form.known(), **_of(request, year, key))

    return (
        form,
        take,
        _("The section is taken away, and can be brought back. Now somebody else must approve the order."),
    )


STEPS: dict[str, Callable[[HouseRequest, int, str], Taken]] = {
    "save": _save,
    "approve": _approve,
    "comment": _comment,
    "ask": _ask,
    "contribute": _contribute,
    "figure": _figure,
    "take-away": _take_away,
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
    shower, recorded = shown.Shower(stored_release(year, SAFE)), recorded_figures(reader=request.actor)
    find = FindForm(request.POST if texts else request.GET)
    wanted = find.chosen("find") if find.is_valid() else ""
    found, many = shower.find(wanted)
    context: dict[str, Any] = {
        "year": year,
        "at_desk": at_desk,
        "title": shower.title(at_desk.section.title),
        "columns": [_column(language, at_desk, texts, shower, recorded) for language in LANGUAGES],
        "compared": _compared(request, at_desk),
        "asked": [shown.shown_asked(one, reader=request.actor) for one in at_desk.asked],
        "waits_for": [labels.party(one.party) for one in at_desk.asked if not one.has_answered],
        "figures": [shown.shown_figure(one) for one in at_desk.figures],
        "figure_form": tried.get("figure") or _figure_form(year, at_desk),
        "goes": [shower.title(one) for one in at_desk.takes.sections],
        "goes_figures": [figure_title(one) for one in at_desk.takes.figures],
        "take_away_form": tried.get("take-away") or TakeAwayForm(figures=at_desk.takes.figures),
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
    language: Language,
    at_desk: SectionAtDesk,
    texts: Forms | None,
    shower: shown.Shower,
    recorded: Iterable[Recorded],
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
        "cited": figures_cited_in(f"{newest.title}\n{newest.text}", recorded),
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
