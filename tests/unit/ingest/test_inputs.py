from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dateline.errors import FetchFailed
from dateline.ingest import Arrived, Fetched, Limits, gather
from dateline.model import Document, Rejection
from dateline.model.records import DocumentRecord, write_line

NOW = datetime(2023, 5, 1, 12, tzinfo=UTC)
REPORT = "Two people were killed when shells hit a market in Kherson on Monday, the mayor said."
PAGE = """<!doctype html><html lang="en"><head><title>Shells hit market | The Desk</title>
<meta property="og:site_name" content="The Desk"><meta name="author" content="Anna Writer">
<meta property="article:published_time" content="2022-06-08T23:30:00+03:00">
<link rel="canonical" href="https://desk.example/raid?utm_source=x">
<script>document.write("Nobody was hurt.")</script></head><body><nav>Home Sport Weather</nav>
<article><h1>Shells hit market</h1><p>Two people were killed when shells hit a market in Kherson on Monday, the mayor
said.</p><p onclick="alert(1)">Four others were wounded, according to the regional governor, who spoke to
reporters.</p><script>alert("injected words")</script></article></body></html>"""


def no_network(url: str) -> Fetched:
    raise FetchFailed("There is no network in this test.")


class Web:
    """Pages by address, and what was asked for."""

    def __init__(self, pages: dict[str, tuple[str, str]]) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def __call__(self, url: str) -> Fetched:
        self.asked.append(url)
        if url not in self.pages:
            raise FetchFailed("The site answered 404 Not Found.")
        media_type, body = self.pages[url]
        return Fetched(body=body.encode(), url=url, media_type=media_type, charset=None, retrieved=NOW)


def taken(
    *inputs: str | Path,
    stdin: bytes | None = None,
    fetch: object = no_network,
    limits: Limits | None = None,
    **options: object,
) -> list[Arrived | Rejection]:
    return list(
        gather(
            [str(i) for i in inputs],
            fetch=fetch,  # type: ignore[arg-type]
            stdin=io.BytesIO(stdin) if stdin is not None else None,
            now=lambda: NOW,
            limits=limits or Limits(),
            **options,  # type: ignore[arg-type]
        )
    )


def documents(found: Sequence[Arrived | Rejection]) -> list[Document]:
    assert all(isinstance(one, Arrived) for one in found), found
    return [one.document for one in found if isinstance(one, Arrived)]


def only_reason(found: Sequence[Arrived | Rejection]) -> str:
    (one,) = found
    assert isinstance(one, Rejection)
    assert one.stage == "ingest"
    assert one.at == NOW
    return one.reason


# --- text files -------------------------------------------------------------------------------------------------


def test_a_text_file_becomes_a_document_with_its_header_and_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        f"Title: Raid\nSource: The Desk\nPublished: 2022-06-08T23:30+03:00\nURL: https://d.example/a#x\n\n{REPORT}"
    )
    (one,) = taken(path)
    assert isinstance(one, Arrived)
    doc = one.document
    assert (doc.text, doc.title, doc.source, doc.url) == (REPORT, "Raid", "The Desk", "https://d.example/a")
    assert doc.published == date(2022, 6, 8)
    assert doc.published_at is not None
    assert doc.published_at.isoformat() == "2022-06-08T23:30:00+03:00"
    assert doc.language == "en"
    assert doc.id == Document.id_for(REPORT, "The Desk")
    assert one.raw == path.read_bytes()
    assert doc.raw_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_users_words_fill_what_the_input_leaves_open(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "b.txt").write_text(f"Source: The Desk\nPublished: 2020-01-02\n\n{REPORT}")
    a, b = documents(taken(tmp_path, source="Radio", published=date(2022, 6, 8)))
    assert (a.source, a.published) == ("Radio", date(2022, 6, 8))
    assert (b.source, b.published) == ("The Desk", date(2020, 1, 2))


