"""Builds a report from a plan as it stands on a day: the same plan and day give the same report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from babel.dates import format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from fristed.knowledge.actionplan import overview
from fristed.knowledge.actionplan.codes import Form, Status
from fristed.knowledge.actionplan.facts import EvidenceLine, PlanNow, Standing
from fristed.knowledge.actionplan.reporting.document import Claim, Part, StatusReport, Table
from fristed.knowledge.actionplan.rules import lacks_evidence
from fristed.knowledge.actionplan.words import (
    KINDS,
    MET_BY,
    SENDERS,
    SHOWS,
    STAGES,
    STATUSES,
    WAYS,
    language,
    said,
)

Kind = Literal["midterm", "yearly"]
REPORT_KINDS: tuple[Kind, ...] = ("midterm", "yearly")
LOCALES = {"nb": "nb", "nn": "nn", "en": "en_GB"}


def day_words(day: date) -> str:
    """Write a day in the language that is read now."""
    return str(
        format_date(day, "d. MMMM y" if language() != "en" else "d MMMM y", locale=LOCALES[language()])
    )


def last_day_of(year: int) -> date:
    """Give the day that a report of a year tells of, if it has come."""
    return date(year, 12, 31)


def build_report(
    now: PlanNow, *, kind: Kind, year: int, language: str, figures: Mapping[str, str], is_demo: bool = False
) -> StatusReport:
    """Build a report in one language.

    Parameters
    ----------
    figures
        The numbers that evidence points at, as the published statistics print them; a number that is
        missing is told as not printed.
    """
    with override(language):
        return _built(now, kind, year, figures, is_demo=is_demo)


def _built(now: PlanNow, kind: Kind, year: int, figures: Mapping[str, str], *, is_demo: bool) -> StatusReport:
    title = _("Midterm report") if kind == "midterm" else _("Yearly status %(year)d") % {"year": year}
    parts = [
        _summary(now),
        *_areas(now, figures),
        _late(now),
        _without(now),
        _resolutions(now),
        _laws(now),
        _beside(now),
        _input(now),
        _about(now),
    ]
    return StatusReport(
        language=language(),
        kind=kind,
        title=title,
        subtitle=said(now.facts.head.title) + f" {now.facts.head.from_year}–{now.facts.head.to_year}",
        notice=_notice(now, year, is_demo=is_demo),
        as_of=now.as_of,
        parts=tuple(part for part in parts if part is not None),
        words=(
            ("contents", _("Contents")),
            ("evidence", _("What shows it")),
            ("status", _("Status")),
            ("text", _("What has been done")),
            ("as_of", _("As of %(day)s") % {"day": day_words(now.as_of)}),
        ),
    )


def _notice(now: PlanNow, year: int, *, is_demo: bool) -> str:
    """Warn of a year that is not over, and of a demo; nothing where neither is so."""
    told = []
    if now.as_of < last_day_of(year):
        told.append(
            _("Preliminary: the report shows the status on %(day)s. The year is not over.")
            % {"day": day_words(now.as_of)}
        )
    if is_demo:
        told.append(_("Made in a demo: status and evidence are invented."))
    return " ".join(told)


def _ministries(now: PlanNow, codes: tuple[str, ...]) -> str:
    return ", ".join(said(now.facts.ministries[code].name) for code in codes)


def _summary(now: PlanNow) -> Part:
    whole = overview.counts(now)
    texts = [
        ngettext(
            "The plan has %(all)d commitment. %(done)d is done.",
            "The plan has %(all)d commitments. %(done)d are done.",
            whole.all,
        )
        % {"all": whole.all, "done": whole.by_status[Status.DONE]},
        _("Late: %(late)d. Begun without evidence: %(without)d.")
        % {"late": whole.late, "without": whole.without_evidence},
        _(
            "Each statement names what shows it. Where nothing does, the report says so. "
            "What done means follows from what was promised: to consider is met by a documented decision."
        ),
    ]
    rows = []
    for number, words in now.facts.focus.items():
        own = overview.counts(now, [one for one in now.standings.values() if one.leaf.focus == number])
        rows.append((f"{number} {said(words)}", *_cells(own)))
    rows.append((_("All"), *_cells(whole)))
    by_ministry = [
        (said(one.name), *_cells(overview.counts(now, overview.of_ministry(now, code))))
        for code, one in now.facts.ministries.items()
    ]
    head = (*(str(STATUSES[status]) for status in Status), _("All"))
    numbers = tuple(range(1, len(head) + 1))
    return Part(
        "summary",
        _("Summary"),
        tuple(texts),
        (
            Table(
                "by-area",
                _("Commitments by focus area and status"),
                (_("Focus area"), *head),
                tuple(rows),
                numbers,
            ),
            Table(
                "by-ministry",
                _("Commitments by responsible ministry and status; one may have several"),
                (_("Ministry"), *head),
                tuple(by_ministry),
                numbers,
            ),
        ),
    )


def _cells(counts: overview.Counts) -> tuple[str, ...]:
    return (*(str(counts.by_status[status]) for status in Status), str(counts.all))


def _areas(now: PlanNow, figures: Mapping[str, str]) -> list[Part]:
    return [
        Part(
            f"area-{number}",
            _("Focus area %(number)s: %(name)s") % {"number": number, "name": said(words)},
            claims=tuple(
                _claim(now, one, figures) for one in now.standings.values() if one.leaf.focus == number
            ),
        )
        for number, words in now.facts.focus.items()
    ]


def _claim(now: PlanNow, one: Standing, figures: Mapping[str, str]) -> Claim:
    follow, late = one.follow, overview.late_day(now, one)
    due = day_words(follow.due_date or now.facts.head.last_day)
    facts = [
        (_("Kind of commitment"), f"{KINDS[one.leaf.kind]}. {MET_BY[one.leaf.kind]}"),
        (_("Responsible"), _ministries(now, one.leaf.responsible)),
        (_("Co-operates"), _ministries(now, one.leaf.cooperating)),
        (_("Who carries it out"), follow.owner),
        (_("To be done by"), due),
        (_("Late since"), day_words(late) if late else ""),
        (_("Budget post"), follow.budget_post),
        (_("Risk"), follow.risk),
        (_("Milestones"), "; ".join(_milestone(*pair) for pair in _milestones(one))),
    ]
    return Claim(
        code=one.leaf.code,
        title=said(one.leaf.title),
        title_language="nb" if one.leaf.is_official and language() == "nn" else language(),
        status=str(STATUSES[follow.status]),
        facts=tuple((name, value) for name, value in facts if value),
        text=follow.note,
        evidence=tuple(evidence_words(line, figures) for line in one.evidence),
        nothing=_nothing(one),
    )


def _nothing(one: Standing) -> str:
    if one.evidence:
        return ""
    if lacks_evidence(one):
        return _("Nothing shows this: no evidence is given.")
    return _("Nothing is claimed, and no evidence is given.")


def _milestones(one: Standing) -> list[tuple[str, date, date | None]]:
    return [(line.title, line.due_date, line.done_date) for line in one.milestones]


def _milestone(title: str, due: date, done: date | None) -> str:
    told = (
        _("reached %(day)s") % {"day": day_words(done)} if done else _("by %(day)s") % {"day": day_words(due)}
    )
    return f"{title} ({told})"


def evidence_words(line: EvidenceLine, figures: Mapping[str, str]) -> str:
    """Say in one line what a piece of evidence shows, what it is and where it is found."""
    found = line.reference
    if line.form == Form.FIGURE:
        number = figures.get(line.reference) or _("not printed in the statistics now")
        found = f"{line.reference} = {number}"
    return f"{SHOWS[line.shows]}: {line.title}. {found}"


def _late(now: PlanNow) -> Part:
    rows = tuple(
        (f"{one.leaf.code} {said(one.leaf.title)}", _ministries(now, one.leaf.responsible), day_words(day))
        for one, day in overview.late(now)
    )
    head = (_("Commitment"), _("Responsible"), _("Late since"))
    return _part_or_none("late", _("What is late"), _("Nothing is late."), head, rows)


def _without(now: PlanNow) -> Part:
    rows = tuple(
        (
            f"{one.leaf.code} {said(one.leaf.title)}",
            _ministries(now, one.leaf.responsible),
            str(STATUSES[one.follow.status]),
        )
        for one in overview.without_evidence(now)
    )
    head = (_("Commitment"), _("Responsible"), _("Status"))
    none = _("All that is begun has evidence.")
    return _part_or_none("without-evidence", _("Begun without evidence"), none, head, rows)


def _part_or_none(
    name: str, title: str, none: str, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> Part:
    if not rows:
        return Part(name, title, (none,))
    return Part(name, title, (), (Table(f"{name}-table", title, head, rows),))


def _resolutions(now: PlanNow) -> Part | None:
    found = [overview.covered(now, one) for one in now.facts.resolutions.values()]
    rows = tuple(
        (
            f"{one.one.key} ({one.one.reference})",
            said(one.one.text),
            _("the whole plan") if one.one.whole_plan else ", ".join(one.one.measures),
            _("%(closed)d of %(all)d") % {"closed": one.closed, "all": len(one.standings)},
        )
        for one in found
    )
    head = (_("Resolution"), _("What the Storting asks for"), _("Measures"), _("Closed"))
    title = _("Resolutions of the Storting")
    return Part("resolutions", title, (), (Table("resolutions-table", title, head, rows),)) if rows else None


def _laws(now: PlanNow) -> Part:
    rows = tuple(
        (
            f"{one.title} {one.reference}".strip(),
            str(STAGES[one.stage]),
            day_words(one.stage_date),
            ", ".join(one.about),
            _("Verified") if one.is_verified else _("Not verified"),
        )
        for one in now.laws
    )
    head = (_("Proposal"), _("Stage"), _("Since"), _("Carries out"), _("Checked"))
    return _part_or_none("laws", _("Proposals of law"), _("No proposals of law are noted."), head, rows)


def _beside(now: PlanNow) -> Part | None:
    found = [overview.covered(now, one) for one in now.facts.related.values()]
    rows = tuple(
        (
            f"{one.one.key}. {said(one.one.text)}",
            ", ".join(one.one.measures) or _("No measure"),
            str(STATUSES[one.status]) if one.status else "–",
        )
        for one in found
    )
    head = (_("Item"), _("Measures"), _("Status"))
    if not rows:
        return None
    text = _("Which measures belong to what is our reading: the plan itself does not say.")
    title = said(now.facts.head.related_title)
    return Part("related", title, (text,), (Table("related-table", title, head, rows),))


def _input(now: PlanNow) -> Part:
    rows = tuple(
        (
            day_words(one.on_date),
            str(WAYS[one.way]),
            f"{SENDERS[one.sender]}: {one.organisation}" if one.organisation else str(SENDERS[one.sender]),
            ", ".join(one.about) or "–",
        )
        for one in now.inputs
    )
    head = (_("Day"), _("How"), _("Whom from"), _("About"))
    return _part_or_none("input", _("Input received"), _("No input is noted."), head, rows)


def _about(now: PlanNow) -> Part:
    head = now.facts.head
    texts = (
        _("The plan: %(source)s.") % {"source": head.source},
        _("The report tells how things stood at the end of %(day)s, as the ministries had written it.")
        % {"day": day_words(now.as_of)},
        _("Checksum of the plan as it was loaded: %(sha)s.") % {"sha": now.content_sha256},
    )
    return Part("about", _("About this report"), texts)
