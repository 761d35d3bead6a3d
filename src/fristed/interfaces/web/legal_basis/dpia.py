"""The assessment of consequences for privacy (DPIA), written from the configuration as it is on a day.

It is one text for the page, the file and the command line. What is configured differently is written
differently; ``mark`` is the hash of all it is written from.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from django.apps import apps
from django.utils.translation import gettext as _

from fristed.foundation.identity.rules import ROLES, Permission
from fristed.foundation.legal_basis.codes import Mode
from fristed.foundation.legal_basis.facts import Basis, FieldState, ServiceState
from fristed.foundation.legal_basis.handover import FIELDS as CROSSING
from fristed.foundation.legal_basis.registry import registry
from fristed.foundation.privacy import PrivacyClass
from fristed.foundation.vault.retention.classes import retention_classes
from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.legal_basis import words
from fristed.interfaces.web.retention import words as retention_words

SEERS = {"B": Permission.PERSON_READ, "C": Permission.PLACE_READ}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the text: a heading, sentences, and a table where ``head`` is not empty."""

    key: str
    heading: str
    sentences: tuple[str, ...]
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole text, the day it is of, and the mark of what it is written from."""

    title: str
    on_date: date
    mark: str
    parts: tuple[Part, ...]


def assessment_of(states: Sequence[ServiceState], *, on_date: date) -> Assessment:
    """Write the text in the language that is active."""
    parts = (
        _about(),
        *(_service(state) for state in states),
        _stored(),
        _seen(),
        _kept(),
        _crossing(),
        _measures(),
        _risks(states),
    )
    return Assessment(_("Assessment of consequences for privacy"), on_date, mark_of(states), parts)


def mark_of(states: Iterable[ServiceState]) -> str:
    """Give the SHA-256 of the configuration: modes, fields, bases, roles, retention and classed fields."""
    content = {
        "services": [
            {
                "service": state.service,
                "mode": state.mode,
                "fields": [[one.field, str(one.answer)] for one in state.fields],
            }
            for state in sorted(states, key=lambda one: one.service)
        ],
        "registry": [str(one) for one in registry().values()],
        "roles": {code: sorted(role.permissions) for code, role in ROLES.items()},
        "retention": [str(one) for one in retention_classes().values()],
        "classes": sorted(stored_classes().items()),
        "crossing": CROSSING,
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def stored_classes() -> Counter[str]:
    """Count the stored fields of every room by how near they come to a person."""
    found: Counter[str] = Counter()
    for room in apps.get_app_configs():
        if room.name.startswith("fristed.") and list(room.get_models()):
            found.update(str(one) for one in import_module(f"{room.name}.privacy").PRIVACY.values())
    return found


def _about() -> Part:
    return Part(
        "about",
        _("About this text"),
        (
            _("It is written by Fristed from how Fristed is set up, and changes when the set-up changes."),
            _(
                "It says what is processed, for what, on which basis, who sees it, how long it is kept, what "
                "protects it, and what risk is left. Whether that is acceptable is for the "
                "controller to decide, "
                "with the data protection officer (GDPR article 35)."
            ),
        ),
    )


def _service(state: ServiceState) -> Part:
    name = labels.service(state.service)
    held = [one for one in state.fields if isinstance(one.answer, Basis)]
    sentences = [
        _("The register is in the mode “%(mode)s”. %(means)s")
        % {"mode": words.MODES[state.mode], "means": words.MODES_MEAN[state.mode]}
    ]
    decided = state.mode_decision
    if decided is not None and state.mode != Mode.ANONYMOUS:
        sentences.append(
            _("Decided from %(day)s by %(one)s and %(other)s: %(basis)s (%(law)s).")
            % {
                "day": formats.day(decided.from_date),
                "one": decided.proposed_by,
                "other": decided.confirmed_by,
                "basis": decided.basis.rstrip("."),
                "law": decided.law,
            }
        )
    if not held:
        sentences.append(
            _(
                "No field that can identify is held. Cases are coded rows with a random number: no name, no "
                "free text, no address."
            )
        )
        return Part(f"service-{state.service}", name, tuple(sentences))
    head = (_("Field"), _("Purpose"), _("Legal basis"), _("From and to"), _("Who sees it"), _("How long"))
    return Part(f"service-{state.service}", name, tuple(sentences), head, tuple(map(_field_row, held)))


def _field_row(one: FieldState) -> tuple[str, ...]:
    assert isinstance(one.answer, Basis)  # noqa: S101  only what is held comes here
    basis, field = one.answer, registry()[one.field]
    until = formats.day(basis.to_date) if basis.to_date else _("until it is switched off")
    return (
        f"{words.FIELDS[one.field]} ({words.ZONES[one.zone]})",
        str(words.PURPOSES[basis.purpose]),
        f"{basis.basis} ({basis.law})",
        f"{formats.day(basis.from_date)} – {until}",
        _seers(one.zone),
        retention_words.rule_in_words(field.retention),
    )


def _seers(zone: str) -> str:
    roles = ", ".join(_roles_with(SEERS[zone]))
    if zone == "C":
        return _("%(roles)s, if named as officer to the case, with a passphrase") % {"roles": roles}
    return _("%(roles)s in the same service") % {"roles": roles}


def _roles_with(permission: Permission) -> list[str]:
    return [labels.role_words(code) for code, role in ROLES.items() if permission in role.permissions]


def _stored() -> Part:
    counted = stored_classes()
    rows = tuple((str(words.CLASSES[one]), str(counted[one])) for one in PrivacyClass if counted[one])
    return Part(
        "stored",
        _("What is stored, by how near it comes to a person"),
        (
            _("Every stored field is classed; Fristed is not built where one is not."),
            _("Whatever identifies lies in the vault as seals, and is not readable in the database."),
        ),
        (_("Class"), _("Fields")),
        rows,
    )


def _seen() -> Part:
    about = (
        (Permission.CASE_READ, _("See coded cases")),
        (Permission.PERSON_READ, _("Open who the person is")),
        (Permission.PERSON_WRITE, _("Write and remove who the person is")),
        (Permission.PLACE_READ, _("Open and write where the person is, if named officer")),
        (Permission.PLACE_NAME, _("Name the officers of a place")),
        (Permission.BASIS_DECIDE, _("Decide with a system owner what the service may hold")),
        (Permission.BASIS_OVERSEE, _("Decide with a leader what a service may hold")),
        (Permission.RETENTION_REVIEW, _("Approve destruction with another")),
        (Permission.AUDIT_READ, _("Read the audit trail")),
    )
    return Part(
        "seen",
        _("Who may do what"),
        (
            _(
                "A role gives this in the own service only. Nobody sees a case about "
                "themselves, their family or a "
                "partner, or one whose block list names them; a protected address narrows it to those named."
            ),
        ),
        (_("What"), _("Roles")),
        tuple((what, ", ".join(_roles_with(permission)) or _("Nobody")) for permission, what in about),
    )


def _kept() -> Part:
    rows = tuple(
        (str(retention_words.WHAT[code]), retention_words.rule_in_words(code), str(one.people), one.source)
        for code, one in retention_classes().items()
    )
    return Part(
        "kept",
        _("How long it is kept"),
        (
            _("What is due stands on a list that people review. Destroying deletes the key, in every copy."),
            _(
                "When a legal basis ends, what was held on it can no longer be opened and is "
                "due for destruction "
                "that day."
            ),
        ),
        (_("What"), _("How long"), _("Persons to decide"), _("Source")),
        rows,
    )


def _crossing() -> Part:
    return Part(
        "crossing",
        _("What may be handed over"),
        (
            _(
                "Casework and integration do not know each other. For resettling a "
                "threatened person, four facts "
                "may cross, once, when two persons have said so: what the municipality must "
                "offer, the size of "
                "the household, whether protection is needed, and a contact. Not the "
                "concern, not the history, "
                "not the number of the case."
            ),
        ),
    )


def _measures() -> Part:
    return Part(
        "measures",
        _("What protects it"),
        (
            _(
                "Two persons, the leader of the service and a system owner, decide what may "
                "be held; it is dated."
            ),
            _("No verb stores or opens a field without a legal basis in force on that day."),
            _(
                "Who the person is, is sealed under a key of the case; the keys lie in a "
                "database of their own."
            ),
            _(
                "Where the person is, is sealed to named officers: the server cannot open it "
                "without a passphrase, "
                "and keeps it open for one answer only."
            ),
            _(
                "A national identity number becomes a pseudonym that cannot be worked out "
                "and differs by service."
            ),
            _(
                "Who the person is stands in no list, address, title, log or statistics; "
                "opening it is a choice."
            ),
            _("Each opening is on record before it is shown, in a trail that is only added to."),
        ),
    )


def _risks(states: Sequence[ServiceState]) -> Part:
    return Part("risks", _("What risk is left"), tuple(_risk_sentences(states)))


def _risk_sentences(states: Sequence[ServiceState]) -> Iterator[str]:
    modes = {state.mode for state in states}
    held = {one.field for state in states for one in state.fields if isinstance(one.answer, Basis)}
    yield _(
        "Coded rows can point at somebody when many codes are put together, for those who know much already."
    )
    if modes & {Mode.PSEUDONYMOUS, Mode.IDENTIFIED}:
        yield _("Somebody who controls the running server can open what is sealed under the keys of cases.")
        yield _(
            "Somebody who may open a case can write down or repeat what they read; the trail only shows it."
        )
    if "pseudonym" in held:
        yield _("A pseudonym shows that two cases of a service are about the same person.")
    if "safe_contact" in held or "called_name" in held:
        yield _("What is written as a name to call or as safe contact may say more than was meant.")
    if "note" in held:
        yield _("Free text may hold anything, also about others.")
    if held & {code for code, one in registry().items() if one.zone == "C"}:
        yield _(
            "Somebody who controls the server in the moment an officer opens a place can see "
            "it and the passphrase."
        )
        yield _("That a case has a place, and who its officers are, shows in the database.")
    if not held:
        yield _(
            "As no identity is held, nobody can be warned, and a member of staff must say "
            "what ties they have."
        )


def as_markdown(text: Assessment) -> str:
    """Give the text as a file."""
    lines = [f"# {text.title}", "", _dated(text), ""]
    for part in text.parts:
        lines += [f"## {part.heading}", "", *_with_blanks(part.sentences)]
        if part.head:
            lines += [_row(part.head), "|" + "---|" * len(part.head), *(map(_row, part.rows)), ""]
    return "\n".join(lines).rstrip() + "\n"


def _with_blanks(sentences: Iterable[str]) -> Iterator[str]:
    for sentence in sentences:
        yield sentence
        yield ""


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _dated(text: Assessment) -> str:
    return _("As it was on %(day)s. Mark of the set-up: %(mark)s") % {
        "day": formats.day(text.on_date),
        "mark": text.mark,
    }


def dated(text: Assessment) -> str:
    """Say of which day it is, and the mark of the set-up."""
    return _dated(text)
