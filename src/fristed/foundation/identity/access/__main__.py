"""Prints the reference page of the access rules: ``python -m fristed.foundation.identity.access``."""

import sys

from fristed.foundation.identity.access.reference import access_rules_page

sys.stdout.write(access_rules_page())
