"""The page of a protection: what is hidden and why, for whom, at what loss, how proved; and wishes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import pytest
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from fristed.foundation.audit.models import AuditLine
from fristed.interfaces.web.forms.protection import cost_of
from fristed.interfaces.web.statistics.protection.certificate import read_proof
from fristed.interfaces.web.statistics.protection.record import Instead
from fristed.interfaces.web.statistics.protection.remarks import REFUSALS, SOURCES
from fristed.interfaces.web.statistics.protection.words import element_id, place_of
from fristed.statistics.releases.models import SecondaryWish, StoredRelease
from fristed.statistics.releases.payload import sha256_of
from fristed.statistics.releases.policies import POLICY_IDS, policy
from fristed.statistics.releases.wishes import Refusal
from tests.unit.interfaces.web.releases import (
    CARE_THEME,
    CELLS,
    FGM,
    MEN,
    SENTENCE,
    UNKNOWN,
    sample_certificate,
    sample_record,
    sample_release,
    store,
)
from tests.unit.interfaces.web.visitors import AT, text_of, visitor

pytestmark = pytest.mark.django_db
PAGE = "/statistics/2024/protection/"
WOMEN = "table 2 KT 2024 female"
MEN_CELL = next(cell for cell in CELLS if cell["key"] == MEN)
OTHER = MEN_CELL["instead"][0]
WISH = {"cell": MEN, "instead": WOMEN, "token": "one"}


def page_of(record: Mapping[str, Any] | None = None) -> str:
    """Give the page of the sample as Dina sees it."""
    store(sample_release(), record)
    return text_of(visitor("dina").get(PAGE))


def told_in(language: str, key: str) -> str:
    """Name a number in a language."""
    with translation.override(language):
        return place_of(key)


def rows_of(page: str, caption: str) -> list[list[str]]:
    """Give the cells of a table without their marks; it is found by what stands in or over it."""
    table = page[page.index(caption) :]
    table = table[table.index("<tbody>") : table.index("</tbody>")]
    rows = re.findall("<tr.*?</tr>", table, flags=re.DOTALL)
    return [[re.sub("<[^>]*>", "", cell) for cell in re.findall("<t[hd].*?</t[hd]>", row)] for row in rows]


def number_of(written: str) -> int:
    """Read a number as a page writes it."""
    return int(written.replace("\N{NO-BREAK SPACE}", ""))


def columns_of(rows: list[list[str]], count: int) -> tuple[list[int], ...]:
    """Give the columns of numbers behind the first."""
    return tuple([number_of(row[place]) for row in rows] for place in range(1, count + 1))


def test_the_summary_counts_what_is_hidden_in_the_tables_and_in_sentences() -> None:
    page = page_of()
    assert "4 tall i tabellene er små (1–6) og er skjult." in page
    assert "I tillegg er 2 tall skjult, slik at ingen kan regne ut de små." in page
    assert [row[1:] for row in rows_of(page, "loss-caption")] == [
        ["4", "2", "1\N{NO-BREAK SPACE}400"],
        ["0", "1", "40"],
        ["0", "1", "60"],
        ["4", "4", "1\N{NO-BREAK SPACE}500"],
    ]


def test_the_summary_adds_up_and_so_does_the_table_of_services_to_the_same() -> None:
    other = {**sample_record()["years"][0], "service": "MR", "year": 2023}
    other["cells"] = [
        {"key": "table 9 MR 2023 male", "why": "secondary", "protects": []},
        {"key": "table 9 MR 2023 unknown", "why": "primary", "protects": []},
        {"key": "text MR 2023 gender male and is_new true", "why": "primary", "protects": []},
    ]
    other |= {
        "loss": {"number": 1, "value": 33},
        "cases": {"report": 0, "other_reports": 33, "sentences": 0},
    }
    record = sample_record()
    page = page_of({**record, "years": [*record["years"], other]})
    parts, services = rows_of(page, "loss-caption"), rows_of(page, 'id="by-year"')
    small, others, cases = columns_of(parts, 3)
    for column in (small, others, cases, *columns_of(services, 4)):
        assert sum(column[:-1]) == column[-1]
    small_there, in_tables, in_sentences, cases_there = columns_of(services, 4)
    assert small_there[-1] == small[-1]
    assert (in_tables[-1], in_sentences[-1]) == (others[0] + others[1], others[2])
    assert cases_there[-1] == cases[-1]


def test_a_record_from_before_cases_were_kept_by_place_says_so_and_still_tells_their_sum() -> None:
    record = sample_record()
    old = {name: value for name, value in record["years"][0].items() if name not in ("cases", "also")}
    rows = rows_of(page_of({**record, "years": [old]}), "loss-caption")
    assert [row[3] for row in rows] == ["ikke lagret"] * 3 + ["1\N{NO-BREAK SPACE}500"]


def offer_of(record: Mapping[str, Any] | None = None) -> str:
    """Give what the page says beside the choice of women instead of men."""
    page = page_of(record)
    offer = page[page.index(f'value="{WOMEN}"') :]
    return offer[: offer.index("</fieldset>")]


def test_an_offer_says_which_numbers_become_hidden_and_which_printed() -> None:
    offer = offer_of()
    hidden, printed = offer.split("Blir trykt:")
    assert "<dd>Tabell 2: Jente/ kvinne, 2024 (også Figur 2.3)</dd>" in hidden
    assert "<dd>Figur 2.2: Tvangsekteskap, 2024</dd>" in hidden
    assert "<dd>Tabell 2: Gutt/ mann, 2024</dd>" in printed
    assert "<dd>Setning: Alder: Under 18 år · Utlendingssak: Ja, 2024</dd>" in printed
    assert "<details" not in offer


@pytest.mark.parametrize(("more", "is_folded"), [(4, False), (5, True)])
def test_a_long_list_of_changes_is_folded(more: int, is_folded: bool) -> None:
    hides = [f"table 4 KT 202{place} fear_fgm" for place in range(more)]
    cells = [{**MEN_CELL, "instead": [{**OTHER, "hides": hides, "prints": [MEN, SENTENCE]}]}, *CELLS[2:]]
    offer = offer_of(sample_record(cells=cells))
    assert ("<details" in offer) is is_folded
    assert ("De 7 tallene som endres" in offer) is is_folded
    assert offer.count("<dd>") == more + 2


def test_an_offer_from_before_the_changes_were_kept_says_its_price_alone() -> None:
    old = {name: OTHER[name] for name in ("key", "cells", "cases", "sentences")}
    offer = offer_of(sample_record(cells=[{**MEN_CELL, "instead": [old]}, *CELLS[2:]]))
    assert "1\N{NO-BREAK SPACE}234 flere saker i dem; 1 tall færre i setninger</label>" in offer
    assert "<dd>" not in offer


def test_the_share_is_of_all_numbers_that_the_tables_have_room_for() -> None:
    # 10 totals, 16 cells of table 2, 13 of table 4 that are in use (a row is not, in three years), 2 themes.
    assert f"<dd>{round(100 * 2 / 41, 1)}\N{NO-BREAK SPACE}%".replace(".", ",") in page_of()


def test_each_hidden_number_is_a_mark_and_leads_to_its_reason_and_back() -> None:
    page = page_of()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links <= set(ids)
    assert {element_id(UNKNOWN), f"{element_id(MEN)}-why", element_id(FGM)} <= links
    reason = page[page.index(f'id="{element_id(MEN)}-why"') :]
    assert reason.index(f'href="#{element_id(UNKNOWN)}"') < reason.index("</li>")


def test_the_picture_says_in_words_how_many_cells_are_in_each_state() -> None:
    page = page_of()
    drawn = [ElementTree.fromstring(svg) for svg in re.findall(r'<svg class="grid-picture".*?</svg>', page)]  # noqa: S314
    assert len(drawn) == 3
    said = {picture.findtext("desc") for picture in drawn}
    assert "Trykt: 14. Lite, skjult for sin egen del: 1. Større, skjult for å verne andre: 1." in said
    assert all(picture.get("role") == "img" and picture.findtext("title") for picture in drawn)
    small = [mark for picture in drawn for mark in picture.iter("rect") if mark.get("class") == "cell-small"]
    assert len(small) == 4


def test_what_a_reader_is_left_with_stands_under_a_hidden_number() -> None:
    page = page_of()
    for interval in ("1–11", "≥ 290", "1–6"):
        assert f'<span class="share">{interval}</span>' in page


def test_a_table_without_anything_hidden_is_only_named() -> None:
    page = page_of()
    named = page[page.index("I disse er ingenting skjult") :]
    assert '/statistics/2024/tables/1/"' in named[: named.index("</ul>")]


@pytest.mark.parametrize(
    ("cost", "bound", "words"),
    [
        (900, 900, "Minst mulig"),
        (1005, 1000, "Høyst 0,5\N{NO-BREAK SPACE}% dyrere enn det billigste mulige"),
        (5, 0, "Ikke bevist"),
    ],
)
def test_the_price_is_told_as_far_as_it_is_proved(cost: int, bound: int, words: str) -> None:
    assert f"<dd>{words}</dd>" in page_of(sample_record(cost=cost, bound=bound))


def test_earlier_releases_are_told_in_words() -> None:
    conflict = {"key": WOMEN, "printed": 1052, "release": "2023 safe 1"}
    record = sample_record(
        withheld=["total", "age_group", "crossed age_group x agency_involved police"],
        given_up=[SENTENCE],
        conflicts=[conflict],
    )
    page = page_of({**record, "unreadable": ["2022 safe 1 of 2024-02-01"]})
    for words in (
        "Kompetanseteamet, 2024: Antall saker er selv lite",
        "2024: Ingenting er trykt av Alder,",
        "2024: Ingenting er trykt av Alder × Involverte instanser,",
        "Setning: Alder: Under 18 år · Utlendingssak: Ja, 2024",
        "Jente/ kvinne, 2024: 1\N{NO-BREAK SPACE}052 er trykt før eller av andre (2023 safe 1)",
        "2022 safe 1 of 2024-02-01",
    ):
        assert words in page


def test_what_a_wish_changed_and_what_the_register_changed_are_told_apart() -> None:
    page = page_of(sample_record(opened=[WOMEN], closed=[MEN], given_up=["F2.2 KT 2024 fgm"]))
    earlier = page[page.index('id="earlier"') :]
    said = re.findall("<li>(.*?)</li>", earlier[: earlier.index("</ul>") + 5])
    assert [("ønskene er endret" in one, "Registeret er endret" in one) for one in said] == [
        (True, False),
        (True, False),
        (False, True),
    ]
    assert all("Den som har begge versjonene" in one for one in said[:2])


def test_what_earlier_releases_give_away_is_told_in_words() -> None:
    record = sample_record(
        known_before=[UNKNOWN], is_only_again=True, cost=1005, bound=1000, is_finished=False
    )
    page = page_of({**record, "known_before": [{"key": FGM, "low": 2, "high": 3}]})
    for words in (
        "Kompetanseteamet, 2024: Bare det som tidligere utgivelser har trykt, trykkes igjen.",
        "er lite, men en tidligere utgivelse har trykt tallet, så ingenting verner det.",
        "vet at tallet er 2–3, uansett hva som trykkes nå.",
        "dyrere enn det billigste mulige. Søket ble stanset ved tidsgrensen",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("without", "words"),
    [(3, "1 tall mer enn uten"), (2, "2 tall mer enn uten"), (4, "ikke flere tall enn uten")],
)
def test_the_price_says_what_the_wishes_cost(without: int, words: str) -> None:
    page = page_of(sample_record(unwished={"number": without, "value": 9}))
    assert f"<dd>Minst mulig gitt ønskene: {words}</dd>" in page


@pytest.mark.parametrize("why", ["printed_before", "printed_anyway", "hidden_before", "only_again", "unsafe"])
def test_a_wish_that_is_not_followed_says_why(why: str) -> None:
    SecondaryWish.objects.create(
        year=2024, policy="safe", key=WOMEN, instead_of=MEN, wished_at=AT, wished_by="dina"
    )
    page = page_of(sample_record(wishes={WOMEN: False}, not_followed={WOMEN: why}))
    wishes = page[page.index("wishes-heading") :]
    wishes = wishes[: wishes.index("</section>")]
    with translation.override("nb"):
        assert str(REFUSALS[why]) in wishes
    assert "i stedet for Tabell 2: Gutt/ mann, 2024" in wishes


def test_a_number_that_a_wish_hides_says_so_and_how_to_undo_it() -> None:
    cells = [{**cell, "protects": [], "instead": []} if cell["key"] == MEN else cell for cell in CELLS]
    words = "er skjult fordi et ønske ba om det, slik at et annet tall kunne trykkes"
    assert words in page_of(sample_record(wishes={MEN: True}, cells=cells))


def test_a_number_that_no_wish_hides_does_not_speak_of_wishes() -> None:
    cells = [{**cell, "protects": [], "instead": []} if cell["key"] == MEN else cell for cell in CELLS]
    page = page_of(sample_record(cells=cells))
    assert "fordi et ønske ba om det" not in page
    assert "trengs for helheten" in page


def test_every_reason_of_the_search_has_its_words() -> None:
    assert set(REFUSALS) == set(get_args(Refusal))


def test_a_wish_about_what_is_not_printed_at_all_is_no_longer_waiting() -> None:
    SecondaryWish.objects.create(year=2024, policy="safe", key=WOMEN, wished_at=AT, wished_by="dina")
    page = page_of({**sample_record(), "wished": [WOMEN]})
    assert "Kunne ikke følges" in page
    assert "Venter på neste beregning" not in page


def test_without_anything_to_tell_of_earlier_releases_the_page_says_so() -> None:
    assert "Ingenting er holdt tilbake" in page_of()
    assert "Motsigelser: ingen." in page_of()


def test_the_rule_is_told_in_words_whatever_the_cost_is_called() -> None:
    page = page_of()
    assert "Tall fra 1 til 6 er små og skjules. Null trykkes." in page
    assert "minst 4 mulige verdier" in page
    assert "Temaer koster mer enn rader" in page
    SecondaryWish.objects.all().delete()
    other = sample_record()
    other["rule"] = {**other["rule"], "cost": "something new"}
    assert "something new" in page_of(other)


def test_the_certificate_is_given_byte_for_byte() -> None:
    store(sample_release())
    answer = visitor("dina").get(f"{PAGE}certificate.json")
    assert answer.content.decode() == sample_certificate()
    assert 'filename="fristed-2024-safe-certificate.json"' in answer.headers["Content-Disposition"]
    assert sha256_of(sample_certificate()) in text_of(visitor("dina").get(PAGE))
    assert read_proof({"print": "", "cells": {}, "worlds": []}).possible == {}


def test_the_print_that_the_certificate_is_about_is_given_beside_it() -> None:
    store(sample_release())
    dina = visitor("dina")
    answer = dina.get(f"{PAGE}print.json")
    assert sha256_of(answer.content.decode()) == json.loads(sample_certificate())["print"]
    assert 'filename="fristed-2024-safe-print.json"' in answer.headers["Content-Disposition"]
    assert "print.json" in text_of(dina.get(PAGE))
    StoredRelease.objects.update(printed="")
    assert dina.get(f"{PAGE}print.json").status_code == 404
    assert "print.json" not in text_of(dina.get(PAGE))


def test_a_certificate_that_is_not_the_one_of_the_release_is_told() -> None:
    assert "ikke den som utgivelsen ble lagret med" in page_of({**sample_record(), "certificate_sha256": "0"})


def test_a_release_without_a_record_says_so_and_takes_no_wish(tmp_path: Path) -> None:
    (tmp_path / "DEMO").touch()
    store(sample_release("as-published-2024"))
    dina, address = visitor("dina"), f"{PAGE}?edition=as-published-2024"
    assert "Denne utgaven skjuler bare små tall" in text_of(dina.get(address))
    assert dina.get(f"{PAGE}certificate.json?edition=as-published-2024").status_code == 404
    assert dina.post(address, WISH).status_code == 422
    assert not SecondaryWish.objects.exists()


def test_a_release_from_before_records_were_kept_is_not_said_to_hide_small_numbers_only() -> None:
    store(sample_release())
    StoredRelease.objects.update(protection="")
    page = text_of(visitor("dina").get(PAGE))
    assert "før det ble lagret hvordan utgaver vernes" in page
    assert "skjuler bare små tall" not in page


def test_small_numbers_of_the_tables_are_told_first_and_all_others_folded_by_service_and_year() -> None:
    others = [f"crossed KT {year} gender female and is_new true" for year in (2023, 2024, 2023)]
    page = page_of(sample_record(cells=[{**MEN_CELL, "protects": [*others, SENTENCE, UNKNOWN]}, *CELLS[2:]]))
    reason = page[page.index(f'id="{element_id(MEN)}-why"') :]
    reason = reason[: reason.index("</li> </ul>") if "</li> </ul>" in reason else None]
    first, folded = reason.split("<details", 1)
    assert f'href="#{element_id(UNKNOWN)}"' in first
    assert "trykkes ikke" not in first
    assert "4 tall til som Gutt/ mann, 2024 verner" in folded
    assert folded.index("Kompetanseteamet, 2023") < folded.index("Kompetanseteamet, 2024")


def test_sentences_are_folded_by_service_and_year() -> None:
    page = page_of()
    sentences = page[page.index('id="sentences"') : page.index('id="by-year"')]
    assert "<summary>Kompetanseteamet, 2024 (1)</summary>" in sentences
    assert f'id="{element_id(SENTENCE)}-why"' in sentences


def test_a_record_without_a_certificate_says_so() -> None:
    store(sample_release())
    StoredRelease.objects.update(certificate="")
    page = text_of(visitor("dina").get(PAGE))
    assert "Ingen attest er lagret med denne utgivelsen." in page
    assert "Motsigelser" not in page
    assert 'class="share"' not in page


def test_a_choice_is_stored_as_a_wish_and_the_worker_computes() -> None:
    store(sample_release())
    dina = visitor("dina")
    price = "1\N{NO-BREAK SPACE}234 flere saker i dem; 1 tall færre i setninger, 13 saker færre i dem"
    assert f"like mange skjulte tall i tabellene, {price}" in text_of(dina.get(PAGE))
    page = text_of(dina.post(PAGE, WISH, follow=True))
    assert "Notert. Statistikken for 2024 blir beregnet." in page
    wish = SecondaryWish.objects.get()
    assert (wish.key, wish.instead_of) == (WOMEN, MEN)
    assert (wish.year, wish.policy, wish.wished_by) == (2024, "safe", "dina")
    assert DBTaskResult.objects.get().args_kwargs["kwargs"] == {"year": 2024, "policy": "safe"}
    assert AuditLine.objects.filter(event="release.secondary_preferred", actor_username="dina").exists()
    assert "Venter på neste beregning" in page


def test_the_same_press_twice_computes_once_and_another_choice_counts() -> None:
    store(sample_release())
    dina = visitor("dina")
    for _press in range(2):
        dina.post(PAGE, WISH)
    assert DBTaskResult.objects.count() == 1
    dina.post(PAGE, {**WISH, "token": "two"})
    dina.post(f"{PAGE}drop/", {"cell": WOMEN, "token": "one"})
    assert DBTaskResult.objects.count() == 3
    assert not SecondaryWish.objects.exists()


@pytest.mark.parametrize(
    ("instead", "sentence"),
    [
        ("", "Velg tallet som skal skjules i stedet"),
        ("table 2 KT 2024 total", "Velg en av verdiene i listen."),
    ],
)
def test_a_choice_that_cannot_be_is_refused_beside_the_form(instead: str, sentence: str) -> None:
    store(sample_release())
    answer = visitor("dina").post(PAGE, {**WISH, "instead": instead})
    page = text_of(answer)
    assert answer.status_code == 422
    assert sentence in page
    assert f'href="#{element_id(MEN)}-instead_0"' in page
    assert '<details class="ds-details rounded" open>' in page
    assert page.startswith("<!doctype html>")
    assert "<title>Feil:" in page
    assert not SecondaryWish.objects.exists()


def test_a_number_that_the_verb_refuses_is_told_beside_the_form() -> None:
    store(
        sample_release(),
        sample_record(cells=[{**MEN_CELL, "instead": [{**OTHER, "key": "F2.1 KT 2024 total"}]}]),
    )
    answer = visitor("dina").post(PAGE, {**WISH, "instead": "F2.1 KT 2024 total"})
    assert answer.status_code == 422
    assert "Dette tallet kan ikke skjules i stedet" in text_of(answer)


@pytest.mark.parametrize("cell", ["", UNKNOWN, "table 2 KT 2023 male", CARE_THEME])
def test_a_choice_on_a_page_that_is_no_longer_true_changes_nothing(cell: str) -> None:
    store(sample_release())
    answer = visitor("dina").post(PAGE, {**WISH, "cell": cell})
    assert answer.status_code == 422
    assert "Statistikken er beregnet på nytt siden du åpnet siden." in text_of(answer)
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize(("followed", "words"), [(True, "Fulgt"), (False, "Kunne ikke følges")])
def test_a_wish_that_has_been_heard_says_what_came_of_it(followed: bool, words: str) -> None:
    SecondaryWish.objects.create(year=2024, policy="safe", key=WOMEN, wished_at=AT, wished_by="dina")
    page = page_of(sample_record(wishes={WOMEN: followed}))
    wishes = page[page.index("wishes-heading") :]
    assert words in wishes[: wishes.index("</section>")]


@pytest.mark.parametrize(
    ("price", "words"),
    [
        ((0, 0, 0, 0), "like mange skjulte tall i tabellene, like mange saker i dem"),
        (
            (1, 1, 1, 1),
            "1 skjult tall mer i tabellene, 1 sak mer i dem; 1 tall mer i setninger, 1 sak mer i dem",
        ),
        (
            (2, 62, -1, -13),
            "2 flere skjulte tall i tabellene, 62 flere saker i dem; 1 tall færre i setninger, "
            "13 saker færre i dem",
        ),
        (
            (-3, -3, 2, 0),
            "3 skjulte tall færre i tabellene, 3 saker færre i dem; 2 flere tall i setninger, "
            "like mange saker i dem",
        ),
        (
            (-1, -1, 0, 5),
            "1 skjult tall færre i tabellene, 1 sak færre i dem; like mange tall i setninger, "
            "5 flere saker i dem",
        ),
    ],
)
def test_what_a_choice_costs_is_said_as_more_or_less(price: tuple[int, int, int, int], words: str) -> None:
    assert cost_of(Instead(WOMEN, *price)) == words


@pytest.mark.parametrize(
    ("key", "nb", "en"),
    [
        (MEN, "Tabell 2: Gutt/ mann, 2024", "Table 2: Boy/man, 2024"),
        (CARE_THEME, "Figur 2.2: Kjønnslemlestelse, 2024", "Figure 2.2: Female genital mutilation, 2024"),
        ("table 2 KT 2024 gone", "Tabell 2: gone, 2024", "Table 2: gone, 2024"),
        (
            "text KT 2024 age_group child_under_18 and referrer nav",
            "Setning: Alder: Under 18 år · Hvem som tok kontakt: Nav, 2024",
            "Sentence: Age: Under 18 · Who made contact: Nav (labour and welfare), 2024",
        ),
        (
            "crossed KT 2024 gender female and country_background SO/SY/IQ/AF/IR",
            "Kjønn: Jente/kvinne · Landbakgrunn: 5 kategorier, 2024 (trykkes ikke)",
            "Gender: Girl/woman · Country background: 5 categories, 2024 (not printed anywhere)",
        ),
        (
            "crossed KT 2024 is_new all but true and agency_involved police police",
            "Ny sak: ikke Ja · Involverte instanser: Politiet, 2024 (trykkes ikke)",
            "New case: not Yes · Agencies involved: Police, 2024 (not printed anywhere)",
        ),
        (
            "crossed KT 2024 age_group all but adult_18_plus/child_under_18 and is_new true",
            "Alder: Ukjent · Ny sak: Ja, 2024 (trykkes ikke)",
            "Age: Unknown · New case: Yes, 2024 (not printed anywhere)",
        ),
        (
            "crossed KT 2024 main_concern all but completed_fgm/fear_fgm and is_new true",
            "Hovedbekymring: 10 andre kategorier · Ny sak: Ja, 2024 (trykkes ikke)",
            "Main concern: 10 other categories · New case: Yes, 2024 (not printed anywhere)",
        ),
        ("F3 KT 2024 male", "Figur 3: Gutt/mann, 2024", "Figure 3: Boy/man, 2024"),
        ("text KT 2024 weather rain", "Setning: weather: rain, 2024", "Sentence: weather: rain, 2024"),
        ("rest of something", "Et tall som ikke er trykt", "A number that is not printed"),
    ],
)
def test_a_number_is_named_in_the_language_of_the_page(key: str, nb: str, en: str) -> None:
    assert (told_in("nb", key), told_in("en", key)) == (nb, en)


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("/", f'href="{PAGE}"'),
        ("/statistics/2024/", f'href="{PAGE}"'),
        ("/statistics/2024/tables/4/", f'href="{PAGE}#table-4"'),
    ],
)
def test_only_statisticians_are_led_to_the_page(address: str, link: str) -> None:
    store(sample_release())
    assert link in text_of(visitor("dina").get(address))
    assert PAGE not in text_of(visitor("aud").get(address))


def test_on_the_page_of_a_year_one_is_led_there_before_the_first_service() -> None:
    store(sample_release())
    page = text_of(visitor("dina").get("/statistics/2024/"))
    assert page.index(PAGE) < page.index('id="service-KT"')


def test_a_table_that_hides_nothing_leads_nowhere() -> None:
    store(sample_release())
    assert PAGE not in text_of(visitor("dina").get("/statistics/2024/tables/1/"))


def test_the_start_page_leads_to_no_page_that_is_not_there() -> None:
    assert "/protection/" not in text_of(visitor("dina").get("/"))


@pytest.mark.parametrize(("username", "is_led"), [("dina", True), ("aud", False)])
def test_the_start_page_leads_to_the_leak_finder_those_who_may_use_it(username: str, is_led: bool) -> None:
    assert ('<a class="tile" href="/leaks/">' in text_of(visitor(username).get("/"))) is is_led


def test_sections_are_folded_and_their_counts_add_up_to_the_summary() -> None:
    page = page_of()
    counts = re.findall(r"Små: (\d+)\. For å verne andre: (\d+)\.", page)
    assert [sum(int(pair[place]) for pair in counts) for place in (0, 1)] == [4, 2]
    folds = re.findall(r'<details class="ds-details rounded" id="([^"]+)"( open)?>', page)
    names = {"table-2", "table-4", "themes-KT", "sentences", "by-year", "rule", "certificate", "earlier"}
    assert {name for name, _open in folds} == names
    assert not any(is_open for _name, is_open in folds)


def test_a_number_that_stands_in_a_figure_too_is_counted_once_and_leads_to_its_reason() -> None:
    cells = [{**MEN_CELL, "protects": [UNKNOWN]}, *CELLS[2:]]
    page = page_of(sample_record(cells=cells, also={MEN: [CARE_THEME]}))
    assert f'id="{element_id(CARE_THEME)}"' in page
    assert page.count(f'<a href="#{element_id(MEN)}-why">') == 2
    counts = re.findall(r"Små: \d+\. For å verne andre: (\d+)\.", page)
    assert sum(map(int, counts)) == 1


def test_the_newest_year_comes_first_in_tables_pictures_and_reasons() -> None:
    older = {"key": "table 2 KT 2023 male", "why": "secondary", "protects": []}
    page = page_of(sample_record(cells=[older, *CELLS]))
    table = page[page.index('id="table-2"') : page.index('id="table-4"')]
    assert re.findall(r"<th[^>]*>(\d{4})</th>", table) == ["2024", "2023", "2022", "2021"]
    assert re.findall(r"<text[^>]*>(\d{4})</text>", table) == ["2024", "2023", "2022", "2021"]
    assert re.findall(r"<strong>Gutt/ mann, (\d{4})</strong>", table) == ["2024", "2023"]


def test_a_refused_choice_is_shown_unfolded() -> None:
    store(sample_release())
    page = text_of(visitor("dina").post(PAGE, {**WISH, "instead": ""}))
    assert 'id="table-2" open>' in page
    assert 'id="table-4">' in page


def test_each_source_of_the_policies_has_its_words_in_every_language() -> None:
    sources = {told.source for name in POLICY_IDS for told in policy(name).known_elsewhere}
    assert set(SOURCES) == sources
    conflict = {"key": WOMEN, "printed": 889, "release": "Action plan 2025-2028, figure of cases per year"}
    assert "Handlingsplan 2025–2028, figur over saker per år" in page_of(sample_record(conflicts=[conflict]))
    for source in SOURCES:
        with translation.override("nn"):
            assert str(SOURCES[source]) != source
