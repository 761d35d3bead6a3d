"""The guideline by examples: what a case is, which year it counts in, and how the main concern is set."""

from __future__ import annotations

from datetime import date

from tests.spec.expectations import (
    CasesInRegister,
    Counts,
    Example,
    FirstDates,
    MainConcernIs,
    NoWarning,
    Published,
    Shows,
    Stopped,
    Warns,
)
from tests.spec.steps import (
    Closes,
    Contacts,
    Converts,
    Corrects,
    NotesGreyZone,
    Registers,
    Reopens,
    Tries,
    Understands,
)

MARCH = date(2024, 3, 4)
UNKNOWN_PERSON = {"gender": "unknown", "age_band": "unknown", "countries": ("unknown",)}

WHAT_A_CASE_IS = (
    Example(
        "second-inquiry",
        "En ny henvendelse er ikke en ny sak",
        "En sak gjelder råd til eller oppfølging av én person. Skolen kan ringe ti ganger om den samme "
        "eleven; det er fortsatt én sak. Henvendelsene noteres i saken.",
        (Registers("MR", MARCH), Contacts(date(2024, 3, 11)), Contacts(date(2024, 4, 2))),
        (CasesInRegister({"MR": 1}), Counts({2024: True})),
    ),
    Example(
        "family-of-four",
        "En familie på fire er fire saker",
        "Når flere i en familie er utsatt, registreres én sak for hver av dem.",
        tuple(
            Registers("SU", MARCH, name)
            for name in ("mors sak", "datterens sak", "sønnens sak", "tantes sak")
        ),
        (CasesInRegister({"SU": 4}),),
    ),
    Example(
        "two-services",
        "Samme person hos to tjenester er én sak i hvert register",
        "Tjenestene registrerer hver for seg. Da kan den samme personen stå i flere registre, og tallene "
        "deres kan ikke legges sammen til et antall personer.",
        (
            Registers("MR", MARCH, "saken hos mangfoldsrådgiverne"),
            Registers("KT", MARCH, "saken hos Kompetanseteamet"),
        ),
        (CasesInRegister({"MR": 1, "KT": 1}),),
    ),
    Example(
        "unknown-person",
        "En person uten navn kan være en sak",
        "Registeret er anonymt. Det er nok at bekymringen gjelder én person, for eksempel «en jente i "
        "åttende klasse». Det som ikke er kjent, registreres som ukjent.",
        (Registers("MR", MARCH, fields={**UNKNOWN_PERSON, "country_ground": "unknown"}),),
        (CasesInRegister({"MR": 1}), NoWarning()),
    ),
    Example(
        "closed-and-reopened",
        "En gjenåpnet sak er den samme saken",
        "Å lukke og gjenåpne lager aldri en ny sak.",
        (
            Registers("MR", MARCH),
            Closes(date(2024, 5, 2)),
            Reopens(date(2024, 9, 3)),
            Contacts(date(2024, 9, 3)),
        ),
        (CasesInRegister({"MR": 1}), Counts({2024: True})),
    ),
    Example(
        "closed-refuses",
        "En lukket sak må gjenåpnes før noe nytt noteres",
        "Ellers ser det ut som om arbeidet er ferdig mens det pågår.",
        (Registers("MR", MARCH), Closes(date(2024, 5, 2)), Tries(Contacts(date(2024, 9, 3)))),
        (Stopped(("on_date",)), Counts({2024: True})),
    ),
)

