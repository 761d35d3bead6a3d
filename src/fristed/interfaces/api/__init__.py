"""The doors for programs: official statistics for everybody, and casework for clients with a token.

The first gives what PxWebApi version 2 gives, to be read and no more: ``docs/reference/statistics-api.md``.
The second calls the same verbs and queries as the pages: ``docs/reference/casework-api.md``.
"""
