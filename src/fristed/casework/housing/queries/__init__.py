"""What may be read of the scheme, by whom: lists, one application, the board, and which free places fit.

No reading here gives an address, a municipality or the meaning of a zone.
"""

from __future__ import annotations

from fristed.casework.housing.queries.applications import (
    application_detail,
    applications_in_case,
    applications_of,
    detail_of,
    is_application_there,
    waits_for_me,
    waits_of,
    whole_application,
)
from fristed.casework.housing.queries.dwellings import (
    address_outline,
    board,
    dwelling_line,
    dwellings_within_reach,
    fitting_places,
    group_of,
    keeps_address,
    providers_of,
)

__all__ = [
    "address_outline",
    "application_detail",
    "applications_in_case",
    "applications_of",
    "board",
    "detail_of",
    "dwelling_line",
    "dwellings_within_reach",
    "fitting_places",
    "group_of",
    "is_application_there",
    "keeps_address",
    "providers_of",
    "waits_for_me",
    "waits_of",
    "whole_application",
]
