"""A typed number that gives a hidden count away is refused, with what it gives away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from hypothesis import assume, given
from hypothesis import strategies as st

from fristed.interfaces.cli import register
from fristed.statistics.annual_report.composition import prose_files
from fristed.statistics.annual_report.editing.models import SectionVersion
from fristed.statistics.annual_report.typed_texts import typed_texts
from fristed.statistics.releases.facts import Typed
from fristed.statistics.releases.prose_scan import (
    ProseGivesAway,
    Secrets,
    _faults,
    faults_in,
    require_harmless,
    secrets_of,
)
from fristed.statistics.releases.system import NOTHING, ProtectedCounts
from tests.unit.statistics.releases.number_spellings import in_every_way
from tests.unit.statistics.releases.protected_releases import cases, protected, system

# Unknown is hidden, and men for its sake: 60 women, 31 men and 4 unknown of 95.
pytestmark = pytest.mark.xdist_group("whole register")
FEW = [*cases(gender="female", many=60), *cases(gender="male", many=31), *cases(gender="unknown", many=4)]


@cache
def few() -> ProtectedCounts:
    """The small release."""
    found = protected(FEW).system
    assert found is not None
    return found


def told(text: str, language: str = "nb") -> list[str]:
    """What a sentence gives away of a small release."""
    typed = Typed("chapter 2", text, language)  # type: ignore[arg-type]
    return faults_in([typed], few())


@pytest.mark.parametrize(
    ("text", "language", "gives_away"),
    [
        ("Kjønnet var ukjent i 4 saker.", "nb", "the hidden count table 2 KT 2024 unknown"),
        ("Kjønnet var ukjent i fire saker.", "nb", "the hidden count table 2 KT 2024 unknown"),
        ("Kjønnet var ukjent i fire av sakene.", "nn", "the hidden count table 2 KT 2024 unknown"),
        ("The gender of four was unknown.", "en", "the hidden count table 2 KT 2024 unknown"),
        ("Trettien av sakene gjaldt gutter.", "nb", "the hidden count table 2 KT 2024 male"),
        ("Thirty-one were boys.", "en", "the hidden count table 2 KT 2024 male"),
        ("35 saker gjaldt gutter eller ukjente.", "nb", "unknown together, one of them hidden"),
        ("64 saker gjaldt jenter eller ukjente.", "nb", "female and table 2 KT 2024 unknown together"),
        ("Alle unntatt 64 var gutter.", "nb", "all cases but the hidden count table 2 KT 2024 male"),
        ("33 % gjaldt gutter.", "nb", "the percent of the hidden count table 2 KT 2024 male"),
        ("33 prosent gjaldt gutar.", "nn", "the percent of the hidden count table 2 KT 2024 male"),
        ("67 percent were not boys.", "en", "the percent of all but the hidden count table 2 KT 2024 male"),
    ],
)
def test_a_typed_number_that_gives_a_hidden_count_away_is_refused(
    text: str, language: str, gives_away: str
) -> None:
    faults = told(text, language)
    assert all(fault.startswith("chapter 2: «") for fault in faults)
    assert any(gives_away in fault for fault in faults)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Siden 2004 har teamet gitt råd.", "nb"),
        ("Den 31. desember 2024 og 4.4.2024 og 2024-04-04.", "nb"),
        ("Se tabell 4, figur 2.4, kapittel 4 og § 31-4.", "nb"),
        ("See table 4, section 31 and page 4.", "en"),
        ("Barn under 4 år og 31-åringer.", "nb"),
        ("I {cases KT.gender.unknown} var kjønnet ukjent.", "nb"),
        ("I {cited ssb-ukjente} saker var kjønnet ukjent.", "nb"),
        ("Ring 31 31 31 31, på kontoret i 4 timer.", "nb"),
        ("Det var 10,7 årsverk og 4 stillinger.", "nb"),
        ("En økning, ett tema og to kjennetegn ved sakene.", "nb"),
        ("A rise in one field.", "en"),
        ("Det var 60 saker om jenter.", "nb"),
    ],
)
def test_years_dates_places_ages_and_cited_figures_pass(text: str, language: str) -> None:
    assert told(text, language) == []


@pytest.mark.parametrize(
    "source", ["SSB", "Statistisk sentralbyrå, 2023", "UDI", "registeret", "Kompetanseteamet", "egne tall"]
)
@pytest.mark.parametrize("mark", ["kilde", "kjelde", "source"])
def test_a_source_named_beside_a_typed_number_lets_nothing_pass(source: str, mark: str) -> None:
    [fault] = told(f"I 4 saker ({mark}: {source}) var kjønnet ukjent.")
    assert "«4»" in fault


def test_a_cited_figure_lets_no_number_beside_it_pass() -> None:
    [fault] = told("Av {cited ssb-jenter} jenter var kjønnet ukjent i 4 saker.")
    assert "«4»" in fault


def test_the_refusal_names_the_place_the_number_and_what_it_tells() -> None:
    with pytest.raises(ProseGivesAway, match="chapter 2: «4» is the hidden count table 2 KT 2024 unknown"):
        require_harmless([Typed("chapter 2", "I 4 saker.")], few())


def test_where_many_counts_are_told_three_are_named() -> None:
    [fault] = faults_in([Typed("chapter 2", "Tre jenter.")], system())
    assert fault.count("the hidden count") == 3
    assert fault.endswith("more")


def test_prose_that_gives_nothing_away_is_not_refused() -> None:
    require_harmless([Typed("chapter 2", "Se tabell 4 om de to kjennetegnene.")], few())


def test_nothing_is_refused_where_nothing_is_protected() -> None:
    require_harmless([Typed("chapter 2", "I 4 saker.")], None)


def test_the_report_as_it_is_written_gives_nothing_away() -> None:
    assert len(typed_texts()) > 300
    assert faults_in([*typed_texts(), *chapters()], system()) == []


def test_every_text_of_the_chapters_is_looked_at() -> None:
    looked_at = {typed.text for typed in typed_texts()}
    missed = [typed for typed in chapters() if typed.text not in looked_at and " " in typed.text]
    assert missed == []


def chapters() -> list[Typed]:
    """Every text of the chapters, whatever it is for."""

    def texts(node: object) -> list[str]:
        if isinstance(node, dict):
            return [text for key, value in node.items() if key != "when" for text in texts(value)]
        if isinstance(node, list):
            return [text for item in node for text in texts(item)]
        return [node] if isinstance(node, str) else []

    return [Typed(name, text) for name, content in prose_files() for text in texts(content)]


ORDINARY = {
    "nb": [
        "Handlingsplanen gjelder for 2025–2028 og avløser planen fra 2021–2024.",
        "Straffeloven § 253 og §§ 262, 282 og 283 gjelder; se også § 5-2 første ledd.",
        "Ekteskapsloven § 1 a sier at begge må være 18 år.",
        "Saken kom inn 3. mars 2024, og fristen er 15.4.2025.",
        "Barn under 12 år, en 16-åring og ungdom i alderen 13–17 år.",
        "Ring 22 24 25 26 eller +47 478 09 050 mellom kl. 9 og 15.",
        "Se kapittel 3, tabell 4 og 5, figur 2.2 og vedlegg 1.",
        "Meld. St. 13, Prop. 12 og NOU 2024: 13 omtaler temaet.",
        "Ring 116 006 eller 02800; org.nr. 974 760 673, Postboks 8059, 0031 Oslo.",
        "Etter LOV-2018-06-15-38, EMK art. 3 og 12 og FNs bærekraftsmål 5.3.",
        "I alderen 16 til 18 år, mellom 6 og 16 år, på 8.–10. trinn og i 20-årene.",
        "De tre siste årene og første halvdel av 2024 var vakten åpen 24/7.",
        "En sak kan gjelde en jente, en gutt eller en hel familie.",
        "De tre tjenestene har fem temaer og tolv hovedbekymringer.",
        "Begge foreldrene må samtykke, og hver tredje måned møtes teamet.",
        "Oppholdet varte i to år og seks måneder; etter fire uker kom et svar.",
        "Det kostet 14 millioner kroner og 7,5 årsverk.",
        "Årsakene er mange, og de fleste sakene handler om mer enn én ting.",
        "Rådgiveren svarer så snart som mulig, og så mange som mulig får hjelp.",
        "Halvparten ({share KT.gender.female}) av sakene gjaldt jenter.",
        "Halvparten av sakene ({of_all KT.gender.female}) gjaldt jenter.",
    ],
    "nn": [
        "Handlingsplanen gjeld for 2025–2028, etter straffelova § 253.",
        "Ei sak kan handle om ei jente, ein gut eller ein heil familie.",
        "Barn under 12 år og ungdom på 16 år.",
        "Sjå kapittel 3, tabell 4 og figur 2.2.",
        "Dei tre tenestene møtest annakvar veke, kvar tredje månad og i fire dagar.",
        "Den 3. mars 2024 ringde nokon 22 24 25 26.",
    ],
    "en": [
        "The plan runs from 2025 to 2028; see section 253 of the Penal Code.",
        "A case may concern a girl, a boy or a whole family.",
        "Children under 12 years and young people aged 16 years.",
        "See chapter 3, table 4, figure 2.2 and pages 31 and 35.",
        "The three services meet every third month for four days.",
        "On 3 March 2024 somebody called 22 24 25 26.",
        "Ages 13-17, aged 16 to 18; one of the aims is a quarter of a year away.",
        "In the second half of 2024 and half a year later.",
        "As many as possible are helped, one way or another.",
    ],
}
TELLING = {
    "nb": [
        "Halvparten av sakene gjaldt gutter.",
        "En tredjedel av dem var gutter.",
        "To tredeler gjaldt jenter.",
        "I to av tre saker var det en gutt.",
        "Hver tredje sak gjaldt en gutt.",
        "Det var dobbelt så mange jenter som gutter.",
        "Det var like mange saker om frykt som om gjennomført.",
        "Antallet ble halvert.",
        "½ av sakene gjaldt jenter.",
        "Ingen andre saker gjaldt gutter.",
        "Alle unntatt noen få var jenter.",
        "Halvparten gjaldt gutter, og {share KT.gender.female} jenter.",
        "Halvparten av sakene gjaldt jenter[ ({share KT.gender.female})].",
        "I trettién saker var det en gutt.",
        "En-og-tredve gutter.",
        "④ saker var ukjente.",
        "Det var nær 32 gutter.",
        "Mellom 30 og 32 var gutter.",
        "Det var 29 flere jenter enn gutter.",
        "Det var 27 flere gutter enn ukjente.",
        "Antallet gutter var 52 % av antallet jenter.",
        "32,6 % gjaldt gutter.",
        "0,33 av sakene gjaldt gutter.",
    ],
    "nn": [
        "Helvta av sakene galdt gutar.",
        "To tredelar galdt jenter.",
        "Kvar tredje sak galdt ein gut.",
        "Det var dobbelt så mange jenter som gutar.",
        "Ei av tre jenter vart send ut.",
        "Trettiein gutar.",
        "Éin og tretti gutar.",
    ],
    "en": [
        "Half of the cases concerned boys.",
        "A third of the cases concerned boys.",
        "Two out of three were girls.",
        "One in three; two-thirds were girls.",
        "There were twice as many girls as boys.",
        "There were as many girls as boys.",
        "Every third case concerned a boy.",
        "Thirty one boys.",
        "All but four were known.",
    ],
}


@pytest.mark.parametrize(("language", "text"), [(lang, t) for lang, texts in ORDINARY.items() for t in texts])
def test_ordinary_prose_passes_beside_the_whole_report(language: str, text: str) -> None:
    assert faults_in([Typed("chapter 2", text, language)], system()) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "text"), [(lang, t) for lang, texts in TELLING.items() for t in texts])
def test_shares_comparisons_and_other_spellings_are_refused(language: str, text: str) -> None:
    assert told(text, language)


def test_a_share_in_words_passes_where_nothing_is_hidden() -> None:
    open_to_all = replace(few(), years=tuple(replace(year, pattern=NOTHING) for year in few().years))
    assert faults_in([Typed("chapter 2", "Halvparten gjaldt 4 gutter.")], open_to_all) == []


def test_a_share_in_words_is_told_as_one() -> None:
    [fault] = told("Helvta galdt gutar.", "nn")
    assert fault == "chapter 2: «Helvta» is a share or a comparison, and counts are hidden that it may tell"


def test_a_fraction_that_is_a_hidden_percent_names_what_it_tells() -> None:
    [fault] = told("1/24 gjaldt ukjente.")
    assert fault.startswith("chapter 2: «1/24» is the percent of the hidden count table 2 KT 2024 unknown")


def hidden_counts() -> list[tuple[int, int]]:
    """Every hidden count of a table's cell in the report, with the total of its year."""
    return [
        (year.linked.counts[key], max(year.linked.counts.values()))
        for year in system().years
        for key in sorted(year.pattern.hidden)
        if key.startswith("table ")
    ]


