"""Colours that stay apart in grey print and for colour-blind readers.

Dark blue, burnt orange and sea green differ in lightness as well as in hue; each has a contrast of at least
3:1 against white (WCAG 2.2, 1.4.11). Two categories of one service are dark and light of the same blue, the
light one with a dark outline.
"""

from __future__ import annotations

INK = "#1b2733"
QUIET = "#5b6875"
DARK = "#12436d"
LIGHT = "#b9d3ea"
SERVICE_COLOURS = {"KT": "#12436d", "MR": "#c8531b", "SU": "#2d9687"}
