"""Records as text for people: a table of events, a block for a claim with its words marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dateline.model import Claim, Document, Event, Interval, Place, Toll
from dateline.publish.headline import headline
from dateline.publish.quotes import quote

if TYPE_CHECKING:
    from rich.table import Table

    from dateline.store.base import Reading

BOLD, PLAIN = "\x1b[1m", "\x1b[0m"
# Control characters, and the marks that turn the direction of all that follows: "gnp.exe" could read as "exe.png".
_TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, *range(128, 160), *_TURNING), "�")
_BLOCK = _CONTROLS | {13: " "}
_LINE = _BLOCK | {9: " ", 10: " ", 0x2028: " ", 0x2029: " "}


def shown(text: str) -> str:
    """Text of a document on one line, without the control characters that could steer a terminal.

    As long as the text, so that offsets stay right.
    """
    return text.translate(_LINE)


def shown_block(text: str) -> str:
    """The same, with its lines kept."""
    return text.translate(_BLOCK)


def event_table(events: Iterable[Event]) -> Table:
    """A table of events that stays legible on 80 columns: what, where and how many over the id."""
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold", expand=True, box=None, padding=(0, 1), row_styles=("", "on grey7"))
    table.add_column("when", min_width=10)
    table.add_column("event", ratio=1)
    table.add_column("status")
    table.add_column("grade", no_wrap=True)
    table.add_column("from", justify="right", no_wrap=True)
    for event in events:
        told = [what(event), where(event.place.value if event.place else None), "; ".join(map(toll, event.tolls))]
        # Text, not markup: words of documents may hold square brackets.
        cell = Text(shown(" · ".join(part for part in told if part)))
        cell.append(f"\n{event.id}", style="dim")
        table.add_row(
            Text(days(event.when.value if event.when else None)),
            cell,
            Text(str(event.status)),
            Text(event.grade.code if event.grade else "–"),
            Text(f"{sum(o.asserts for o in event.origins)}/{len(event.claims)}"),
        )
    table.caption = "from: independent origins that assert it / claims. `dateline show ID` gives an event's words."
    return table


def what(event: Event) -> str:
    """Type, modality where it is not plainly actual, and who did it to whom."""
    marks = [] if event.modality.value == "actual" else [str(event.modality.value)]
    marks += ["hedged"] if event.hedged else []
    marks += ["sum of many"] if event.aggregate else []
    sides = " → ".join(c.value for c in (event.actor, event.target or event.victim) if c)
    kind = f"{event.kind.value} ({', '.join(marks)})" if marks else str(event.kind.value)
    return f"{kind}: {sides}" if sides else kind


def days(when: Interval | None) -> str:
    """An interval in words."""
    if when is None:
        return "undated"
    if when.days == 1:
        return when.earliest.isoformat()
    return (
        f"{when.earliest.isoformat()}…{when.latest.isoformat()[5 if when.earliest.year == when.latest.year else 0 :]}"
    )


def where(place: Place | None) -> str:
    """A place in words; an area is marked as one."""
    if place is None:
        return "–"
    if place.level == "country":
        return f"{place.name} (somewhere)"
    area = " (region)" if place.level in ("admin1", "admin2") else ""
    return f"{place.name}{area}, {place.country}"


def toll(count: Toll) -> str:
    """A toll in words: the best figure, and the range where figures differ."""
    best = "?" if count.best is None else str(count.best)
    low = "?" if count.low is None else str(count.low)
    high = "?" if count.high is None else str(count.high)
    spread = "" if low == best == high else f" ({low}–{high})"
    return f"{best}{spread} {count.kind}"


def event_block(event: Event) -> str:
    """An event with its values, origins and reasons."""
    lines = [shown(headline(event)), f"  event       {event.id}", f"  status      {event.status}"]
    if event.grade:
        lines.append(f"  grade       {event.grade.code}: {event.grade.reliability_reason}")
        lines.append(f"              {event.grade.credibility_reason}")
    lines.append(f"  review      {event.review}{', released' if event.released else ''}")
    lines += [
        f"  {t.kind.value:11s} {toll(t)}; {len(t.supporting)} claims say so, {len(t.differing)} differ"
        for t in event.tolls
    ]
    for origin in event.origins:
        side = "asserts" if origin.asserts else "does not assert"
        partisan = ", a party to the conflict" if origin.partisan else ""
        lines.append(f"  origin      {shown(origin.name)} ({origin.kind}): {side}{partisan}")
        lines += [f"              {shown(words)}" for words in origin.evidence]
    lines += [
        f"  linked      {link.claim} to {link.to} at {link.score:.2f}: {shown('; '.join(link.reasons))}"
        for link in event.links
    ]
    return "\n".join(lines)


def claim_block(claim: Claim, doc: Document, *, colour: bool) -> str:
    """A claim with the sentence that it rests on, its words marked."""
    around = quote(doc.text, claim.trigger, marks=claim.spans())
    chain = [doc.source or doc.id, *(s.text for s in claim.attribution)]
    modality = f"{claim.modality}{', hedged' if claim.hedged else ''}{', sum of many' if claim.aggregate else ''}"
    lines = [
        f"{claim.kind} [{shown(claim.trigger.text)}] {modality}",
        f"  claim       {claim.id}",
        f"  document    {shown(doc.id)}  {shown(doc.title or '')}",
        f"  chain       {shown(' → '.join(chain))}",
        f"  words       {_marked(shown(around.text), around.marks, colour)}",
    ]
    for role in ("actor", "target", "victim", "weapon"):
        spans = getattr(claim, role)
        if spans:
            lines.append(f"  {role:11s} {shown('; '.join(s.text for s in spans))}")
    if claim.toponym or claim.place:
        lines.append(f"  place       {shown(claim.toponym.text) if claim.toponym else '–'} = {where(claim.place)}")
    if claim.time_words or claim.when:
        lines.append(f"  time        {shown(claim.time_words.text) if claim.time_words else '–'} = {days(claim.when)}")
    lines += [
        f"  {c.kind.value:11s} {'' if c.low is None else c.low}–{'' if c.high is None else c.high}"
        f" ({shown(c.span.text if c.span else claim.trigger.text)})"
        for c in claim.casualties
    ]
    return "\n".join(lines)


def _marked(text: str, marks: Sequence[tuple[int, int]], colour: bool) -> str:
    """The text with its marks in bold, or in brackets where there is no colour."""
    before, after = (BOLD, PLAIN) if colour else ("[", "]")
    out, at = "", 0
    for start, end in sorted(set(marks)):
        if start < at:
            continue
        out += f"{text[at:start]}{before}{text[start:end]}{after}"
        at = end
    return out + text[at:]


def document_head(doc: Document, reading: Reading | None) -> str:
    """Title, source, days and digests of a document."""
    rows = [
        ("document", doc.id),
        ("title", doc.title),
        ("source", doc.source),
        ("author", doc.author),
        ("url", doc.url),
        ("published", doc.published.isoformat() if doc.published else None),
        ("language", doc.language),
        ("version", f"{doc.version} of {doc.version_of}" if doc.version_of else None),
        ("sha256", doc.raw_sha256),
        ("read by", (reading.reader or f"nobody: {reading.note}") if reading else None),
    ]
    return "\n".join(f"{name:11s} {shown(str(value))}" for name, value in rows if value)
