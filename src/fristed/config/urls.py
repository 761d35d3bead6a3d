"""All addresses of the house."""

from __future__ import annotations

from django.urls import include, path

handler500 = "fristed.interfaces.web.request_log.server_error"
urlpatterns = [
    path("", include("fristed.interfaces.api.urls")),
    path("", include("fristed.interfaces.web.urls")),
]
