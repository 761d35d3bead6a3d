"""``python -m tests.spec`` writes the manual of the registration guideline from its examples."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fristed.config.settings")
django.setup()

from tests.spec.manual import PLACE, manual  # noqa: E402  models are loaded after the set-up

PLACE.write_text(manual(), encoding="utf-8")
