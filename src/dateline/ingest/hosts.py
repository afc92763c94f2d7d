"""Which machines may be reached: public ones only, and the very address that was checked."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable, Sequence
from time import monotonic
from typing import Any

import httpcore

from dateline.errors import FetchFailed

# The addresses of a host, as written numbers. Tests hand in their own.
Resolve = Callable[[str, int], Sequence[str]]
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))


def system_addresses(host: str, port: int) -> Sequence[str]:
    """The addresses that the system's resolver gives.

    Raises:
        OSError: it gives none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether `address` is one of a machine on the public internet, seen through any IPv4 address within it.

    >>> is_public("93.184.215.14"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1"), is_public("100.64.0.1")
    (True, False, False, False)
    """
    try:
        parsed: _Address = ipaddress.ip_address(address)
    except ValueError:
        return False
    return all(_is_public(one) for one in (parsed, *_embedded(parsed)))


def _is_public(address: _Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None or any(address in net for net in _NAT64):
            return True  # what is embedded decides
        if address.is_site_local:
            return False
    if address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    return address.is_global


def _embedded(address: _Address) -> Iterable[ipaddress.IPv4Address]:
    """The IPv4 addresses that an IPv6 address leads to: mapped, 6to4, Teredo, NAT64."""
    if not isinstance(address, ipaddress.IPv6Address):
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if any(address in net for net in _NAT64):
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to the address that was checked, and to no other, until a deadline.

    The name is resolved once, here, so that no second answer of the resolver can lead elsewhere (DNS rebinding).
    """

    def __init__(self, *, resolve: Resolve, allow_private: bool, deadline: float) -> None:
        self._resolve = resolve
        self._allow_private = allow_private
        self._deadline = deadline  # on the clock of `time.monotonic`
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        addresses = self.checked(host, port)
        for last, address in enumerate(addresses, 1 - len(addresses)):
            try:
                stream = self._inner.connect_tcp(
                    address, port, shortened(timeout, self._deadline), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if last == 0:
                    raise
            else:
                return _TimedStream(stream, self._deadline)
        raise AssertionError("checked() gives at least one address")

    def checked(self, host: str, port: int) -> Sequence[str]:
        """The addresses of `host`, at least one, all of which may be reached.

        Raises:
            FetchFailed: it has none, or one that may not be.
        """
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchFailed(f"The host {host} cannot be found ({error}). Check the address.") from error
        if not addresses:
            raise FetchFailed(f"The host {host} has no address.")
        private = [address for address in addresses if not is_public(address)]
        if private and not self._allow_private:
            raise FetchFailed(
                f"{host} is at {private[0]}, which is not on the public internet. "
                "If it is meant, fetch it with --allow-private."
            )
        return addresses


class _TimedStream(httpcore.NetworkStream):
    """A connection on which nothing waits past the deadline, however slowly the bytes drip."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, shortened(timeout, self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, shortened(timeout, self._deadline))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, shortened(timeout, self._deadline))
        return _TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def shortened(timeout: float | None, deadline: float) -> float:
    """What is left of `timeout` before `deadline`, in seconds.

    Raises:
        httpcore.ReadTimeout: nothing is.
    """
    left = deadline - monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the whole took too long")
    return left if timeout is None else min(timeout, left)
