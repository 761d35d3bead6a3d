"""Events: in order, signed, without content, to open hosts on a list alone, again and again until taken."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.http import HttpResponse
from standardwebhooks import Webhook, WebhookVerificationError

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.access.models import Block
from fristed.foundation.identity.clients.actions import revoke_client
from fristed.foundation.identity.clients.models import Target
from fristed.foundation.identity.clients.rules import MOST_TRIES
from fristed.foundation.identity.clients.targets import NotToldThere, place_of
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import NotPermitted
from fristed.interfaces.api.casework import events, telling
from fristed.interfaces.api.casework.telling import tell_clients
from fristed.interfaces.web import middleware
from fristed.interfaces.web.requests import door_clock
from tests.unit.interfaces.api.casework.machines import Machine, machine, noted, owner, registered
from tests.unit.interfaces.web.visitors import AT

pytestmark = pytest.mark.django_db
ADDRESS = "https://told.example/fristed"
OPEN = "93.184.216.34"


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr(middleware, "door_clock", lambda: AT)
    monkeypatch.setattr(telling, "place_of", lambda address: place_of(address, resolve=lambda *_: [OPEN]))
    settings.WEBHOOK_HOSTS = ["told.example", "127.0.0.1:8443", "inside.example"]


@dataclass
class OtherSide:
    """Takes what is sent, or answers with another status."""

    status: int = 204
    got: list[tuple[bytes, dict[str, str]]] = field(default_factory=list)

    def __call__(self, _place: Any, body: bytes, headers: dict[str, str]) -> int:
        self.got.append((body, headers))
        return self.status

    def ids(self) -> list[str]:
        return [json.loads(body)["id"] for body, _headers in self.got]


def set_up(one: Machine, address: str = ADDRESS) -> str:
    answer = one.ask("put", "/target", {"address": address})
    assert answer.status_code == 200, answer.content
    return str(answer.json()["secret"])


def events_of(one: Machine, after: str = "0") -> list[dict[str, str]]:
    return list(one.get(f"/events?after={after}").json()["events"])


def test_what_is_sent_is_an_id_and_a_time_signed_and_nothing_else() -> None:
    one, other = machine(), OtherSide()
    secret = set_up(one)
    case = registered(one)
    assert tell_clients(by=SYSTEM, at=AT, send=other) == 1
    [(body, headers)] = other.got
    assert json.loads(body).keys() == {"id", "at"}
    assert case not in str(other.got)
    told = {**headers, "webhook-timestamp": str(int(door_clock().timestamp()))}
    signed = Webhook(secret).sign(headers["webhook-id"], door_clock(), body.decode())
    Webhook(secret).verify(body, {**told, "webhook-signature": signed})
    assert headers["webhook-signature"] == Webhook(secret).sign(headers["webhook-id"], AT, body.decode())
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body + b" ", told)


def test_the_client_asks_and_gets_the_kind_and_the_case_if_it_may_still_see_it() -> None:
    one, other = machine(), OtherSide()
    set_up(one)
    case = registered(one)
    tell_clients(by=SYSTEM, at=AT, send=other)
    [event] = events_of(one, after=str(int(other.ids()[0]) - 1))
    assert (event["id"], event["kind"], event["reference"]) == (other.ids()[0], "case.registered", case)
    account = one.actor().account_id
    Block.objects.create(service="KT", reference=case, account_id=account, blocked_at=AT, blocked_by="gro")
    assert events_of(one) == []


def test_what_happens_elsewhere_is_told_to_nobody_here() -> None:
    one, elsewhere, other = machine("KT"), machine("MR"), OtherSide()
    set_up(one)
    registered(elsewhere, "MR")
    assert tell_clients(by=SYSTEM, at=AT, send=other) == 0
    assert (events_of(one), other.got) == ([], [])


def test_a_note_that_is_not_for_the_client_is_no_event() -> None:
    one, colleague = machine(), machine()
    case = registered(one)
    body = {"on_date": "2026-11-20", "visibility": "author_and_leader", "text": "For one."}
    colleague.post(f"/cases/{case}/notes", body)
    noted(colleague, case)
    kinds = [event["kind"] for event in events_of(one)]
    assert kinds == ["case.registered", "journal.written"]
    assert len(events_of(colleague)) == 3


def test_where_a_page_of_events_ends_tells_nothing_of_what_is_out_of_reach() -> None:
    one, elsewhere = machine("KT"), machine("MR")
    mine = registered(one)
    for _ in range(3):
        registered(elsewhere, "MR")
    again = registered(one)

    def leafed() -> list[dict[str, Any]]:
        pages = [one.get("/events?limit=1").json()]
        while pages[-1]["has_more"]:
            pages.append(one.get(f"/events?limit=1&after={pages[-1]['next']}").json())
        return pages

    pages = leafed()
    assert [[event["reference"] for event in page["events"]] for page in pages] == [[mine], [again]]
    assert pages[0]["next"] == pages[0]["events"][0]["id"]
    registered(elsewhere, "MR")
    assert len(leafed()) == 2


def test_events_are_found_behind_more_lines_than_one_look_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "AT_ONCE", 2)
    one, elsewhere = machine("KT"), machine("MR")
    for _ in range(5):
        registered(elsewhere, "MR")
    case = registered(one)
    assert [event["reference"] for event in events_of(one)] == [case]
    monkeypatch.setattr(events, "MOST_LOOKS", 2)
    page = one.get("/events").json()
    assert (page["events"], page["has_more"]) == ([], True)


def test_what_is_not_taken_is_sent_again_later_and_later_and_in_its_order() -> None:
    one, other = machine(), OtherSide(status=500)
    set_up(one)
    case = registered(one)
    noted(one, case)
    at, waits = AT, []
    for _ in range(5):
        assert tell_clients(by=SYSTEM, at=at, send=other) == 0
        next_at = Target.objects.get().next_at
        waits.append((next_at - at).total_seconds())
        assert tell_clients(by=SYSTEM, at=next_at - timedelta(seconds=1), send=other) == 0
        at = next_at
    assert waits == [30, 60, 120, 240, 480]
    assert len(set(other.ids())) == 1
    other.status = 200
    assert tell_clients(by=SYSTEM, at=at, send=other) == 2
    assert other.ids()[-2:] == sorted(other.ids()[-2:], key=int)
    assert tell_clients(by=SYSTEM, at=at, send=other) == 0
    assert Target.objects.get().failed == 0


def test_after_too_many_failures_nothing_more_is_sent_until_it_is_asked_for_anew() -> None:
    one, other = machine(), OtherSide(status=404)
    set_up(one)
    registered(one)
    at = AT
    for _ in range(MOST_TRIES + 3):
        tell_clients(by=SYSTEM, at=at, send=other)
        at = max(at, Target.objects.get().next_at)
    assert len(other.got) == MOST_TRIES
    assert one.get("/target").json()["is_resting"]
    assert AuditLine.objects.filter(event="client.target_rests").count() == 1
    set_up(one)
    registered(one)
    other.status = 204
    assert tell_clients(by=SYSTEM, at=at, send=other) == 1


def test_a_slow_host_holds_up_nothing_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other, clock = machine(), OtherSide(), iter(range(0, 1000, 9))
    set_up(one)
    for _ in range(5):
        registered(one)
    monkeypatch.setattr(telling, "monotonic", lambda: float(next(clock)))
    assert tell_clients(by=SYSTEM, at=AT, send=other) == 2
    assert tell_clients(by=SYSTEM, at=AT, send=other) == 2
    assert tell_clients(by=SYSTEM, at=AT, send=other) == 1
    assert len(set(other.ids())) == 5


def test_a_revoked_client_is_told_nothing() -> None:
    one, other = machine(), OtherSide()
    set_up(one)
    registered(one)
    revoke_client(key=one.key, by=owner(), at=AT)
    assert tell_clients(by=SYSTEM, at=AT, send=other) == 0
    assert not Target.objects.exists()


def test_who_is_revoked_while_being_told_is_told_no_more() -> None:
    one, got = machine(), list[bytes]()
    set_up(one)
    for _ in range(3):
        registered(one)

    def revoking(_place: Any, body: bytes, _headers: dict[str, str]) -> int:
        got.append(body)
        revoke_client(key=one.key, by=owner(), at=AT)
        return 204

    assert tell_clients(by=SYSTEM, at=AT, send=revoking) == len(got) == 1


def test_only_the_clock_tells() -> None:
    one = machine()
    set_up(one)
    registered(one)
    with pytest.raises(NotPermitted):
        tell_clients(by=owner(), at=AT, send=OtherSide())


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/",
        "https://told.example:444/",
        "https://told.example.evil.example/",
        "https://user:word@told.example/",
        "https://told.example/#part",
        "https://127.0.0.1/",
        "https://[::1]:8443/",
    ],
)
def test_only_hosts_on_the_list_can_be_named(address: str) -> None:
    answer = machine().ask("put", "/target", {"address": address})
    assert answer.status_code == 422
    assert not Target.objects.exists()


def test_only_tls_can_be_named() -> None:
    assert machine().ask("put", "/target", {"address": "http://told.example/"}).status_code == 400


@pytest.mark.parametrize(
    "found",
    [
        *("10.0.0.1", "192.168.1.1", "172.16.0.9", "127.0.0.1", "169.254.169.254", "0.0.0.0"),
        *("::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "224.0.0.1", "100.64.0.1"),
        *("64:ff9b::a00:1", "2002:a00:1::1", "2001:0:a00:1::", "::10.0.0.1", "ff02::1"),
    ],
)
def test_a_name_that_leads_into_a_private_network_is_not_followed(found: str) -> None:
    for resolved in ([found], [OPEN, found]):
        with pytest.raises(NotToldThere):
            place_of("https://inside.example/", resolve=lambda *_, ips=resolved: ips)
    for open_one in (OPEN, "2606:2800:220:1::1"):
        assert place_of("https://inside.example/", resolve=lambda *_, ip=open_one: [ip]).ip == open_one


def test_this_machine_is_told_only_where_the_list_has_its_number() -> None:
    assert place_of("https://127.0.0.1:8443/x?y=1").path == "/x?y=1"
    with pytest.raises(NotToldThere):
        place_of("https://127.0.0.1:8444/")


@contextmanager
def listening(folder: Path, *, redirects: bool = False) -> Iterator[tuple[int, Path, list[Any]]]:
    """Listen on this machine by TLS, with a certificate of its own; give port, certificate and what came."""
    got: list[Any] = []

    class Takes(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append((self.path, body, dict(self.headers)))
            self.send_response(307 if redirects else 204)
            if redirects:
                self.send_header("Location", "https://127.0.0.1:1/elsewhere")
            self.end_headers()

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    certificate = certified(folder)
    server = HTTPServer(("127.0.0.1", 0), Takes)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port, certificate, got
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def certified(folder: Path) -> Path:
    """Make a certificate for 127.0.0.1 and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "told")])
    now = door_clock()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, SHA256())
    )
    forms = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / "told.pem"
    path.write_bytes(key.private_bytes(*forms) + made.public_bytes(serialization.Encoding.PEM))
    return path


