"""Which addresses a crawl may talk to, and sockets that keep to it and to a deadline.

The check stands at the socket: the address that is connected to is the one that was checked, so neither a redirect nor
a name server that answers differently the second time gets round it. Deadlines stand there too, since a server that
sends one byte a second never trips a plain socket timeout.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlsplit

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from cppcc_archive.crawl import tls
from cppcc_archive.crawl.response import WireResponse
from cppcc_archive.errors import RefusedError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_METADATA = frozenset(
    map(ipaddress.ip_address, ("169.254.169.254", "168.63.129.16", "100.100.100.200", "fd00:ec2::254"))
)
"""Where clouds answer with a machine's credentials; two of them are not in a private range."""

_EMBEDDING = tuple(
    map(
        ipaddress.ip_network,
        ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::ffff:0:0:0/96", "::/96"),
    )
)
"""IPv6 ranges that stand for an IPv4 address (NAT64, 6to4, Teredo, translated, compatible): no site needs them, so they
are refused whole."""

_SPECIAL = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "fec0::/10", "3fff::/20", "5f00::/16", "100::/64")))
"""Ranges for protocols, documentation and former private use that not every Python knows for what they are."""


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """What a site's entry allows. ``allow_private`` opens private and loopback addresses, never metadata services.

    It opens them to the hosts of the entry alone: ``origins`` are these as host and port (empty: to all, for whom no
    page chooses the address).
    """

    allow_private: bool = False
    origins: frozenset[tuple[str, int]] = frozenset()

    def opens(self, host: str, port: int) -> bool:
        """Whether a private address may be asked under this name and port."""
        return self.allow_private and (not self.origins or (host.strip("[]").rstrip(".").lower(), port) in self.origins)

    def refusal(self, address: IPAddress, *, opened: bool | None = None) -> str | None:
        """Why ``address`` must not be connected to, or None; ``opened``: private ones may be (default: as allowed)."""
        address = getattr(address, "ipv4_mapped", None) or address
        if address in _METADATA:
            return "a metadata service's address"
        if address.is_multicast or address.is_unspecified or address.is_link_local:
            return "a multicast, link-local or unspecified address"
        if not address.is_loopback and any(address in network for network in _EMBEDDING):
            return "an IPv6 address that stands for an IPv4 one"
        if any(address in network for network in _SPECIAL):
            return "an address of a special range"
        if (self.allow_private if opened is None else opened) or address.is_global:
            return None
        if self.allow_private:
            return "a private or loopback address, and not a host of this site (its entry names hosts and ports)"
        return "a private or loopback address (allow_private_address in the site's entry opens it)"

    def check(self, address: str, host: str, port: int) -> None:
        """Raise RefusedError unless a connection to the numeric ``address`` is allowed for ``host`` and ``port``."""
        where = host
        why = self.refusal(ipaddress.ip_address(address.partition("%")[0]), opened=self.opens(host, port))
        if why:
            raise RefusedError(f"{where}: {address} is {why}")

    def check_url(self, url: str) -> None:
        """Refuse what can be told from the URL alone: the scheme, and hosts that are addresses, however spelt."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"}:
            raise RefusedError(f"{parts.scheme or 'no'} scheme: only http and https are fetched")
        if "@" in parts.netloc:
            raise RefusedError("addresses with a user name are not fetched")
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
        why = _name_refusal(self, (parts.hostname or "").rstrip("."), port)
        if why:
            raise RefusedError(why)


@lru_cache(maxsize=4096)
def _name_refusal(policy: AddressPolicy, host: str, port: int) -> str | None:
    """Why a URL's host must not be asked, as far as its spelling tells."""
    literal = _literal(host)
    if literal is not None:
        try:
            policy.check(literal, host, port)
        except RefusedError as error:
            return str(error)
    elif not policy.opens(host, port) and (host == "localhost" or host.endswith(".localhost")):
        return f"{host}: names this machine"
    return None


def _literal(host: str) -> str | None:
    """The address ``host`` spells, also in the old forms a resolver takes (``127.1``, ``0x7f.1``, ``2130706433``)."""
    try:
        return str(ipaddress.ip_address(host.partition("%")[0]))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None


def numeric_host(host: str) -> str | None:
    """The address that a URL's host spells, in its usual form; None for a name."""
    literal = _literal(host)
    if literal is None:
        return None
    address = ipaddress.ip_address(literal)
    return str(getattr(address, "ipv4_mapped", None) or address)


def is_loopback_url(url: str) -> bool:
    """Whether the URL's host is this machine by its spelling alone (no name is resolved)."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    literal = _literal(host)
    return host == "localhost" if literal is None else ipaddress.ip_address(literal).is_loopback


class HangUp:
    """Ends exchanges from another thread: the sockets they wait at are shut down, and no new one is opened."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self.is_over = False

    def watch(self, sock: socket.socket) -> None:
        """Take in a socket before it waits for anything. Raises ConnectionAbortedError when all is over."""
        with self._lock:
            if self.is_over:
                raise ConnectionAbortedError("the run is being ended")
            self._sockets.add(sock)

    def all(self) -> None:
        """Hang up, for good."""
        with self._lock:
            self.is_over = True
            for sock in self._sockets:
                with suppress(OSError):  # closed already
                    socket.socket.shutdown(sock, socket.SHUT_RDWR)


class _Clock(threading.local):
    end = float("inf")
    idle = 30.0
    hang_up: HangUp | None = None


_clock = _Clock()


@contextmanager
def time_limit(seconds: float, idle: float, hang_up: HangUp | None = None) -> Iterator[None]:
    """Bound everything this thread's guarded sockets do: ``seconds`` in all, ``idle`` seconds for one wait, and nothing
    after ``hang_up``."""
    before = _clock.end, _clock.idle, _clock.hang_up
    _clock.end, _clock.idle, _clock.hang_up = time.monotonic() + seconds, idle, hang_up
    try:
        yield
    finally:
        _clock.end, _clock.idle, _clock.hang_up = before


