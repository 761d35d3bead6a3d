"""Prints the reference page of the numbers of the chain: ``python -m fristed.statistics.chains``."""

import sys

from fristed.statistics.chains.reference import reference_page

sys.stdout.write(reference_page())
