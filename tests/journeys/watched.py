"""The product as a web server runs it, with every answer kept by whom it was given to.

``serving(data, "tests.journeys.watched")`` serves a site through this; ``seen`` reads what was kept.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import uuid4

from fristed.config.wsgi import application as product
from tests.journeys.seen import READER, kept_beside

TOLD = ("Content-Disposition", "Content-Type", "Location")


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer as the product does, and keep the answer."""
    who = environ.get("HTTP_" + READER.upper().replace("-", "_"), "")
    if not who or environ["PATH_INFO"].startswith("/static/"):
        return product(environ, start_response)
    said: list[Any] = []

    def begun(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        said[:] = [status, headers]
        return start_response(status, headers, *more)

    answer = product(environ, begun)
    try:
        content = b"".join(answer)
    finally:
        getattr(answer, "close", lambda: None)()
    _keep(who, environ, said[0], dict(said[1]), content)
    return [content]


def _keep(who: str, environ: dict[str, Any], status: str, headers: dict[str, str], content: bytes) -> None:
    place = kept_beside(Path(os.environ["FRISTED_DATA"])) / who
    place.mkdir(parents=True, exist_ok=True)
    query = environ.get("QUERY_STRING", "")
    head = {
        "method": environ["REQUEST_METHOD"],
        "path": environ["PATH_INFO"] + (f"?{query}" if query else ""),
        "status": int(status.split()[0]),
        "headers": {name: headers[name] for name in TOLD if name in headers},
    }
    (place / uuid4().hex).write_bytes(json.dumps(head).encode() + b"\n" + content)
