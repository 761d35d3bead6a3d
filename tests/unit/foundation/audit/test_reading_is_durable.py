"""That somebody has read is on record for good, or nothing is read."""

from __future__ import annotations

import pytest
from django.db import transaction

from fristed.foundation.audit.actions import record_read
from tests.spec.cast import AUD
from tests.unit.interfaces.web.visitors import AT


@pytest.mark.django_db(transaction=True)
def test_a_reading_inside_another_transaction_is_refused_as_it_might_be_undone() -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        record_read(event="case.read", by=AUD, at=AT)
