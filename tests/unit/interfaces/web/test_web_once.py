"""Two presses make one case, also when they arrive together (on SQLite: in the journeys, on a file)."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connections

from fristed.casework.cases.actions import RegistrationRefused
from fristed.casework.cases.models import Case
from fristed.interfaces.web.models import AnsweredForm
from fristed.interfaces.web.once import REMEMBERED, carry_out_once, new_token
from tests.unit.interfaces.web.test_web_case_pages import filled
from tests.unit.interfaces.web.visitors import AT, visitor

PRESSES = 4


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_presses_that_arrive_together_make_one_case() -> None:
    clients = [visitor("aud") for _ in range(PRESSES)]
    together = threading.Barrier(PRESSES)

    def press(client: object) -> str:
        together.wait()
        try:
            return str(client.post("/cases/new/", filled()).url)  # type: ignore[attr-defined]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PRESSES) as pool:
        led_to = set(pool.map(press, clients))
    assert Case.objects.count() == 1
    assert led_to == {f"/cases/{Case.objects.get().reference}/"}


def request_at(account_id: int = 1, days: int = 0) -> SimpleNamespace:
    """Give as much of a request as is needed: who, and when."""
    return SimpleNamespace(actor=SimpleNamespace(account_id=account_id), at=AT + timedelta(days=days))


@pytest.mark.django_db
def test_what_was_refused_may_be_sent_again() -> None:
    def refuse() -> str:
        raise RegistrationRefused([])

    with pytest.raises(RegistrationRefused):
        carry_out_once(request_at(), "token", refuse)  # type: ignore[arg-type]
    assert not AnsweredForm.objects.exists()
    assert carry_out_once(request_at(), "token", lambda: "done") == "done"  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_form_is_remembered_for_a_while_and_then_forgotten() -> None:
    carry_out_once(request_at(), "token", lambda: "first")  # type: ignore[arg-type]
    later = request_at(days=REMEMBERED.days - 1)
    assert carry_out_once(later, "token", lambda: "second") == "first"  # type: ignore[arg-type]
    much_later = request_at(days=REMEMBERED.days + 1)
    carry_out_once(much_later, "other", lambda: "third")  # type: ignore[arg-type]
    assert [form.reference for form in AnsweredForm.objects.all()] == ["third"]


@pytest.mark.django_db
def test_a_fault_in_the_database_that_is_not_a_second_press_is_not_hidden() -> None:
    def clash() -> str:
        AnsweredForm.objects.create(account_id=9, token="same", reference="", answered_at=AT)
        AnsweredForm.objects.create(account_id=9, token="same", reference="", answered_at=AT)
        return "never"

    with pytest.raises(Exception, match=r"(?i)unique"):
        carry_out_once(request_at(), "token", clash)  # type: ignore[arg-type]
    assert not AnsweredForm.objects.exists()


def test_tokens_do_not_repeat() -> None:
    assert len({new_token() for _ in range(200)}) == 200
