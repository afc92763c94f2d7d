from __future__ import annotations

from datetime import date

import pytest

from dateline.link.texts import Texts, credit, forwarded_from
from dateline.model import Document, DocumentId

REPORT = (
    "Artillery fire set a paint warehouse alight on the northern edge of Izyum early on Tuesday, and firefighters "
    "needed four hours to put out the flames, the rescue service said. Nobody was hurt. The road to Sloviansk stayed "
    "closed until noon because unexploded shells lay beside it, and two villages on the far bank had no light for the "
    "rest of the day."
)


def doc(key: str, text: str) -> Document:
    return Document(id=DocumentId(key), text=text, published=date(2022, 5, 18))


def test_a_copy_with_a_changed_headline_shares_its_text() -> None:
    texts = Texts.of(
        [doc("a", REPORT), doc("b", f"Fire in Izyum. {REPORT}"), doc("c", "Farmers sowed late this year.")]
    )
    assert texts.share(DocumentId("a"), DocumentId("b")) > 0.95
    assert texts.share(DocumentId("b"), DocumentId("a")) > 0.95
    assert texts.share(DocumentId("a"), DocumentId("c")) == 0


def test_a_wire_text_inside_an_article_three_times_as_long_is_found() -> None:
    padding = " ".join(
        f"Paragraph {n} of the magazine speaks of season {n * 7} and harvest {n * 13}." for n in range(40)
    )
    texts = Texts.of([doc("wire", REPORT), doc("long", f"{padding} {REPORT} {padding}")])
    assert texts.share(DocumentId("wire"), DocumentId("long")) > 0.9


def test_the_same_words_are_one_text_whatever_their_case_and_dashes() -> None:
    texts = Texts.of([doc("a", "Blast in Izyum - two hurt"), doc("b", "BLAST in Izyum — two hurt!")])
    assert texts.same[DocumentId("a")] == texts.same[DocumentId("b")]
    assert texts.share(DocumentId("a"), DocumentId("b")) == 1


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("IZYUM, Ukraine (AP) — Shells hit a station.", "AP"),
        ("KYIV, May 18 (Reuters) - Shells hit a station.", "Reuters"),
        ("Shells hit a station.\n\n(Reporting by Ann Other; Editing by Some One)", None),
        ("IZYUM (MNA) - Shells hit it.\n\n(Reporting by Ann Other; editing by Some One)", "MNA"),
        ("Shells hit a station.\n\nReuters contributed to this report.", None),
        ("Shells hit a station.\n\n(The Associated Press contributed to this report.)", None),
        ("Shells hit a station.\n\nWith reporting by Reuters", None),
        ("By AFP\nShells hit a station.", "AFP"),
        ("Shells hit a station. — Gulf Wire", "Gulf Wire"),
        ("Shells hit a station (Gulf Wire).", "Gulf Wire"),
        ("Source: Ukrinform\nShells hit a station.", "Ukrinform"),
        ("The mayor (pictured) saw shells hit the station.", None),
        ("", None),
    ],
)
def test_credit_lines_name_the_agency(text: str, agency: str | None) -> None:
    assert credit(text) == agency


def test_forwarded_posts_name_their_channel() -> None:
    assert forwarded_from("Forwarded from Izyum Live: blast") == "Izyum Live"
    assert forwarded_from("He was forwarded from Izyum to Kharkiv") is None


def test_hostile_texts_neither_crash_nor_hang() -> None:
    hostile = ["", "x" * 1_000_000, "(" * 5000, "KYIV (" + "A " * 5000, "\ud800\x00", "😀" * 1000, "— " * 3000]
    texts = Texts.of([doc(str(n), text) for n, text in enumerate(hostile)])
    assert texts.share(DocumentId("1"), DocumentId("2")) == 0


def test_a_crowd_of_copies_is_one_text_without_comparing_all_pairs() -> None:
    texts = Texts.of([doc(f"{n:04}", REPORT) for n in range(300)])
    assert len(texts.shares) <= 300 * 60
    assert texts.share(DocumentId("0000"), DocumentId("0299")) == 1