def test_it_is_sent_by_tls_to_a_host_that_proves_itself(tmp_path: Path, settings: Any) -> None:
    with listening(tmp_path) as (port, certificate, got):
        settings.WEBHOOK_HOSTS, settings.WEBHOOK_CA = [f"127.0.0.1:{port}"], str(certificate)
        place = place_of(f"https://127.0.0.1:{port}/take")
        assert telling._sent(place, b"{}", {"webhook-id": "x"}) == 204
        [(path, body, headers)] = got
        assert (path, body, headers["webhook-id"]) == ("/take", b"{}", "x")
        settings.WEBHOOK_CA = ""
        with pytest.raises(telling.httpx.HTTPError):
            telling._sent(place, b"{}", {})
        assert len(got) == 1


def test_nobody_is_followed_elsewhere(tmp_path: Path, settings: Any) -> None:
    with listening(tmp_path, redirects=True) as (port, certificate, got):
        settings.WEBHOOK_HOSTS, settings.WEBHOOK_CA = [f"127.0.0.1:{port}"], str(certificate)
        assert telling._sent(place_of(f"https://127.0.0.1:{port}/"), b"{}", {}) == 307
        assert len(got) == 1


def test_a_host_that_is_away_is_no_fault_of_ours(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as looking:
        looking.bind(("127.0.0.1", 0))
        port = looking.getsockname()[1]
    settings.WEBHOOK_HOSTS = [f"127.0.0.1:{port}"]
    monkeypatch.setattr(telling, "place_of", place_of)
    one = machine()
    set_up(one, f"https://127.0.0.1:{port}/")
    registered(one)
    assert tell_clients(by=SYSTEM, at=AT) == 0
    assert Target.objects.get().failed == 1


def test_the_target_is_shown_and_taken_away_and_its_secret_never_again() -> None:
    one = machine()
    secret = set_up(one)
    answer: HttpResponse = one.get("/target")
    assert answer.json() == {"address": ADDRESS, "failed": 0, "is_resting": False}
    assert secret not in str(vars(Target.objects.get()))
    assert one.ask("delete", "/target").status_code == 204
    assert one.get("/target").status_code == 404
