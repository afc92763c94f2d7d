"""Stories: texts that tell the same events, and how their claims go together."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.notation import NotationError
from training.stories import STORIES, Story, main, stories

TEXTS = "".join(
    f"""=== us-01-{n}
publisher: {paper}
published: 2022-08-14
<<<
{text}
>>>
SHELL{flag} | {passage}
  event: e1
  origin: {origin}
"""
    for n, paper, text, flag, passage, origin in [
        (1, "Line Seventeen", "Shells hit Orikhiv, the governor said.", "", "Shells [hit] Orikhiv", "gov"),
        (2, "Steppe Post", "Orikhiv was shelled.", "", "Orikhiv was [shelled]", "gov"),
        (3, "Severny Bulletin", "No gun fired on Orikhiv, says the ministry.", " denied", "No gun [fired] on", "side"),
    ]
)
HEAD = """*** us-01
event e1: artillery on Orikhiv, 13 August 2022
origin gov official: the governor; text 2 has his words without his name
origin side party: the ministry of the other side
"""


def _stories(tmp_path: Path, text: str) -> list[Story]:
    path = tmp_path / "us.txt"
    path.write_text(text, encoding="utf-8")
    return list(stories(path))


def test_claims_of_a_story_go_together_by_event_and_origin(tmp_path: Path) -> None:
    (story,) = _stories(tmp_path, HEAD + TEXTS)
    assert story.faults == []
    record = story.record()
    assert record["events"][0]["claims"] == ["us-01-1#1", "us-01-2#1", "us-01-3#1"]
    assert {o["origin"]: o["claims"] for o in record["origins"]} == {
        "gov": ["us-01-1#1", "us-01-2#1"],
        "side": ["us-01-3#1"],
    }


@pytest.mark.parametrize(
    ("wrong", "right", "fault"),
    [
        ("origin: side", "origin: nobody", "no such origin"),
        ("event e1:", "event e2: a sum\nevent e1:", "event e2 has no claim"),
        ("=== us-01-3", "=== us-01-2", "stands 2 times"),
        (TEXTS[TEXTS.index("=== us-01-2") :], "", "three to eight texts"),
        (
            "Orikhiv was [shelled]\n",
            "Orikhiv [was] shelled\n  event: e1\n  origin: gov\nSHELL | Orikhiv was [shelled]\n",
            "one claim",
        ),
    ],
)
def test_a_fault_of_a_story_is_named(
    tmp_path: Path, wrong: str, right: str, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = HEAD + TEXTS
    assert wrong in text
    path = tmp_path / "us.txt"
    path.write_text(text.replace(wrong, right, 1), encoding="utf-8")
    assert main([str(path)]) == 1
    assert fault in capsys.readouterr().out


@pytest.mark.parametrize("text", ["=== us-01-1\n", HEAD.replace("official", "rumour") + TEXTS])
def test_a_file_that_holds_no_stories_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(NotationError, match=r"us\.txt"):
        _stories(tmp_path, text)


def test_the_stories_of_the_corpus_have_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    if not any(STORIES.glob("*.txt")):
        pytest.skip("no stories yet")
    assert main([]) == 0, capsys.readouterr().out
