"""Who the person of a case is: a page of its own, opened by a deliberate press, which is on record."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from fristed.casework.persons.actions import read_person, remove_person, write_person
from fristed.casework.persons.facts import PersonOutline
from fristed.casework.persons.queries import person_outline
from fristed.casework.persons.refusals import PersonRefused
from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.interfaces.web import labels
from fristed.interfaces.web.forms.persons import PersonForm
from fristed.interfaces.web.legal_basis import words
from fristed.interfaces.web.persons.shown import shown_lines, shown_values
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest

REFUSED = 422
NATIONAL_ID, PSEUDONYM = "national_id", "pseudonym"


def person(request: HouseRequest, reference: str) -> HttpResponse:
    """Say what may be held about the person and what is; nothing is opened."""
    outline = person_outline(request.actor, reference)
    put_on_record(request, "person.page_read", subject=reference)
    return _person_page(request, outline)


def open_person(request: HouseRequest, reference: str) -> HttpResponse:
    """Open what is held, in this one answer; that it was opened is on record."""
    outline = person_outline(request.actor, reference)
    found = read_person(reference=reference, by=request.actor, at=request.at)
    return _person_page(request, outline, is_opened=True, values=shown_values(found))


def _person_page(request: HouseRequest, outline: PersonOutline, **more: object) -> HttpResponse:
    context = {
        "reference": outline.reference,
        "outline": outline,
        "mode": words.MODES[outline.mode],
        "means": words.MODES_MEAN[outline.mode],
        "service": labels.service(outline.service),
        "lines": shown_lines(outline.lines),
        "holds_something": any(line.held_since for line in outline.lines),
        "may_write": is_permitted(request.actor, Permission.PERSON_WRITE),
        **more,
    }
    return render(request, "fristed/persons/person.html", context)


def writable(outline: PersonOutline) -> list[str]:
    """Give the fields of the form. A number makes a pseudonym, also where the number itself is not kept."""
    may = [line.field for line in outline.lines if line.may_be_held]
    asked = {NATIONAL_ID if field == PSEUDONYM else field for field in may}
    return [line.field for line in outline.lines if line.field in asked]


@sensitive_post_parameters()
def write(request: HouseRequest, reference: str) -> HttpResponse:
    """Write who the person is."""
    outline = person_outline(request.actor, reference)
    put_on_record(request, "person.form_read", subject=reference)
    fields = writable(outline)
    form = PersonForm(request.POST if request.method == "POST" else None, writable=fields)
    if request.method == "POST" and form.is_valid():
        try:
            write_person(reference=reference, values=form.values(), by=request.actor, at=request.at)
        except PersonRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, _("It is sealed."))
            return redirect("case-person", reference=reference)
    keeps_number = any(line.field == NATIONAL_ID and line.may_be_held for line in outline.lines)
    context = {
        "form": form,
        "fields": fields,
        "reference": reference,
        "number_is_not_kept": NATIONAL_ID in fields and not keeps_number,
    }
    return render(request, "fristed/persons/write.html", context, status=REFUSED if form.errors else 200)


def remove(request: HouseRequest, reference: str) -> HttpResponse:
    """Take one field out; the answer tells whether it was held, so that asking is on record."""
    person_outline(request.actor, reference)
    put_on_record(request, "person.page_read", subject=reference)
    field = request.POST.get("field", "")
    try:
        remove_person(reference=reference, fields=[field], by=request.actor, at=request.at)
    except PersonRefused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("It is taken out."))
    return redirect("case-person", reference=reference)
