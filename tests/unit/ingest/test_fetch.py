from __future__ import annotations

import contextlib
import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dateline.errors import FetchFailed
from dateline.ingest import Limits, gather
from dateline.ingest.fetch import HttpFetch
from dateline.ingest.hosts import is_public
from dateline.model import Rejection

QUICK = Limits(
    document_bytes=200_000,
    connect_seconds=2,
    read_seconds=0.4,
    total_seconds=1.2,
    pause_seconds=0,
)
Handle = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A server of this machine's own, with what it was asked for."""

    def __init__(self, routes: dict[str, Handle]) -> None:
        self.asked: list[str] = []
        self.agents: list[str | None] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.agents.append(self.headers["User-Agent"])
                routes.get(self.path, answer(404, b"none"))(self)

            def log_message(self, *args: Any) -> None:
                pass

            def handle(self) -> None:
                with contextlib.suppress(ConnectionError):  # the client hangs up, as it should
                    super().handle()

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


@contextmanager
def serving(routes: dict[str, Handle]) -> Iterator[Site]:
    site = Site(routes)
    thread = threading.Thread(target=lambda: site.server.serve_forever(poll_interval=0.01))
    thread.start()
    try:
        yield site
    finally:
        site.server.shutdown()
        site.server.server_close()
        thread.join()


