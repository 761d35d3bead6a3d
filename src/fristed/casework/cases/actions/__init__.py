"""The verbs of the case register. Permission, change and audit line are one transaction."""

from fristed.casework.cases.actions.closing_a_year import (
    YearHasNotEnded,
    confirm_year,
    withdraw_confirmation,
)
from fristed.casework.cases.actions.correcting import correct_main_concern
from fristed.casework.cases.actions.emergency import GlassNotBroken, break_glass
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
from fristed.casework.cases.actions.protecting import (
    block_staff,
    confirm_lower_grading,
    declare_tie,
    grade_address,
    name_staff,
    unname_staff,
)
from fristed.casework.cases.actions.registering import register_case
from fristed.casework.cases.actions.storing import RegistrationRefused

__all__ = [
    "AlreadyImported",
    "GlassNotBroken",
    "RegisterNotEmpty",
    "RegistrationRefused",
    "YearHasNotEnded",
    "add_contact",
    "add_current_concern",
    "block_staff",
    "break_glass",
    "close_case",
    "confirm_lower_grading",
    "confirm_year",
    "convert_grey_zone_case",
    "correct_main_concern",
    "declare_tie",
    "grade_address",
    "import_cases",
    "load_register",
    "name_staff",
    "register_case",
    "register_grey_zone_case",
    "reopen_case",
    "unname_staff",
    "update_agencies",
    "update_attributes",
    "withdraw_confirmation",
]
