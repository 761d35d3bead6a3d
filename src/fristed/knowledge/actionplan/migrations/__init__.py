"""The tables of this room, made in order."""
