"""The catalogue page for data.norge.no: what is published and where, in Turtle, after DCAT-AP-NO.

References
----------
Digitaliseringsdirektoratet, *DCAT-AP-NO*, https://data.norge.no/specification/dcat-ap-no;
W3C, *Data Catalog Vocabulary (DCAT), version 3*, and *RDF 1.1 Turtle*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fristed.interfaces.api.forms import FORMS
from fristed.interfaces.api.shelf import Edition
from fristed.methods.classifications import LANGUAGES, Language
from fristed.statistics.publishing.facts import TIME, Dataset
from fristed.statistics.publishing.words import entry
from fristed.statistics.publishing.writers.jsonstat import instant

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
EU = "http://publications.europa.eu/resource/authority"
LICENCE = f"{EU}/licence/CC_BY_4_0"
"""The licence of the words of publishing, as the list of the EU names it."""
LANGUAGE_OF: Mapping[Language, str] = {"nb": "NOB", "nn": "NNO", "en": "ENG"}
FILE_TYPES = {"json-stat2": "JSON", "csv": "CSV", "xlsx": "XLSX", "html": "HTML"}
"""The forms that the list of file types of the EU has a name for."""
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
Texts = Mapping[str, str]
Told = tuple[str, str]
"""A predicate and its objects, as they are written."""


def write_catalogue(
    editions: Mapping[Language, Sequence[Edition]], *, home: str, base: str, publisher: str = ""
) -> bytes:
    """Write the catalogue: ``home`` is where people read, ``base`` where programs do.

    ``publisher`` is the organisation number of who publishes; nothing is said of it where it is not known.
    """
    lines = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    together = list(zip(*(editions[language] for language in LANGUAGES), strict=True))
    lines += _block(f"<{home}/catalog.ttl>", _catalogue([one[0].id for one in together], home, base))
    lines += _block(f"<{home}/catalog.ttl#publisher>", _publisher(publisher))
    for versions in together:
        datasets = dict(zip(LANGUAGES, (one.dataset for one in versions), strict=True))
        lines += _dataset(datasets, home, base)
    return ("\n".join(lines) + "\n").encode()


def _block(subject: str, told: Iterator[Told]) -> list[str]:
    said = [f"    {predicate} {objects}" for predicate, objects in told]
    return ["", subject, *(f"{line} ;" for line in said[:-1]), f"{said[-1]} ."]


def _text(text: str) -> str:
    return f'"{text.translate(ESCAPES)}"'


def _texts(texts: Texts) -> str:
    return ", ".join(f"{_text(texts[language])}@{language}" for language in LANGUAGES)


def _languages() -> str:
    return ", ".join(f"<{EU}/language/{name}>" for name in LANGUAGE_OF.values())


def _iri(address: str) -> str:
    return f"<{address}>"


def _contact() -> str:
    contact = entry("contact")
    return f"[ a vcard:Organization ; vcard:fn {_texts(contact)} ; vcard:hasURL <{contact['web']}> ]"


def _publisher(number: str) -> Iterator[Told]:
    yield "a", "foaf:Agent"
    if number:
        yield "dct:identifier", _text(number)
    yield "foaf:name", _texts(entry("contact"))
    yield "foaf:homepage", _iri(entry("contact")["web"])


def _catalogue(ids: Sequence[str], home: str, base: str) -> Iterator[Told]:
    yield "a", "dcat:Catalog"
    yield "dct:identifier", _text(f"{home}/catalog.ttl")
    yield "dct:title", _texts(entry("subject"))
    yield "dct:description", _texts(entry("source"))
    yield "dct:publisher", _iri(f"{home}/catalog.ttl#publisher")
    yield "dcat:contactPoint", _contact()
    yield "dct:language", _languages()
    yield "dct:license", _iri(LICENCE)
    yield "foaf:homepage", _iri(f"{home}/published/")
    if ids:
        yield "dcat:dataset", ", ".join(_iri(f"{base}/tables/{one}") for one in ids)


def _dataset(datasets: Mapping[Language, Dataset], home: str, base: str) -> list[str]:
    address = f"{base}/tables/{datasets['nb'].id}"
    forms = {name: f"{address}#{name}" for name in FORMS}
    lines = _block(_iri(address), _described(datasets, address, home, forms))
    for name, subject in forms.items():
        lines += _block(_iri(subject), _distribution(name, address))
    return lines


def _described(
    datasets: Mapping[Language, Dataset], address: str, home: str, forms: Mapping[str, str]
) -> Iterator[Told]:
    lead = datasets["nb"]
    years = lead.dimension(TIME).codes
    yield "a", "dcat:Dataset"
    yield "dct:identifier", _text(address)
    yield "dct:title", _texts({language: f"{one.name}. {one.title}" for language, one in datasets.items()})
    yield "dct:description", _texts({language: _description(one) for language, one in datasets.items()})
    yield "dct:publisher", _iri(f"{home}/catalog.ttl#publisher")
    yield "dcat:contactPoint", _contact()
    yield "dcat:theme", _iri(f"{EU}/data-theme/SOCI")
    yield "dct:accessRights", _iri(f"{EU}/access-right/PUBLIC")
    yield "dct:accrualPeriodicity", _iri(f"{EU}/frequency/ANNUAL")
    yield "dct:language", _languages()
    yield "dct:spatial", _iri(f"{EU}/country/NOR")
    yield "dct:temporal", f"[ a dct:PeriodOfTime ; {_period(years[0], years[-1])} ]"
    if lead.updates.last:
        yield "dct:modified", f'"{instant(lead.updates.last)}"^^xsd:dateTime'
    yield "dcat:landingPage", _iri(f"{home}/published/{lead.year}/")
    yield "dcat:distribution", ", ".join(_iri(subject) for subject in forms.values())


def _description(dataset: Dataset) -> str:
    return " ".join(
        [f"{dataset.title}, {dataset.period}.", *(n.text for n in dataset.notes if not n.dimension)]
    )


def _period(first: str, last: str) -> str:
    return f'dcat:startDate "{first}-01-01"^^xsd:date ; dcat:endDate "{last}-12-31"^^xsd:date'


def _distribution(name: str, address: str) -> Iterator[Told]:
    yield "a", "dcat:Distribution"
    yield "dct:title", _text(name)
    yield "dcat:accessURL", _iri(f"{address}/data?outputFormat={name}")
    yield "dcat:downloadURL", _iri(f"{address}/data?outputFormat={name}")
    yield "dct:license", _iri(LICENCE)
    if name in FILE_TYPES:
        yield "dct:format", _iri(f"{EU}/file-type/{FILE_TYPES[name]}")
    media = FORMS[name].content_type.partition(";")[0]
    yield "dcat:mediaType", _iri(f"https://www.iana.org/assignments/media-types/{media}")