@pytest.mark.parametrize("words", ["0000-01-01", "9999-12-31", "2023-05-04", "1200-01-01", "yesterday", "2022-13-45"])
def test_a_day_on_which_nothing_was_published_is_no_day(words: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Title: x\nPublished: {words}\n\n{REPORT}")
    (doc,) = documents(taken(tmp_path / "a.txt"))
    assert doc.published is None
    assert doc.published_at is None


def test_right_to_left_marks_astral_characters_and_1_mb_without_a_space_come_through() -> None:
    for text in ("\u202eMariupol\u202c \u200fقال 😀 𝔘", "x" * 1_000_000):
        (doc,) = documents(taken("-", stdin=text.encode()))
        assert doc.text == text


# --- what is refused --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"Title: x\n\n", "header"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"some\x00bytes", "NUL"),
        (b"<?xml version='1.0'?><sitemap><loc>x</loc></sitemap>", "XML"),
        (b"\x1f\x8b\x08broken", "gzip"),
        (gzip.compress(gzip.compress(b"text")), "gzip within gzip"),
        (gzip.compress(b""), "empty"),
        (b'[{"text": "a"}]', "JSON lines"),
        (b"<html><head><title>t</title></head><body></body></html>", "No article text"),
    ],
)
def test_what_cannot_be_read_is_a_rejection_that_names_it(raw: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / ("a.json" if raw.startswith(b"[") else "a")
    path.write_bytes(raw)
    assert words in only_reason(taken(path))


def test_a_zip_file_is_refused_in_words(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("a.txt", REPORT)
    assert "zip" in only_reason(taken(tmp_path / "a.docx"))


def test_a_missing_file_and_an_absent_standard_input_are_rejections(tmp_path: Path) -> None:
    assert "no such file" in only_reason(taken(tmp_path / "none.txt"))
    assert "standard input" in only_reason(taken("-"))
    assert "name is empty" in only_reason(taken(""))
    assert "http and https" in only_reason(taken("ftp://example.org/a"))
    assert isinstance(taken("a\x00b")[0], Rejection)


def test_a_packed_text_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(REPORT.encode()))
    (one,) = taken(path)
    assert isinstance(one, Arrived)
    assert one.document.text == REPORT
    assert one.raw == REPORT.encode()


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz"])
def test_a_bomb_behind_gzip_is_refused_before_it_is_unpacked(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(
        gzip.compress(b" " * 50_000_000 if name == "a.txt.gz" else (b'{"text": "' + b"a" * 100_000 + b'"}\n') * 300, 9)
    )
    found = taken(path, limits=Limits(document_bytes=500_000_000))
    (last,) = [one for one in found if isinstance(one, Rejection)]
    assert "bomb" in last.reason
    assert len(found) < 50


def test_a_truncated_gzip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(os.urandom(5000).hex().encode())[:-20])
    assert "cut short" in only_reason(taken(path))


def test_a_text_over_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 2000)
    assert "larger than" in only_reason(taken(tmp_path / "a.txt", limits=Limits(document_bytes=1000)))


class Endless:
    """Standard input that is one line of `size` bytes, made as it is read."""

    def __init__(self, size: int) -> None:
        self.left = size
        self.start = b'{"text": "'
        self.largest = 0

    def read(self, size: int = -1) -> bytes:
        self.largest = max(self.largest, size)
        piece = (self.start + b"x" * size)[: min(size, self.left)]
        self.start = b""
        self.left -= len(piece)
        return piece


def test_a_line_of_100_mb_is_refused_and_never_held() -> None:
    import tracemalloc

    stdin = Endless(100_000_000)
    tracemalloc.start()
    found = list(gather(["-"], fetch=no_network, stdin=stdin, now=lambda: NOW, limits=Limits(document_bytes=1_000_000)))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "longer than 1 MB" in only_reason(found)
    assert stdin.left == 0
    assert peak < 5_000_000


# --- directories ------------------------------------------------------------------------------------------------


