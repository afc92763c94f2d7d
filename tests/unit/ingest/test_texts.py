from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import BadInput
from dateline.ingest.languages import language_of
from dateline.ingest.texts import decoded, letter

UKRAINIAN = "Уночі ворог обстріляв Харків, загинуло двоє людей. Ще п'ятеро поранені, повідомив голова області."
RUSSIAN = "Взрыв прогремел в Мелитополе, никто не пострадал."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1251", "koi8-u", "iso8859-5"])
def test_ukrainian_is_decoded_whatever_it_is_written_in(encoding: str) -> None:
    assert decoded(UKRAINIAN.encode(encoding)) == UKRAINIAN


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866"])
def test_a_short_russian_line_is_decoded_without_a_declaration(encoding: str) -> None:
    assert decoded(RUSSIAN.encode(encoding)) == RUSSIAN


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "L’armée a bombardé le village près de Ménaka, tuant trois civils."),
        ("cp1252", "The mayor said it was “quiet” – for an hour – and that’s all."),
        ("cp1250", "Wojsko ostrzelało wieś, zginęły trzy osoby, mówi wójt gminy Łódź."),
        ("cp1256", "قال الجيش إنه قصف القرية وقتل ثلاثة مدنيين في الهجوم"),
    ],
)
def test_other_one_byte_encodings_are_told_apart(encoding: str, text: str) -> None:
    assert decoded(text.encode(encoding)) == text


def test_cyrillic_that_begins_late_in_a_long_text_is_found() -> None:
    text = "Report of the desk. " * 5000 + UKRAINIAN
    assert decoded(text.encode("cp1251")) == text


def test_broken_utf8_keeps_its_whole_characters() -> None:
    raw = UKRAINIAN.encode()
    cut = raw[: raw.index("області".encode()) + 1]
    assert decoded(cut) == UKRAINIAN[: UKRAINIAN.index("області")] + "\ufffd"
    assert decoded(raw[:40] + b"\xff" + raw[40:]).replace("\ufffd", "") == UKRAINIAN


def test_a_declared_encoding_goes_before_a_guess() -> None:
    assert decoded("Żółw".encode("iso8859-2"), declared="iso-8859-2") == "Żółw"
    assert decoded("café".encode("cp1252"), declared="no-such-encoding") == "café"


def test_text_with_nul_characters_is_refused() -> None:
    with pytest.raises(BadInput, match="NUL"):
        decoded(b"one\x00two")


def test_line_ends_become_one_kind() -> None:
    assert decoded(b"a\r\nb\rc\n") == "a\nb\nc\n"


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_clear_refusal(raw: bytes) -> None:
    with contextlib.suppress(BadInput):
        decoded(raw).encode("utf-8")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00\ufeff")))
def test_utf8_is_kept_to_the_character(text: str) -> None:
    assert decoded(text.encode()) == text


def test_header_lines_are_taken_off_the_text() -> None:
    found = letter(
        "Title: Raid: the second\nSOURCE: The Desk\nX-Other: y\nPublished: 2022-06-08\n\n\nTwo died.\n\nEnd.\n"
    )
    assert found.body == "Two died.\n\nEnd."
    assert found.header == {"title": "Raid: the second", "source": "The Desk", "published": "2022-06-08"}


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv: two died.\n\nMore.",
        "Two died.\nTitle: no\n\nMore.",
        "Title: x\nTwo people died in the raid.\n\nMore.",
        "",
        "\n\nTitle: x",
    ],
)
def test_text_that_only_looks_like_a_letter_is_left_whole(text: str) -> None:
    found = letter(text)
    assert found.body == text
    assert found.header == {}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (UKRAINIAN, "uk"),
        (RUSSIAN, "ru"),
        ("Militants attacked the village at dawn and killed four people.", "en"),
        ("Les rebelles ont pris la ville, selon le gouverneur.", "fr"),
        ("قال الجيش إنه قصف القرية وقتل ثلاثة مدنيين في الهجوم", "ar"),
        ("ok", None),
        ("Izyum", None),
        ("12:40 +3 …", None),
        ("😀" * 50, None),
        ("", None),
    ],
)
def test_the_language_is_told_or_left_open(text: str, language: str | None) -> None:
    assert language_of(text) == language
