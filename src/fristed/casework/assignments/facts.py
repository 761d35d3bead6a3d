"""Frozen records of outreach that cross the wall of this room: no person, no school, no exact day."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AssignmentFact:
    """One piece of work that is no case, for the statistics.

    Parameters
    ----------
    year
        Calendar year in which it was carried out.
    service
        Code of the service that carried it out: KT, MR, SU or FT.
    kind
        ``assignment`` (raises competence among those who work), ``week`` (a week of competence-raising),
        ``teaching``, ``group``, ``open_door`` (with pupils), or ``expert_witness``.
    county
        Code of the county, of the code list ``counties``; empty where it was digital for all, or abroad.
    audience
        Code of the referrers' own list of agencies, so that training can be laid beside who calls.
    form
        ``physical``, ``digital`` or ``hybrid``.
    partner
        With whom, as a code; empty if with nobody.
    participants
        How many took part; ``None`` where nobody counted.
    """

    year: int
    service: str
    kind: str
    county: str
    audience: str
    form: str
    partner: str
    participants: int | None


@dataclass(frozen=True, slots=True)
class AnswerFact:
    """Answers given on a public site in one year, as counts that the site itself gives; no question is kept.

    Parameters
    ----------
    year
        Calendar year.
    site
        ``ung.no``.
    answers
        Questions answered.
    girls, boys, others
        Shares of those who asked, in whole percent; ``None`` where the site gives none.
    useful_to_askers, useful_to_readers
        Shares who found the answer useful, in whole percent; likewise.
    """

    year: int
    site: str
    answers: int
    girls: int | None
    boys: int | None
    others: int | None
    useful_to_askers: int | None
    useful_to_readers: int | None
