"""The command line: each command is one file in ``management/commands`` and calls one verb."""
