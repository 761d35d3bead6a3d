"""The log of the web server: its own lines go out by the same list as ours."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger

from fristed.foundation.logs import AllowedLines


class AllowListedLogger(Logger):  # type: ignore[misc]
    """Writes what gunicorn tells by the list of what may be written; there is no log of accesses."""

    def setup(self, cfg: Any) -> None:
        """Put our formatter on every handler."""
        super().setup(cfg)
        for handler in [*self.error_log.handlers, *self.access_log.handlers]:
            handler.setFormatter(AllowedLines())
