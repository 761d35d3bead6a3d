"""Uploaded files stay in memory; what is too much is passed over, what was typed is kept."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, SkipFile

from fristed.statistics.leak_finding.uploads import LARGEST_UPLOAD


class LimitedUploadHandler(MemoryFileUploadHandler):
    """Keeps files in memory; passes over the rest when all files of a request together are too large."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Take every upload into memory, since none may be larger than the limit."""
        self.activated = True
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Count what comes, and keep nothing beyond the limit."""
        self.received += len(raw_data)
        if self.received > LARGEST_UPLOAD:
            if self.request is not None:
                self.request.META["fristed.cut_off"] = "yes"
            raise SkipFile
        return super().receive_data_chunk(raw_data, start)
