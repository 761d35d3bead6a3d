"""Prints the reference page of tables, figures and numbers: ``python -m fristed.statistics.tabulation``."""

import sys

from fristed.statistics.tabulation.reference import reference_page

sys.stdout.write(reference_page())
