"""The desk of those who write guidance, and what of answers fits into a call."""

from __future__ import annotations

import re

import pytest

from fristed.interfaces.web.guidance.into_call import (
    ABROAD,
    AGENCIES,
    AGES,
    CONCERNS,
    ONCE_TOLD,
    REFERRERS,
    TOLD,
    call_fields,
)
from fristed.knowledge.guidance.facts import Answers
from fristed.knowledge.guidance.packaged import packaged_content
from fristed.methods.classifications import code_list
from tests.unit.interfaces.web.visitors import stranger, text_of, visitor

FORM = {
    "text_nb": "Skriv det ned i dag.",
    "text_nn": "Skriv det ned i dag.",
    "text_en": "Write it down today.",
    "status": "verified",
    "source": "plan",
    "note": "side 12",
    "read_on": "22.11.2026",
    "review_by": "22.05.2027",
    "valid_from": "22.11.2026",
}
ADDRESS = "/guidance/editions/new/write_down/"


def advice(language: str = "") -> str:
    """Give what a stranger who works in a school is told."""
    return text_of(stranger().post(f"/guidance/{language}", {"role": "school", "step": "show"}))


@pytest.mark.django_db
def test_two_editors_change_a_text_and_everybody_sees_it_with_its_edition() -> None:
    kaja, eli = visitor("kaja"), visitor("eli")
    assert 'name="text_nn"' in kaja.get(ADDRESS).content.decode()
    answer = kaja.post(ADDRESS, FORM)
    assert answer.status_code == 302
    page = text_of(kaja.get(answer.url))
    assert "Noen andre må godkjenne det." in page
    assert "/1/approve/" not in page
    assert "Skriv det ned i dag." not in advice()
    page = text_of(eli.get("/guidance/editions/1/"))
    assert "/1/approve/" in page
    assert "Skriv ned det som ble sagt" in page
    assert eli.post("/guidance/editions/1/approve/").url == "/guidance/editions/"
    page = advice()
    assert "Skriv det ned i dag." in page
    assert "Handlingsplanen 2025–2028 (mai 2025), side 12." in page
    assert "Utgave 1." in page
    assert "Utgave 1, fra 22." in text_of(stranger().get("/guidance/about/"))
    assert "Write it down today." in advice("en/")


@pytest.mark.django_db
def test_a_form_that_is_not_right_says_what_is_wrong_beside_the_field() -> None:
    answer = visitor("kaja").post(ADDRESS, {**FORM, "text_nn": "", "read_on": "24.12.2026", "status": "x"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Dette må fylles ut" in page
    assert "Dagen den ble lest, kan ikke være etter i dag." in page


@pytest.mark.django_db
def test_who_proposed_is_refused_when_approving_and_may_take_it_back() -> None:
    kaja = visitor("kaja")
    kaja.post(ADDRESS, FORM)
    answer = kaja.post("/guidance/editions/1/approve/")
    assert answer.status_code == 422
    assert "Noen andre enn den som foreslo dette, må godkjenne det." in text_of(answer)
    assert kaja.post("/guidance/editions/1/withdraw/").status_code == 302
    assert "Trukket tilbake" in text_of(kaja.get("/guidance/editions/1/"))


@pytest.mark.django_db
def test_the_list_has_every_text_with_status_and_day_and_says_what_waits() -> None:
    kaja = visitor("kaja")
    page = text_of(kaja.get("/guidance/editions/"))
    assert len(re.findall('href="/guidance/editions/new/', page)) == len(packaged_content().pieces)
    kaja.post(ADDRESS, FORM)
    page = text_of(kaja.get("/guidance/editions/"))
    assert '<a href="/guidance/editions/1/">' in page
    assert "Venter på en annen person" in page
    assert "31. mai 2027" in page.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.django_db
def test_a_duty_has_a_heading_to_change_and_advice_has_none() -> None:
    kaja = visitor("kaja")
    assert 'name="name_en"' in kaja.get("/guidance/editions/new/avert/").content.decode()
    assert 'name="name_en"' not in kaja.get(ADDRESS).content.decode()


@pytest.mark.django_db
def test_what_is_not_there_is_nothing() -> None:
    kaja = visitor("kaja")
    assert kaja.get("/guidance/editions/new/gone/").status_code == 404
    assert kaja.get("/guidance/editions/7/").status_code == 404
    assert kaja.post("/guidance/editions/7/forget/").status_code == 404
    # There is none of that number to approve, and its page is nothing too.
    assert kaja.post("/guidance/editions/7/approve/").status_code == 404


def test_every_code_that_is_carried_is_a_code_of_a_case_and_an_option_of_a_question() -> None:
    options = {one.id: set(one.options) for one in packaged_content().questions}
    lists = {
        "age": (AGES, "age_bands"),
        "concern": (CONCERNS, "main_concerns"),
        "role": (AGENCIES, "agencies"),
    }
    for question, (carried, name) in lists.items():
        known = {entry.code for entry in code_list(name)}
        assert set(carried) <= options[question]
        assert set(carried.values()) <= known
    assert set(ONCE_TOLD) <= set(CONCERNS)
    assert set(ONCE_TOLD.values()) <= {entry.code for entry in code_list("main_concerns")}
    assert TOLD in options["basis"]
    assert set(ABROAD) <= options["where"]
    assert set(REFERRERS) <= options["role"]
    known = {
        entry.code for name in ("referrers_kt", "referrers_mr", "referrers_su") for entry in code_list(name)
    }
    assert {code for codes in REFERRERS.values() for code in codes} <= known


@pytest.mark.parametrize(
    ("answers", "fields"),
    [
        (Answers(), {}),
        (Answers(age="adult", where="unknown", role="friend"), {}),
        (Answers(age="unknown", where="returned"), {"age_band": ["unknown"], "abroad_case": ["no"]}),
        (Answers(concern=frozenset({"fgm"})), {"main_concern": ["fear_fgm"]}),
        (
            Answers(concern=frozenset({"fgm", "control"})),
            {"secondary_concerns": ["fear_fgm", "negative_social_control"]},
        ),
        # What has no code of its own hides that there is another concern, so none is made the main one.
        (Answers(concern=frozenset({"fgm", "other"})), {"secondary_concerns": ["fear_fgm"]}),
        # To be held abroad is a fear until the person has told it.
        *(
            (
                Answers(concern=frozenset({"stay_abroad"}), basis=basis),
                {"main_concern": [f"{fear}involuntary_stay_abroad"]},
            )
            for basis, fear in (
                *(("", "fear_"), ("seen", "fear_"), ("heard", "fear_"), ("suspicion", "fear_")),
                ("told", ""),
            )
        ),
        (Answers(role="parent"), {"referrer": ["family_or_friend"]}),
        (Answers(role="nav"), {"agencies_involved": ["nav"]}),
        (Answers(basis="told", danger="yes", seen=frozenset({"violence"})), {}),
    ],
)
def test_only_what_says_the_same_is_carried(answers: Answers, fields: dict[str, list[str]]) -> None:
    assert call_fields(answers, referrers={"family_or_friend", "police"}) == fields
