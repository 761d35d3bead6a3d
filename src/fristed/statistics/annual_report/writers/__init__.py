"""The writers: one report, three files."""