def extend_limit(seconds: float) -> None:
    """Start the clock of :func:`time_limit` anew: the headers came, the body has its own time."""
    _clock.end = time.monotonic() + seconds


def _wait() -> float:
    left = _clock.end - time.monotonic()
    if left <= 0:
        raise TimeoutError("the exchange's time is up")
    return min(left, _clock.idle)


class _Timed(socket.socket):
    """A socket whose waits end with the thread's clock.

    Setting a timeout lets other threads in, which costs more than the call itself: it is left alone while it is right,
    and while it would overrun the clock by less than a tenth.
    """

    def settimeout(self, value: float | None) -> None:
        if value != self.gettimeout():
            super().settimeout(value)

    def recv_into(self, *args: Any) -> int:
        left, current = _wait(), self.gettimeout()
        if current is None or current > left + 0.1 * _clock.idle:
            super().settimeout(left)
        read = super().recv_into(*args)
        if not read and _clock.hang_up is not None and _clock.hang_up.is_over:
            raise ConnectionAbortedError("the run is being ended")  # no end of a body: we hung up
        return read


MOST_ADDRESSES = 6
"""Addresses of one name that are tried."""

_answered: dict[tuple[str, int], Any] = {}
"""The address of a host (with port) that answered last, where it has several."""


class _Socket(_Timed):
    pass


class _TLSSocket(_Timed, ssl.SSLSocket):
    def do_handshake(self, block: bool = False) -> None:
        _watch(self)  # the plain socket under it was taken over, and is none any more
        super().do_handshake(block)


def _watch(sock: socket.socket) -> None:
    if _clock.hang_up is not None:
        _clock.hang_up.watch(sock)


def connect(host: str, port: int, policy: AddressPolicy | None) -> socket.socket:
    """Connect to the first address of ``host`` that answers; every address is checked before anything is sent to it.

    Each has its share of the time that is left: one that swallows everything (a broken IPv6 route) must not take the
    others' chance. The one that answered is tried first from then on. ``policy`` None is for the operator's own proxy.
    Raises RefusedError, OSError (as ``socket.create_connection``).
    """
    found = socket.getaddrinfo(host.strip("[]"), port, 0, socket.SOCK_STREAM)
    addresses = sorted(dict.fromkeys(found), key=lambda one: one[4] != _answered.get((host, port)))
    last: OSError | None = None
    for number, (family, kind, proto, _, address) in enumerate(addresses[:MOST_ADDRESSES]):
        if policy is not None:
            policy.check(str(address[0]), host, port)
        sock = _Socket(family, kind, proto)
        try:
            _watch(sock)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            left = len(addresses[:MOST_ADDRESSES]) - number
            sock.settimeout(_wait() / left if left > 1 else _wait())
            sock.connect(address)
        except OSError as error:
            sock.close()
            last = error
        else:
            if len(addresses) > 1:
                _answered[host, port] = address
            return sock
    raise last or OSError(f"{host}: the name has no address")


@cache
def _pools(policy: AddressPolicy) -> dict[str, type[HTTPConnectionPool]]:
    """urllib3 pool classes whose connections go through :func:`connect` under ``policy``."""

    def new_connection(self: HTTPConnection) -> socket.socket:
        try:
            return connect(self._dns_host, self.port, None if self.proxy else policy)
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        except TimeoutError as error:
            raise ConnectTimeoutError(self, f"connecting to {self.host} timed out") from error
        except OSError as error:
            raise NewConnectionError(self, f"connecting to {self.host} failed: {error}") from error

    methods = {"_new_conn": new_connection, "response_class": WireResponse}
    http = type("_GuardedConnection", (HTTPConnection,), methods)
    https = type("_GuardedTLSConnection", (HTTPSConnection,), methods)
    return {
        "http": type("_GuardedPool", (HTTPConnectionPool,), {"ConnectionCls": http}),
        "https": type("_GuardedTLSPool", (_QuietTLSPool,), {"ConnectionCls": https}),
    }


class _QuietTLSPool(HTTPSConnectionPool):
    def _validate_conn(self, conn: Any) -> None:
        """Connect, without a warning on every request that an entry with ``insecure_tls`` makes."""
        if conn.is_closed:
            conn.connect()


class GuardedAdapter(HTTPAdapter):
    """A requests adapter with one guarded connection a host; the proxy, if any, is the operator's and is not judged."""

    def __init__(self, policy: AddressPolicy, insecure_tls: bool = False, ca: str | None = None) -> None:
        self._policy, self._insecure, self._ca = policy, insecure_tls, ca
        # Never block: one request at a time is the gate's affair, and a wait inside the pool has no end.
        super().__init__(pool_connections=4, pool_maxsize=1, max_retries=0, pool_block=False)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:
        super().init_poolmanager(connections, maxsize, block, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self._policy)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        # No context here: it is made for a TLS host, below. Reading the certificates for the others as well was
        # counted into the first answer's time.
        manager = super().proxy_manager_for(proxy, **kwargs)
        manager.pool_classes_by_scheme = _pools(self._policy)
        return manager

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
        """As requests does it, with our context for a TLS host: made when one is asked for, and not before."""
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        if host["scheme"] == "https":
            return host, {"ssl_context": self._context()}
        return host, pool

    def _context(self) -> ssl.SSLContext:
        made = tls.context(self._insecure, self._ca)
        made.sslsocket_class = _TLSSocket
        return made

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """The context above decides; requests would load the certificate bundle anew for every connection."""
