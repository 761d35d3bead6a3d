"""The preparedness letter: its text in versions, who has been sent it, questions back; and the open page."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fristed.foundation.days import oslo_day
from fristed.interfaces.web import formats
from fristed.interfaces.web.forms.letters import (
    AnswerForm,
    LetterForm,
    NewLetterForm,
    QuestionForm,
    ReceivedForm,
    RecipientForm,
    SendForm,
)
from fristed.interfaces.web.letters.words import CHANGES, KIND_OF_ONE, KINDS, SHOWN, narrowed
from fristed.interfaces.web.open_pages import carried_on, in_language_asked
from fristed.interfaces.web.requests import HouseRequest
from fristed.knowledge.letters import actions
from fristed.knowledge.letters.facts import Version
from fristed.knowledge.letters.queries import (
    LetterNotFound,
    letters_of,
    questions_of,
    recipients_of,
    sent_letter,
    sent_letters,
    tally_of,
    versions_of,
)
from fristed.knowledge.letters.refusals import LetterRefused
from fristed.knowledge.letters.rules import LANGUAGES, difference, paragraphs

REFUSED = 422
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet program carries out."""


@in_language_asked
def public(request: HouseRequest, year: int) -> HttpResponse:
    """Show everybody the letter of a year as it was sent; it is an open letter."""
    try:
        letter = sent_letter(year, at=request.at)
    except LetterNotFound as missing:
        raise Http404 from missing
    language = formats.language()
    context = {
        "carry": carried_on(request),
        "letter": letter,
        "title": letter.title[language],
        "paragraphs": paragraphs(letter.text[language]),
        "others": [one.year for one in sent_letters(at=request.at) if one.year != year],
    }
    return render(request, "fristed/letters/public.html", context)


def letters(request: HouseRequest) -> HttpResponse:
    """List the letters, the newest first, with how far each has come."""
    language = formats.language()
    lines = [(one, one.title[language]) for one in letters_of(request.actor)]
    return render(request, "fristed/letters/list.html", {"lines": lines})


def new(request: HouseRequest) -> HttpResponse:
    """Write the first version of a year's letter."""
    this_year = oslo_day(request.at).year
    form = NewLetterForm(request.POST if request.method == "POST" else None, initial={"year": this_year})
    if request.method == "POST":
        form.is_valid()
        if _written(request, form, form.number() if form.is_valid() else 0):
            return redirect("letters-work", year=form.number())
    return render(request, "fristed/letters/new.html", {"form": form}, status=_status(form))


def _written(request: HouseRequest, form: LetterForm, year: int) -> bool:
    """Write a version; a refusal goes beside the fields."""
    if not form.is_valid():
        return False
    try:
        actions.write_letter(year=year, texts=form.texts(), by=request.actor, at=request.at)
    except LetterRefused as refusal:
        form.show_refusal(refusal.errors)
        return False
    messages.success(request, str(_("The version is kept. Somebody else must approve it.")))
    return True


def _status(*forms: Any) -> int:
    return REFUSED if any(form.errors for form in forms) else 200


def _versions(request: HouseRequest, year: int) -> tuple[Version, ...]:
    try:
        return versions_of(request.actor, year)
    except LetterNotFound as missing:
        raise Http404 from missing


def work(request: HouseRequest, year: int) -> HttpResponse:
    """Show the letter with its versions and how two of them differ; take a new version."""
    versions = _versions(request, year)
    newest = versions[0]
    form = LetterForm(
        request.POST if request.method == "POST" else None, initial=LetterForm.initial_of(newest)
    )
    if request.method == "POST" and _written(request, form, year):
        return redirect("letters-work", year=year)
    chosen = request.GET.get("version", "")
    shown = next((one for one in versions if str(one.number) == chosen), newest)
    before = next((one for one in versions if one.number == shown.number - 1), None)
    context = {
        "year": year,
        "form": form,
        "versions": versions,
        "newest": newest,
        "shown": shown,
        "texts": [(code, shown.title[code], _compared(before, shown, code)) for code in LANGUAGES],
        "has_before": before is not None,
        "is_own": newest.written_by == request.actor.username,
        "send_form": SendForm(initial={"sent_date": oslo_day(request.at)}),
    }
    return render(request, "fristed/letters/work.html", context, status=_status(form))


def _compared(before: Version | None, after: Version, code: str) -> list[tuple[str, str, str]]:
    """Give the paragraphs of a version: how each stands to the version before, in words, and the text."""
    if before is None:
        return [("same", "", part) for part in paragraphs(after.text[code])]
    return [
        (what, str(CHANGES[what]), part) for what, part in difference(before.text[code], after.text[code])
    ]


def recipients(request: HouseRequest, year: int) -> HttpResponse:
    """Show who has been sent the letter and who has confirmed it, in numbers and by name."""
    lines = _recipients(request, year)
    kind, show = request.GET.get("kind", ""), request.GET.get("show", "")
    context = {
        "year": year,
        "tally": [(KINDS[one.kind], one) for one in tally_of(lines)],
        "lines": [(one, KIND_OF_ONE[one.recipient.kind]) for one in narrowed(lines, kind=kind, show=show)],
        "kind": kind,
        "show": show,
        "kinds": KINDS.items(),
        "states": SHOWN.items(),
        "received_form": ReceivedForm(initial={"received_date": oslo_day(request.at)}),
        "recipient_form": RecipientForm(prefix="new"),
    }
    return render(request, "fristed/letters/recipients.html", context)


