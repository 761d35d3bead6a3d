"""The addresses of the web pages; each has a row in :mod:`fristed.interfaces.web.routes`."""

from __future__ import annotations

from django.urls import path

from fristed.interfaces.web.pages import (
    about,
    cases,
    closing,
    entrance,
    follow_up,
    grey_zone,
    leaks,
    official,
    protection,
    published,
    report,
    start,
    statistics,
)

urlpatterns = [
    path("", start.start, name="start"),
    path("health", entrance.health, name="health"),
    path("sign-in/", entrance.sign_in, name="sign-in"),
    path("sign-out/", entrance.sign_out, name="sign-out"),
    path("language/", entrance.choose_language, name="language"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
    path("about/", about.about, name="about"),
    path("cases/", cases.case_list, name="case-list"),
    path("cases/new/", cases.register, name="case-register"),
    path("cases/work-list/<int:year>/", closing.work_list, name="case-work-list"),
    path("cases/work-list/<int:year>/confirm/", closing.confirm, name="case-confirm-year"),
    path("cases/<str:reference>/", cases.detail, name="case-detail"),
    path("cases/<str:reference>/contact/", follow_up.contact, name="case-contact"),
    path("cases/<str:reference>/concern/", follow_up.concern, name="case-concern"),
    path("cases/<str:reference>/agencies/", follow_up.agencies, name="case-agency"),
    path("cases/<str:reference>/details/", follow_up.attributes, name="case-attributes"),
    path("cases/<str:reference>/correct/", follow_up.correction, name="case-correct"),
    path("cases/<str:reference>/close/", follow_up.close, name="case-close"),
    path("cases/<str:reference>/reopen/", follow_up.reopen, name="case-reopen"),
    path("grey-zone/", grey_zone.grey_zone_list, name="grey-zone-list"),
    path("grey-zone/new/", grey_zone.register, name="grey-zone-register"),
    path("grey-zone/<str:reference>/convert/", grey_zone.convert, name="grey-zone-convert"),
    path("statistics/", statistics.index, name="statistics"),
    path("statistics/compute/", statistics.compute, name="statistics-compute"),
    path("statistics/key-figures/", statistics.key_figures, name="key-figures"),
    path("statistics/<int:year>/", statistics.year_page, name="statistics-year"),
    path("statistics/<int:year>/tables/<int:number>/", statistics.table_page, name="statistics-table"),
    path("statistics/<int:year>/tables/<int:number>.csv", statistics.table_file, name="statistics-csv"),
    path("statistics/<int:year>/official/", official.official, name="statistics-official"),
    path("statistics/<int:year>/official/<str:name>/", official.step, name="statistics-official-step"),
    path("report/<int:year>/", report.report, name="report"),
    path("report/<int:year>/<str:key>/", report.section, name="report-section"),
    path("report/<int:year>/<str:key>/<str:name>/", report.step, name="report-step"),
    path("published/", published.index, name="published"),
    path("published/<int:year>/", published.year_page, name="published-year"),
    path("published/<int:year>/files/<str:name>", published.file, name="published-file"),
    path("published/<int:year>/<int:version>/", published.year_page, name="published-version"),
    path("published/<int:year>/<int:version>/changes/", published.changes, name="published-changes"),
    path(
        "published/<int:year>/<int:version>/files/<str:name>", published.file, name="published-version-file"
    ),
    path("published/<int:year>/<slug:part>/", published.part_page, name="published-part"),
    path(
        "published/<int:year>/<int:version>/<slug:part>/", published.part_page, name="published-version-part"
    ),
    path("statistics/<int:year>/protection/", protection.protection, name="statistics-protection"),
    path("statistics/<int:year>/protection/drop/", protection.drop, name="statistics-drop-wish"),
    path(
        "statistics/<int:year>/protection/certificate.json",
        protection.certificate,
        name="statistics-certificate",
    ),
    path(
        "statistics/<int:year>/protection/print.json",
        protection.printed,
        name="statistics-print",
    ),
    path("leaks/", leaks.one_table, name="leaks"),
    path("leaks/files/", leaks.several_files, name="leaks-files"),
    path("leaks/<str:reference>/", leaks.answer, name="leaks-answer"),
    path("leaks/<str:reference>/delete/", leaks.delete, name="leaks-delete"),
]
