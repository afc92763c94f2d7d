from __future__ import annotations

import pytest

from dateline.extract.datelines import sentence_start


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("NYALA, Sudan, May 3 (Sahel Wire) - Gunmen shot a trader.", "Gunmen shot a trader."),
        ("GOMA - Shells hit a school.", "Shells hit a school."),
        ("Goma (Sahel Wire) — Shells hit a school.", "Shells hit a school."),
        ("3 May (Sahel Wire) - Shells hit a school.", "Shells hit a school."),
        ("(Sahel Wire) Shells hit a school.", "Shells hit a school."),
        ("07:45 Shells hit a school.", "Shells hit a school."),
        ("• 7.45 pm GMT: Shells hit a school.", "Shells hit a school."),
        ("Shells hit a school - again.", "Shells hit a school - again."),
        ("Goma, a town of traders, was shelled.", "Goma, a town of traders, was shelled."),
        ("2.30 million people fled.", "2.30 million people fled."),
        ("GOMA - ", "GOMA - "),
    ],
)
def test_a_sentence_begins_behind_its_dateline(text: str, rest: str) -> None:
    assert text[sentence_start(text, 0, len(text)) :] == rest
