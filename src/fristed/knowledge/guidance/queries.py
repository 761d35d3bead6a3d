"""What may be read: the guidance of a day by anybody, its changes by those who write it."""

from __future__ import annotations

from datetime import date

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.knowledge.guidance.facts import Content, Edition
from fristed.knowledge.guidance.models import GuidanceEdition
from fristed.knowledge.guidance.packaged import packaged_content
from fristed.knowledge.guidance.rules import NoSuchText, with_editions
from fristed.knowledge.guidance.storing import edition_of


def content_on(day: date) -> Content:
    """Give the guidance that readers see on a day; for everybody."""
    rows = GuidanceEdition.objects.filter(approved_at__isnull=False, valid_from__lte=day)
    return with_editions(packaged_content(), map(edition_of, rows), day)


def held_changes(day: date) -> list[Edition]:
    """Give the changes that readers see on a day, the newest first; for everybody."""
    rows = GuidanceEdition.objects.filter(
        approved_at__isnull=False, withdrawn_at__isnull=True, valid_from__lte=day
    )
    return [edition_of(row) for row in rows.order_by("-number")]


def changes(actor: Actor) -> list[Edition]:
    """Give every change there has been, the newest first.

    Raises
    ------
    NotPermitted
        If the actor does not write guidance.
    """
    require(actor, Permission.KNOWLEDGE_EDIT)
    return [edition_of(row) for row in GuidanceEdition.objects.order_by("-number")]


def change_named(actor: Actor, number: int) -> Edition:
    """Give one change.

    Raises
    ------
    NotPermitted
        If the actor does not write guidance.
    NoSuchText
        If there is none of that number, or it is of a piece that the program no longer has.
    """
    require(actor, Permission.KNOWLEDGE_EDIT)
    row = GuidanceEdition.objects.filter(number=number, piece__in=packaged_content().pieces).first()
    if row is None:
        raise NoSuchText(str(number))
    return edition_of(row)
