"""The demo corpus holds what its card says, and nothing of anybody else's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

DEMO = Path(__file__).resolve().parents[3] / "demo"
CORPUS = DEMO / "corpus"

# Files of one text: an agency's report and those that reprint it, with and without its credit.
REPRINTS = (
    {
        "kramatorsk-1-meridian.txt",
        "kramatorsk-2-western-courier.txt",
        "kramatorsk-3-harbour-post.txt",
        "kramatorsk-4-frontwatch.txt",
    },
    {"hroza-1-northline.txt", "drone-diary-14"},
)
ALIKE = 0.2  # share of the shorter text's five-word shingles that two reports of one event may have in common
OUR_WORDS = 8  # as many words in a row as somebody else's text would give away


@dataclass(frozen=True)
class Report:
    """One report, taken apart without Dateline's own ingest."""

    name: str
    source: str
    published: date
    url: str
    text: str


def _letter(path: Path) -> Report:
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    header = dict(line.split(": ", 1) for line in head.splitlines())
    return Report(path.name, header["Source"], date.fromisoformat(header["Published"]), header["URL"], body)


def _page(path: Path) -> Report:
    page = path.read_text(encoding="utf-8")

    def meta(pattern: str) -> str:
        found = re.search(pattern, page)
        assert found, f"{path.name} lacks {pattern}"
        return found[1]

    article = meta(r"(?s)<article>(.*)</article>")
    return Report(
        path.name,
        meta(r'og:site_name" content="([^"]+)"'),
        date.fromisoformat(meta(r'published_time" content="([^"T]+)')),
        meta(r'canonical" href="([^"]+)"'),
        re.sub(r"<[^>]+>", " ", article),
    )


def _posts(path: Path) -> Iterator[Report]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Report(row["id"], row["publisher"], date.fromisoformat(row["published"]), row["url"], row["text"])


def _entries(path: Path) -> Iterator[Report]:
    from email.utils import parsedate_to_datetime

    channel = ElementTree.parse(path).getroot().find("channel")
    assert channel is not None
    for item in channel.iter("item"):
        words = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or ""
        link = item.findtext("link") or ""
        day = parsedate_to_datetime(item.findtext("pubDate") or "").date()
        yield Report(
            link.rsplit("/", 1)[-1], channel.findtext("title") or "", day, link, re.sub(r"<[^>]+>", " ", words)
        )


def _reports() -> list[Report]:
    found = [_letter(p) for p in sorted(CORPUS.glob("*.txt"))]
    found += [_page(p) for p in sorted(CORPUS.glob("*.html"))]
    found += [r for p in sorted(CORPUS.glob("*.jsonl")) for r in _posts(p)]
    found += [r for p in sorted(CORPUS.glob("*.xml")) for r in _entries(p)]
    return found


REPORTS = _reports()


def _shingles(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_there_are_as_many_reports_and_outlets_as_the_card_says() -> None:
    card = (DEMO / "README.md").read_text(encoding="utf-8")
    said = re.search(r"(\d+) reports in `corpus/`", card)
    assert said
    assert len(REPORTS) == int(said[1])
    assert len({r.source for r in REPORTS}) >= 20


def test_every_file_of_the_corpus_is_of_a_kind_that_is_read() -> None:
    assert {p.suffix for p in CORPUS.iterdir()} == {".txt", ".html", ".jsonl", ".xml"}


def test_every_report_has_a_day_a_source_and_an_address_of_its_own() -> None:
    for report in REPORTS:
        assert report.source, report.name
        assert date(2017, 1, 1) <= report.published <= date(2025, 12, 31), report.name
        assert re.match(r"https://[a-z-]+\.example/", report.url), report.name
    assert len({r.url for r in REPORTS}) == len(REPORTS)


def test_reports_are_short_and_none_is_empty() -> None:
    lengths = [len(r.text.split()) for r in REPORTS]
    assert min(lengths) >= 20
    assert max(lengths) <= 350


def test_no_two_reports_repeat_each_other_but_the_listed_reprints() -> None:
    shingles = {r.name: _shingles(r.text, 5) for r in REPORTS}
    for (one, a), (other, b) in combinations(shingles.items(), 2):
        if any({one, other} <= group for group in REPRINTS):
            assert len(a & b) >= ALIKE * min(len(a), len(b)), f"{one} and {other} are no reprint"
        else:
            assert len(a & b) < ALIKE * min(len(a), len(b)), f"{one} and {other} are alike"


def test_the_dateline_day_of_an_agency_report_is_its_day_of_publication() -> None:
    checked = 0
    for report in REPORTS:
        dateline = re.match(r"[^(]*?([A-Z][a-z]+) (\d+) \((?:MNA|Northline)\)", report.text)
        if dateline and report.name != "kramatorsk-4-frontwatch.txt":
            assert f"{dateline[1]} {dateline[2]}" == f"{report.published:%B} {report.published.day}", report.name
            checked += 1
    assert checked >= 20


def test_one_text_is_in_ukrainian_and_one_in_russian() -> None:
    ukrainian = [r for r in REPORTS if len(re.findall("[іїєґІЇЄҐ]", r.text)) > 10]
    russian = [r for r in REPORTS if len(re.findall("[ыэёъЫЭЁЪ]", r.text)) > 5]
    assert [r.name for r in ukrainian] == ["kryla-vinnytsia-uk.txt"]
    assert [r.name for r in russian] == ["steppe-leaf-makiivka-ru.txt"]


def test_some_claims_stand_behind_characters_outside_the_basic_plane() -> None:
    astral = [r for r in REPORTS if any(ord(c) > 0xFFFF for c in r.text[: len(r.text) // 2])]
    assert len(astral) >= 4


def test_every_document_that_is_expected_somewhere_exists() -> None:
    expected = json.loads((DEMO / "expect.json").read_text(encoding="utf-8"))
    urls = {r.url for r in REPORTS}
    named = {u for e in expected["events"] for u in (*e["together"], *e.get("one_origin", ()))}
    named |= {u for key in ("unread", "quiet", "unrealised") for u in expected[key]}
    assert named <= urls
    assert len(expected["events"]) >= 12


@pytest.mark.parametrize("folder", ["gold/seed", "gold/dev", "gold/challenge", "corpus/examples", "corpus/stories"])
def test_no_sentence_is_taken_from_the_evaluation_data(shared: Path, folder: str) -> None:
    theirs: set[tuple[str, ...]] = set()
    for path in (shared / folder).glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            theirs |= _shingles(json.dumps(json.loads(line), ensure_ascii=False), OUR_WORDS)
    assert theirs
    for report in REPORTS:
        assert not _shingles(report.text, OUR_WORDS) & theirs, report.name
