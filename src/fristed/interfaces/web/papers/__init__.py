"""Papers in words: what stands on them, and how they are shown before they are made."""
