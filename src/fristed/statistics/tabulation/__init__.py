"""Tabulation: tables, figures and numbers as data, and the engine that counts them from anonymous facts.

``layout`` and ``numbers`` are definitions and may be read by anyone. ``counting`` gives unprotected counts;
only ``statistics.releases`` may call it.
"""
