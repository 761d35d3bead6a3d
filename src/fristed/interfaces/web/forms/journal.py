"""The forms of the journal: one for each kind of entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from fristed.casework.journal.codes import CHOSEN, Kind
from fristed.casework.journal.facts import RISK, SEVERITY, TEXT, EntryDraft, Line
from fristed.casework.journal.rules import FIELDS_OF
from fristed.foundation.handed_in.files import GivenFile
from fristed.interfaces.web.forms.coded import CHOOSE, CodedForm, choices_of
from fristed.interfaces.web.forms.fields import CodeField, DayField
from fristed.interfaces.web.journal import words

NO_NAMES = _("Write no names, numbers or addresses.")
OFF = {"autocomplete": "off", "rows": "6"}


def text_field(label: Any, *, rows: int = 6, help_text: Any = NO_NAMES) -> forms.CharField:
    """Give a field for free text; how long it may be is the verb's to say."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.Textarea(attrs={**OFF, "rows": str(rows), "class": "ds-input"}),
    )


class EntryForm(CodedForm):
    """What every entry has: its day, and for what is written, who may read it."""

    kind: ClassVar[Kind]
    on_date = DayField(label=_("Date"), help_text=_("Day.month.year."))

    def draft(self) -> EntryDraft:
        """Give what was filled in, before any rule is applied."""
        return EntryDraft(
            kind=self.kind,
            on_date=self.cleaned_data.get("on_date"),
            visibility=self.chosen("visibility"),
            words={name: self.chosen(name) for name in FIELDS_OF.get(self.kind, ()) if name in self.fields},
            code=self.chosen("code"),
            state=self.chosen("state"),
            until_date=self.cleaned_data.get("until_date"),
        )

    @classmethod
    def filled_from(cls, line: Line) -> dict[str, Any]:
        """Give what stands in an entry, to begin from."""
        days = {"on_date": line.on_date, "until_date": line.until_date}
        return {**days, **line.words, "code": line.code, "state": line.state, "visibility": line.visibility}


class WrittenForm(EntryForm):
    """A text, its day, and who may read it."""

    text = text_field(_("Text"))
    visibility = CodeField(_("Who may read it"), radios=True, layout="down")
    field_order = (RISK, SEVERITY, "file", TEXT, "on_date", "visibility")

    def fill(self) -> None:
        """Give the choices of readers."""
        super().fill()
        self.give("visibility", [(one.value, words.VISIBILITIES[one]) for one in CHOSEN])


class NoteForm(WrittenForm):
    """A note."""

    kind = Kind.NOTE


class AdviceForm(WrittenForm):
    """Advice given."""

    kind = Kind.ADVICE


class ChildAgreementForm(WrittenForm):
    """What was agreed with the child."""

    kind = Kind.CHILD_AGREEMENT


class DecisionForm(WrittenForm):
    """A decision."""

    kind = Kind.DECISION


class JudgementForm(WrittenForm):
    """A professional's own judgement, in words."""

    kind = Kind.JUDGEMENT
    risk = text_field(words.FIELDS[RISK], rows=2, help_text="")
    severity = text_field(words.FIELDS[SEVERITY], rows=2, help_text="")
    text = text_field(words.GROUNDS)


class ConcernReportForm(EntryForm):
    """When a concern report was sent, to whom, and whether the person was told."""

    kind = Kind.CONCERN_REPORT
    code = CodeField(_("Sent to"))
    state = CodeField(_("Was the person told?"), radios=True, layout="down")
    field_order = ("on_date", "code", "state")

    def fill(self) -> None:
        """Give the agencies in use."""
        super().fill()
        self.give("code", (*CHOOSE, *choices_of("agencies", self.today.year)))
        self.give("state", list(words.TOLD.items()))


class ObstacleForm(EntryForm):
    """What stands in the way of a return, how far it has come, and since when."""

    kind = Kind.OBSTACLE
    code = CodeField(_("What is in the way"), radios=True, layout="down")
    state = CodeField(_("How far it has come"), radios=True, layout="down")
    field_order = ("code", "state", "on_date")

    def fill(self) -> None:
        """Give the obstacles and their states."""
        super().fill()
        self.give("code", list(words.OBSTACLES.items()))
        self.give("state", list(words.OBSTACLE_STATES.items()))


class FlagForm(EntryForm):
    """A flag and the day it ends."""

    kind = Kind.FLAG
    code = CodeField(_("Flag"), radios=True, layout="down")
    until_date = DayField(label=_("Until"), help_text=_("Day.month.year. The last day on which it is shown."))
    field_order = ("code", "on_date", "until_date")

    def fill(self) -> None:
        """Give the flags."""
        super().fill()
        self.give("code", list(words.FLAGS.items()))


class FileForm(WrittenForm):
    """A file, and what is written of it."""

    kind = Kind.FILE
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, JPEG, PNG, DOCX, XLSX or ODT, at most 4 MB. No name in the file's name."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.odt"}),
    )
    text = text_field(_("What it is"), rows=2)
    ALIASES = {"name": "file"}  # noqa: RUF012  a constant of the form

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[TEXT].is_optional = True  # type: ignore[attr-defined]

    def given(self) -> GivenFile:
        """Give the file as it came; empty where none did."""
        file = self.cleaned_data.get("file")
        if not isinstance(file, UploadedFile):
            return GivenFile("", b"")
        return GivenFile(str(file.name), file.read())


FORMS: Mapping[Kind, type[EntryForm]] = {
    form.kind: form
    for form in (
        NoteForm,
        AdviceForm,
        ChildAgreementForm,
        JudgementForm,
        DecisionForm,
        ConcernReportForm,
        ObstacleForm,
        FlagForm,
        FileForm,
    )
}
