"""The directory of help: public pages that store nothing, a feed, and its editors' work."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from fristed.casework.assignments.queries import who_covers as posted_advisers
from fristed.foundation.days import oslo_day
from fristed.interfaces.web import labels
from fristed.interfaces.web.directory.shown import by_audience, in_words, link_of, record_of, shown_entry
from fristed.interfaces.web.directory.words import STATES
from fristed.interfaces.web.forms.directory import CoversForm, EntryForm, NewEntryForm, SearchForm
from fristed.interfaces.web.open_pages import carried_on, in_language_asked
from fristed.interfaces.web.requests import HouseRequest
from fristed.knowledge.directory import actions
from fristed.knowledge.directory.contacts import audiences
from fristed.knowledge.directory.facts import Entry, Version
from fristed.knowledge.directory.queries import (
    EntryNotFound,
    directory,
    entries_to_edit,
    entry_named,
    entry_to_edit,
)
from fristed.knowledge.directory.refusals import EntryRefused
from fristed.knowledge.directory.rules import search, who_covers
from fristed.knowledge.letters.queries import sent_letters

REFUSED = 422
FEED_VERSION = 1
# A form of these pages changes nothing and is answered alike to everybody, so it carries no token: a token
# would be a cookie. It is sent, not asked for: what somebody looks for stands in no address, history or log.


@csrf_exempt
@in_language_asked
def index(request: HouseRequest) -> HttpResponse:
    """Show all help by whom it is for; what is searched for comes in the request, never in the address."""
    entries = directory()
    asked = SearchForm(request.POST if request.method == "POST" else None)
    words = asked.words()
    by_id = {one.contact.id: one for one in entries}
    found = [by_id[one.id] for one in search((one.contact for one in entries), words)] if words else []
    danger = [shown_entry(one) for one in entries if one.contact.emergency]
    context = {
        "carry": carried_on(request),
        "danger": danger,
        "groups": by_audience(entries, audiences()),
        "search": asked,
        "searched": request.method == "POST",
        "found": [shown_entry(one) for one in found],
        "letter_years": [one.year for one in sent_letters(at=request.at)[:1]],
    }
    return render(request, "fristed/directory/index.html", context)


@csrf_exempt
@in_language_asked
def covers(request: HouseRequest) -> HttpResponse:
    """Show who covers a school, a county, or a country where somebody is or is to travel."""
    entries = directory()
    form = CoversForm(request.POST if request.method == "POST" else None)
    (county, country), school = form.place(), form.school_asked()
    on_date = oslo_day(request.at)
    posts = posted_advisers(on_date=on_date, county=county, school=school) if county or school else ()
    by_id = {one.contact.id: one for one in entries}
    contacts = [one.contact for one in entries]
    sure, maybe = who_covers(contacts, county=county, country="" if county or school else country)
    name = labels.label("counties", county) if county else labels.label("countries", country)
    context = {
        "carry": carried_on(request),
        "form": form,
        "asked": ", ".join(part for part in (school, name if county or country else "") if part),
        "school": school,
        "posts": [
            (labels.label("counties", one.county), one.school, one.phone, link_of("phone", one.phone))
            for one in posts
        ],
        "is_county": bool(county),
        "nothing_chosen": request.method == "POST" and not (county or country or school),
        "sure": [shown_entry(by_id[one.id]) for one in sure],
        "maybe": [shown_entry(by_id[one.id]) for one in maybe],
    }
    return render(request, "fristed/directory/covers.html", context)


@in_language_asked
def entry(request: HttpRequest, key: str) -> HttpResponse:
    """Show one entry: what is given, what the source leaves open, where it was read and when checked."""
    try:
        found = entry_named(key)
    except EntryNotFound as missing:
        raise Http404 from missing
    shown = shown_entry(found)
    via = _via(found)
    context = {"carry": carried_on(request), "one": shown, "via": via}
    return render(request, "fristed/directory/entry.html", context)


def _via(found: Entry) -> tuple[str, str] | None:
    """Give through whom one comes to an entry; nobody where that one is shown no more."""
    if not found.contact.via:
        return None
    try:
        other = entry_named(found.contact.via).contact
    except EntryNotFound:
        return None
    return other.id, in_words(other.name)


def feed(request: HouseRequest) -> HttpResponse:
    """Give the directory to programs; docs/reference/directory-feed.md tells what the fields mean."""
    groups = [{"id": one.id, "name": dict(one.name)} for one in audiences()]
    record = {
        "format": "fristed-directory",
        "format_version": FEED_VERSION,
        "made_at": request.at.isoformat(timespec="seconds"),
        "languages": ["nb", "nn", "en"],
        "audiences": groups,
        "entries": [record_of(one) for one in directory()],
    }
    return JsonResponse(record, json_dumps_params={"ensure_ascii": False})


def entries(request: HouseRequest) -> HttpResponse:
    """List what waits, what has not been checked for half a year, and the rest, for those who edit."""
    lines = entries_to_edit(request.actor, today=oslo_day(request.at))
    context = {
        "lines": [(line, in_words(line.entry.contact.name)) for line in lines],
        "due": sum(line.is_due for line in lines),
        "waiting": sum(line.proposal is not None for line in lines),
    }
    return render(request, "fristed/directory/entries.html", context)


def new(request: HouseRequest) -> HttpResponse:
    """Propose a new entry."""
    form = NewEntryForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        contact = form.contact(form.chosen("key"))
        try:
            actions.propose_entry(contact=contact, is_new=True, by=request.actor, at=request.at)
        except EntryRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, str(_("The entry is proposed. Somebody else must approve it.")))
            return redirect("directory-entry-edit", key=contact.id)
    context = {"form": form, "is_new": True}
    return render(request, "fristed/directory/edit.html", context, status=REFUSED if form.errors else 200)


def edit(request: HouseRequest, key: str) -> HttpResponse:
    """Show one entry with its versions to those who edit, and take a proposed change."""
    try:
        found, versions = entry_to_edit(request.actor, key)
    except EntryNotFound as missing:
        raise Http404 from missing
    form = EntryForm(
        request.POST if request.method == "POST" else None, initial=EntryForm.initial_of(found.contact)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_entry(contact=form.contact(key), by=request.actor, at=request.at)
        except EntryRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, str(_("The change is proposed. Somebody else must approve it.")))
            return redirect("directory-entry-edit", key=key)
    waiting = next((one for one in versions if one.state == "proposed"), None)
    context = {
        "form": form,
        "found": found,
        "name": in_words(found.contact.name),
        "is_shown": found.is_shown,
        "versions": [(one, _state(one)) for one in versions],
        "waiting": waiting,
        "is_own": waiting is not None and waiting.proposed_by == request.actor.username,
        "changes": _changes(found, Entry(waiting.contact, waiting.number)) if waiting else [],
    }
    return render(request, "fristed/directory/edit.html", context, status=REFUSED if form.errors else 200)


def _state(one: Version) -> str:
    """Say how a version stands."""
    return str(_("Not shown") if one.is_withdrawn else STATES[one.state])


def _changes(before: Entry, after: Entry) -> list[tuple[str, str, str]]:
    """Give the fields that a proposal changes: what they are called, what they were and will be."""
    old, new_values = EntryForm.initial_of(before.contact), EntryForm.initial_of(after.contact)
    titles = {name: str(field.label) for name, field in EntryForm.base_fields.items()}
    titles |= {name: str(field.label) for name, field in EntryForm().fields.items()}
    return [
        (titles[name], _plain(old[name]), _plain(value))
        for name, value in new_values.items()
        if _plain(old[name]) != _plain(value)
    ]


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


DONE = {
    "check": _("It is noted that you have checked the entry today, and that it is unchanged."),
    "approve": _("The change is approved, and is shown from now on."),
    "refuse": _("The proposal is not carried out."),
    "withdraw": _(
        "The entry is shown no more. One person proposes to bring it back, and another approves it."
    ),
}


def step(request: HouseRequest, key: str, name: str) -> HttpResponse:
    """Check an entry, approve or refuse a proposal, or show the entry no more at once."""
    if name not in DONE:
        raise Http404
    given = request.POST.get("number", "")
    number = int(given) if given.isascii() and given.isdigit() else 0
    try:
        if name == "check":
            actions.check_entry(key=key, by=request.actor, at=request.at)
        elif name == "approve":
            actions.approve_entry(key=key, number=number, by=request.actor, at=request.at)
        elif name == "refuse":
            actions.refuse_entry(key=key, number=number, by=request.actor, at=request.at)
        else:
            actions.withdraw_entry(key=key, by=request.actor, at=request.at)
    except EntryNotFound as missing:
        raise Http404 from missing
    except EntryRefused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, str(DONE[name]))
    back = request.POST.get("back", "")
    return redirect("directory-entries") if back == "list" else redirect("directory-entry-edit", key=key)
