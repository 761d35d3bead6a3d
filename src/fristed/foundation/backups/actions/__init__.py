"""The verbs: make a backup and look whether it opens, put one back onto an empty machine, let old ones go."""

from fristed.foundation.backups.actions.making import Made, make_backup
from fristed.foundation.backups.actions.pruning import KEPT_DAYS, KEYS_KEPT_DAYS, prune_backups
from fristed.foundation.backups.actions.restoring import Restored, restore_backup

__all__ = [
    "KEPT_DAYS",
    "KEYS_KEPT_DAYS",
    "Made",
    "Restored",
    "make_backup",
    "prune_backups",
    "restore_backup",
]
