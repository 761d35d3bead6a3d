"""The secret key of an embedded installation: made once, readable by its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_key_in(data: Path, name: str = "secret_key") -> str:
    """Read the key in ``data``, or make it; two processes that start together get the same one.

    A directory that is not there is not made: a mistyped name gets a key for this one process.
    """
    path = data / name
    if not data.is_dir():
        return secrets.token_urlsafe(64)
    if not path.exists():
        draft = data / f"{name}.{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
