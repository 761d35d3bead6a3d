"""The verbs of the editor's desk. Permission, change and audit line are one transaction."""

from fristed.statistics.annual_report.editing.actions.contributions import (
    approve_contribution,
    ask_contribution,
)
from fristed.statistics.annual_report.editing.actions.order import (
    add_section,
    approve_order,
    bring_back_section,
    move_section,
    take_away_section,
)
from fristed.statistics.annual_report.editing.actions.refusing import NotNow
from fristed.statistics.annual_report.editing.actions.texts import (
    approve_section,
    comment_on_section,
    put_figure,
    save_section,
)

__all__ = [
    "NotNow",
    "add_section",
    "approve_contribution",
    "approve_order",
    "approve_section",
    "ask_contribution",
    "bring_back_section",
    "comment_on_section",
    "move_section",
    "put_figure",
    "save_section",
    "take_away_section",
]
