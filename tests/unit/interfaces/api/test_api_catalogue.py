"""The catalogue is Turtle that others can read, and names every published table with its forms."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Literal, URIRef

from fristed.interfaces.api.catalogue import ESCAPES
from fristed.interfaces.api.forms import FORMS
from tests.unit.interfaces.api.shelves import publish

pytestmark = pytest.mark.django_db
HOME = "http://testserver"
CATALOGUE = URIRef(f"{HOME}/catalog.ttl")


def read() -> Graph:
    answer = Client().get("/catalog.ttl")
    assert answer.headers["Content-Type"] == "text/turtle; charset=utf-8"
    return Graph().parse(data=answer.content.decode(), format="turtle")


def test_an_empty_shelf_is_a_catalogue_too() -> None:
    found = read()
    assert list(found.subjects(RDF.type, DCAT.Catalog)) == [CATALOGUE]
    assert list(found.subjects(RDF.type, DCAT.Dataset)) == []


def test_the_publisher_has_the_organisation_number_that_was_configured(settings: Any) -> None:
    settings.PUBLISHER_NUMBER = "974760673"
    [publisher] = read().objects(CATALOGUE, DCTERMS.publisher)
    assert list(read().objects(publisher, DCTERMS.identifier)) == [Literal("974760673")]


def test_every_table_is_in_the_catalogue_with_every_form() -> None:
    publish()
    found = read()
    datasets = set(found.objects(CATALOGUE, DCAT.dataset))
    assert datasets == {URIRef(f"{HOME}/api/v2/tables/tabell-{n}") for n in ("01", "02", "04")}
    assert datasets == set(found.subjects(RDF.type, DCAT.Dataset))
    for dataset in datasets:
        assert len(set(found.objects(dataset, DCAT.distribution))) == len(FORMS)
        for one in found.objects(dataset, DCAT.distribution):
            [address] = found.objects(one, DCAT.downloadURL)
            assert Client().get(str(address)).status_code == 200
        assert Client().get(str(dataset)).status_code == 200


def test_what_the_norwegian_profile_demands_is_there() -> None:
    publish()
    found = read()
    demanded = (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.identifier, DCAT.contactPoint)
    for subject in [CATALOGUE, *found.objects(CATALOGUE, DCAT.dataset)]:
        for predicate in demanded:
            assert (subject, predicate, None) in found, (subject, predicate)
        assert {text.language for text in found.objects(subject, DCTERMS.title)} == {"nb", "nn", "en"}
    [publisher] = found.objects(CATALOGUE, DCTERMS.publisher)
    assert (publisher, RDF.type, FOAF.Agent) in found
    assert (publisher, DCTERMS.identifier, None) not in found
    for dataset in found.objects(CATALOGUE, DCAT.dataset):
        [modified] = found.objects(dataset, DCTERMS.modified)
        assert str(modified).startswith("2026-11-20T08:00:00")
        assert (dataset, DCAT.theme, None) in found
        assert (dataset, DCTERMS.accessRights, None) in found


def test_text_is_written_so_that_turtle_reads_it_back() -> None:
    nasty = 'He said "stop"\\\n\tand <went> away'
    written = f'<http://a> <http://b> "{nasty.translate(ESCAPES)}" .'
    [(_, _, said)] = Graph().parse(data=written, format="turtle")
    assert said == Literal(nasty)
