"""Addresses → bytes, over a network that is not trusted.

Every address, redirects and robots.txt included, is checked before a connection is made, and the connection goes to the
address that was checked. Sizes are counted while bytes come in, packed and unpacked. Proxies and passwords that the
environment may name are not used.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from types import TracebackType
from typing import Self

import httpcore
import httpx

from dateline.errors import BadInput, FetchFailed
from dateline.ingest.arrivals import Fetched, Limits
from dateline.ingest.hosts import PinnedBackend, Resolve, system_addresses
from dateline.ingest.robots import LARGEST, Rules, rules_of
from dateline.ingest.streams import Stream, Unpacked, in_megabytes

USER_AGENT = "dateline/0.1 (reads reports on armed conflict)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# A site that wants longer pauses than this is asked too much of by one command.
_LONGEST_PAUSE = 10.0
_LONGEST_URL = 4096
_TOO_LARGE = "It is larger than {}, the most for one document."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """One answer, read to its end."""

    status: int
    headers: httpx.Headers
    body: bytes
    url: httpx.URL


class HttpFetch:
    """Fetches over HTTP with timeouts, size caps, counted redirects, public addresses only, and robots.txt respected.

    A resource to be closed after use, and used by one thread.
    """

    def __init__(
        self,
        limits: Limits,
        *,
        allow_private: bool = False,
        user_agent: str = USER_AGENT,
        resolve: Resolve = system_addresses,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._limits = limits
        self._allow_private = allow_private
        self._user_agent = user_agent
        self._resolve = resolve
        self._sleep = sleep
        self._rules: dict[str, Rules | str] = {}  # by site; a text says why they could not be had
        self._asked: dict[str, float] = {}  # when a host was asked last

    def __call__(self, url: str, /) -> Fetched:
        """What stands at `url`, after redirects.

        Raises:
            FetchFailed: it cannot be had, or may not be; the message says why.
        """
        answer = self._follow(_checked(url), time.monotonic() + self._limits.total_seconds, check_robots=True)
        if answer.status >= 400:
            raise FetchFailed(f"The site answered {answer.status} {httpx.codes.get_reason_phrase(answer.status)}.")
        if answer.status >= 300 or answer.status == 204:
            raise FetchFailed(f"The site answered {answer.status}, with no page.")
        content_type = answer.headers.get("content-type", "")
        return Fetched(
            body=answer.body,
            url=str(answer.url),
            media_type=content_type.partition(";")[0].strip().lower(),
            charset=httpx.Response(200, headers={"content-type": content_type}).charset_encoding,
            retrieved=datetime.now(UTC),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Forget what is known of sites. Connections are closed after each answer."""
        self._rules.clear()
        self._asked.clear()

    # --- from address to answer ---

    def _follow(self, url: httpx.URL, deadline: float, *, check_robots: bool) -> _Answer:
        """The answer at the end of the redirects that begin at `url`."""
        been = set()
        for _ in range(self._limits.redirects + 1):
            if url in been:
                raise FetchFailed(f"The site redirects in a circle, at {url}.")
            been.add(url)
            pause = self._limits.pause_seconds
            if check_robots:
                pause = max(pause, self._allowed(url, deadline))
            deadline += self._wait(url.host, pause)  # waiting is no fault of the site
            answer = self._get(url, deadline, most=None if check_robots else LARGEST)
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not target:
                return answer
            url = _joined(url, target)
        raise FetchFailed(f"The site redirects more than {self._limits.redirects} times. Give the address at the end.")

    def _get(self, url: httpx.URL, deadline: float, *, most: int | None) -> _Answer:
        """One answer. What it has over `most` bytes is left; with None it is refused over the limit instead."""
        with self._client(deadline) as client, _clear_errors(url, self._limits):
            headers = {
                "User-Agent": self._user_agent,
                "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/*;q=0.9, "
                "*/*;q=0.5",
                "Accept-Encoding": "gzip",
            }
            with client.stream("GET", url, headers=headers) as response:
                is_wanted = response.status_code not in _REDIRECTS and response.status_code < 400
                body = _body(response, self._limits, most) if is_wanted else b""
                return _Answer(status=response.status_code, headers=response.headers, body=body, url=url)

    def _client(self, deadline: float) -> httpx.Client:
        limits = self._limits
        backend = PinnedBackend(resolve=self._resolve, allow_private=self._allow_private, deadline=deadline)
        return httpx.Client(
            transport=_Transport(backend, self._ssl_context),
            timeout=httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds),
            follow_redirects=False,
            trust_env=False,
        )

    @cached_property
    def _ssl_context(self) -> ssl.SSLContext:
        return httpx.create_ssl_context()

    # --- manners ---

    def _allowed(self, url: httpx.URL, deadline: float) -> float:
        """Seconds to wait between requests, where robots.txt allows `url`.

        Raises:
            FetchFailed: it does not, or cannot be had while the site is in trouble.
        """
        site = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if site not in self._rules:
            self._rules[site] = self._rules_of(site, deadline)
        rules = self._rules[site]
        if isinstance(rules, str):
            raise FetchFailed(rules)
        if not rules.allow(str(url), self._user_agent):
            raise FetchFailed(f"The site's robots.txt does not let {url} be fetched. Save the page and name the file.")
        return min(rules.pause(self._user_agent), _LONGEST_PAUSE)

    def _rules_of(self, site: str, deadline: float) -> Rules | str:
        """The rules of a site; none where it has no robots.txt; words where nothing can be fetched from it."""
        try:
            answer = self._follow(httpx.URL(f"{site}/robots.txt"), deadline, check_robots=False)
        except FetchFailed as error:
            return str(error)
        if answer.status >= 500:
            return f"The site's robots.txt answered {answer.status}, so nothing is fetched from it. Try again later."
        return rules_of(answer.body) if answer.status < 300 else Rules()

    def _wait(self, host: str, pause: float) -> float:
        """Keep the pause between two requests to one host; how long that took, in seconds."""
        last = self._asked.get(host)
        left = 0.0 if last is None else max(0.0, last + pause - time.monotonic())
        if left:
            self._sleep(left)
        self._asked[host] = time.monotonic()
        return left


