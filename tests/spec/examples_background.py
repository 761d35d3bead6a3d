"""The guideline by examples: country, who made contact, agencies, immigration, abroad; and Sara."""

from __future__ import annotations

from datetime import date

from tests.spec.expectations import (
    CasesInRegister,
    Counts,
    Example,
    MainConcernIs,
    NoWarning,
    Published,
    Shows,
    Stopped,
    Warns,
)
from tests.spec.steps import Contacts, Involves, Registers, Tries, Understands

MARCH = date(2024, 3, 4)


def _country(
    id: str, title: str, text: str, countries: tuple[str, ...], ground: str, *expect: object
) -> Example:
    """Give an example of one country background."""
    fields = {"countries": countries, "country_ground": ground}
    return Example(id, title, text, (Registers("MR", MARCH, fields=fields),), expect)


def _not_country(id: str, title: str, text: str, countries: tuple[str, ...], ground: str) -> Example:
    """Give an example of a country background that is stopped."""
    fields = {"countries": countries, "country_ground": ground}
    steps = (Tries(Registers("MR", MARCH, fields=fields)),)
    return Example(id, title, text, steps, (Stopped(("countries",)), CasesInRegister({})))


COUNTRIES = (
    _country(
        "born-abroad",
        "Født i utlandet: eget fødeland",
        "Den som er født i utlandet, har sitt eget fødeland som landbakgrunn.",
        ("SO",),
        "own_birth",
        NoWarning(),
        Published("MR", 2024, {"country_background": "SO"}, "statistikken teller landet «Somalia»"),
    ),
    _country(
        "born-in-norway",
        "Født i Norge: foreldrenes fødeland",
        "Den som er født i Norge, har foreldrenes fødeland, eller besteforeldrenes når foreldrene også "
        "er født her.",
        ("PK",),
        "parents",
        NoWarning(),
        Published("MR", 2024, {"country_background": "PK"}, "statistikken teller landet «Pakistan»"),
    ),
    _country(
        "two-countries",
        "To land: det første publiseres",
        "Har foreldrene ulike fødeland, noteres begge i rekkefølge. Retningslinjen sier ikke hvilket "
        "som teller; "
        "vi publiserer det første.",
        ("IQ", "SY"),
        "parents",
        Shows({"countries": ("IQ", "SY")}, "saken viser «Irak», «Syria»"),
        Published("MR", 2024, {"country_background": "IQ"}, "statistikken teller landet «Irak»"),
    ),
    _country(
        "norway-three-generations",
        "Norge er mulig, når besteforeldrene også er født her",
        "Da er landbakgrunnen Norge.",
        ("NO",),
        "grandparents",
        NoWarning(),
        Published("MR", 2024, {"country_background": "NO"}, "statistikken teller landet «Norge»"),
    ),
    _country(
        "parents-from-norway",
        "Er foreldrene født i Norge, spør systemet etter besteforeldrene",
        "Varselet stopper ikke registreringen.",
        ("NO",),
        "parents",
        Warns("countries"),
    ),
    _not_country(
        "own-birth-in-norway",
        "Eget fødeland kan ikke være Norge",
        "Den som er født i Norge, registreres med foreldrenes eller besteforeldrenes fødeland.",
        ("NO",),
        "own_birth",
    ),
    _not_country(
        "born-once",
        "Ingen er født i to land",
        "Flere land kan bare være foreldrenes eller besteforeldrenes.",
        ("SO", "KE"),
        "own_birth",
    ),
    _not_country(
        "unknown-and-known",
        "Ukjent står alene",
        "Er ett land kjent, er ikke landbakgrunnen ukjent.",
        ("SO", "unknown"),
        "parents",
    ),
)

WHO_MADE_CONTACT = (
    Example(
        "own-list",
        "Hver tjeneste har sin liste over hvem som henvendte seg",
        "Det registreres én per sak: den som tok den første kontakten. Listen er tjenestens egen.",
        (Registers("SU", MARCH, fields={"referrer": "family"}),),
        (Published("SU", 2024, {"referrer": "family"}, "statistikken teller «Familie»"),),
    ),
    Example(
        "list-of-another",
        "En annen tjenestes liste kan ikke brukes",
        "Spesialutsendingene har ikke skolehelsetjenesten i sin liste.",
        (Tries(Registers("SU", MARCH, fields={"referrer": "school_health"})),),
        (Stopped(("referrer",)), CasesInRegister({})),
    ),
)

AGENCIES = (
    Example(
        "two-sets",
        "Instanser som er inne, og instanser som skal inn",
        "De to settene telles hver for seg. En instans står i ett av dem om gangen, og flyttes når den "
        "kommer inn.",
        (
            Registers(
                "MR",
                MARCH,
                fields={
                    "agencies_involved": ("school",),
                    "agencies_to_involve": ("child_welfare_service", "police"),
                },
            ),
            Involves(date(2024, 4, 8), ("school", "child_welfare_service"), ("police",)),
        ),
        (
            Published(
                "MR",
                2024,
                {
                    "agencies_involved": ("child_welfare_service", "school"),
                    "agencies_to_involve": ("police",),
                },
                "statistikken teller barnevernstjenesten og skole som involvert, og politiet som skal "
                "involveres",
            ),
        ),
    ),
    Example(
        "in-both-sets",
        "En instans kan ikke stå i begge sett",
        "Er den inne, skal den ikke inn.",
        (
            Tries(
                Registers(
                    "MR", MARCH, fields={"agencies_involved": ("nav",), "agencies_to_involve": ("nav",)}
                )
            ),
        ),
        (Stopped(("agencies_to_involve",)), CasesInRegister({})),
    ),
)