WHERE = {
    "nb": "Det var {} saker om dette.",
    "nn": "Det var {} saker om dette.",
    "en": "There were {} such cases.",
}


@given(st.data(), st.sampled_from(sorted(WHERE)))
def test_every_hidden_count_and_what_it_leaves_is_refused_however_it_is_typed(
    data: st.DataObject, language: str
) -> None:
    count, total = data.draw(st.sampled_from(hidden_counts()))
    number = data.draw(st.sampled_from([count, total - count]))
    written = data.draw(st.sampled_from(in_every_way(number, language)))
    typed = Typed("chapter 2", WHERE[language].format(written), language)  # type: ignore[arg-type]
    assert any("chapter 2" in str(fault) for fault in _faults(typed, whole_secrets())), typed.text


@given(st.data())
def test_every_percent_of_a_hidden_count_is_refused_however_exact(data: st.DataObject) -> None:
    count, total = data.draw(st.sampled_from(hidden_counts()))
    decimals = data.draw(st.integers(0, 3))
    percent = Decimal(100 * count) / total
    rounding = data.draw(st.sampled_from([ROUND_HALF_UP, ROUND_DOWN] if decimals else [ROUND_HALF_UP]))
    rounded = percent.quantize(Decimal(1).scaleb(-decimals), rounding=rounding)
    assume(rounded)
    typed = Typed("chapter 2", f"Det var {rounded} % av sakene.".replace(".", ",", 1 if decimals else 0))
    assert list(_faults(typed, whole_secrets())), typed.text


