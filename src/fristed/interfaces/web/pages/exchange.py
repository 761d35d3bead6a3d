"""Import and export of cases: the template, handing a file in, its dry run, storing, and taking rows out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fristed.casework.cases.actions import AlreadyImported
from fristed.casework.cases.facts import StoredImport
from fristed.casework.cases.queries import imports_of
from fristed.casework.cases.rules import day_of
from fristed.casework.exchange.actions import (
    AlreadyAsked,
    NothingToStore,
    ask_to_store,
    delete_case_upload,
    export_cases,
    upload_cases,
)
from fristed.casework.exchange.exporting import ExportRefused
from fristed.casework.exchange.facts import CaseUpload, Check
from fristed.casework.exchange.messages import NOT_STORED, words_for_fault
from fristed.casework.exchange.queries import case_upload, case_uploads_of, exports_of
from fristed.casework.exchange.selecting import RowsNotChosen
from fristed.casework.exchange.template import FORMS, template_file
from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.interfaces.web import formats
from fristed.interfaces.web.exchange.shown import shown_counts, shown_problems, shown_rows
from fristed.interfaces.web.forms.exchange import CaseFileForm, ExportForm
from fristed.interfaces.web.once import carry_out_once, new_token
from fristed.interfaces.web.paging import page_of
from fristed.interfaces.web.reads import WHILE_WAITING, put_on_record
from fristed.interfaces.web.requests import HouseRequest
from fristed.interfaces.web.staff.step_up import require_step_up

REFUSED = 422
LOOK_AGAIN = 2
"""Seconds between two looks at a file that waits to be checked."""

LINES = 50
MOST_CHOICES = 200
"""Rows with warnings that can be chosen one by one; more are better mended in the file."""

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def imports(request: HouseRequest) -> HttpResponse:
    """Take a file of cases, and list what has been imported."""
    if request.method != "POST":
        return _imports_page(request, CaseFileForm(), new_token())
    form = CaseFileForm(request.POST, request.FILES)
    token = request.POST.get("token") or new_token()
    is_whole = form.is_valid()
    if "fristed.cut_off" in request.META:
        form.refuse_as_cut_off()
        is_whole = False
    if not is_whole:
        return _imports_page(request, form, token)
    try:
        reference = carry_out_once(
            request, token, lambda: upload_cases(file=form.taken, by=request.actor, at=request.at)
        )
    except AlreadyImported as again:
        form.add_error("file", stored_before(again.stored))
        return _imports_page(request, form, token)
    return redirect("case-import", reference=reference)


def stored_before(stored: StoredImport) -> str:
    """Say that this file was stored before, so that nothing is stored twice."""
    return _(
        "This very file has been stored already: %(cases)s cases, by %(name)s, %(at)s. "
        "Nothing is stored twice."
    ) % {
        "cases": formats.number(stored.cases),
        "name": stored.by_username,
        "at": formats.moment(stored.at),
    }


def _imports_page(request: HouseRequest, form: CaseFileForm, token: str) -> HttpResponse:
    uploads = case_uploads_of(request.actor, at=request.at)
    put_on_record(request, "import.list_read", shown=len(uploads))
    context = {
        "form": form,
        "token": token,
        "uploads": uploads,
        "imports": imports_of(request.actor),
        "may_export": is_permitted(request.actor, Permission.CASE_EXPORT),
    }
    return render(request, "fristed/exchange/imports.html", context, status=REFUSED if form.errors else 200)


def template(request: HouseRequest, form: str) -> HttpResponse:
    """Give the template of one's own service."""
    if form not in FORMS:
        raise Http404
    service = request.actor.service or ""
    put_on_record(request, "import.template_read", form=form)
    content = template_file(form, service=service, language=formats.language(), on_date=day_of(request.at))
    return _download(content, f"{_('cases')}-{service.lower()}.{form}", form)


