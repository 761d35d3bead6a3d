"""Code lists with validity: services, main concerns, themes, countries, referrers and the rest.

Each list is a data file with labels in bokmål, nynorsk and English; ask for one with `code_list`. What ties
two lists together is a correspondence. Nothing here knows a database, a clock or Django.
"""

from fristed.methods.classifications.codes import (
    LANGUAGES,
    AmbiguousText,
    ClassificationError,
    Code,
    CodeList,
    Language,
    ServiceSpan,
    UnknownCode,
    UnknownLanguage,
    UnknownText,
)
from fristed.methods.classifications.concerns import (
    ConcernGuidance,
    bases_fitting,
    concerns_of,
    guidance_on,
    theme_of,
)
from fristed.methods.classifications.correspondences import (
    Correspondence,
    ManyCorrespond,
    NoCorrespondence,
)
from fristed.methods.classifications.crossings import (
    RegistersNoCases,
    age_group_of,
    countries_of,
    published_gender,
    referrer_in_superset,
    referrers_of,
    registering_services,
)
from fristed.methods.classifications.reading import (
    UnknownCodeList,
    UnknownCorrespondence,
    code_list,
    code_list_names,
    correspondence,
    correspondence_names,
)

__all__ = [
    "LANGUAGES",
    "AmbiguousText",
    "ClassificationError",
    "Code",
    "CodeList",
    "ConcernGuidance",
    "Correspondence",
    "Language",
    "ManyCorrespond",
    "NoCorrespondence",
    "RegistersNoCases",
    "ServiceSpan",
    "UnknownCode",
    "UnknownCodeList",
    "UnknownCorrespondence",
    "UnknownLanguage",
    "UnknownText",
    "age_group_of",
    "bases_fitting",
    "code_list",
    "code_list_names",
    "concerns_of",
    "correspondence",
    "correspondence_names",
    "countries_of",
    "guidance_on",
    "published_gender",
    "referrer_in_superset",
    "referrers_of",
    "registering_services",
    "theme_of",
]
