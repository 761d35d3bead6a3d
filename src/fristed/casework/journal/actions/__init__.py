"""The verbs of the journal: writing, changing, putting files in, and reading what is sealed."""

from fristed.casework.journal.actions.reading import read_entry, read_file, read_journal
from fristed.casework.journal.actions.writing import attach_file, change_entry, write_entry

__all__ = [
    "attach_file",
    "change_entry",
    "read_entry",
    "read_file",
    "read_journal",
    "write_entry",
]
