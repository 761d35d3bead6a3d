"""How a release was protected: for those who compute it, who may also ask for another number to be hidden."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fristed.interfaces.web.forms.protection import PreferForm
from fristed.interfaces.web.once import carry_out_once, new_token
from fristed.interfaces.web.pages.statistics import chosen_policy, frame, release_or_404
from fristed.interfaces.web.reads import WHILE_WAITING, put_on_record
from fristed.interfaces.web.requests import HouseRequest
from fristed.interfaces.web.statistics.asked import asked_for
from fristed.interfaces.web.statistics.protection.certificate import Proof, read_proof
from fristed.interfaces.web.statistics.protection.grid import key_of_marks
from fristed.interfaces.web.statistics.protection.record import Record, read_record
from fristed.interfaces.web.statistics.protection.remarks import remarks, rule_sentences, shown_wishes
from fristed.interfaces.web.statistics.protection.sections import Sections
from fristed.interfaces.web.statistics.protection.summary import loss_of, losses_by_year
from fristed.interfaces.web.statistics.shown import hides_small_only
from fristed.statistics.releases.actions import (
    NoSuchCell,
    drop_preference,
    prefer_secondary,
    request_release,
)
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.payload import sha256_of
from fristed.statistics.releases.queries import certificate_of, print_of, protection_of, wishes_of

REFUSED = 422


def protection(request: HouseRequest, year: int) -> HttpResponse:
    """Show what is hidden in a release and why, and take a wish for another number."""
    release = release_or_404(request, year, chosen_policy(request))
    content = protection_of(year, release.policy, reader=request.actor)
    record = read_record(content) if content else None
    if request.method != "POST":
        return _page(request, release, record)
    return _prefer(request, release, record)


def _page(
    request: HouseRequest,
    release: Release,
    record: Record | None,
    *,
    bound: PreferForm | None = None,
    stale: bool = False,
) -> HttpResponse:
    token = request.POST.get("token") or new_token()
    asked = asked_for(release.policy, reader=request.actor, at=request.at, year=release.year)
    # A page that waits looks again by itself; what it shows meanwhile is what it showed before.
    again_after = WHILE_WAITING if asked and asked.looks_again else None
    put_on_record(
        request, "protection.read", subject=f"{release.year} {release.policy}", again_after=again_after
    )
    context: dict[str, Any] = {**frame(request, release), "token": token, "form": bound, "stale": stale}
    context["asked"] = asked
    context["hides_small_only"] = hides_small_only(release)
    if record is not None:
        context |= _told(request, release, record, bound)
    status = REFUSED if stale or bound is not None else 200
    return render(request, "fristed/statistics/protection.html", context, status=status)


def _told(
    request: HouseRequest, release: Release, record: Record, bound: PreferForm | None
) -> dict[str, Any]:
    """Give what the page tells of a protection."""
    proof = _proof(release)
    also = record.also
    forms = {
        key: PreferForm(number=number, also=also) for key, number in record.hidden.items() if number.instead
    }
    if bound is not None:
        forms[bound["cell"].value()] = bound
    laid_out = Sections(release, record.hidden, proof.possible if proof else {}, forms, also)
    sections = laid_out.all()
    wishes = wishes_of(release.year, release.policy, reader=request.actor)
    return {
        "record": record,
        "most_small": record.threshold - 1,
        "proof": proof,
        "print_is_kept": print_of(release.year, release.policy) is not None,
        "sections": [section for section in sections if section.hidden_rows],
        "open_sections": [section for section in sections if not section.hidden_rows],
        "sentences": laid_out.sentences(),
        "loss": loss_of(record, release, sections),
        "years_lost": losses_by_year(record),
        "marks": list(key_of_marks()),
        "rule": list(rule_sentences(record)),
        "remarks": remarks(record),
        "wishes": shown_wishes(wishes, record),
    }


def _proof(release: Release) -> Proof | None:
    content = certificate_of(release.year, release.policy)
    return read_proof(content) if content else None


def _prefer(request: HouseRequest, release: Release, record: Record | None) -> HttpResponse:
    """Store a wish and have the release computed anew; a number the page no longer has is refused."""
    number = record.hidden.get(request.POST.get("cell", "")) if record else None
    if record is None or number is None or not number.instead:
        return _page(request, release, record, stale=True)
    form = PreferForm(request.POST, number=number, also=record.also)
    if not form.is_valid():
        return _page(request, release, record, bound=form)
    try:
        verb = partial(prefer_secondary, instead_of=number.key)
        return _wish(request, release, verb, form.chosen("instead"), told=f"prefer {number.key}")
    except NoSuchCell:
        form.add_error("instead", _("This number cannot be hidden instead"))
        return _page(request, release, record, bound=form)


def drop(request: HouseRequest, year: int) -> HttpResponse:
    """Take a wish back and have the release computed anew."""
    release = release_or_404(request, year, chosen_policy(request))
    return _wish(request, release, drop_preference, request.POST.get("cell", ""), told="drop")


def _wish(
    request: HouseRequest, release: Release, verb: Callable[..., None], key: str, *, told: str
) -> HttpResponse:
    """Call a verb about a number and ask for the computation, together and once for each page and number."""
    year, policy = release.year, release.policy

    def wish_and_compute() -> str:
        verb(year=year, policy=policy, key=key, by=request.actor, at=request.at)
        request_release(year=year, policy=policy, data=settings.DATA, by=request.actor, at=request.at)
        return str(year)

    token = sha256_of(f"{request.POST.get('token') or new_token()} {told} {key}")
    carry_out_once(request, token, wish_and_compute)
    sentence = _("Noted. The statistics of %(year)d are being computed. The page tells when they are ready.")
    messages.success(request, sentence % {"year": year})
    return redirect(f"{reverse('statistics-protection', args=[year])}{frame(request, release)['query']}")


def certificate(request: HouseRequest, year: int) -> HttpResponse:
    """Give the certificate as a file, byte for byte as it was stored."""
    release = release_or_404(request, year, chosen_policy(request))
    proof = _proof(release)
    if proof is None:
        raise Http404
    put_on_record(request, "certificate.read", subject=f"{year} {release.policy}")
    return _file(proof.text, f"fristed-{year}-{release.policy}-certificate.json")


def printed(request: HouseRequest, year: int) -> HttpResponse:
    """Give the print that the certificate is about as a file, byte for byte as its hash was made."""
    release = release_or_404(request, year, chosen_policy(request))
    text = print_of(year, release.policy)
    if text is None:
        raise Http404
    put_on_record(request, "print.read", subject=f"{year} {release.policy}")
    return _file(text, f"fristed-{year}-{release.policy}-print.json")


def _file(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
