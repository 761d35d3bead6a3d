"""Papers in words: one record is shown and printed, so that nobody prints what they did not see."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import override

from fristed.casework.cases.rules import day_of
from fristed.casework.papers.codes import Look
from fristed.casework.papers.facts import AdviceDraft, AdviceOffer, Summary
from fristed.foundation.identity.facts import Actor
from fristed.foundation.printing.facts import Paper, Section, Term
from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.journal.shown import shown_line
from fristed.interfaces.web.legal_basis.words import FIELDS as PERSON_FIELDS
from fristed.interfaces.web.moves.words import value_words
from fristed.interfaces.web.papers.words import ADVICE, NOTE, PARTS
from fristed.methods.classifications import code_list


def _plain(text: str) -> str:
    """Give a text with lines that end in one way."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _paragraphs(text: str) -> Iterator[str]:
    """Give the paragraphs of a text: blank lines part them."""
    yield from filter(None, (one.strip("\n") for one in _plain(text).split("\n\n")))


def _unprintable() -> str:
    return _("A box □ stands for a sign that could not be printed.")


def advice_paper(draft: AdviceDraft, offer: AdviceOffer) -> Paper:
    """Lay out what was advised. A neutral one says neither which service nor that it was a case."""
    with override(draft.language):
        is_named = draft.look == Look.NAMED
        service = labels.service(offer.service) if is_named else _("Your adviser")
        again = [Section(_("When we talk again"), texts=tuple(_again(draft)))]
        return Paper(
            language=draft.language,
            title=str(ADVICE if is_named else NOTE),
            terms=(Term(_("Date"), formats.day(draft.on_date or offer.on_date)), Term(_("From"), service)),
            sections=(
                Section(_("What we agreed"), texts=tuple(_advice(draft.texts.values()))),
                Section(_("Whom you can call"), texts=tuple(_paragraphs(draft.call))),
                *(again if again[0].texts else ()),
            ),
            on_date=draft.on_date or offer.on_date,
            unprintable=_unprintable(),
        )


def _advice(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _paragraphs(text)


def _again(draft: AdviceDraft) -> Iterator[str]:
    yield from _paragraphs(draft.again)
    if draft.with_code:
        yield _("Say the letters and figures you were given when you call. Do not write them here.")


def summary_paper(summary: Summary, *, by: Actor, at: datetime) -> Paper:
    """Lay out a summary of a case, with its watermark: receiver, maker, time, number of the copy."""
    draft = summary.draft
    with override(draft.language):
        receiver = f"{labels.label('agencies', draft.agency)}\n{draft.organisation.strip()}"
        given = _("Copy %(number)d for %(receiver)s") % {
            "number": summary.number,
            "receiver": draft.organisation.strip(),
        }
        made = f"{by.display_name}, {formats.moment(at)}"
        return Paper(
            language=draft.language,
            title=_("Summary of a case"),
            terms=(
                Term(_("To"), f"{receiver}\n{draft.role.strip()}"),
                Term(_("From"), labels.service(summary.service)),
                Term(_("Made by"), made),
                Term(_("Copy"), str(summary.number)),
                Term(_("Consent or legal basis"), ground_words(draft.ground)),
                Term(_("Reason"), _plain(draft.reason)),
            ),
            sections=tuple(_sections(summary)),
            on_date=day_of(at),
            unprintable=_unprintable(),
            foot=f"{given}. {made}.",
            watermark=f"{given}\n{made}",
        )


def ground_words(ground: str) -> str:
    """Give a ground with the law it rests on."""
    name, law = labels.label("sharing_grounds", ground), code_list("sharing_grounds").get(ground).source
    return f"{name} ({law})" if law else name


def _sections(summary: Summary) -> Iterator[Section]:
    facts = [Term(str(PARTS[field]), value_words(field, values)) for field, values in summary.values.items()]
    if summary.reference:
        facts.insert(0, Term(_("Case number"), summary.reference))
    if days := sorted(summary.contact_dates):
        facts.append(Term(_("Days of contact"), ", ".join(formats.day(day) for day in days)))
    if facts:
        yield Section(_("The case"), tuple(facts))
    if summary.person:
        held = (Term(str(PERSON_FIELDS[field]), _plain(value)) for field, value in summary.person.items())
        yield Section(_("The person"), tuple(held))
    for line in summary.lines:
        shown = shown_line(line, whole=True)
        named = tuple(Term(str(one.name), _plain(one.text)) for one in shown.texts if one.name)
        plain = (part for one in shown.texts if not one.name for part in _paragraphs(one.text))
        more = (shown.more,) if shown.more else ()
        yield Section(shown.title, named, (*more, *plain), about=formats.day(line.on_date))
    yield Section(
        _("About this paper"),
        texts=(
            _(
                "It is for the receiver and the reason named above, and is not to be passed on. It holds "
                "what was chosen for that, and is not the whole case."
            ),
        ),
    )


def digest_of(paper: Paper) -> str:
    """Give what tells two papers with different content apart; the time and the number are left out."""
    told = json.dumps([asdict(section) for section in paper.sections], sort_keys=True)
    return sha256(told.encode()).hexdigest()[:32]
