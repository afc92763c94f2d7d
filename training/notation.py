"""The notation in which the corpus is written: a report, and under it what a careful coder would record.

A batch is a text file of reports. Each report is

    === ua01-007
    publisher: Line Seventeen
    published: 2022-08-14
    register: channel post
    conflict: Ukraine since 2022
    title: …                                      (left out where the report has none)
    <<<
    the text, exactly as it is read
    >>>
    SHELL | a shell [hit] the grain terminal       code, flags, passage with the trigger in brackets
      target: the grain terminal
      at: Orikhiv | Orikhiv | UA | 47.57,35.78 | town
      when: overnight | 2022-08-13..2022-08-14
      toll: killed 2 = two watchmen ; injured 3.. = several others
      by: Ukrainska Hazeta > the governor          outermost first
      also: the [strike] on the terminal           the same claim told again

Flags after the code: `denied`, `attempted`, `planned`, `hypothetical`, `hedged`, `aggregate`. Every string stands in
the text word for word: it is looked up in the passage first, then nearest before it, then anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

CODES = {
    "CLASH": ("Battles", "Armed clash"),
    "GOVTAKES": ("Battles", "Government regains territory"),
    "NSTAKES": ("Battles", "Non-state actor overtakes territory"),
    "CHEM": ("Explosions/Remote violence", "Chemical weapon"),
    "AIR": ("Explosions/Remote violence", "Air/drone strike"),
    "SUICIDE": ("Explosions/Remote violence", "Suicide bomb"),
    "SHELL": ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    "IED": ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    "GRENADE": ("Explosions/Remote violence", "Grenade"),
    "SEXUAL": ("Violence against civilians", "Sexual violence"),
    "ATTACK": ("Violence against civilians", "Attack"),
    "ABDUCT": ("Violence against civilians", "Abduction/forced disappearance"),
    "PEACEFUL": ("Protests", "Peaceful protest"),
    "INTERVENTION": ("Protests", "Protest with intervention"),
    "EXCESSIVE": ("Protests", "Excessive force against protesters"),
    "VIOLENTDEMO": ("Riots", "Violent demonstration"),
    "MOB": ("Riots", "Mob violence"),
    "AGREEMENT": ("Strategic developments", "Agreement"),
    "ARRESTS": ("Strategic developments", "Arrests"),
    "CHANGE": ("Strategic developments", "Change to group/activity"),
    "DISRUPTED": ("Strategic developments", "Disrupted weapons use"),
    "BASE": ("Strategic developments", "Headquarters or base established"),
    "LOOTING": ("Strategic developments", "Looting/property destruction"),
    "TRANSFER": ("Strategic developments", "Non-violent transfer of territory"),
    "OTHER": ("Strategic developments", "Other"),
}
MODALITIES = ("denied", "attempted", "planned", "hypothetical")
LEVELS = ("site", "town", "admin2", "admin1", "country")
KINDS = ("killed", "injured", "detained", "abducted", "missing", "displaced")
ROLES = ("actor", "target", "victim", "weapon")
GROUPS = ("event", "origin")  # of a claim in a story, see training.stories
LONGEST_TRIGGER = 60


class NotationError(ValueError):
    """A batch that cannot be read: says the report, the line and what to write instead."""


@dataclass(slots=True)
class Report:
    """One written report with its claims as records in the fields of the exchange format."""

    id: str
    head: dict[str, str]
    text: str
    claims: list[dict[str, Any]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def document(self) -> dict[str, Any]:
        """The document as the exchange format has it, with register and conflict added."""
        return {
            "id": self.id,
            "title": self.head.get("title"),
            "publisher": self.head.get("publisher", ""),
            "url": self.head.get("url"),
            "published": self.head.get("published"),
            "language": self.head.get("language", "en"),
            "register": self.head.get("register", ""),
            "conflict": self.head.get("conflict", ""),
            "text": self.text,
        }


def reports(path: Path) -> Iterator[Report]:
    """The reports of one batch file, in order; faults of labels are kept on each report.

    Raises:
        NotationError: the file cannot be cut into reports.
    """
    yield from reports_of(path.read_text(encoding="utf-8").split("\n"), path.name)


def reports_of(lines: list[str], name: str) -> Iterator[Report]:
    """The reports of the lines of a file called `name`."""
    at = 0
    while at < len(lines):
        if lines[at].startswith("=== "):
            report, at = _report(lines, at, name)
            yield report
        elif lines[at].strip() and not lines[at].startswith("#"):
            raise NotationError(f"{name}:{at + 1}: a report starts with '=== id', not {lines[at][:60]!r}")
        else:
            at += 1


def second_labels(path: Path, texts: dict[str, str]) -> Iterator[Report]:
    """Claims that a second reader gives to reports of others: '=== id' lines, each followed by claims alone."""
    report: Report | None = None
    block: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), "=== "]:
        if (line[:1].strip() or not line.strip()) and block and report:
            _add(report, block)
            block = []
        if line.startswith("=== "):
            if report:
                yield report
            key = line[4:].strip()
            if key and key not in texts:
                raise NotationError(f"{path.name}: no report {key!r}")
            report = Report(key, {}, texts[key]) if key else None
        elif line.strip() and not line.startswith("#"):
            block.append(line)


def _report(lines: list[str], at: int, name: str) -> tuple[Report, int]:
    start, head = at, {}
    at += 1
    while at < len(lines) and lines[at].strip() != "<<<":
        key, colon, value = lines[at].partition(":")
        if not colon or at - start > 12:
            raise NotationError(f"{name}:{at + 1}: write 'key: value' lines and then '<<<' before the text")
        head[key.strip()] = value.strip()
        at += 1
    body = at + 1
    while at < len(lines) and lines[at].strip() != ">>>":
        at += 1
    if at >= len(lines):
        raise NotationError(f"{name}:{start + 1}: the text does not end with a line '>>>'")
    report = Report(lines[start][4:].strip(), head, "\n".join(lines[body:at]))
    if not report.text.strip():
        report.faults.append("the text is empty")
    at += 1
    block: list[str] = []
    while at < len(lines) and not lines[at].startswith("=== "):
        line = lines[at]
        if line.strip() and not line.startswith("#"):
            if not line[0].isspace() and block:
                _add(report, block)
                block = []
            block.append(line)
        at += 1
    if block:
        _add(report, block)
    try:
        date.fromisoformat(head.get("published", ""))
    except ValueError:
        report.faults.append(f"published must be a day like 2022-08-14, not {head.get('published')!r}")
    return report, at


def _add(report: Report, block: list[str]) -> None:
    number = len(report.claims) + 1
    claim = _Claim(report.text, lambda fault: report.faults.append(f"claim {number}: {fault}"))
    value = claim.read(block)
    if value:
        report.claims.append(value)


def bracketed(text: str, passage: str) -> tuple[tuple[int, int], tuple[int, int]] | str:
    """Where a passage and its [trigger] stand in the text, or what is wrong with it in words."""
    found = re.fullmatch(r"(.*?)\[(.+?)\](.*)", passage, re.S)
    if not found:
        return f"put the trigger in [brackets]: {passage[:60]!r}"
    before, trigger, after = found.groups()
    plain = before + trigger + after
    start = text.find(plain)
    if start < 0:
        return f"passage not in the text: {plain[:70]!r}"
    if text.find(plain, start + 1) >= 0:
        return f"passage stands more than once, make it longer: {plain[:70]!r}"
    if len(trigger) > LONGEST_TRIGGER:
        return f"trigger longer than {LONGEST_TRIGGER} characters: {trigger!r}"
    return (start, start + len(plain)), (start + len(before), start + len(before) + len(trigger))


class _Claim:
    def __init__(self, text: str, say: Any) -> None:
        self.text, self.say, self.window = text, say, (0, len(text))

    def span(self, needle: str, what: str) -> dict[str, Any] | None:
        low, high = self.window
        start = self.text.find(needle, low, high)
        if start < 0:
            start = self.text.rfind(needle, 0, low)
        if start < 0:
            start = self.text.find(needle)
        if start < 0 or not needle:
            self.say(f"{what} not in the text: {needle!r}")
            return None
        return {"start": start, "end": start + len(needle), "text": needle}

    def spans(self, value: str, what: str, by: str = ";") -> list[dict[str, Any]]:
        parts = [p.strip() for p in re.split(rf"\s+{re.escape(by)}\s+", value.strip()) if p.strip()]
        return [s for s in (self.span(p, what) for p in parts) if s]

    def read(self, block: list[str]) -> dict[str, Any] | None:
        first, bar, passage = block[0].partition("|")
        words = first.split()
        if not bar or not words or words[0] not in CODES:
            self.say(f"start a claim with 'CODE flags | passage', CODE one of {' '.join(CODES)}: {block[0][:60]!r}")
            return None
        unknown = set(words[1:]) - {*MODALITIES, "hedged", "aggregate", "actual"}
        if unknown:
            self.say(f"no such flag: {sorted(unknown)}")
        placed = bracketed(self.text, passage.strip())
        if isinstance(placed, str):
            self.say(placed)
            return None
        self.window, (start, end) = placed
        event_type, sub = CODES[words[0]]
        claim: dict[str, Any] = {
            "event_type": event_type,
            "sub_event_type": sub,
            "trigger": {"start": start, "end": end, "text": self.text[start:end]},
            **{role: [] for role in ROLES},
            "place": None,
            "time": None,
            "casualties": [],
            "attribution": [],
            "modality": next((w for w in words[1:] if w in MODALITIES), "actual"),
            "hedged": "hedged" in words,
            "aggregate": "aggregate" in words,
            "also": [],
        }
        for line in block[1:]:
            key, colon, value = line.strip().partition(":")
            if not colon:
                self.say(f"write 'field: value': {line.strip()[:60]!r}")
            elif value.strip() not in ("", "-"):
                self.field(claim, key.strip(), value.strip())
        return claim

    def field(self, claim: dict[str, Any], key: str, value: str) -> None:
        if key in ROLES:
            claim[key] += self.spans(value, key)
        elif key == "by":
            claim["attribution"] = self.spans(value, "source", ">")
        elif key == "at":
            claim["place"] = self.place(value)
        elif key == "when":
            claim["time"] = self.time(value)
        elif key == "toll":
            claim["casualties"] = [t for t in map(self.toll, re.split(r"\s+;\s+", value)) if t]
        elif key in GROUPS:
            claim[key] = value
        elif key == "also":
            placed = bracketed(self.text, value)
            if isinstance(placed, str):
                self.say(f"also: {placed}")
            else:
                start, end = placed[1]
                claim["also"].append({"start": start, "end": end, "text": self.text[start:end]})
        else:
            self.say(f"no such field: {key!r}; there are {' '.join(ROLES)} at when toll by also")

    def place(self, value: str) -> dict[str, Any] | None:
        parts = [p.strip() for p in value.split("|")]
        if len(parts) != 5 or parts[4] not in LEVELS or not re.fullmatch(r"[A-Z]{2}", parts[2]):
            self.say(f"write 'at: words | Name | UA | 47.57,35.78 | town' with a level of {LEVELS}: {value[:80]!r}")
            return None
        found = re.fullmatch(r"(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)", parts[3])
        if not found or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
            self.say(f"coordinates are 'lat,lon' in degrees, not {parts[3]!r}")
            return None
        span = self.span(parts[0], "place")
        if not span:
            return None
        lat, lon = float(found[1]), float(found[2])
        return {"span": span, "name": parts[1], "country": parts[2], "lat": lat, "lon": lon, "level": parts[4]}

    def time(self, value: str) -> dict[str, Any] | None:
        words, bar, days = value.rpartition("|")
        first, _, last = days.strip().partition("..")
        try:
            earliest, latest = date.fromisoformat(first), date.fromisoformat(last or first)
        except ValueError:
            self.say(f"write 'when: words | 2022-08-13..2022-08-14': {value[:60]!r}")
            return None
        if earliest > latest or not bar or not words.strip():
            self.say(f"a time has words of the text and days that run forwards: {value[:60]!r}")
            return None
        span = self.span(words.strip(), "time")
        return span and {"span": span, "earliest": earliest.isoformat(), "latest": latest.isoformat()}

    def toll(self, value: str) -> dict[str, Any] | None:
        found = re.fullmatch(r"(\w+)\s+(\d*)(\.\.)?(\d*)\s*=\s*(.+)", value.strip())
        if not found or found[1] not in KINDS or not (found[2] or found[4]):
            self.say(f"write 'toll: killed 2 = two men ; injured 3.. = several' (kinds {KINDS}): {value[:60]!r}")
            return None
        low = int(found[2]) if found[2] else None
        high = low if not found[3] else int(found[4]) if found[4] else None
        if low is not None and high is not None and low > high:
            self.say(f"toll runs backwards: {value!r}")
            return None
        span = self.span(found[5].strip(), "toll")
        return span and {"kind": found[1], "low": low, "high": high, "span": span}