def test_a_directory_is_read_in_order_without_hidden_files_and_round_a_loop_of_links(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.txt", "b/two.txt", "b/one.txt", "a.txt", ".hidden", ".git/x.txt"):
        (tmp_path / name).write_text(f"{REPORT} ({name})")
    (tmp_path / "b" / "up").symlink_to(tmp_path)
    (tmp_path / "b" / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    found = taken(tmp_path)
    names = [one.document.text.rpartition("(")[2][:-1] for one in found if isinstance(one, Arrived)]
    assert names == ["a.txt", "b/one.txt", "b/two.txt", "c.txt"]
    assert {Path(one.locator).name for one in found if isinstance(one, Rejection)} == {"gone.txt", "pipe"}


def test_an_empty_directory_is_said_to_be_empty(tmp_path: Path) -> None:
    assert "no files" in only_reason(taken(tmp_path))


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    for name, raw in (("a.txt", REPORT.encode()), ("b.txt", b"%PDF-1.4"), ("c.txt", REPORT.encode() + b"!")):
        (tmp_path / name).write_bytes(raw)
    assert [type(one) for one in taken(tmp_path)] == [Arrived, Rejection, Arrived]


# --- pages ------------------------------------------------------------------------------------------------------


def test_a_page_gives_its_article_and_what_it_says_of_itself_and_runs_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    (one,) = taken(tmp_path / "a.html")
    assert isinstance(one, Arrived)
    doc = one.document
    assert "Two people were killed when shells hit a market in Kherson on Monday, the mayor said." in doc.text
    assert "Four others" in doc.text
    for word in ("alert", "Nobody was hurt", "injected", "Weather", "<"):
        assert word not in doc.text
    assert (doc.title, doc.author, doc.source) == ("Shells hit market", "Anna Writer", "The Desk")
    assert doc.url == "https://desk.example/raid"
    assert doc.published == date(2022, 6, 8)
    assert doc.published_at is not None
    assert doc.published_at.utcoffset() is not None
    assert doc.media_type == "text/html"
    assert one.raw == PAGE.encode()


def test_a_page_in_cp1251_is_read_by_its_own_declaration_and_without_one() -> None:
    words = "Взрыв прогремел на рынке в Мелитополе в понедельник, погибли два человека, сообщил мэр города. " * 3
    for meta in ('<meta charset="windows-1251">', ""):
        raw = f"<html><head>{meta}<title>Взрыв</title></head><body><article><p>{words}</p></article></body></html>"
        (doc,) = documents(taken("-", stdin=raw.encode("cp1251")))
        assert doc.text == words.strip()
        assert doc.language == "ru"


def test_a_page_dated_in_the_future_has_no_date() -> None:
    (doc,) = documents(taken("-", stdin=PAGE.replace("2022-06-08", "9999-06-08").encode()))
    assert doc.published is None


def test_a_date_told_in_the_article_is_not_its_day_of_publication() -> None:
    raw = f"<html><body><article><p>{REPORT} It was the worst since 14 March 2022.</p></article></body></html>"
    (doc,) = documents(taken("-", stdin=raw.encode()))
    assert doc.published is None


def test_a_page_over_the_limit_of_pages_is_refused_though_a_text_of_its_size_is_not() -> None:
    raw = f"<html><body><article><p>{REPORT}</p>{'<br>' * 1000}</article></body></html>".encode()
    limits = Limits(page_bytes=2000)
    assert "larger than" in only_reason(taken("-", stdin=raw, limits=limits))
    assert documents(taken("-", stdin=b"x" * len(raw), limits=limits))


def test_a_file_whose_name_is_not_utf8_is_read_or_refused_in_words_that_can_be_stored(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(name, "wb") as file:  # noqa: PTH123
        file.write(b"%PDF-1.4")
    (one,) = taken(tmp_path)
    assert isinstance(one, Rejection)
    one.locator.encode("utf-8")


def test_hostile_markup_is_read_or_refused() -> None:
    for raw in ("<p>" + "<div>" * 50_000 + REPORT, "<html>" + "<" * 100_000, "<html><body><p>" + "x" * 1_000_000):
        (one,) = taken("-", stdin=raw.encode())
        assert isinstance(one, Rejection | Arrived)


# --- JSON lines -------------------------------------------------------------------------------------------------


def test_json_lines_keep_given_ids_and_texts_and_refuse_bad_lines_one_by_one(tmp_path: Path) -> None:
    rows = [
        json.dumps({"id": "d1", "text": "  Two\r\ndied. \u202e", "publisher": "Desk", "published": "2022-06-08"}),
        "{not json",
        "",
        json.dumps({"document": {"text": REPORT, "language": "en-GB"}, "claims": []}),
        json.dumps({"id": "d3", "text": ""}),
        json.dumps({"id": "d4"}),
        json.dumps(["text"]),
        "[" * 100_000,
        '{"text": "half \\ud800 a character"}',
        json.dumps({"id": "d5", "text": REPORT, "published": "9999-99-99", "published_at": 7, "url": "javascript:x"}),
        json.dumps({"id": "d6", "text": REPORT, "published": "0000-00-00", "retrieved": "2022-06-09T01:00:00"}),
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(rows))
    found = taken(path)
    first, second, fifth, sixth = [one.document for one in found if isinstance(one, Arrived)]
    assert (first.id, first.text, first.source) == ("d1", "  Two\r\ndied. \u202e", "Desk")
    assert first.published == date(2022, 6, 8)
    assert (second.id, second.language) == (Document.id_for(REPORT, None), "en")
    assert (fifth.id, fifth.published, fifth.published_at, fifth.url) == ("d5", None, None, None)
    assert (sixth.published, sixth.retrieved) == (None, datetime(2022, 6, 9, 1, tzinfo=UTC))
    refused = {one.locator: one.reason for one in found if isinstance(one, Rejection)}
    assert set(refused) == {f"{path}:{n}" for n in (2, 5, 6, 7, 8, 9)}
    assert "text" in refused[f"{path}:6"]


def test_a_document_written_as_a_line_is_read_back_the_same() -> None:
    doc = Document(
        id=Document.id_for(REPORT, "Desk"),
        text=REPORT,
        source="Desk",
        url="https://d.example/a",
        title="T",
        author="A",
        published=date(2022, 6, 8),
        published_at=datetime(2022, 6, 8, 20, tzinfo=UTC),
        retrieved=NOW,
        language="en",
        media_type="text/html",
        raw_sha256="0" * 64,
    )
    assert documents(taken("-", stdin=write_line(DocumentRecord.of(doc)).encode())) == [doc]


def test_standard_input_is_told_apart_by_what_it_holds() -> None:
    lines = b'\xef\xbb\xbf{"text": "' + REPORT.encode() + b'"}\n'
    for raw, media_type in ((lines, "text/plain"), (PAGE.encode(), "text/html"), (REPORT.encode(), "text/plain")):
        (doc,) = documents(taken("-", stdin=raw))
        assert "Two people were killed" in doc.text
        assert doc.media_type == media_type


def test_gathering_is_lazy() -> None:
    lines = (json.dumps({"text": f"Report {n}."}).encode() + b"\n" for n in range(10**9))

    class Slow:
        def read(self, size: int = -1) -> bytes:
            return next(lines)

    stream = gather(["-"], fetch=no_network, stdin=Slow(), now=lambda: NOW, limits=Limits())  # type: ignore[arg-type]
    assert isinstance(next(stream), Arrived)
    stream.close()  # type: ignore[attr-defined]


# --- addresses and feeds ----------------------------------------------------------------------------------------

FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Desk News</title><language>en</language>
<item><title>One</title><link>https://desk.example/1?utm_medium=rss</link>
<pubDate>Wed, 08 Jun 2022 23:30:00 +0300</pubDate>
<description>Shells hit a market in Kherson, the mayor says.</description>
</item>
<item><title>Two</title><link>https://desk.example/2</link><pubDate>Thu, 01 Jan 9999 00:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>LONG</p><script>alert(1)</script>]]></content:encoded></item>
<item><title>Three</title><link>https://desk.example/feed.xml</link><description>Read on.</description></item>
<item><title>Four</title><link>https://desk.example/loop.xml</link></item>
</channel></rss>""".replace("LONG", f"{REPORT} " * 10)


def test_an_address_gives_a_document_at_its_plain_address() -> None:
    web = Web({"https://desk.example/raid?fbclid=1": ("text/html", PAGE)})
    (doc,) = documents(taken("https://desk.example/raid?fbclid=1", fetch=web))
    assert (doc.url, doc.retrieved, doc.source) == ("https://desk.example/raid", NOW, "The Desk")


def test_a_fetched_page_cannot_pass_for_another_sites_page() -> None:
    web = Web({"https://evil.example/x": ("text/html", PAGE)})
    (doc,) = documents(taken("https://evil.example/x", fetch=web))
    assert doc.url == "https://evil.example/x"


def test_an_address_that_cannot_be_fetched_is_a_rejection() -> None:
    assert "404" in only_reason(taken("https://desk.example/none", fetch=Web({})))


def test_an_address_named_twice_is_fetched_once() -> None:
    web = Web({"https://desk.example/a": ("text/plain", REPORT)})
    (doc,) = documents(taken("https://desk.example/a", "https://desk.example/a?utm_source=b", fetch=web))
    assert doc.source == "desk.example"
    assert len(web.asked) == 1


def test_a_feed_file_gives_its_entries_and_nothing_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    found = taken(tmp_path / "feed.xml")
    one, two, three = [a.document for a in found if isinstance(a, Arrived)]
    assert (one.text, one.url) == ("Shells hit a market in Kherson, the mayor says.", "https://desk.example/1")
    assert (one.source, one.title, one.published) == ("Desk News", "One", date(2022, 6, 8))
    assert one.published_at == datetime(2022, 6, 8, 20, 30, tzinfo=UTC)
    assert two.text == (f"{REPORT} " * 10).strip()
    assert two.published is None
    assert three.text == "Read on."
    assert "no text" in only_reason(found[3:])


def test_a_followed_feed_is_read_one_link_deep_and_never_in_a_circle() -> None:
    web = Web(
        {
            "https://desk.example/feed.xml": ("application/rss+xml", FEED),
            "https://desk.example/1": ("text/html", PAGE),
            "https://desk.example/loop.xml": ("application/rss+xml", FEED),
        }
    )
    found = taken("https://desk.example/feed.xml", fetch=web, follow=True)
    assert [one.document.url for one in found if isinstance(one, Arrived)] == [
        "https://desk.example/1",
        "https://desk.example/2",
    ]
    reasons = [one.reason for one in found if isinstance(one, Rejection)]
    assert "feed itself" in reasons[0]
    assert "links to a feed" in reasons[1]
    assert web.asked == ["https://desk.example/feed.xml", "https://desk.example/1", "https://desk.example/loop.xml"]


def test_a_feed_with_entities_of_its_own_is_refused() -> None:
    bomb = FEED.replace("<rss", '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss', 1)
    assert "entities" in only_reason(taken("-", stdin=bomb.encode()))


def test_a_feed_without_entries_is_refused() -> None:
    raw = b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>'
    assert "no entries" in only_reason(taken("-", stdin=raw))


def test_an_atom_feed_is_read() -> None:
    raw = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title><entry>
    <title>t</title><link href="https://d.example/1"/><author><name>Anna</name></author>
    <published>2022-06-08T01:00:00+03:00</published><content type="html">&lt;p&gt;{REPORT}&lt;/p&gt;</content></entry>
    </feed>"""
    (doc,) = documents(taken("-", stdin=raw.encode()))
    assert (doc.text, doc.author, doc.published) == (REPORT, "Anna", date(2022, 6, 8))
