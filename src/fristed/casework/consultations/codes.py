"""The code lists of this room: how to make contact, how a consultation stands, why two cases are one."""

from __future__ import annotations

from enum import StrEnum


class CallBack(StrEnum):
    """Whether the service may make contact by itself."""

    YES = "yes"
    MESSAGE_ONLY = "message_only"
    NO = "no"


class ContactTime(StrEnum):
    """When it is safe to make contact."""

    ANY_TIME = "any_time"
    SCHOOL_HOURS = "school_hours"
    WORKING_HOURS = "working_hours"
    EVENING = "evening"
    AGREED_ONLY = "agreed_only"


class Say(StrEnum):
    """What to say if somebody else answers, or to whoever answers."""

    SAY_WHO_WE_ARE = "say_who_we_are"
    SAY_SCHOOL_OR_WORK = "say_school_or_work"
    SAY_WRONG_NUMBER = "say_wrong_number"
    SAY_NOTHING = "say_nothing"


class PhoneWatched(StrEnum):
    """Whether somebody else looks at the telephone."""

    YES = "yes"
    PERHAPS = "perhaps"
    NO = "no"
    UNKNOWN = "unknown"


class ConsultationState(StrEnum):
    """How an anonymous consultation stands."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    ADVISED = "advised"
    REPEATED = "repeated"
    CONVERTED = "converted"
    CLOSED = "closed"


class LinkGround(StrEnum):
    """From what it is known that a consultation and a followed-up case are about the same person."""

    CALLER_TOLD = "caller_told"
    PERSON_TOLD = "person_told"
    CODE_GIVEN = "code_given"
    SAME_CALLER = "same_caller"
