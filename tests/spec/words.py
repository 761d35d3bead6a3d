"""How the examples are said in Norwegian: names of fields, labels of codes, days."""

from __future__ import annotations

from datetime import date
from typing import Any

from fristed.casework.cases.codes import CorrectionReason, CountryGround, GreyZoneTopic
from fristed.methods.classifications import CodeList, code_list, referrers_of

FIELDS = {
    "first_contact_date": "første kontakt",
    "on_date": "dato",
    "main_concern": "hovedbekymring",
    "new_concern": "ny hovedbekymring",
    "concern": "aktuell bekymring",
    "concern_basis": "grunnlag",
    "secondary_concerns": "andre bekymringer",
    "gender": "kjønn",
    "age_band": "alder",
    "countries": "landbakgrunn",
    "country_ground": "hvem landet gjelder",
    "referrer": "hvem henvendte seg",
    "immigration_case": "utlendingssak",
    "immigration_reason": "grunn til utlendingssak",
    "abroad_case": "utenlandssak",
    "agencies_involved": "involverte instanser",
    "agencies_to_involve": "instanser som skal involveres",
    "reason": "begrunnelse",
    "reference": "saken",
    "service": "tjeneste",
    "topic": "tema",
    "return_obstacle": "hvorfor retur ikke lyktes",
    "attributes": "tillegg",
}
LISTS = {
    "main_concern": "main_concerns",
    "new_concern": "main_concerns",
    "concern": "main_concerns",
    "secondary_concerns": "main_concerns",
    "concern_basis": "concern_bases",
    "gender": "genders",
    "age_band": "age_bands",
    "age_group": "age_groups",
    "countries": "countries",
    "country_background": "countries",
    "immigration_reason": "immigration_reasons",
    "agencies_involved": "agencies",
    "agencies_to_involve": "agencies",
}
OWN_LABELS = {
    CountryGround.OWN_BIRTH: "eget fødeland",
    CountryGround.PARENTS: "født i Norge, foreldrenes fødeland",
    CountryGround.GRANDPARENTS: "født i Norge, besteforeldrenes fødeland",
    CountryGround.UNKNOWN: "ukjent",
    CorrectionReason.WRONG_KEY: "feil valg ved et uhell",
    CorrectionReason.CATEGORY_MISREAD: "kategorien var misforstått",
    CorrectionReason.GROUND_MISTAKEN: "tok feil av hva som var fortalt eller bekreftet",
    CorrectionReason.WRONG_CASE: "hørte til en annen sak",
    GreyZoneTopic.SCHOOL: "skole",
    GreyZoneTopic.FAMILY_TROUBLE: "bråk i familien",
}
SERVICES = {"MR": "mangfoldsrådgiverne", "KT": "Kompetanseteamet", "SU": "spesialutsendingene"}
MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)


def day_in_words(day: date) -> str:
    """Give a day as ``4. november 2024``."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def _label(codes: CodeList, code: str) -> str:
    label = codes.label(code) if code in codes else code
    return f"«{label}»"


def value_in_words(field: str, value: Any, service: str) -> str:
    """Give a value as the screen would show it."""
    if isinstance(value, tuple):
        return ", ".join(value_in_words(field, one, service) for one in value) or "ingen"
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, date):
        return day_in_words(value)
    if value in ("", None):
        return "ikke fylt ut"
    if field == "referrer":
        return _label(referrers_of(service), value)
    if field in LISTS:
        return _label(code_list(LISTS[field]), value)
    return f"«{OWN_LABELS.get(value, value)}»"


def fields_in_words(fields: dict[str, Any], service: str) -> str:
    """Give filled-in fields as ``kjønn «Ukjent», alder «15 år»``."""
    return ", ".join(
        f"{FIELDS[name]} {value_in_words(name, value, service)}" for name, value in fields.items()
    )
