"""The verbs of the case register. Permission, change and audit line are one transaction."""

from fristed.casework.cases.actions.closing_a_year import (
    YearHasNotEnded,
    confirm_year,
    withdraw_confirmation,
)
from fristed.casework.cases.actions.correcting import correct_main_concern
from fristed.casework.cases.actions.following_up import (
    add_contact,
    add_current_concern,
    close_case,
    reopen_case,
    update_agencies,
    update_attributes,
)
from fristed.casework.cases.actions.grey_zone import convert_grey_zone_case, register_grey_zone_case
from fristed.casework.cases.actions.importing import AlreadyImported, import_cases
from fristed.casework.cases.actions.loading import RegisterNotEmpty, load_register
from fristed.casework.cases.actions.registering import register_case
from fristed.casework.cases.actions.storing import RegistrationRefused

__all__ = [
    "AlreadyImported",
    "RegisterNotEmpty",
    "RegistrationRefused",
    "YearHasNotEnded",
    "add_contact",
    "add_current_concern",
    "close_case",
    "confirm_year",
    "convert_grey_zone_case",
    "correct_main_concern",
    "import_cases",
    "load_register",
    "register_case",
    "register_grey_zone_case",
    "reopen_case",
    "update_agencies",
    "update_attributes",
    "withdraw_confirmation",
]
