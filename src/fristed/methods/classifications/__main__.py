"""Prints the reference page of the code lists: ``python -m fristed.methods.classifications``."""

import sys

from fristed.methods.classifications.reference import reference_page

sys.stdout.write(reference_page())
