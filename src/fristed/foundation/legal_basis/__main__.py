"""Prints the reference page of modes and fields: ``python -m fristed.foundation.legal_basis``."""

import sys

from fristed.foundation.legal_basis.reference import legal_basis_page

sys.stdout.write(legal_basis_page())
