"""The documentation names what there is: commands, exit codes, fields, files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGES = sorted([*ROOT.glob("docs/*.md"), *ROOT.glob("*.md"), ROOT / "demo/README.md"])


def _page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def _anchors(page: str) -> set[str]:
    heads = re.findall(r"(?m)^#+ (.+)$", page)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_inside_the_repository_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = page.parent / name if name else page
        assert file.exists(), f"{page.name} → {target}"
        if anchor:
            assert anchor in _anchors(file.read_text(encoding="utf-8")), f"{page.name} → {target}"


def test_every_command_stands_in_the_page_of_commands_with_an_example() -> None:
    from typer.main import get_command

    from dateline.cli.main import app

    page = _page("cli.md")
    root = get_command(app)
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        assert f"### {name}\n" in page, name
        assert f"dateline {name}" in page, name
        for inner in getattr(command, "commands", {}):
            assert f"dateline {name} {inner}" in page, f"{name} {inner}"


def test_every_exit_code_stands_in_the_page_of_commands() -> None:
    from dateline import errors

    codes = {v.exit_code for v in vars(errors).values() if isinstance(v, type) and hasattr(v, "exit_code")}
    said = {int(code) for row in re.findall(r"(?m)^\| ([\d, ]+) \|", _page("cli.md")) for code in row.split(",")}
    assert codes <= said


def test_every_field_of_the_record_is_explained() -> None:
    from dateline.model import records

    page = _page("record.md")
    for model in (records.DocumentRecord, records.ClaimRecord, records.OriginRecord, records.EventRecord):
        for name in model.model_fields:
            assert f"`{name}`" in page, f"{model.__name__}.{name}"


def test_every_value_of_the_closed_lists_is_explained() -> None:
    from dateline.model import CasualtyKind, DecisionKind, Level, Modality, OriginKind, Status, Victims

    page = _page("record.md")
    for values in (CasualtyKind, DecisionKind, Level, Modality, OriginKind, Status, Victims):
        for value in values:
            assert f"`{value.value}`" in page, value


def test_the_example_of_a_claim_points_into_its_text() -> None:
    from dateline.model.records import ClaimRecord

    page = _page("record.md")
    text = re.search(r"\(text: `([^`]+)`", page)
    block = re.search(r"(?s)```json\n(.*?)```", page)
    assert text
    assert block
    claim = ClaimRecord.model_validate(json.loads(block[1]))
    spans = [
        claim.trigger,
        *claim.victim,
        *claim.attribution,
        claim.toponym,
        claim.time_words,
        claim.casualties[0].span,
    ]
    assert all(s and text[1][s.start : s.end] == s.text for s in spans)
