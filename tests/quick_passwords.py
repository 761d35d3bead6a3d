"""Argon2 as the product uses it, at the smallest cost there is: most tests only need somebody to sign in."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The same algorithm and the same form, without the work that a guesser is to be given."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