YEARS = (
    Example(
        "over-new-year",
        "En sak som varer over nyttår, telles i begge år",
        "Saken telles én gang i hvert år det er gjort noe i den. Den er ny bare i året for første kontakt. "
        "Retningslinjen sier ikke noe om dette; regelen er vår.",
        (Registers("MR", date(2023, 12, 28)), Contacts(date(2024, 1, 4)), Contacts(date(2024, 2, 1))),
        (CasesInRegister({"MR": 1}), Counts({2023: True, 2024: False})),
    ),
    Example(
        "silent-year",
        "Et år uten aktivitet telles ikke",
        "En åpen sak der det ikke skjer noe et helt år, telles ikke i det året.",
        (Registers("MR", date(2022, 6, 1)), Contacts(date(2024, 6, 3))),
        (Counts({2022: True, 2024: False}),),
    ),
    Example(
        "not-before-first",
        "Ingen henvendelse kan være før den første",
        "Første kontakt er første kontakt. Ligger det noe før den, er datoen feil.",
        (Registers("MR", MARCH), Tries(Contacts(date(2024, 3, 1)))),
        (Stopped(("on_date",)), Counts({2024: True})),
    ),
)

MAIN_CONCERN = (
    Example(
        "one-main-concern",
        "Én hovedbekymring, og gjerne flere andre",
        "Hovedbekymringen er det alvorligste den som tar kontakt, er bekymret for, slik det er ved første "
        "kontakt. Andre bekymringer kan noteres ved siden av. De publiseres ikke.",
        (
            Registers(
                "MR",
                MARCH,
                fields={
                    "main_concern": "threats_and_violence",
                    "secondary_concerns": ("negative_social_control",),
                },
            ),
        ),
        (MainConcernIs("threats_and_violence"),),
    ),
    Example(
        "same-twice",
        "Hovedbekymringen noteres ikke en gang til som en annen bekymring",
        "Andre bekymringer er nettopp andre.",
        (Tries(Registers("MR", MARCH, fields={"secondary_concerns": ("negative_social_control",)})),),
        (Stopped(("secondary_concerns",)), CasesInRegister({})),
    ),
    Example(
        "situation-changes",
        "Hovedbekymringen står selv om situasjonen endrer seg",
        "Endrer situasjonen seg, noteres en aktuell bekymring med dato. Statistikken viser fortsatt det "
        "saken begynte med.",
        (Registers("MR", MARCH), Understands(date(2024, 6, 3), "fear_involuntary_stay_abroad")),
        (MainConcernIs("negative_social_control"),),
    ),
    Example(
        "correction",
        "Var hovedbekymringen feil fra starten, rettes den med begrunnelse",
        "En retting er bare for det som var feil allerede da det ble registrert. Hva som sto, hvorfor det "
        "ble rettet, av hvem og når, blir stående i saken.",
        (
            Registers("MR", MARCH),
            Corrects(date(2024, 3, 5), "threats_and_violence", "category_misread"),
        ),
        (MainConcernIs("threats_and_violence"),),
    ),
    Example(
        "correction-without-reason",
        "Uten begrunnelse blir det ingen retting",
        "Begrunnelsen velges fra en liste. Fri tekst kunne røpe hvem saken gjelder.",
        (Registers("MR", MARCH), Tries(Corrects(date(2024, 3, 5), "threats_and_violence", ""))),
        (Stopped(("reason",)), MainConcernIs("negative_social_control")),
    ),
)


def _ground(concern: str, basis: str, expectation: object, title: str, text: str, **more: object) -> Example:
    """Give an example of one concern registered on one ground."""
    fields = {"main_concern": concern, "concern_basis": basis, **more}
    steps = (Registers("KT", MARCH, fields=fields),)
    return Example(f"{concern}-{basis}", title, text, steps, (expectation, MainConcernIs(concern)))


