"""The console command ``fristed``: our verbs and Django's own, with one door."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.management import execute_from_command_line

from fristed.foundation.logs import note_fault


def data_directory_in(arguments: Sequence[str]) -> str | None:
    """Give the value of ``--data`` on a command line, or ``None``; the last one counts."""
    found = None
    for position, word in enumerate(arguments):
        if word.startswith("--data="):
            found = word.removeprefix("--data=")
        elif word == "--data" and position + 1 < len(arguments):
            found = arguments[position + 1]
    return found


def without_data_directory(arguments: Sequence[str]) -> list[str]:
    """Give the command line without ``--data``, which Django's own commands do not know."""
    kept: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--data":
            next(words, None)
        elif not word.startswith("--data="):
            kept.append(word)
    return kept


def with_its_name(words: Sequence[str]) -> list[str]:
    """Give the command line with the command under the name of its module: ``check-certificate`` is one."""
    named = [word.replace("-", "_") for word in words[:1] if not word.startswith("-")]
    return [*named, *words[len(named) :]]


def main() -> None:
    """Run one command; exit 0 for ok, 1 for problems found, 2 for wrong usage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fristed.config.settings")
    # Settings are read before a command sees its options, so the data directory is picked out here.
    data = data_directory_in(sys.argv)
    if data:
        os.environ["FRISTED_DATA"] = str(Path(data).resolve())
    words = with_its_name(without_data_directory(sys.argv[1:]))
    try:
        execute_from_command_line(["fristed", *words])
    except Exception as fault:
        if settings.DEBUG:
            raise
        # What a fault says may quote a row. Where it arose is in the log; FRISTED_DEBUG=1 shows all of it.
        number = note_fault(fault, command=words[0] if words else "")
        sys.stderr.write(f"Something went wrong that nobody expected ({type(fault).__name__}, {number}).\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
