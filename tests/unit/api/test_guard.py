"""What the app refuses, and what every answer carries."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dateline.api.app import create_app
from dateline.api.serve import is_loopback, serve
from dateline.errors import PageMissing, UsageError


@pytest.mark.parametrize("path", ["/", "/assets/a-1.js", "/api/events", "/api/nothing", "/basemap.pmtiles", "/nothing"])
def test_every_answer_carries_the_strict_headers(client: Any, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/events/none", 404),
        ("/api/claims/none", 404),
        ("/api/documents/none", 404),
        ("/api/nothing", 404),
        ("/../../etc/passwd", 404),
        ("/%2e%2e/%2e%2e/etc/passwd", 404),
        ("/api/events?limit=501", 422),
        ("/api/events?limit=0", 422),
        ("/api/events?cursor=x", 422),
        ("/api/events?cursor=o99999999999999999999", 422),
        ("/api/events?near=46", 422),
        ("/api/events?near=nan,1", 422),
        ("/api/events?near=95,1", 422),
        ("/api/events?bbox=1,2,3", 422),
        ("/api/events?bbox=0,50,10,40", 422),
        ("/api/events?since=yesterday", 422),
        ("/api/events?type=Opinion", 422),
        ("/api/events?grade=Z1", 422),
        ("/api/events?country=Ukraine", 422),
        ("/api/events?within_km=-1&near=1,1", 422),
        ("/api/search?q=", 422),
        ("/api/timeline?unit=week", 422),
    ],
)
def test_errors_are_problems_in_words(client: Any, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert body["detail"]
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("words", ['"', "a OR", "NEAR(", "*", "%", "\x00", "😀", "\u202e", "(" * 500, "x" * 1000])
def test_no_search_words_break_the_server(client: Any, words: str) -> None:
    for path in ("/api/search", "/api/events", "/api/facets"):
        assert client.get(path, params={"q": words}).status_code in (200, 422)


def test_an_unforeseen_error_shows_no_trace(bare: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("dateline.api.counts.meta", fails)
    answer = bare.get("/api/meta")
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8710", ""])
def test_another_host_name_is_refused(client: Any, host: str) -> None:
    assert client.get("/api/events", headers={"Host": host}).status_code == 421
    assert client.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8710", "127.0.0.1:8710", "[::1]:8710", "LOCALHOST"])
def test_loopback_names_are_answered(client: Any, host: str) -> None:
    assert client.get("/api/events", headers={"Host": host}).status_code == 200


def test_ranges_of_the_basemap_are_answered(client: Any) -> None:
    part = client.get("/basemap.pmtiles", headers={"Range": "bytes=16-31"})
    assert (part.status_code, part.content) == (206, bytes(range(16, 32)))
    assert part.headers["content-range"] == "bytes 16-31/256"
    assert client.get("/basemap.pmtiles", headers={"Range": "bytes=900-"}).status_code == 416


def test_a_missing_page_says_how_to_build_it(desk: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(PageMissing, match="make page"):
        create_app(desk.fill(), page=tmp_path, basemap=None)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "desk.example"])
def test_an_address_that_others_reach_is_refused(desk: ModuleType, page: Path, host: str) -> None:
    with pytest.raises(UsageError, match="no login"):
        serve(desk.fill(), page=page, basemap=None, host=host)


def test_loopback_addresses_are_known() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.8.9.1", "::1", "[::1]", "localhost")))
