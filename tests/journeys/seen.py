"""What a watched site has given to whom: pages, parts of pages, where one is sent, files, refusals."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fristed.interfaces.cli.proofs.seeking import forms_in
from tests.journeys.site import Site

READER = "X-Seen-By"
"""The header in which a browser of a story says whose it is; the product knows nothing of it."""
REFUSED = (403, 404)


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer: who got it, from which address, and all that was in it."""

    who: str
    method: str
    path: str
    status: int
    content: bytes
    is_file: bool = False

    @property
    def is_refused(self) -> bool:
        """Whether there was nothing there for the one who asked."""
        return self.status in REFUSED

    def shows(self, word: str) -> bool:
        """Whether a word, in small letters, stands in it in any form, or in its address."""
        return bool(forms_in(self.path.encode() + b"\n" + self.content, word))


def kept_beside(data: Path) -> Path:
    """Give the directory, outside the data of the site, in which answers are kept."""
    return data.with_name(f"{data.name}.seen")


def all_seen(site: Site) -> Iterator[Seen]:
    """Give every answer that the site has given to somebody of a story."""
    for path in sorted(kept_beside(site.data).glob("*/*")):
        head, _newline, content = path.read_bytes().partition(b"\n")
        said = json.loads(head)
        is_file = "attachment" in said["headers"].get("Content-Disposition", "")
        yield Seen(
            path.parent.name, said["method"], said["path"], said["status"], head + b"\n" + content, is_file
        )


def who_saw(seen: Iterable[Seen], words: Iterable[str]) -> dict[str, set[str]]:
    """Give for each word, in small letters, who was given it."""
    found: dict[str, set[str]] = {word: set() for word in words}
    for one in seen:
        for word, who in found.items():
            if one.who not in who and one.shows(word):
                who.add(one.who)
    return found
