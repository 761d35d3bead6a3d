"""Backups: both databases and the printed files, sealed to two people or more, and put back.

The root key, the key of sessions and the key that signs the trail are never in a backup. The key database is
in a part of its own, so that it can be kept shortly and elsewhere.
"""
