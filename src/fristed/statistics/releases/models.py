"""What is stored of a release: its protected content as one sealed text, never the counts behind it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class FrozenFacts(models.Model):
    """The facts of a report year as they were on a day, in a file with its hash; never changed.

    ``content`` is what :mod:`fristed.statistics.releases.official.fact_file` writes: coded values of all
    services, nothing that points at a person. ``code_lists`` says which versions of the code lists were in
    force.
    """

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    as_of_date = models.DateField()
    content = models.BinaryField()
    content_sha256 = models.CharField(max_length=64)
    facts = models.PositiveIntegerField()
    code_lists = models.TextField()
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["-frozen_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(kind__in=("final", "preliminary", "running")),
                name="frozen_facts_kind_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.kind} {self.as_of_date}"


class StoredRelease(models.Model):
    """One protected release as it was computed; a new computation is a new row, none is changed.

    ``payload`` is the canonical JSON of :class:`fristed.statistics.releases.facts.Release`;
    ``payload_sha256`` lets a reader see that it is whole. ``certificate`` shows from the print alone that it
    is safe, and may be given to anyone, with ``printed``, the print it is about. ``protection`` says why each
    cell is hidden, and stays in the house.
    They are empty where a policy protects nothing. ``frozen`` are the facts it was counted from; without them
    it was counted from the open register and cannot become official. ``policy_content`` is the canonical
    JSON of what the policy said then; it is empty in rows from before it was stored whose version is no
    longer in force.
    """

    year = models.PositiveSmallIntegerField()
    policy = models.CharField(max_length=40)
    policy_version = models.CharField(max_length=20)
    policy_content = models.TextField(default="", blank=True)
    policy_sha256 = models.CharField(max_length=64, default="", blank=True)
    layout = models.CharField(max_length=40)
    frozen = models.ForeignKey(FrozenFacts, null=True, blank=True, on_delete=models.PROTECT)
    facts_sha256 = models.CharField(max_length=64)
    payload = models.TextField()
    payload_sha256 = models.CharField(max_length=64)
    protection = models.TextField(default="", blank=True)
    certificate = models.TextField(default="", blank=True)
    printed = models.TextField(default="", blank=True)
    tried = models.TextField(default="", blank=True)
    computed_at = models.DateTimeField()
    computed_by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["-computed_at", "-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["year", "policy", "-computed_at"], name="release_newest_idx")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.policy} {self.policy_version}"


class SecondaryWish(models.Model):
    """A cell that a statistician would rather hide than another, in the report of a year under a policy.

    ``instead_of`` is that other, which is printed; it is empty where none was named.
    """

    year = models.PositiveSmallIntegerField()
    policy = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    instead_of = models.CharField(max_length=120, default="", blank=True)
    wished_at = models.DateTimeField()
    wished_by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["year", "policy", "key"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "policy", "key"], name="wish_once_per_cell")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.policy}: {self.key}"


class ReleaseRequest(models.Model):
    """The last time somebody asked for a release of a year under a policy, and the task that computes it."""

    year = models.PositiveSmallIntegerField()
    policy = models.CharField(max_length=40)
    task_id = models.CharField(max_length=64)
    requested_at = models.DateTimeField()
    requested_by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["-requested_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "policy"], name="request_once_per_release")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.policy}: {self.task_id}"


class OfficialRelease(models.Model):
    """One version of the official statistics of a year: proposed by one person, signed off by another.

    Version 1 is the first; every later one is a correction and has a reason. It is public from
    ``published_at`` on. ``sent_back`` is why the second person did not sign. Both are codes: words typed here
    could give a hidden count away. ``signed_seal`` is of what was signed; it is empty in rows that were
    signed before it was kept.
    """

    year = models.PositiveSmallIntegerField()
    policy = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    release = models.ForeignKey(StoredRelease, on_delete=models.PROTECT)
    reason = models.CharField(max_length=30, default="", blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=150)
    sent_back = models.CharField(max_length=30, default="", blank=True)
    signed_off_at = models.DateTimeField(null=True, blank=True)
    signed_off_by = models.CharField(max_length=150, default="", blank=True)
    signed_seal = models.CharField(max_length=64, default="", blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=150, default="", blank=True)
    next_update_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-year", "policy", "-version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "policy", "version"], name="official_version_once"),
            models.CheckConstraint(
                condition=models.Q(version=1) | ~models.Q(reason=""), name="official_correction_has_a_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True) | models.Q(signed_off_at__isnull=False),
                name="official_is_signed_before_it_is_published",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_off_at__isnull=True)
                | ~models.Q(signed_off_by=models.F("proposed_by")),
                name="official_is_signed_by_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.policy} version {self.version}"


class PrintedForm(models.Model):
    """One file of a published version as readers take it home, with its hash; never changed.

    ``part`` is what it is of, under its permanent name: ``tabell-04``, ``kapittel-om``, nothing for all.
    """

    official = models.ForeignKey(OfficialRelease, on_delete=models.PROTECT, related_name="forms")
    name = models.CharField(max_length=120)
    form = models.CharField(max_length=10)
    part = models.CharField(max_length=60, default="", blank=True)
    title = models.CharField(max_length=200, default="", blank=True)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    content_sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["official", "name"], name="printed_form_name_once")
        ]

    def __str__(self) -> str:
        return f"{self.official_id}: {self.name}"


class PrintRun(models.Model):
    """The last time the forms of a version were asked for, its task, and how many forms it has written."""

    official = models.OneToOneField(OfficialRelease, on_delete=models.CASCADE, related_name="print_run")
    task_id = models.CharField(max_length=64)
    requested_at = models.DateTimeField()
    requested_by = models.CharField(max_length=150)
    written = models.PositiveSmallIntegerField(default=0)
    wanted = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["-requested_at", "-id"]

    def __str__(self) -> str:
        return f"{self.official_id}: {self.task_id}"
