"""All addresses of the house."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("fristed.interfaces.api.urls")),
    path("", include("fristed.interfaces.web.urls")),
]
