"""Which addresses may be told that something has happened: hosts on a list, by TLS, no private network."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

HTTPS = 443
OPEN_IPV6 = IPv6Network("2000::/3")
Resolve = Callable[[str, int], list[str]]


class NotToldThere(Exception):
    """Nothing is sent there: the host is on no list any more, or leads into a private network."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to connect: an address that has been looked at, and the host it must prove to be."""

    ip: str
    host: str
    port: int
    path: str


def allowed_hosts() -> frozenset[str]:
    """Give the hosts that may be told; one may be written with its port."""
    return frozenset(one.strip().lower() for one in settings.WEBHOOK_HOSTS if one.strip())


def problem_of_address(address: str) -> Iterator[str]:
    """Say what is wrong with an address, if anything is; it is not looked up."""
    parts = _parts(address)
    if parts is None:
        yield "address"
    elif not _is_listed(parts):
        yield "host"


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        has_port = parts.port is not None or parts.port is None
    except ValueError:
        return None
    is_plain = address.isascii() and address.isprintable() and not set(address) & set(' \\"<>')
    is_ours = parts.scheme == "https" and parts.hostname and not (parts.username or parts.password)
    return parts if is_plain and is_ours and has_port and not parts.fragment else None


def _is_listed(parts: SplitResult) -> bool:
    host, port = (parts.hostname or "").lower(), parts.port or HTTPS
    named = {f"{host}:{port}"} | ({host} if port == HTTPS else set())
    return bool(named & allowed_hosts())


def addresses_of(host: str, port: int) -> list[str]:
    """Look a host up."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(one[4][0]) for one in found]


def place_of(address: str, *, resolve: Resolve = addresses_of) -> Place:
    """Give where to connect to for an address; what is connected to is what has been looked at.

    An address within the machine is left out, as one in a private network, unless it is written on the list
    as such: what is looked up can be changed by whoever has the name.

    Raises
    ------
    NotToldThere
        If it is on no list, is not found, or leads anywhere but into the open network.
    """
    parts = _parts(address)
    if parts is None or not _is_listed(parts):
        raise NotToldThere(str(NotToldThere.__doc__))
    host, port = (parts.hostname or "").lower(), parts.port or HTTPS
    try:
        found = resolve(host, port)
    except OSError as missing:
        raise NotToldThere("The host is not found.") from missing
    if not found or not all(_is_open(ip) or ip == host for ip in found):
        raise NotToldThere(str(NotToldThere.__doc__))
    path = parts.path or "/"
    return Place(found[0], host, port, f"{path}?{parts.query}" if parts.query else path)


def _is_open(ip: str) -> bool:
    try:
        found = ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        # Outside the open network, or wrapping an old address that a gateway unwraps: 6to4, Teredo, NAT64.
        return found in OPEN_IPV6 and found.is_global and not (found.sixtofour or found.teredo)
    mapped = getattr(found, "ipv4_mapped", None) or found
    return bool(mapped.is_global) and not mapped.is_multicast
