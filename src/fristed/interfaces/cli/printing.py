"""Between the command line and the forms of a published version: prints all of them and has them kept."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.conf import settings
from django.core.management.base import CommandError

from fristed.foundation.demo_mark import is_demo
from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.cli.beside import secrets_beside
from fristed.interfaces.cli.commands import door_clock
from fristed.methods.classifications import LANGUAGES, Language
from fristed.statistics.annual_report.actions import FORMATS, chapter_titles, report_files
from fristed.statistics.annual_report.editing.queries import chapters_to_print
from fristed.statistics.annual_report.typed_texts import typed_texts
from fristed.statistics.publishing.datasets import datasets_of
from fristed.statistics.publishing.names import part_of
from fristed.statistics.publishing.official import updates_of
from fristed.statistics.releases.computing import require_harmless_prose
from fristed.statistics.releases.facts import Release, RuleNotKept
from fristed.statistics.releases.official.forms.actions import NotToBePrinted, keep_forms, tell_progress
from fristed.statistics.releases.official.forms.facts import FormFile
from fristed.statistics.releases.official.forms.queries import version_to_print
from fristed.statistics.releases.official.queries import NotPublished, Version
from fristed.statistics.releases.prose_scan import ProseGivesAway

REFUSALS: Mapping[type[Exception], str] = MappingProxyType(
    {ProseGivesAway: "prose", RuleNotKept: "prose", NotPublished: "no_such_version"}
)
REFUSED: tuple[type[Exception], ...] = (NotToBePrinted, *REFUSALS)


class PrintingRefused(CommandError):
    """The forms were not kept, for a reason that can be told."""

    def __init__(self, refusal: Exception) -> None:
        self.reason = refusal.why if isinstance(refusal, NotToBePrinted) else REFUSALS[type(refusal)]
        super().__init__(str(refusal), returncode=1)


def titles_in(language: Language, release: Release) -> dict[str, str]:
    """Give the titles of chapters, tables and figures under the names of their parts."""
    chapters = chapter_titles(release, chapters=chapters_to_print(release.year, language), language=language)
    return {**chapters, **{one.id: one.title for one in datasets_of(release, language)}}


def files_in(
    form: str, language: Language, head: Version, release: Release, titles: Mapping[str, str]
) -> list[FormFile]:
    """Print every file of one form and language, with the prose that the editors have approved."""
    chapters, updates = chapters_to_print(release.year, language), updates_of(head)
    printed = report_files(
        release,
        form,
        demo=is_demo(settings.DATA),
        chapters=chapters,
        updates=updates,
        language=language,
    )
    parts = {name: part_of(release.policy, release.year, name) for name in printed}
    return [
        FormFile(name, form, parts[name], titles.get(parts[name], ""), content)
        for name, content in printed.items()
    ]


def print_forms(*, year: int, policy: str, version: int) -> str:
    """Print all forms of a version and have them kept; tell whether they are new or the same as before.

    Raises
    ------
    PrintingRefused
        If they cannot be printed or kept; what was kept before stands.
    """
    place = {"year": year, "policy": policy, "version": version}
    try:
        head, release = version_to_print(year, policy, version, reader=SYSTEM, at=door_clock())
        if head.published_at is None:
            raise NotToBePrinted("no_day_yet")
        secrets = secrets_beside(release.year, release.policy)
        require_harmless_prose(release, typed_texts(release.year), secrets=secrets)
        titles = {language: titles_in(language, release) for language in LANGUAGES}
        files: list[FormFile] = []
        for written, form in enumerate(FORMATS, 1):
            for language in LANGUAGES:
                files += files_in(form, language, head, release, titles[language])
            tell_progress(**place, written=written, wanted=len(FORMATS), by=SYSTEM, at=door_clock())  # type: ignore[arg-type]
        return keep_forms(
            **place,  # type: ignore[arg-type]
            files=files,
            published_at=head.published_at,
            next_update=head.next_update_date,
            by=SYSTEM,
            at=door_clock(),
        )
    except REFUSED as refusal:
        raise PrintingRefused(refusal) from refusal