GROUNDS = (
    _ground(
        "completed_forced_marriage",
        "told",
        NoWarning(),
        "Gjennomført tvangsekteskap er noe den utsatte selv har fortalt",
        "Har hun eller han selv sagt det, er det kategorien.",
    ),
    _ground(
        "completed_forced_marriage",
        "suspected",
        Warns("main_concern", "fear_forced_marriage"),
        "Er det bare mistanke, heter det frykt for tvangsekteskap",
        "Systemet varsler, men stopper ikke: den som har samtalen, vet mer enn skjemaet.",
    ),
    _ground(
        "fear_forced_marriage",
        "told",
        Warns("main_concern", "completed_forced_marriage"),
        "Har den utsatte fortalt om ekteskapet, er det ikke lenger frykt",
        "Da passer gjennomført tvangsekteskap bedre.",
    ),
    _ground(
        "fear_forced_marriage",
        "confirmed",
        Warns("main_concern"),
        "Bekreftet av andre, men ikke fortalt av den utsatte, er uvanlig",
        "Retningslinjen har ingen kategori for akkurat dette. Systemet ber om en ny vurdering uten å "
        "foreslå noe.",
    ),
    _ground(
        "fear_child_marriage",
        "suspected",
        NoWarning(),
        "Mistanke om at et barn er gift, er frykt for barneekteskap",
        "Det kan være en enslig mindreårig, eller et par som kalles forlovet.",
    ),
    _ground(
        "fear_child_marriage",
        "confirmed",
        Warns("main_concern", "completed_child_marriage"),
        "Er det bekreftet at personen ble gift som barn, er ekteskapet gjennomført",
        "Da passer gjennomført barneekteskap bedre.",
    ),
    _ground(
        "completed_child_marriage",
        "told",
        NoWarning(),
        "Gjennomført barneekteskap gjelder alderen ved vigselen",
        "Den som ble gift som barn, kan godt være voksen i dag.",
        age_band="30_49",
    ),
    _ground(
        "fear_fgm",
        "feared",
        NoWarning(),
        "Frykt for kjønnslemlestelse: det kan komme til å skje",
        "Grunnlaget sier om det kan skje eller om det er mistanke om at det er skjedd, så de to kan "
        "telles hver for seg.",
        age_band="under_12",
    ),
    _ground(
        "fear_fgm",
        "told",
        Warns("main_concern", "completed_fgm"),
        "Har hun fortalt om kjønnslemlestelsen selv, er den gjennomført",
        "Det samme gjelder når en undersøkelse bekrefter det.",
    ),
    _ground(
        "completed_fgm",
        "suspected",
        Warns("main_concern", "fear_fgm"),
        "Mistanke om kjønnslemlestelse registreres som frykt",
        "Uten at hun har fortalt det og uten undersøkelse vet vi det ikke.",
    ),
    _ground(
        "health_care_after_fgm",
        "told",
        NoWarning(),
        "Helsehjelp etter kjønnslemlestelse som skjedde før hun flyttet til Norge",
        "Når spørsmålet er helsehjelp etter noe som skjedde før hun flyttet hit, er det denne kategorien.",
        age_band="25_29",
    ),
    _ground(
        "fear_involuntary_stay_abroad",
        "confirmed",
        Warns("main_concern", "involuntary_stay_abroad"),
        "Er det kjent at oppholdet er ufrivillig, er det ikke lenger frykt",
        "Da passer ufrivillig opphold i utlandet bedre.",
        abroad_case=True,
    ),
    _ground(
        "involuntary_stay_abroad",
        "suspected",
        Warns("main_concern", "fear_involuntary_stay_abroad"),
        "Mistanke om ufrivillig opphold registreres som frykt",
        "Kjent og mistenkt skal kunne telles hver for seg.",
        abroad_case=True,
    ),
    Example(
        "adult-fear-of-child-marriage",
        "Frykt for barneekteskap gjelder en som er under 18 år",
        "Er personen voksen, spør systemet om alderen er riktig.",
        (
            Registers(
                "KT",
                MARCH,
                fields={
                    "main_concern": "fear_child_marriage",
                    "concern_basis": "feared",
                    "age_band": "18_24",
                },
            ),
        ),
        (Warns("age_band"),),
    ),
    Example(
        "category-of-later-year",
        "En kategori kan bare brukes der og da den gjelder",
        "Mangfoldsrådgiverne har brukt kategorien for helsehjelp fra 2024. Den finnes ikke i saker fra "
        "før det.",
        (
            Tries(
                Registers(
                    "MR",
                    date(2023, 5, 2),
                    fields={"main_concern": "health_care_after_fgm", "concern_basis": "told"},
                )
            ),
        ),
        (Stopped(("main_concern",)), CasesInRegister({})),
    ),
    Example(
        "stay-and-returned",
        "Ufrivillig opphold brukes også om en som er kommet tilbake",
        "Er personen ikke i utlandet lenger, spør systemet om bekymringen fortsatt er oppholdet.",
        (
            Registers(
                "KT",
                MARCH,
                fields={
                    "main_concern": "involuntary_stay_abroad",
                    "concern_basis": "told",
                    "abroad_case": False,
                },
            ),
        ),
        (Warns("abroad_case"), MainConcernIs("involuntary_stay_abroad")),
    ),
)

