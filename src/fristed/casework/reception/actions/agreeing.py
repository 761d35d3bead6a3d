"""Asking for a part of a reception, and the answer: of who is asked, or noted for who is asked outside."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.reception.actions.storing import tell, to_coordinate
from fristed.casework.reception.codes import PartState, State
from fristed.casework.reception.facts import AskedPart
from fristed.casework.reception.models import Part, Reception
from fristed.casework.reception.queries import asked_part, part_row, parts_within_reach
from fristed.casework.reception.refusals import ReceptionRefused
from fristed.foundation.audit.actions import record_read, write_line
from fristed.foundation.identity.access.reach import references_shut_to
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_with_id
from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.foundation.notifying.actions import notify
from fristed.foundation.notifying.codes import NoticeKind


def ask_part(*, reference: str, kind: str, account: int | None, by: Actor, at: datetime) -> None:
    """Ask somebody for a part of a reception: an account of the house, or somebody outside by other means.

    Parameters
    ----------
    account
        Who is asked here; ``None`` where it is asked by telephone or letter.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does not co-ordinate receptions, or there is none such for them.
    ReceptionRefused
        If there is no such part, the account may not answer, or the reception is not planned.
    """
    with transaction.atomic():
        row = to_coordinate(by, reference, at=at)
        part = _part_of(row, kind)
        if account is not None and not _may_answer(account, row.from_reference):
            raise ReceptionRefused(("account", "cannot_answer"))
        part.state, part.since, part.answered_by = PartState.ASKED.value, at, ""
        part.account_id, part.asked_by_account = account, by.account_id
        part.save()
        tell("reception.part_asked", row, by=by, at=at, part=kind)
        if account is not None:
            notify(account_ids=[account], kind=NoticeKind.RECEPTION_ASKED, by=by, at=at)


def _may_answer(account: int, case_reference: str) -> bool:
    """Whether an account may answer; nobody is asked about a case that a tie or a block shuts to them."""
    if case_reference in references_shut_to(account):
        return False
    return is_permitted(actor_with_id(account), Permission.RECEPTION_ANSWER)


def _part_of(row: Reception, kind: str) -> Part:
    if row.state != State.PLANNED:
        raise ReceptionRefused(("", "not_now"))
    part = Part.objects.select_for_update().filter(reception=row, kind=kind).first()
    if part is None:
        raise ReceptionRefused(("kind", "no_such_part"))
    return part


def note_answer(*, reference: str, kind: str, agreed: bool, by: Actor, at: datetime) -> None:
    """Note what somebody who was asked outside has answered.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does not co-ordinate receptions, or there is none such for them.
    ReceptionRefused
        If there is no such part, or nobody has been asked.
    """
    with transaction.atomic():
        row = to_coordinate(by, reference, at=at)
        part = _part_of(row, kind)
        _answer(part, agreed, by=by, at=at)
        tell("reception.part_answered", row, by=by, at=at, part=kind, agreed=int(agreed))
        told = {one for one in (row.asked_by_account,) if one is not None}
        notify(account_ids=told, kind=NoticeKind.RECEPTION_ANSWERED, by=by, at=at)


def answer_part(*, key: str, agreed: bool, since: datetime | None, by: Actor, at: datetime) -> None:
    """Answer for one's own part. An agreement can be taken back; then somebody must be asked again.

    Parameters
    ----------
    since
        Since when it was asked on the page that the answer was given on: nobody agrees to a plan that they
        have not seen.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor answers for no part of a reception, or there is no such part for them.
    ReceptionRefused
        If it has been declined already, the reception is over, or it was asked anew meanwhile.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        part = parts_within_reach(by).select_for_update().filter(key=key).first()
        if part is None:
            raise CaseNotFound("There is nothing to answer.")
        if agreed and since != part.since:
            raise ReceptionRefused(("", "asked_anew"))
        _answer(part, agreed, by=by, at=at)
        facts: dict[str, str | int] = {"part": part.kind, "agreed": int(agreed)}
        write_line(event="reception.part_answered", by=by, at=at, subject=part.case_reference, facts=facts)
        told = {one for one in (part.asked_by_account,) if one is not None}
        notify(account_ids=told, kind=NoticeKind.RECEPTION_ANSWERED, by=by, at=at)


def read_part(*, key: str, by: Actor, at: datetime) -> AskedPart:
    """Read one's own part, on record before anything is shown: the person of the case is told who has looked.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor answers for no part of a reception, or there is no such part for them.
    """
    row = part_row(by, key)
    record_read(event="reception.part_read", by=by, at=at, subject=row.case_reference)
    return asked_part(row)


def _answer(part: Part, agreed: bool, *, by: Actor, at: datetime) -> None:
    takes_back = part.state == PartState.AGREED and not agreed
    if part.state != PartState.ASKED and not takes_back:
        raise ReceptionRefused(("", "not_asked"))
    part.state = (PartState.AGREED if agreed else PartState.DECLINED).value
    part.since, part.answered_by = at, by.username
    part.save(update_fields=["state", "since", "answered_by"])