IMMIGRATION_AND_ABROAD = (
    Example(
        "immigration-case",
        "Utlendingssak: oppholdsspørsmål eller familieinnvandring",
        "Saken er en utlendingssak når personen ikke er norsk statsborger og det er et spørsmål om opphold "
        "eller asyl, eller når noen har søkt om familieinnvandring med en norsk statsborger. Grunnen "
        "velges fra en liste.",
        (
            Registers(
                "KT",
                MARCH,
                fields={"immigration_case": True, "immigration_reason": "family_immigration_with_citizen"},
            ),
        ),
        (Published("KT", 2024, {"immigration_case": True}, "saken telles som utlendingssak"),),
    ),
    Example(
        "immigration-without-reason",
        "En utlendingssak har en grunn",
        "Uten grunn kan det ikke ses hva spørsmålet var.",
        (Tries(Registers("KT", MARCH, fields={"immigration_case": True})),),
        (Stopped(("immigration_reason",)), CasesInRegister({})),
    ),
    Example(
        "abroad-case",
        "Utenlandssak: personen er i utlandet når tjenesten kontaktes",
        "Det er stedet ved første kontakt som teller. Hovedbekymringen kan være en annen enn oppholdet.",
        (Registers("SU", MARCH, fields={"main_concern": "threats_and_violence", "abroad_case": True}),),
        (
            Published(
                "SU",
                2024,
                {"abroad_case": True, "main_concern": "threats_and_violence"},
                "saken telles som utenlandssak, med hovedbekymringen «Trusler og vold»",
            ),
        ),
    ),
    Example(
        "abroad-not-collected",
        "Før 2023 talte ikke mangfoldsrådgiverne og spesialutsendingene utenlandssaker",
        "Da står feltet tomt. Tomt betyr ikke nei.",
        (Registers("SU", date(2022, 3, 4)),),
        (Published("SU", 2022, {"abroad_case": None}, "utenlandssak er ikke samlet inn"),),
    ),
    Example(
        "abroad-must-be-answered",
        "Fra 2023 må det svares på om personen er i utlandet",
        "Et tomt felt ville ellers bli lest som nei.",
        (Tries(Registers("SU", date(2023, 3, 6), fields={"abroad_case": None})),),
        (Stopped(("abroad_case",)), CasesInRegister({})),
    ),
)

SARA = (
    Example(
        "sara",
        "Sara: en sak i hvert register",
        "Sara er 17 år og forteller helsesykepleieren at hun blir kontrollert hjemme. Helsesykepleieren "
        "ringer "
        "mangfoldsrådgiveren på naboskolen. Mangfoldsrådgiveren drøfter saken anonymt med "
        "Kompetanseteamet. "
        "Sara fyller 18, kjæresten blir oppdaget, og presset øker. På en ferie blir passet tatt fra "
        "henne, og "
        "mangfoldsrådgiveren ber spesialutsendingen i regionen om hjelp. Hver tjeneste har én sak, og "
        "hovedbekymringen står som den var da hver av dem ble kontaktet.",
        (
            Registers(
                "MR",
                date(2023, 9, 4),
                "saken hos mangfoldsrådgiverne",
                {"referrer": "school_health", "agencies_involved": ("school_health",)},
            ),
            Registers(
                "KT",
                date(2023, 9, 6),
                "saken hos Kompetanseteamet",
                {
                    "referrer": "diversity_adviser_or_school_with",
                    "agencies_to_involve": ("child_welfare_service",),
                },
            ),
            Contacts(date(2024, 4, 15), "saken hos mangfoldsrådgiverne"),
            Understands(date(2024, 4, 15), "threats_and_violence", "saken hos mangfoldsrådgiverne"),
            Registers(
                "SU",
                date(2024, 8, 26),
                "saken hos spesialutsendingene",
                {
                    "referrer": "diversity_adviser",
                    "main_concern": "involuntary_stay_abroad",
                    "age_band": "18_24",
                    "abroad_case": True,
                },
            ),
        ),
        (
            CasesInRegister({"MR": 1, "KT": 1, "SU": 1}),
            Counts({2023: True, 2024: False}, service="MR"),
            Counts({2023: True}, service="KT"),
            Counts({2024: True}, service="SU"),
            MainConcernIs("negative_social_control", "saken hos mangfoldsrådgiverne"),
            MainConcernIs("negative_social_control", "saken hos Kompetanseteamet"),
            MainConcernIs("involuntary_stay_abroad", "saken hos spesialutsendingene"),
            Published(
                "MR",
                2024,
                {"age_group": "child_under_18", "referrer": "school_health"},
                "hos mangfoldsrådgiverne telles hun fortsatt som under 18 år, meldt av skolehelsetjenesten",
            ),
            Published(
                "SU",
                2024,
                {"age_group": "adult_18_plus", "abroad_case": True},
                "hos spesialutsendingene telles hun som voksen og saken som utenlandssak",
            ),
        ),
    ),
)