GREY_ZONE = (
    Example(
        "grey-zone",
        "En gråsonesak er ikke med i statistikken",
        "Mangfoldsrådgiverne hjelper også med det som ligger utenfor kjerneoppdraget. Det noteres som en "
        "gråsonesak, med tema og uten hovedbekymring.",
        (NotesGreyZone(MARCH, "school"),),
        (CasesInRegister({}), Counts({})),
    ),
    Example(
        "grey-zone-becomes-case",
        "En gråsonesak kan bli til en sak",
        "Saken telles fra den dagen den ble en sak, med hovedbekymringen slik den er da. Gråsonesaken "
        "beholder sin første dato og er knyttet til saken. Slik endres ikke tall som er publisert.",
        (
            NotesGreyZone(date(2023, 11, 6), "family_trouble"),
            Converts(date(2024, 2, 5), {"main_concern": "threats_and_violence"}),
        ),
        (
            CasesInRegister({"MR": 1}),
            Counts({2024: True}),
            MainConcernIs("threats_and_violence"),
            FirstDates(date(2024, 2, 5), date(2023, 11, 6)),
        ),
    ),
    Example(
        "grey-zone-elsewhere",
        "Bare mangfoldsrådgiverne har gråsonesaker",
        "De andre tjenestene registrerer saker innenfor sitt oppdrag.",
        (Tries(NotesGreyZone(MARCH, "school", service="KT")),),
        (Stopped(("service",)),),
    ),
)

AGES = (
    Example(
        "eighteen-is-adult",
        "Den som er 18 år, er voksen",
        "Alder registreres i bånd ved første kontakt, aldri som fødselsdato. Publisert blir bare to grupper.",
        (Registers("MR", MARCH, fields={"age_band": "18_24"}),),
        (
            Published(
                "MR", 2024, {"age_group": "adult_18_plus"}, "saken telles i gruppen «18 år eller eldre»"
            ),
        ),
    ),
    Example(
        "turns-eighteen",
        "Alderen i statistikken er alderen ved første kontakt",
        "Fyller personen 18 år mens saken varer, er det fortsatt en sak om et barn.",
        (Registers("MR", MARCH, fields={"age_band": "16_17"}), Contacts(date(2025, 3, 4))),
        (
            Counts({2024: True, 2025: False}),
            Published(
                "MR",
                2025,
                {"age_group": "child_under_18"},
                "saken telles i gruppen «Under 18 år» også i 2025",
            ),
        ),
    ),
    Example(
        "other-gender",
        "Kjønn kan være noe annet enn jente og gutt",
        "Registeret har en verdi for annet. Inntil retningslinjen får en slik verdi, telles den som ukjent.",
        (Registers("MR", MARCH, fields={"gender": "other"}),),
        (
            Shows({"gender": "other"}, "saken viser kjønn «Annet»"),
            Published("MR", 2024, {"gender": "unknown"}, "statistikken teller kjønn «Ukjent»"),
        ),
    ),
)
