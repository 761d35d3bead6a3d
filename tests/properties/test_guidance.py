"""Whoever answers more loses nothing, every path has a contact, danger puts the emergency number first.

One step more at a time is enough: any answers that tell more are reached by such steps, and nothing that is
kept in every step is lost in the end.
"""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import islice, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fristed.knowledge.guidance.codes import UNKNOWN, Chosen
from fristed.knowledge.guidance.facts import Answers, Content, Guidance, Rule
from fristed.knowledge.guidance.packaged import packaged_content
from fristed.knowledge.guidance.rules import answers_of, fires, guidance_for, is_danger_now, tells_at_least
from tests.properties.guidance import all_of_one, faults_in, lost, one_more, options_of

CONTENT = packaged_content()
SEVERAL = options_of(CONTENT, Chosen.SEVERAL)
ONE = options_of(CONTENT, Chosen.ONE)
answers_drawn = st.builds(
    Answers,
    **{name: st.sampled_from(("", *options)) for name, options in ONE.items()},
    **{name: st.frozensets(st.sampled_from(options)) for name, options in SEVERAL.items()},
)


def forgets_children(answers: Answers, content: Content) -> Guidance:
    """A planted fault: who says that the person is an adult loses what is said of children."""
    found = guidance_for(answers, content)
    gone = {"report_or_discuss"} if answers.age == "adult" else set()
    return Guidance(tuple(one for one in found.pieces if one not in gone), found.contacts, found.is_danger)


def ranks_the_police_last(answers: Answers, content: Content) -> Guidance:
    """A planted fault: the emergency number is not first."""
    found = guidance_for(answers, content)
    ordered = sorted(found.contacts, key=lambda one: one == "politi")
    return Guidance(found.pieces, tuple(ordered), found.is_danger)


def needs_a_reason(answers: Answers, content: Content) -> Guidance:
    """A planted fault: who tells nothing gets nobody to call."""
    found = guidance_for(answers, content)
    return found if answers.role else Guidance(found.pieces, (), found.is_danger)


def joined(one: Answers, other: Answers) -> Answers:
    """Give what one tells, and what the other tells where the first leaves something open."""
    said = {name: getattr(one, name) for name in ONE}
    return Answers(
        **{name: getattr(other, name) if said[name] in ("", UNKNOWN) else said[name] for name in ONE},
        **{name: getattr(one, name) | getattr(other, name) for name in SEVERAL},
    )


@given(answers_drawn, answers_drawn)
@settings(max_examples=300)
def test_who_tells_at_least_as_much_gets_at_least_as_much(one: Answers, other: Answers) -> None:
    more = joined(one, other)
    assert tells_at_least(more, one)
    assert not lost(guidance_for(one, CONTENT), guidance_for(more, CONTENT))


@given(answers_drawn)
@settings(max_examples=100)
def test_every_path_has_a_contact_and_no_answer_takes_anything_away(answers: Answers) -> None:
    assert list(faults_in(guidance_for, CONTENT, [answers])) == []


@given(answers_drawn)
@settings(max_examples=200)
def test_danger_now_puts_the_emergency_number_first(answers: Answers) -> None:
    found = guidance_for(answers, CONTENT)
    assert found.is_danger == is_danger_now(answers) == (answers.danger == "yes")
    if found.is_danger:
        assert found.contacts[0] == "politi"
        assert found.pieces[0] == "call_112"
        assert (found.pieces[1] == "danger_abroad") == (answers.where == "abroad")


SAFE_TO_STAY = {
    *("school", "kindergarten", "health", "child_welfare", "police", "nav", "municipality", "mission"),
    *("friend", "volunteer", "other"),
}


@given(answers_drawn)
@settings(max_examples=300)
def test_only_who_is_safe_to_have_there_is_asked_to_stay_with_the_person(answers: Answers) -> None:
    for role in ("", *ONE["role"]):
        for danger in ("", "yes"):
            asked = replace(answers, role=role, danger=danger, seen=answers.seen | {"self_harm"})
            assert ("stay_with" in guidance_for(asked, CONTENT).pieces) == (role in SAFE_TO_STAY)


UNDER_18 = {"under_12", "12_14", "15", "16_17"}