def _download(content: bytes, name: str, form: str) -> HttpResponse:
    response = HttpResponse(content, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def report(request: HouseRequest, reference: str) -> HttpResponse:
    """Show what the dry run of a file found, that it waits, how far storing is, or that it is done."""
    upload = case_upload(request.actor, reference, at=request.at)
    if upload.state == "waiting":
        put_on_record(request, "import.wait_read", subject=upload.reference, again_after=WHILE_WAITING)
    else:
        put_on_record(request, "import.report_read", subject=upload.reference)
    context = {"upload": upload, "pause": LOOK_AGAIN, "token": new_token(), **_found(request, upload)}
    if upload.not_stored:
        context["not_stored"] = NOT_STORED[upload.not_stored]
    return render(request, "fristed/exchange/report.html", context)


def _found(request: HouseRequest, upload: CaseUpload) -> dict[str, object]:
    if upload.refusal:
        return {"refusal": words_for_fault(*upload.refusal)}
    if upload.check is None:
        return {}
    page = page_of(request.GET, lines=LINES)
    errors = upload.check.errors
    warned = tuple(upload.check.warnings[:MOST_CHOICES])
    return {
        "check": upload.check,
        "right": len(upload.check.drafts),
        "wrong": len(upload.check.wrong_rows),
        "errors": list(shown_problems(errors[page.start : page.start + LINES])),
        "pages": page.around(len(errors)),
        "warnings": list(shown_problems(warned)),
        "more_warnings": len(upload.check.warnings) - len(warned),
        "choices": _choices(upload.check),
        "counts": shown_counts(upload.check),
    }


def _choices(check: Check) -> list[int]:
    """Give the right rows with a warning, which may be left out as well."""
    wrong = set(check.wrong_rows)
    return list(dict.fromkeys(one.row for one in check.warnings[:MOST_CHOICES] if one.row not in wrong))


def rows_in_query(query: QueryDict) -> tuple[int, ...]:
    """Read row numbers, chosen one by one or written with commas; what is no number is passed over."""
    texts = [text for written in query.getlist("leave_out") for text in written.split(",")]
    return tuple(sorted({int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 7}))


def choose_rows(request: HouseRequest, reference: str) -> HttpResponse:
    """Show which rows would be left out; ask for the others to be stored when that is confirmed."""
    if request.method == "POST":
        return _ask_to_store(request, reference)
    upload = case_upload(request.actor, reference, at=request.at)
    if upload.check is None:
        return redirect("case-import", reference=reference)
    chosen = set(rows_in_query(request.GET)) | set(upload.check.wrong_rows)
    return _confirmation_page(request, upload, upload.check, tuple(sorted(chosen)))


def _confirmation_page(
    request: HouseRequest, upload: CaseUpload, check: Check, left_out: tuple[int, ...], refusal: str = ""
) -> HttpResponse:
    put_on_record(request, "import.rows_read", subject=upload.reference, left_out=len(left_out))
    page = page_of(request.GET, lines=LINES)
    shown = left_out[page.start : page.start + LINES]
    context = {
        "upload": upload,
        "token": new_token(),
        "left_out": left_out,
        "written": ",".join(map(str, left_out)),
        "rows": list(shown_rows((*check.errors, *check.warnings), shown)),
        "pages": page.around(len(left_out)),
        "remaining": sum(1 for row, _draft in check.drafts if row not in set(left_out)),
        "refusal": refusal,
    }
    return render(request, "fristed/exchange/rows.html", context, status=REFUSED if refusal else 200)


def _ask_to_store(request: HouseRequest, reference: str) -> HttpResponse:
    left_out = rows_in_query(request.POST)
    token = request.POST.get("token") or new_token()
    try:
        carry_out_once(request, token, lambda: _asked(request, reference, left_out))
    except RowsNotChosen as refused:
        return _choose_again(request, reference, {*left_out, *refused.wrong})
    except AlreadyImported as again:
        messages.info(request, stored_before(again.stored))
    except NothingToStore:
        messages.error(request, _("There is nothing to store in this file."))
    except AlreadyAsked:
        pass  # The page tells how far it has come.
    return redirect("case-import", reference=reference)


def _choose_again(request: HouseRequest, reference: str, left_out: set[int]) -> HttpResponse:
    upload = case_upload(request.actor, reference, at=request.at)
    if upload.check is None:
        return redirect("case-import", reference=reference)
    words = _("These rows cannot be stored as chosen. Look through them and try again.")
    everything = tuple(sorted({*left_out, *upload.check.wrong_rows}))
    return _confirmation_page(request, upload, upload.check, everything, words)


def _asked(request: HouseRequest, reference: str, left_out: tuple[int, ...]) -> str:
    ask_to_store(reference=reference, leave_out=left_out, by=request.actor, at=request.at)
    return reference


def delete(request: HouseRequest, reference: str) -> HttpResponse:
    """Delete a file that was handed in, with what was found in it."""
    delete_case_upload(reference=reference, by=request.actor, at=request.at)
    messages.success(request, _("What was found in the file is deleted."))
    return redirect("case-imports")


def export(request: HouseRequest) -> HttpResponse:
    """Take the coded rows of one's own service's register out."""
    today = day_of(request.at)
    if request.method != "POST":
        return _export_page(request, ExportForm(initial={"form": "xlsx"}, today=today))
    require_step_up(request)
    form = ExportForm(request.POST, today=today)
    asked = form.asked()
    try:
        file = export_cases(**asked, service=request.actor.service or "", by=request.actor, at=request.at)
    except ExportRefused as refusal:
        form.show_refusal(refusal.errors)
        return _export_page(request, form)
    put_on_record(request, "export.file_read", rows=file.rows)
    return _download(file.content, file.name, str(asked["form"]))


def _export_page(request: HouseRequest, form: ExportForm) -> HttpResponse:
    exports = exports_of(request.actor)
    put_on_record(request, "export.list_read", shown=len(exports))
    context = {"form": form, "exports": exports}
    return render(request, "fristed/exchange/export.html", context, status=REFUSED if form.errors else 200)
