"""Casework for clients: thin doors over the verbs and queries that the pages call too.

A client comes with a token and no cookie. What it may is its role, narrowed by its scopes; which cases it
reaches is the one decision of access. See ``docs/reference/casework-api.md``.
"""