def answer(status: int, body: bytes, **headers: str) -> Handle:
    def handle(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return handle


def redirect(target: str) -> Handle:
    return answer(302, b"", Location=target)


def unsized(*pieces: bytes, pause: float = 0) -> Handle:
    def handle(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        for piece in pieces:
            request.wfile.write(piece)
            request.wfile.flush()
            time.sleep(pause)

    return handle


def dripping_headers(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(100):
        request.wfile.write(f"X-{n}: x\r\n".encode())
        request.wfile.flush()
        time.sleep(0.1)


def fetcher(**options: Any) -> HttpFetch:
    return HttpFetch(**{"limits": QUICK, "allow_private": True, **options})


def test_a_page_is_fetched_with_its_type_its_charset_and_its_last_address() -> None:
    with serving({"/a": redirect("/b"), "/b": answer(200, "Взрыв".encode())}) as site, fetcher() as fetch:
        got = fetch(site.url("/a#part"))
    assert got.body.decode() == "Взрыв"
    assert got.url == site.url("/b")
    assert (got.media_type, got.charset) == ("text/html", "utf-8")
    assert got.retrieved.tzinfo is not None
    assert site.asked == ["/robots.txt", "/a", "/b"]
    assert all(agent and agent.startswith("dateline/") for agent in site.agents)


def test_redirects_in_a_circle_and_too_many_are_refused() -> None:
    routes = {"/x": redirect("/y"), "/y": redirect("/x"), **{f"/{n}": redirect(f"/{n + 1}") for n in range(9)}}
    with serving(routes) as site, fetcher() as fetch:
        with pytest.raises(FetchFailed, match="circle"):
            fetch(site.url("/x"))
        with pytest.raises(FetchFailed, match="more than 5 times"):
            fetch(site.url("/0"))
    assert [path for path in site.asked if path in "/0/1/2/3/4/5/6/7"] == ["/0", "/1", "/2", "/3", "/4", "/5"]


def test_a_large_answer_is_refused_with_and_without_its_length() -> None:
    body = b"x" * 300_000
    with serving({"/sized": answer(200, body), "/unsized": unsized(*[body[:50_000]] * 6)}) as site, fetcher() as fetch:
        for path in ("/sized", "/unsized"):
            with pytest.raises(FetchFailed, match="larger than"):
                fetch(site.url(path))


def test_a_packed_answer_is_unpacked_and_a_bomb_is_not() -> None:
    text = b"Two people were killed. " * 100
    bomb = gzip.compress(b"\0" * 20_000_000, 9)
    routes = {
        "/ok": answer(200, gzip.compress(text), Content_Encoding="gzip"),
        "/bomb": answer(200, bomb, Content_Encoding="gzip"),
        "/nested": answer(200, gzip.compress(bomb), Content_Encoding="gzip, gzip"),
        "/cut": answer(200, gzip.compress(text)[:-9], Content_Encoding="gzip"),
    }
    with serving(routes) as site, fetcher() as fetch:
        assert fetch(site.url("/ok")).body == text
        for path, words in (("/bomb", "larger|bomb"), ("/nested", "packs"), ("/cut", "cut short")):
            with pytest.raises(FetchFailed, match=words):
                fetch(site.url(path))
        with fetcher(limits=Limits(pause_seconds=0)) as roomy, pytest.raises(FetchFailed, match="bomb"):
            roomy(site.url("/bomb"))


@pytest.mark.parametrize(
    "handle",
    [unsized(b"x", b"y", pause=5), unsized(*[b"x"] * 50, pause=0.1), dripping_headers],
    ids=["stalls", "drips", "heads"],
)
def test_a_slow_answer_is_given_up(handle: Handle) -> None:
    with serving({"/slow": handle}) as site, fetcher() as fetch, pytest.raises(FetchFailed, match="too slow"):
        fetch(site.url("/slow"))


def test_an_error_of_the_site_is_said() -> None:
    with serving({"/gone": answer(410, b"")}) as site, fetcher() as fetch, pytest.raises(FetchFailed, match="410 Gone"):
        fetch(site.url("/gone"))


def test_an_answer_that_breaks_off_is_said() -> None:
    def broken(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"half")

    with serving({"/b": broken}) as site, fetcher() as fetch, pytest.raises(FetchFailed, match="broke off"):
        fetch(site.url("/b"))


def test_robots_txt_is_asked_once_and_obeyed() -> None:
    robots = b"User-agent: dateline\nDisallow: /desk\n\nUser-agent: *\nDisallow: /"
    routes = {"/robots.txt": answer(200, robots), "/open": answer(200, b"a"), "/to": redirect("/desk/1")}
    with serving(routes) as site, fetcher() as fetch:
        assert fetch(site.url("/open")).body == b"a"
        for path in ("/desk/1", "/to"):
            with pytest.raises(FetchFailed, match=r"robots\.txt"):
                fetch(site.url(path))
    assert site.asked == ["/robots.txt", "/open", "/to"]


def test_of_a_long_robots_txt_the_beginning_is_obeyed() -> None:
    robots = b"User-agent: *\nDisallow: /desk\n" + b"# and so on\n" * 100_000
    routes = {"/robots.txt": answer(200, robots), "/open": answer(200, b"a")}
    with serving(routes) as site, fetcher(limits=Limits(pause_seconds=0)) as fetch:
        assert fetch(site.url("/open")).body == b"a"
        with pytest.raises(FetchFailed, match=r"robots\.txt"):
            fetch(site.url("/desk"))


def test_a_site_whose_robots_txt_is_in_trouble_is_left_alone() -> None:
    routes = {"/robots.txt": answer(503, b""), "/open": answer(200, b"a")}
    with serving(routes) as site, fetcher() as fetch, pytest.raises(FetchFailed, match="503"):
        fetch(site.url("/open"))
    assert site.asked == ["/robots.txt"]


def test_requests_to_one_host_are_spaced() -> None:
    slept: list[float] = []
    spaced = fetcher(limits=Limits(pause_seconds=3), sleep=slept.append)
    with serving({"/a": answer(200, b"a")}) as site, spaced as fetch:
        fetch(site.url("/a"))
    assert len(slept) == 1
    assert 2 < slept[0] <= 3


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://0.0.0.0/",
        "http://localhost/",
    ],
)
def test_addresses_of_this_machine_and_its_neighbours_are_refused(url: str) -> None:
    with HttpFetch(QUICK) as fetch, pytest.raises(FetchFailed, match="not on the public internet"):
        fetch(url)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("file:///etc/passwd", "no http"),
        ("ftp://example.org/", "no http"),
        ("http://user:secret@example.org/", "credentials"),
        ("http://", "no http"),
        ("http://exa mple/", "no address|cannot be found"),
        ("http://[::1", "no address"),
        ("http://example.org:99999/", "no address|no port"),
        ("http://example.org/" + "x" * 5000, "longer than"),
        ("http://nowhere.invalid/", "cannot be found"),
        ("http://" + "a" * 300 + ".example/", "cannot be found|no address"),
    ],
)
def test_what_is_no_address_is_refused(url: str, words: str) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise OSError("no such host")

    with HttpFetch(QUICK, resolve=resolve) as fetch, pytest.raises(FetchFailed, match=words):
        fetch(url)