@given(answers_drawn)
@settings(max_examples=300)
def test_the_parents_are_spoken_of_only_where_that_is_safe_to_say(answers: Answers) -> None:
    for role in ("", *ONE["role"]):
        found = guidance_for(replace(answers, role=role), CONTENT).pieces
        assert ("parents_afterwards" in found) == (role == "child_welfare")
        assert ("no_parents_by_default" in found) == (role not in ("", "parent"))
        assert "agree_on_parents" not in found or answers.age in UNDER_18


def test_what_is_told_everybody_sends_nobody_to_the_parents() -> None:
    for language, word in (("nb", "foreldre"), ("nn", "foreldr"), ("en", "parent")):
        for piece in ("child_before_parents", "agree_what_passes"):
            assert word not in CONTENT.texts[language][f"text.{piece}"]
    child = Answers(age="15", concern=frozenset({"fgm"}))
    assert "agree_on_parents" in guidance_for(child, CONTENT).pieces


@given(st.dictionaries(st.sampled_from([*ONE, *SEVERAL, "nothing"]) | st.text(), st.lists(st.text())))
def test_no_answer_makes_the_engine_fail(given_: dict[str, list[str]]) -> None:
    assert guidance_for(answers_of(given_, CONTENT), CONTENT).contacts


@pytest.mark.parametrize("engine", [forgets_children, ranks_the_police_last, needs_a_reason])
def test_a_planted_fault_is_found(engine: object) -> None:
    grave = Answers(role="school", concern=frozenset({"fgm"}), danger="yes")
    tried = [Answers(), grave, *one_more(grave, CONTENT)]
    assert list(faults_in(engine, CONTENT, tried))  # type: ignore[arg-type]
    assert list(faults_in(guidance_for, CONTENT, tried)) == []


def test_a_rule_has_no_way_to_take_away_to_count_or_to_ask_for_what_is_not_answered() -> None:
    assert [field.name for field in fields(Rule)] == ["id", "when", "gives", "contacts"]
    for rule in CONTENT.rules:
        assert not any(UNKNOWN in wanted or "" in wanted for _question, wanted in rule.when)


@pytest.mark.parametrize("rule", CONTENT.rules, ids=lambda rule: rule.id)
def test_each_rule_alone_fires_on_with_every_answer_that_is_added(rule: Rule) -> None:
    """All answers to the questions a rule names, each set of options: once it fires, it fires on.

    What is shown is the union of what firing rules give, so this proves it for all answers there are.
    """
    named = dict(rule.when)
    spaces = []
    for name in named:
        if name in ONE:
            spaces.append([(name, value) for value in ("", *ONE[name])])
        else:
            inside, outside = sorted(named[name]), sorted(set(SEVERAL[name]) - named[name])[:1]
            known = [*inside, *outside]
            sets = [
                frozenset(one for one, is_in in zip(known, bits, strict=True) if is_in)
                for bits in product((False, True), repeat=len(known))
            ]
            spaces.append([(name, value) for value in sets])
    tried = [Answers(**dict(values)) for values in product(*spaces)]
    for answers in tried:
        if fires(rule, answers):
            assert all(fires(rule, more) for more in one_more(answers, CONTENT))
    assert any(fires(rule, answers) for answers in tried)


@pytest.mark.ci
def test_all_combinations_of_single_answers_have_a_contact_and_lose_nothing() -> None:
    """Every combination, each held against what its neighbours with one answer fewer got."""
    names = list(ONE)
    got: dict[tuple[str, ...], tuple[frozenset[str], frozenset[str]]] = {}
    kept: dict[frozenset[str], frozenset[str]] = {}
    faults = []
    for answers in all_of_one(CONTENT):
        found = guidance_for(answers, CONTENT)
        key = tuple(getattr(answers, name) for name in names)
        pieces, contacts = frozenset(found.pieces), frozenset(found.contacts)
        got[key] = (kept.setdefault(pieces, pieces), kept.setdefault(contacts, contacts))
        if not contacts or (answers.danger == "yes" and found.contacts[0] != "politi"):
            faults.append(f"contacts: {answers}")
    for key, (pieces, contacts) in got.items():
        for place, value in enumerate(key):
            if value == "":
                continue
            for less in {"", UNKNOWN} & {"", *ONE[names[place]]}:
                before = got[(*key[:place], less, *key[place + 1 :])]
                if not (before[0] <= pieces and before[1] <= contacts):
                    faults.append(f"{key} has lost what {less!r} had in {names[place]}")
    assert len(got) == 16 * 4 * 7 * 5 * 6 * 5 * 5
    assert list(islice(faults, 5)) == []
