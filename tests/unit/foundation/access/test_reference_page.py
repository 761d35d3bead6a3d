"""The reference page of the access rules is the table that decides, and the words on screen are complete."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils.translation import gettext, override

from fristed.foundation.identity.access.codes import Grading, Level, Outcome, TieKind
from fristed.foundation.identity.access.facts import Context, Decision, RuleId, Subject, Thing
from fristed.foundation.identity.access.reference import access_rules_page
from fristed.foundation.identity.access.rules import CORE, RULES, decide
from fristed.foundation.identity.rules import MEANING, ROLES
from fristed.interfaces.web.access import words

PAGE = Path(__file__).resolve().parents[4] / "docs" / "reference" / "access-rules.md"


def test_the_page_in_the_documentation_is_the_one_made_today() -> None:
    assert PAGE.read_text(encoding="utf-8") == access_rules_page(), (
        "run: python -m fristed.foundation.identity.access > docs/reference/access-rules.md"
    )


def test_every_rule_stands_once_in_the_table() -> None:
    assert sorted(rule.id for rule in RULES) == sorted(RuleId)
    assert all(rule.sentence.endswith(".") for rule in RULES)


def test_core_rules_stand_above_all_that_permits() -> None:
    places = {rule.id: place for place, rule in enumerate(RULES)}
    first_yes = min(places[rule.id] for rule in RULES if rule.permits)
    assert all(places[rule] < first_yes for rule in CORE)
    assert len(CORE) == 7


def test_a_value_that_makes_a_rule_fall_over_is_refused() -> None:
    subject = Subject(1, "MR", None)  # type: ignore[arg-type]
    thing = Thing(service="MR", reference="AAAAA-AAAAA")
    assert decide(subject, "case.read", thing, Context(at=None)) == Decision(False, RuleId.UNCLEAR)


def test_every_code_has_words() -> None:
    assert (set(words.GRADINGS), set(words.TIES)) == (set(Grading), set(TieKind))
    assert (set(words.LEVELS), set(words.OUTCOMES)) == (set(Level), set(Outcome))
    assert set(words.GROUNDS) == {rule.id for rule in RULES if rule.permits}


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_role_and_every_permission_has_words_in_the_languages_of_the_house(language: str) -> None:
    with override(language):
        said = {one: gettext(one) for one in (*MEANING.values(), *(role.label for role in ROLES.values()))}
    assert [one for one, translated in said.items() if translated == one] == []
