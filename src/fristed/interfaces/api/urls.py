"""The addresses for programs; each has a row in :mod:`fristed.interfaces.web.routes`."""

from __future__ import annotations

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from fristed.interfaces.api import views
from fristed.interfaces.api.casework.addresses import addresses_of_casework


class WhateverConverter(StringConverter):
    """Whatever follows, line breaks and all: what means nothing here is told so to a program as well."""

    regex = r"[\s\S]+"


register_converter(WhateverConverter, "whatever")

urlpatterns = [
    path("catalog.ttl", views.catalogue, name="api-catalogue"),
    path("api/v2/config", views.config, name="api-config"),
    path("api/v2/tables", views.tables, name="api-tables"),
    path("api/v2/tables/<str:wanted>", views.table, name="api-table"),
    path("api/v2/tables/<str:wanted>/metadata", views.metadata, name="api-metadata"),
    path("api/v2/tables/<str:wanted>/data", views.data, name="api-data"),
    path("api/v2/codelists", views.code_lists, name="api-codelists"),
    path("api/v2/codelists/<str:wanted>", views.code_list, name="api-codelist"),
    path("api/casework/v1/", include(addresses_of_casework())),
    path("api/<whatever:rest>", views.nothing, name="api-nothing"),
]
