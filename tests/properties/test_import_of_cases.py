"""Whatever faults are planted in a file, exactly these are told, and the corrected file is stored."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from fristed.casework.cases.actions import import_cases
from fristed.casework.cases.models import Case
from fristed.casework.exchange.checking import check_file
from fristed.casework.exchange.selecting import RowsNotChosen, rows_to_store
from fristed.casework.exchange.trial_files import (
    FAULTS,
    FIRST_ROW,
    TODAY,
    csv_of,
    right_rows,
    told,
    with_faults,
)
from tests.spec.cast import CASE_WORKERS, at_ten

OF_EVERY_SERVICE = [fault for fault in FAULTS if fault.text != "friend_or_fellow_pupil"]
PLANTED = st.dictionaries(st.integers(0, 11), st.sampled_from(OF_EVERY_SERVICE), max_size=12)


class Files(TestCase):
    """Each example in a transaction that is undone."""

    @given(
        service=st.sampled_from(["KT", "MR", "SU"]),
        seed=st.integers(0, 10_000),
        faults=PLANTED,
        more=st.booleans(),
    )
    def test_exactly_what_is_planted_is_told_and_the_corrected_file_is_stored(
        self, service: str, seed: int, faults: dict, more: bool
    ) -> None:
        right = right_rows(12 + more, service=service, seed=seed)
        found = check_file(csv_of(with_faults(right, faults)), service=service, on_date=TODAY)
        assert [(one.row, one.field, one.code) for one in found.errors] == told(faults)
        assert found.wrong_rows == tuple(at + FIRST_ROW for at in sorted(faults))
        if faults:
            with pytest.raises(RowsNotChosen):
                rows_to_store(found, ())
        file = csv_of(right)
        with transaction.atomic():
            stored = import_cases(
                drafts=rows_to_store(check_file(file, service=service, on_date=TODAY), ()),
                service=service,
                file_sha256=file.sha256,
                left_out=0,
                by=CASE_WORKERS[service],
                at=at_ten(TODAY),
            )
            assert Case.objects.count() == stored.cases == len(right)
            transaction.set_rollback(True)
