"""Install, start and steer the provider; and walk through it as a browser would."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from joserfc.jwk import RSAKey

from fristed.interfaces.web.build import npm
from tests.journeys.site import free_port

HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "node_modules"
STAMP = PACKAGES / ".installed-from"


def install() -> None:
    """Install what the lock file names, each package checked against its hash; nothing if it is there."""
    mark = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    if not (STAMP.is_file() and STAMP.read_text() == mark):
        subprocess.run([npm(), "ci", "--ignore-scripts", "--loglevel=error"], cwd=HERE, check=True)
        STAMP.write_text(mark)


def node() -> str:
    """Find node: the one that belongs to npm, or the machine's."""
    found = shutil.which("node", path=str(Path(npm()).parent)) or shutil.which("node")
    assert found
    return found


@dataclass(slots=True)
class Running:
    """The provider while it runs."""

    issuer: str
    logout_tokens: list[str] = field(default_factory=list)
    browsers: list[httpx.Client] = field(default_factory=list)

    def let_come(self, sub: str, acr: str = "substantial") -> None:
        """Say who the next visitor is, and at which level."""
        httpx.post(f"{self.issuer}/test/who", json={"sub": sub, "acr": acr}, trust_env=False)

    def browser(self) -> httpx.Client:
        """Give a browser that keeps the provider's cookies."""
        self.browsers.append(httpx.Client(trust_env=False))
        return self.browsers[-1]

    def close_browsers(self) -> None:
        """Close every browser that was opened."""
        while self.browsers:
            self.browsers.pop().close()

    def walk(self, address: str, browser: httpx.Client) -> str:
        """Follow the provider's redirects until they lead back to us; give that address."""
        for _ in range(10):
            answer = browser.get(address)
            assert answer.is_redirect, answer.text
            address = str(answer.url.join(answer.headers["location"]))
            if not address.startswith(self.issuer):
                return address
        raise AssertionError("The provider leads nowhere.")


def private_key() -> RSAKey:
    """Make a key that signs."""
    return RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, auto_kid=True)


def client(client_id: str, key: RSAKey, ended: str, **more: Any) -> dict[str, Any]:
    """Give a client as the provider wants to know it."""
    public = key.as_dict(private=False)
    return {
        "client_id": client_id,
        "token_endpoint_auth_method": "private_key_jwt",
        "token_endpoint_auth_signing_alg": "RS256",
        "jwks": {"keys": [public]},
        "redirect_uris": ["http://testserver/sign-in/provider/return/"],
        "post_logout_redirect_uris": ["http://testserver/sign-in/"],
        "backchannel_logout_uri": ended,
        "backchannel_logout_session_required": True,
        "response_types": ["code"],
        "grant_types": ["authorization_code"],
        **more,
    }


@contextmanager
def catching(tokens: list[str]) -> Iterator[str]:
    """Catch what the provider sends when a session has ended there; give the address to send it to."""

    class Catcher(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            tokens.append(parse_qs(text)["logout_token"][0])
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_words: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Catcher)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def provider(
    clients: dict[str, RSAKey], *, signing: RSAKey | None = None, port: int = 0, **more: Any
) -> Iterator[Running]:
    """Run the provider until the block ends."""
    port = port or free_port()
    running = Running(f"http://127.0.0.1:{port}")
    with catching(running.logout_tokens) as ended:
        asked = {
            "issuer": running.issuer,
            "clients": [client(name, key, ended, **more) for name, key in clients.items()],
            "jwks": {"keys": [(signing or private_key()).as_dict(private=True)]},
        }
        words = [node(), "server.mjs"]
        with subprocess.Popen(
            words, cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as server:
            assert server.stdin
            assert server.stdout
            server.stdin.write(json.dumps(asked))
            server.stdin.close()
            said = ""
            try:
                for line in server.stdout:
                    said += line
                    if line.strip() == "ready":
                        break
                else:
                    raise AssertionError(f"The provider did not start: {said}")
                yield running
            finally:
                running.close_browsers()
                server.terminate()
                server.wait(timeout=30)


def query_of(address: str) -> dict[str, str]:
    """Give the parameters of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


if __name__ == "__main__":
    install()
    print("The provider for the tests is installed.", file=sys.stderr)
