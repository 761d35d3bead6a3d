"""The guidance tool: questions and what they lead to, for everybody, with nothing stored.

Answers travel in the body of a request and come back in the page; they are in no address, no log, no session
and no cookie. The form carries no mark against forgery, for that would need a cookie: who makes a reader's
browser send it only makes that browser show advice. Nothing is stored or changed by it. The same holds for
taking answers into a call: what opens is a form that nobody has sent yet, and that form has the mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from fristed.casework.cases.rules import day_of
from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.interfaces.web import formats
from fristed.interfaces.web.forms.calls import FOLLOW_UP, CallForm
from fristed.interfaces.web.guidance.into_call import call_fields
from fristed.interfaces.web.guidance.shown import (
    Page,
    is_unverified,
    page_in,
    shown_contacts,
    shown_parts,
    shown_questions,
)
from fristed.interfaces.web.once import new_token
from fristed.interfaces.web.pages.cases import registration_page
from fristed.interfaces.web.requests import HouseRequest
from fristed.knowledge.directory.contacts import Contact
from fristed.knowledge.directory.queries import directory
from fristed.knowledge.guidance.codes import HEAVIEST, MEASURED
from fristed.knowledge.guidance.facts import Answers, Content
from fristed.knowledge.guidance.packaged import packaged_content
from fristed.knowledge.guidance.queries import content_on, held_changes
from fristed.knowledge.guidance.rules import (
    answers_of,
    guidance_for,
    is_checked,
    is_translated,
    weight_of_all,
)
from fristed.methods.classifications import code_list, referrers_of

BEGINNING = "nb"
SHOW = "show"


def _address(code: str, page: str = "guidance") -> str:
    """Give where the tool is in a language; it begins without one."""
    return reverse(page) if code == BEGINNING else reverse(f"{page}-language", args=[code])


def _page(request: HouseRequest, language: str) -> tuple[Content, Page]:
    content = content_on(day_of(request.at))
    if language not in content.languages:
        raise Http404
    return content, page_in(content, content.languages[language])


def _answers(request: HouseRequest, content: Content) -> Answers:
    return answers_of({name: request.POST.getlist(name) for name in request.POST}, content)


def _known_contacts() -> dict[str, Contact]:
    """Give what the directory shows everybody now, by id; that never lacks an emergency number."""
    return {one.contact.id: one.contact for one in directory()}


def _shown(
    request: HouseRequest,
    template: str,
    content: Content,
    page: Page,
    to_call: Sequence[str] = (),
    **more: Any,
) -> HttpResponse:
    """Answer in the language of the page, and say which that is."""
    known = _known_contacts()
    name = "guidance-about" if template.endswith("about.html") else "guidance"
    context = {
        "page": page,
        "is_whole": is_translated(content, page.chosen),
        "spoken": [
            (one, _address(one.code, name), one.code == page.chosen.code)
            for one in content.languages.values()
        ],
        "here": _address(page.chosen.code),
        "about": _address(page.chosen.code, "guidance-about"),
        "emergency": [(known[one], is_unverified(known[one], "emergency")) for one in content.emergency],
        "contacts": list(shown_contacts(to_call, known, page)),
        "edition": content.edition,
        **more,
    }
    response = render(request, template, context)
    response.headers["Content-Language"] = page.words_in.code
    return response


@csrf_exempt
def tool(request: HouseRequest, language: str = BEGINNING) -> HttpResponse:
    """Ask, and give what the answers lead to; answers come in the body and are forgotten."""
    content, page = _page(request, language)
    answers = _answers(request, content)
    with translation.override(page.words_in.code):
        questions = list(shown_questions(content, answers, page))
        if request.method != "POST" or request.POST.get("step") != SHOW:
            return _shown(
                request,
                "fristed/guidance/questions.html",
                content,
                page,
                questions=questions,
                to_call=content.before_answers,
                find_help=f"{reverse('directory')}?language={page.words_in.code}",
            )
        found = guidance_for(answers, content)
        actor = getattr(request, "actor", None)
        return _shown(
            request,
            "fristed/guidance/advice.html",
            content,
            page,
            questions=[one for one in questions if any(option.is_chosen for option in one.options)],
            found=found,
            parts=list(shown_parts(found, content, page, day_of(request.at))),
            to_call=found.contacts,
            may_register=actor is not None and is_permitted(actor, Permission.CASE_REGISTER),
        )


def about(request: HouseRequest, language: str = BEGINNING) -> HttpResponse:
    """Say what the tool is, who writes it, how easy its texts are, and what has been changed."""
    content, page = _page(request, language)
    with translation.override(page.words_in.code):
        return _shown(
            request,
            "fristed/guidance/about.html",
            content,
            page,
            heaviest=HEAVIEST,
            weights=[
                (content.languages[code].name, formats.number(round(weight_of_all(content, code), 1)))
                for code in MEASURED
            ],
            unchecked=sum(not is_checked(one, day_of(request.at)) for one in content.pieces.values()),
            pieces=len(content.pieces),
            read_on=max(one.read_on for one in content.pieces.values()),
            review_by=min(one.review_by for one in content.pieces.values()),
            changes=held_changes(day_of(request.at)),
        )


@csrf_exempt
def into_call(request: HouseRequest) -> HttpResponse:
    """Open the form of a call with what fits of the answers; nothing is kept before it is sent."""
    answers = _answers(request, packaged_content())
    service, today = request.actor.service or "", day_of(request.at)
    codes = code_list(referrers_of(service).name).codes_on(today.year, service)
    fields = call_fields(answers, referrers=[entry.code for entry in codes])
    several = ("agencies_involved", "secondary_concerns")
    filled = {name: values if name in several else values[0] for name, values in fields.items()}
    first: dict[str, Any] = {"first_contact_date": today, "kind": FOLLOW_UP, **filled}
    form = CallForm(initial=first, today=today, service=service)
    return registration_page(request, form, token=new_token(), is_call=True, is_from_guidance=True)
