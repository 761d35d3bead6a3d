"""The editor's desk as its pages show it."""