@cache
def whole_secrets() -> Secrets:
    """What must not be typed beside the whole report."""
    return secrets_of(system())


@given(st.data())
def test_differences_sums_and_parts_of_neighbours_and_years_are_secrets(data: st.DataObject) -> None:
    year = data.draw(st.sampled_from([found for found in system().years if found.pattern.hidden]))
    counts, hidden = year.linked.counts, year.pattern.hidden
    relations = [
        r
        for r in year.linked.relations
        if len(r.part_keys) > 3
        and hidden.keys() & set(r.part_keys)
        and not year.linked.unprinted & set(r.part_keys)
    ]
    assume(relations)
    relation = data.draw(st.sampled_from(relations))
    one = data.draw(st.sampled_from(sorted(hidden.keys() & set(relation.part_keys))))
    two, three = data.draw(
        st.permutations(sorted(key for key in set(relation.part_keys) - {one} if counts[key])).map(
            lambda p: p[:2]
        )
    )
    known = whole_secrets().counts
    values = {
        counts[one] + counts[two],
        abs(counts[one] - counts[two]),
        counts[one] + counts[two] + counts[three],
    }
    values |= {counts[relation.total_key] - counts[one]}
    assert values - {0, counts[relation.total_key]} <= known.keys()


@pytest.mark.django_db
def test_the_report_command_refuses_prose_that_gives_a_hidden_count_away(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    planted = (Typed("chapter 2", "I 4 saker var kjønnet ukjent."),)
    monkeypatch.setattr(register, "typed_texts", lambda _year: planted)
    monkeypatch.setattr(
        register, "require_harmless_prose", lambda _release, prose, **_beside: require_harmless(prose, few())
    )
    with pytest.raises(CommandError, match="the hidden count table 2 KT 2024 unknown") as refusal:
        register.print_edition(protected(FEW).release, out=tmp_path, formats=("csv",))
    assert refusal.value.returncode == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_report_command_reads_what_the_editors_have_approved(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str
) -> None:
    """Such a text is refused at the desk; should one be stored all the same, it is not printed."""
    at = datetime(2026, 11, 22, tzinfo=UTC)
    hands = {"edited_at": at, "edited_by": "dina", "approved_at": at, "approved_by": "finn"}
    where = {"year": 2024, "key": "saker-kjonn", "language": language, "number": 1, "order": 14}
    words = {"nb": "I 4 saker var kjønnet ukjent.", "en": "In 4 cases the gender was unknown."}[language]
    SectionVersion.objects.create(**where, title="Kjønn", text=words, **hands)
    monkeypatch.setattr(
        register, "require_harmless_prose", lambda _release, prose, **_beside: require_harmless(prose, few())
    )
    with pytest.raises(CommandError, match="the hidden count table 2 KT 2024 unknown"):
        register.print_edition(protected(FEW).release, out=tmp_path, formats=("csv",))
    assert list(tmp_path.iterdir()) == []
