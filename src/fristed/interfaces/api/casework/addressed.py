"""What the parts of an address of the API look like; nothing else is looked up."""

from __future__ import annotations

REFERENCE = "^[2-9A-HJKMNPQRSTV-Z]{5}-[2-9A-HJKMNPQRSTV-Z]{5}$"
KEY = "^[0-9a-f]{16}$"