def _recipients(request: HouseRequest, year: int) -> tuple[Any, ...]:
    try:
        return recipients_of(request.actor, year)
    except LetterNotFound as missing:
        raise Http404 from missing


def as_words(cell: str) -> str:
    """Give a cell as no formula, whatever somebody has typed.

    Examples
    --------
    >>> as_words("=1+1"), as_words("Oslo")
    ("'=1+1", 'Oslo')
    """
    return f"'{cell}" if cell.startswith(FORMULAS) else cell


def recipients_file(request: HouseRequest, year: int) -> HttpResponse:
    """Give the recipients as a file for a spreadsheet: semicolons, days as numbers, UTF-8 with a mark.

    A name that a spreadsheet program would take for a formula begins with an apostrophe.
    """
    out = StringIO()
    sheet = csv.writer(out, delimiter=";", lineterminator="\r\n")
    sheet.writerow(
        [_now("Kind"), _now("Name"), _now("County"), _now("Version"), _now("Sent"), _now("Confirmed")]
    )
    for one in _recipients(request, year):
        days = [day.isoformat() if day else "" for day in (one.sent_date, one.received_date)]
        kind = str(KIND_OF_ONE[one.recipient.kind])
        sheet.writerow([kind, as_words(one.recipient.name), one.recipient.county, one.number or "", *days])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="beredskapsbrev-{year}-mottakere.csv"'
    return answer


def questions(request: HouseRequest, year: int) -> HttpResponse:
    """Show what recipients have asked back; note a question, or an answer."""
    _versions(request, year)
    sent = [one.recipient for one in _recipients(request, year) if one.sent_date]
    choose = [(one.key, one.name) for one in sent]
    is_answer = "number" in request.POST
    posted = request.POST if request.method == "POST" else None
    form = QuestionForm(
        None if is_answer else posted, choose=choose, initial={"asked_date": oslo_day(request.at)}
    )
    answer_form = AnswerForm(posted if is_answer else None)
    if posted is not None and _asked_or_answered(request, year, form, answer_form, is_answer=is_answer):
        messages.success(request, str(_("It is noted.")))
        return redirect("letters-questions", year=year)
    context = {
        "year": year,
        "form": form,
        "answer_form": answer_form,
        "answering": request.POST.get("number", ""),
        "lines": questions_of(request.actor, year),
        "has_recipients": bool(sent),
    }
    return render(request, "fristed/letters/questions.html", context, status=_status(form, answer_form))


def _asked_or_answered(
    request: HouseRequest, year: int, form: QuestionForm, answer_form: AnswerForm, *, is_answer: bool
) -> bool:
    used = answer_form if is_answer else form
    if not used.is_valid():
        return False
    who: dict[str, Any] = {"year": year, "by": request.actor, "at": request.at}
    try:
        if is_answer:
            number = _whole(request.POST.get("number", ""))
            actions.answer_question(number=number, answer=answer_form.chosen("answer"), **who)
        else:
            asked: dict[str, Any] = {"recipient": form.chosen("recipient"), "text": form.chosen("text")}
            actions.note_question(asked_date=form.day("asked_date"), **asked, **who)
    except LetterRefused as refusal:
        used.show_refusal(refusal.errors)
        return False
    return True


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


DONE = {
    "approve": _("The version is approved."),
    "send": _("It is noted that the letter was sent, and everybody can read it now."),
    "received": _("It is noted that they have confirmed it."),
    "not-received": _("It is taken back that they have confirmed it."),
    "recipient": _("The recipient is added."),
}
TO_TEXT = ("approve", "send")


def step(request: HouseRequest, year: int, name: str) -> HttpResponse:
    """Approve a version, note that it was sent or confirmed, or add a recipient."""
    if name not in DONE:
        raise Http404
    _versions(request, year)
    try:
        _take(request, year, name)
    except LetterRefused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, str(DONE[name]))
    return redirect("letters-work" if name in TO_TEXT else "letters-recipients", year=year)


def _take(request: HouseRequest, year: int, name: str) -> None:
    who: dict[str, Any] = {"by": request.actor, "at": request.at}
    number, keys = _whole(request.POST.get("number", "")), request.POST.getlist("keys")
    if name == "approve":
        actions.approve_letter(year=year, number=number, **who)
    elif name == "send":
        form = SendForm(request.POST)
        form.is_valid()
        kinds, day = form.all_chosen("kinds"), form.day("sent_date")
        actions.send_letter(year=year, number=number, kinds=kinds, sent_date=day, **who)
    elif name == "received":
        received = ReceivedForm(request.POST)
        received.is_valid()
        actions.mark_received(year=year, keys=keys, received_date=received.day("received_date"), **who)
    elif name == "not-received":
        actions.mark_not_received(year=year, keys=keys, **who)
    else:
        added = RecipientForm(request.POST, prefix="new")
        added.is_valid()
        actions.add_recipient(name=added.chosen("name"), kind=added.chosen("kind"), **who)
