"""What is stored of calls: coded rules, states and links, hashes of codes, and which drafts there are.

What people write in their own words is sealed in the vault, and so is a whole draft. A case code is kept as a
keyed hash only.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.casework.cases.models import Constraints, one_of
from fristed.casework.consultations.codes import (
    CallBack,
    ConsultationState,
    ContactTime,
    LinkGround,
    PhoneWatched,
    Say,
)
from fristed.methods.classifications import registering_services

CODE_LENGTH = 20
LONGEST_NAME = 60


class CallDraft(models.Model):
    """That somebody has begun to register a call. What was written is sealed under a key of its own.

    ``reference`` is the token of the form. ``sealed_as`` is whose the sealed draft is in the vault.
    """

    account_id = models.BigIntegerField()
    service = models.CharField(max_length=2)
    reference = models.CharField(max_length=32)
    sealed_as = models.CharField(max_length=40, unique=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["account_id", "reference"], name="call_draft_once"),
            one_of("service", registering_services(), name="call_draft_service_has_a_register"),
        ]

    def __str__(self) -> str:
        return self.sealed_as


class SafeContact(models.Model):
    """How to make contact in a case without putting anybody in danger; the words are sealed."""

    case = models.OneToOneField("cases.Case", on_delete=models.CASCADE, related_name="safe_contact")
    call_back = models.CharField(max_length=CODE_LENGTH)
    time = models.CharField(max_length=CODE_LENGTH, blank=True)
    say = models.CharField(max_length=CODE_LENGTH, blank=True)
    phone_watched = models.CharField(max_length=CODE_LENGTH)
    has_words = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=LONGEST_NAME)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("call_back", CallBack, name="safe_contact_call_back_is_known"),
            one_of("time", ("", *ContactTime), name="safe_contact_time_is_known"),
            one_of("say", ("", *Say), name="safe_contact_say_is_known"),
            one_of("phone_watched", PhoneWatched, name="safe_contact_watched_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.call_back}"


class Consultation(models.Model):
    """That a case is an anonymous consultation, and how it stands."""

    case = models.OneToOneField("cases.Case", on_delete=models.CASCADE, related_name="consultation")
    state = models.CharField(max_length=CODE_LENGTH, default=ConsultationState.RECEIVED.value)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("state", ConsultationState, name="consultation_state_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"


class ConsultationStep(models.Model):
    """One state that a consultation has come to: when, and through whom."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="consultation_steps")
    state = models.CharField(max_length=CODE_LENGTH)
    at = models.DateTimeField()
    by_username = models.CharField(max_length=LONGEST_NAME)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]
        constraints: ClassVar[Constraints] = [
            one_of("state", ConsultationState, name="consultation_step_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"


class CaseCode(models.Model):
    """The keyed hash of a code that the caller holds; at most one of a case is in use."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="codes")
    code_hash = models.CharField(max_length=64, unique=True)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=LONGEST_NAME)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="case_code_one_in_use"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.given_at}"


class CodeTries(models.Model):
    """How many codes in a row led nowhere, for one account or for one service."""

    kind = models.CharField(max_length=10)
    about = models.CharField(max_length=20)
    failed = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["kind", "about"], name="code_tries_once"),
            one_of("kind", ("account", "service"), name="code_tries_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about} {self.failed}"


class ConsultationLink(models.Model):
    """The decision that a consultation and a followed-up case are about the same person, and count once."""

    case = models.OneToOneField("cases.Case", on_delete=models.CASCADE, related_name="linked_to")
    followed = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="linked_consultations")
    ground = models.CharField(max_length=CODE_LENGTH)
    at = models.DateTimeField()
    by_username = models.CharField(max_length=LONGEST_NAME)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("ground", LinkGround, name="consultation_link_has_a_ground"),
            models.CheckConstraint(
                condition=~Q(case=models.F("followed")), name="consultation_link_joins_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.followed_id}"
