"""The forms of a published version: printed once, kept with their hashes, given out as printed."""
