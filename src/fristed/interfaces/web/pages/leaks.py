"""The leak finder: a statistician uploads tables and sees what their readers can work out."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.interfaces.web.forms.leaks import FAULTS, OneTableForm, SeveralFilesForm
from fristed.interfaces.web.leaks.shown import shown_findings, shown_readings
from fristed.interfaces.web.leaks.words import fault_in_language
from fristed.interfaces.web.once import carry_out_once, new_token
from fristed.interfaces.web.requests import HouseRequest
from fristed.statistics.leak_finding.actions import delete_upload, upload_tables
from fristed.statistics.leak_finding.examples import example_files, example_to_send
from fristed.statistics.leak_finding.queries import answer_to, uploads_of
from fristed.statistics.leak_finding.uploads import Fault, TableFile

REFUSED = 422
LOOK_AGAIN = 4
"""Seconds between two looks at an upload that waits; most answers come within them."""
EXAMPLE_TITLES: Mapping[str, Promise] = {
    "2024": gettext_lazy("The annual report for 2024 as it was printed"),
    "imdi-2024": gettext_lazy("The directorate's settlement tables for 2024"),
}
BEGINNING = {"threshold": 7, "sign": "…", "meaning": "small"}


def one_table(request: HouseRequest) -> HttpResponse:
    """Take one plain table, and list the uploads that are kept."""
    if request.method != "POST":
        return _one_table_page(request, OneTableForm(initial=BEGINNING), new_token())
    if "example" in request.POST:
        return _upload_example(request, request.POST["example"])
    form = OneTableForm(request.POST, request.FILES)
    if not _is_whole(request, form, "file"):
        return _one_table_page(request, form, request.POST.get("token") or new_token())
    return _upload(request, form.to_attack(), form.title())


def _upload_example(request: HouseRequest, name: str) -> HttpResponse:
    """Send an example as if it were one's own tables; it is attacked and answered in the same way."""
    if name not in EXAMPLE_TITLES:
        raise Http404
    return _upload(request, list(example_files(name)), str(EXAMPLE_TITLES[name]))


def _one_table_page(request: HouseRequest, form: OneTableForm, token: str) -> HttpResponse:
    uploads = uploads_of(request.actor, at=request.at)
    context = {"form": form, "token": token, "uploads": uploads, "examples": EXAMPLE_TITLES.items()}
    return render(request, "fristed/leaks/one_table.html", context, status=REFUSED if form.errors else 200)


def several_files(request: HouseRequest) -> HttpResponse:
    """Take a spec with its tables; give an example where one is asked for."""
    if request.method != "POST" and "example" in request.GET:
        response = HttpResponse(example_to_send(), content_type="application/zip")
        response["Content-Disposition"] = 'attachment; filename="saker-2024.zip"'
        return response
    if request.method != "POST":
        return _several_files_page(request, SeveralFilesForm(), new_token())
    form = SeveralFilesForm(request.POST, request.FILES)
    if not _is_whole(request, form, "tables"):
        return _several_files_page(request, form, request.POST.get("token") or new_token())
    return _upload(request, form.taken, form.title())


def _several_files_page(request: HouseRequest, form: SeveralFilesForm, token: str) -> HttpResponse:
    context = {"form": form, "token": token}
    return render(
        request, "fristed/leaks/several_files.html", context, status=REFUSED if form.errors else 200
    )


def _is_whole(request: HouseRequest, form: OneTableForm | SeveralFilesForm, field: str) -> bool:
    """Whether the form may be carried out; an upload that was cut off while it came is too large."""
    is_valid = form.is_valid()
    if "fristed.cut_off" in request.META:
        form.errors.pop(field, None)
        form.add_error(field, str(FAULTS[Fault.TOO_LARGE]))
        return False
    return is_valid


def _upload(request: HouseRequest, files: list[TableFile], title: str) -> HttpResponse:
    reference = carry_out_once(
        request,
        request.POST.get("token") or new_token(),
        lambda: upload_tables(files=files, title=title, by=request.actor, at=request.at),
    )
    return redirect("leaks-answer", reference=reference)


def answer(request: HouseRequest, reference: str) -> HttpResponse:
    """Show what was found in an upload, or that it is waiting."""
    found = answer_to(request.actor, reference, at=request.at)
    context = {
        "upload": found.line,
        "pause": LOOK_AGAIN,
        "refusal": fault_in_language(found.refusal),
        "findings": shown_findings(found.rows, width=found.width),
        "readings": shown_readings(found.readings),
    }
    return render(request, "fristed/leaks/answer.html", context)


def delete(request: HouseRequest, reference: str) -> HttpResponse:
    """Delete an upload with its findings."""
    delete_upload(reference=reference, by=request.actor, at=request.at)
    messages.success(request, _("The findings are deleted."))
    return redirect("leaks")
