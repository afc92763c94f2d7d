"""Second groupings of the claims of stories, held against the stories' own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from training.regroup import main

HEAD = """*** qa-01
event bridge: sappers blow up the bridge at Tulun, 3 March 2011
event camp: shells on the camp, 4 March
origin mayor official: the mayor; text 2 has his count without his name
origin paper outlet: its reporter at the camp
"""
TEXTS = "".join(
    f"""=== qa-01-{n}
publisher: {paper}
published: 2011-03-05
<<<
{text}
>>>
{claims}
"""
    for n, paper, text, claims in [
        (
            1,
            "Tulun Mirror",
            "The bridge was blown up, said the mayor. Shells fell on the camp, where our reporter stood.",
            "IED | The bridge was [blown up]\n  event: bridge\n  origin: mayor\n"
            "SHELL | Shells [fell] on the camp\n  event: camp\n  origin: paper",
        ),
        (
            2,
            "Evening Lamp",
            "Nine died when the bridge went up.",
            "IED | the bridge [went up]\n  event: bridge\n  origin: mayor",
        ),
        (
            3,
            "River Weekly",
            "No bridge was blown up, the mayor now says.",
            "IED denied | No bridge was [blown up]\n  event: bridge\n  origin: mayor",
        ),
    ]
)
A, B, C, D = "qa-01-1#1", "qa-01-1#2", "qa-01-2#1", "qa-01-3#1"


def _print(folder: Path, line: dict[str, Any]) -> int:
    (folder / "qa-01.txt").write_text(HEAD + TEXTS, encoding="utf-8")
    (folder / "groups-x.jsonl").write_text(json.dumps(line) + "\n\n", encoding="utf-8")
    return main(folder, folder)


def test_agreement_is_counted_over_pairs_of_claims_by_writer_and_in_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {"story": "qa-01", "events": [[C, A], [B, D]], "origins": [[D, C, A], [B]]}
    assert _print(tmp_path, line) == 0
    assert capsys.readouterr().out.splitlines() == [
        "writer,groups,stories,alike,claims,first pairs,second pairs,both,precision,recall,F1",
        "qa,events,1,0,4,3,2,1,0.500,0.333,0.400",
        "qa,origins,1,1,4,3,3,3,1.000,1.000,1.000",
        "all,events,1,0,4,3,2,1,0.500,0.333,0.400",
        "all,origins,1,1,4,3,3,3,1.000,1.000,1.000",
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ({"story": "qa-01", "events": [[A, C], [B]], "origins": [[A, B, C, D]]}, f"qa-01 events: leaves out {D}"),
        ({"story": "qa-01", "events": [[A, C], [B, D, A]], "origins": [[A, B, C, D]]}, f"{A} stands 2 times"),
        (
            {"story": "qa-01", "events": [[A, B, C, D]], "origins": [[A, B, C, D, "qa-01-9#1"]]},
            "no such claim: qa-01-9#1",
        ),
        ({"story": "qa-02", "events": [], "origins": []}, "no story 'qa-02'"),
    ],
)
def test_a_second_grouping_that_does_not_cover_every_claim_once_is_named(
    tmp_path: Path, line: dict[str, Any], fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _print(tmp_path, line) == 1
    assert fault in capsys.readouterr().out


def test_the_second_groupings_of_the_corpus_cover_their_stories(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0, capsys.readouterr().out
