"""One address fetched over HTTP: bounded in size and time, and never led where it should not go.

The address that a person names may be anywhere. Where a server sends us from there must be http or https and a public address; a loopback address
may lead to loopback addresses. Names are resolved once, and the address that was checked is the one that is connected to. Proxies are not used.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from importlib import metadata
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from frontmap.errors import InputError

__all__ = ["Answer", "Bounds", "FetchError", "fetch", "user_agent"]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HOPS = 5
_SAFE = "/%:=&?~+!$,;'@()*"
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class FetchError(InputError):
    """An address that cannot be fetched."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much an answer may take: bytes, seconds between two pieces of it, and seconds in all."""

    size: int = 20_000_000
    silence_s: float = 20.0
    all_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: status, headers with small names, the body, and the address that it came from after all redirects."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


def user_agent() -> str:
    """Return by what name and version frontmap asks."""
    return f"frontmap/{metadata.version('frontmap')} (feed reader)"


def fetch(url: str, headers: Mapping[str, str], bounds: Bounds, before: Callable[[str], None] = lambda _: None) -> Answer:
    """Return what the server at an address says, redirects followed.

    Parameters
    ----------
    before : callable
        Called with each address before it is asked, so that it may wait, or refuse by raising FetchError.

    Raises
    ------
    FetchError
        If the address is none, leads where it must not, or the answer does not come whole within the bounds.
    """
    near = False
    for hop in range(_HOPS + 1):
        parts = _parts(url)
        address = _resolve(parts, trusted=hop == 0, near=near)
        near = near or (hop == 0 and address.is_loopback)
        before(url)
        answer = _ask(parts, str(address), headers, bounds, url)
        location = answer.headers.get("location")
        if answer.status not in _REDIRECTS or not location:
            return answer
        try:
            url = urljoin(url, location)
        except ValueError:  # "http://[::1": _parts would say the same of it
            raise FetchError(f"leads to {location!r:.200}: expected an address that begins with http:// or https://") from None
    raise FetchError(f"was redirected more than {_HOPS} times: check the address")


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise FetchError(f"leads to {url!r:.200}: expected an address that begins with http:// or https://")
    return parts


def _resolve(parts: SplitResult, *, trusted: bool, near: bool) -> _Address:
    """Return the address to connect to, all of a name's addresses being allowed; the first hop is trusted."""
    host = parts.hostname or ""
    try:
        found = socket.getaddrinfo(host.encode("idna").decode() if not host.isascii() else host, _port(parts), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"cannot be reached: no address is known for {host!r} ({error})") from None
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    for address in addresses if not trusted else ():
        plain = getattr(address, "ipv4_mapped", None) or address
        if not ((plain.is_global and not plain.is_multicast) or (near and plain.is_loopback)):
            raise FetchError(f"leads to {host} ({address}), which is no public address: name that address itself if it is meant")
    return addresses[0]


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _ask(parts: SplitResult, address: str, headers: Mapping[str, str], bounds: Bounds, url: str) -> Answer:
    host, port = parts.hostname or "", _port(parts)
    target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    try:
        with closing(socket.create_connection((address, port), bounds.silence_s)) as plain:
            alarm = threading.Timer(bounds.all_s, _hang_up, (plain,))  # a server may send a byte at a time
            alarm.start()
            try:
                return _exchange(_secured(plain, parts), f"{host}:{port}" if parts.port else host, target, headers, bounds, url)
            finally:
                alarm.cancel()
    except FetchError:
        raise
    except TimeoutError:
        raise FetchError(f"did not answer within {bounds.silence_s:g} s: try again later") from None
    except (http.client.HTTPException, OSError, ValueError, zlib.error) as error:
        raise FetchError(f"broke off or sent no proper answer ({type(error).__name__}: {error}): try again later") from None


def _hang_up(plain: socket.socket) -> None:
    with suppress(OSError):
        plain.shutdown(socket.SHUT_RDWR)


def _secured(plain: socket.socket, parts: SplitResult) -> socket.socket:
    return ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname) if parts.scheme == "https" else plain


def _exchange(link: socket.socket, host: str, target: str, headers: Mapping[str, str], bounds: Bounds, url: str) -> Answer:
    connection = http.client.HTTPConnection(host)
    connection.sock = link
    connection.putrequest("GET", target, skip_host=True, skip_accept_encoding=True)
    for name, value in {"Host": host, "User-Agent": user_agent(), "Accept-Encoding": "gzip", "Connection": "close", **headers}.items():
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    body = bytearray()
    while piece := response.read1(1 << 16):
        body += piece
        if len(body) > bounds.size:
            raise FetchError(f"is larger than {bounds.size:,} bytes: expected a feed")
    if response.length:
        raise FetchError(f"was cut off {response.length:,} bytes before its end: try again later")
    told = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, told, _plain(bytes(body), told.get("content-encoding", ""), bounds.size), url)


def _plain(body: bytes, encoding: str, limit: int) -> bytes:
    if encoding.lower() not in {"gzip", "x-gzip", "deflate"} or not body:
        return body
    inflate = zlib.decompressobj(wbits=47)
    found = inflate.decompress(body, limit + 1)
    if len(found) > limit:
        raise FetchError(f"is larger than {limit:,} bytes: expected a feed")
    if not inflate.eof:
        raise FetchError("was cut off before its end: try again later")
    return found
