"""Prints the reference page of roles and permissions: ``python -m fristed.foundation.identity``."""

import sys

from fristed.foundation.identity.reference import permissions_page

sys.stdout.write(permissions_page())