def test_a_redirect_to_a_private_address_is_refused() -> None:
    # The first host passes for public: its address is let through, while every other is judged as ever.
    with serving({"/out": redirect("http://inside.example/secret")}) as site:
        asked: list[str] = []

        def resolve(host: str, port: int) -> list[str]:
            asked.append(host)
            return {"inside.example": ["192.168.0.7"], "outside.example": ["127.0.0.1"]}[host]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("dateline.ingest.hosts.is_public", lambda a: a == "127.0.0.1" or is_public(a))
            with HttpFetch(QUICK, resolve=resolve) as fetch, pytest.raises(FetchFailed, match=r"192\.168\.0\.7"):
                fetch(site.url("/out", host="outside.example"))
        assert site.asked == ["/robots.txt", "/out"]
        assert asked[-1] == "inside.example"


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    # A resolver that gives a public address first and a private one next, as in DNS rebinding: each connection asks
    # once, and the second answer is judged too.
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    with serving({"/a": answer(200, b"a")}) as site:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("dateline.ingest.hosts.is_public", lambda a: a == "127.0.0.1")
            rebinding = HttpFetch(QUICK, resolve=lambda *_: next(answers))
            with rebinding as fetch, pytest.raises(FetchFailed, match=r"10\.0\.0\.1"):
                fetch(site.url("/a", host="rebinding.example"))
        assert site.asked == ["/robots.txt"]


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    mixed = HttpFetch(QUICK, resolve=lambda *_: ["93.184.215.14", "10.0.0.1"])
    with mixed as fetch, pytest.raises(FetchFailed, match=r"10\.0\.0\.1"):
        fetch("http://mixed.example/")


def test_a_second_address_is_tried_where_the_first_does_not_answer() -> None:
    two = fetcher(resolve=lambda *_: ["127.0.0.2", "127.0.0.1"])
    with serving({"/a": answer(200, b"a")}) as site, two as fetch:
        assert fetch(site.url("/a", host="two.example")).body == b"a"


@pytest.mark.parametrize(
    "address",
    [
        *("10.1.2.3", "172.16.0.1", "192.168.1.1", "127.0.0.1", "169.254.1.1", "100.64.0.1", "0.0.0.0", "224.0.0.1"),
        *("255.255.255.255", "240.0.0.1", "198.18.0.1", "192.0.2.1", "::1", "::", "fe80::1", "fc00::1", "fec0::1"),
        *("ff02::1", "::ffff:192.168.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::"),
        *("2001:db8::1", "nonsense"),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:4700::6810:84e5", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


def test_a_feed_that_points_to_itself_ends() -> None:
    def feed(request: BaseHTTPRequestHandler) -> None:
        host = request.headers["Host"]
        items = f"<item><link>http://{host}/feed</link></item><item><link>http://{host}/again</link></item>"
        body = f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>".encode()
        answer(200, body, Content_Type="application/rss+xml")(request)

    with serving({"/feed": feed, "/again": redirect("/feed")}) as site, fetcher() as fetch:
        from datetime import UTC, datetime

        now = datetime(2023, 1, 1, tzinfo=UTC)
        found = list(gather([site.url("/feed")], fetch=fetch, stdin=None, now=lambda: now, limits=QUICK, follow=True))
    assert [type(one) for one in found] == [Rejection, Rejection]
    assert site.asked == ["/robots.txt", "/feed", "/again", "/feed"]
