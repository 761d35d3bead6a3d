"""The door for programs: official statistics as PxWebApi version 2 gives them, to be read and nothing else.

Everybody may come in, and only what is published is here. See ``docs/reference/statistics-api.md``.
"""