class _Transport(httpx.BaseTransport):
    """Carries one client's requests over a pinned network."""

    def __init__(self, backend: PinnedBackend, context: ssl.SSLContext) -> None:
        # No connection is kept: one that was made for another name must not be used again.
        self._pool = httpcore.ConnectionPool(
            ssl_context=context, network_backend=backend, max_keepalive_connections=0, http2=False
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The bytes of an answer, as they come in."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Arriving:
    """An answer's packed bytes as something to `read` from, refused once they are more than `most`."""

    def __init__(self, response: httpx.Response, most: int) -> None:
        self._pieces = response.iter_raw()
        self._rest = b""
        self._most = self._left = most

    def read(self, size: int, /) -> bytes:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left -= len(piece)
            if self._left < 0:
                raise BadInput(_TOO_LARGE.format(in_megabytes(self._most)))
            self._rest = piece
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


def _body(response: httpx.Response, limits: Limits, most: int | None) -> bytes:
    """An answer's body, unpacked. Only gzip is asked for and taken: packings upon packings are a bomb's way."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in {"", "identity", "gzip", "x-gzip"}:
        raise FetchFailed(f"The site packs its answer as {packing!r}, which is not read.")
    length = response.headers.get("content-length", "")
    if most is None and length.isascii() and length.isdigit() and int(length[:20]) > limits.document_bytes:
        raise BadInput(_TOO_LARGE.format(in_megabytes(limits.document_bytes)))
    packed = Stream(_Arriving(response, limits.document_bytes))
    stream = packed if "gzip" not in packing else Stream(Unpacked(packed, limits))
    return stream.read_whole(limits.document_bytes) if most is None else stream.peek(most)


@contextmanager
def _clear_errors(url: httpx.URL, limits: Limits) -> Iterator[None]:
    """Turn what the network libraries raise into words."""
    try:
        yield
    except httpcore.ConnectTimeout as error:
        raise FetchFailed(f"{url.host} does not answer. Try again later.") from error
    except httpcore.TimeoutException as error:
        raise FetchFailed(
            f"{url.host} is too slow: more than {limits.read_seconds:g} seconds without a byte, or "
            f"{limits.total_seconds:g} in all. Try again later."
        ) from error
    except httpcore.ConnectError as error:
        raise FetchFailed(f"No connection to {url.host} ({error}).") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, zlib.error, OSError) as error:
        raise FetchFailed(f"The exchange with {url.host} broke off ({error}). Try again later.") from error
    except FetchFailed:
        raise
    except BadInput as error:
        raise FetchFailed(f"What {url.host} sends is not taken. {error}") from error


def _checked(url: str | httpx.URL) -> httpx.URL:
    """An address that may be asked for, without its fragment.

    Raises:
        FetchFailed: it is no plain address on the web.
    """
    if len(str(url)) > _LONGEST_URL:
        raise FetchFailed(f"The address is longer than {_LONGEST_URL} characters.")
    try:
        parsed = httpx.URL(url).copy_with(fragment=None)
        parsed.raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise FetchFailed(f"{str(url)!r} is no address ({error}).") from error
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise FetchFailed(f"{str(url)!r} is no http or https address.")
    if parsed.port is not None and not 0 < parsed.port < 65_536:
        raise FetchFailed(f"{parsed.port} is no port. Check the address.")
    if parsed.userinfo:
        raise FetchFailed("The address holds a name or password. Addresses with credentials are not fetched.")
    return parsed


def _joined(url: httpx.URL, target: str) -> httpx.URL:
    try:
        return _checked(url.join(target))
    except httpx.InvalidURL as error:
        raise FetchFailed(f"The site redirects to {target!r}, which is no address.") from error
