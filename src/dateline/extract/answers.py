"""A language model's answer made claims. Nothing in it is believed that does not stand in the text."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dateline.errors import BadRecord
from dateline.extract.excerpts import Excerpt
from dateline.extract.quoting import Quoted
from dateline.extract.tolls import VAGUE, Bounds, bounds, number
from dateline.model import Casualty, CasualtyKind, Claim, Document, Modality, Span, SubEventType

# Claims of one answer, and phrases of one field of a claim: what names more has lost its way.
MOST_CLAIMS, MOST_PHRASES = 80, 20
LONGEST_TRIGGER = 60  # characters; a longer one names no event
LONGEST_PHRASE = 300
LARGEST_TOLL = 100_000_000
# Characters before a count that may change what it means ("more than").
_LEAD = 30

_FENCE = re.compile(r"\A\s*```[a-zA-Z]*\s*|\s*```\s*\Z")
_COUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d+|[^\W\d_]+(?:-[^\W\d_]+)*|[-–—]")
_JOINING = frozenset({"-", "–", "—", "to", "and", "or", "a", "an", "of"})
_MANY = frozenset({"people", "men", "women", "children", "police", "troops", "civilians", "personnel"})


class Drop(StrEnum):
    """Why something of an answer was left out."""

    QUOTE = "phrases that the text does not have"
    TRIGGER = "claims whose trigger the text does not have"
    SOURCE = "claims none of whose sources the text has"
    TYPE = "claims of an unknown type or modality"
    FORM = "claims or tolls in another form"
    TOLL = "tolls without a number"
    REPEATED = "claims given twice"
    EXCESS = "claims or phrases beyond the most that are read"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was made of an answer, and how much of it was left out for which reason."""

    claims: tuple[Claim, ...]
    dropped: Counter[Drop]


def parsed(answer: str, where: str) -> list[Any]:
    """The claims of an answer as JSON has them, of whatever form.

    Raises:
        BadRecord: it is no JSON object with a list of claims, or no claim in it is an object.
    """
    try:
        row = json.loads(_FENCE.sub("", answer))
    except (ValueError, RecursionError) as error:
        raise BadRecord(where, f"not JSON ({error})") from error
    claims = row.get("claims") if isinstance(row, dict) else row
    if not isinstance(claims, list):
        raise BadRecord(where, 'no list under "claims"')
    if claims and not any(isinstance(claim, dict) and _has_form(claim) for claim in claims):
        raise BadRecord(where, "no claim has a trigger, a sub_event_type and a modality, each a string")
    return claims


def _has_form(claim: Mapping[str, Any]) -> bool:
    return all(isinstance(claim.get(key), str) for key in ("trigger", "sub_event_type", "modality"))


def claims_of(rows: Sequence[Any], doc: Document, excerpt: Excerpt, *, reader: str) -> Answer:
    """The claims that the rows of an answer about one excerpt make, with `toponym` and `time_words` unresolved.

    Args:
        rows: as `parsed` gives them.
        doc: where the excerpt stands.
        excerpt: triggers stand in it; other phrases may also stand in its context.
        reader: name and version, for the claims.
    """
    dropped: Counter[Drop] = Counter()
    if len(rows) > MOST_CLAIMS:
        dropped[Drop.EXCESS] += len(rows) - MOST_CLAIMS
    whole = Span.of(doc.text, excerpt.start, excerpt.end)
    desk = _Desk(doc, whole, Quoted.of(doc.text, excerpt.before, excerpt.end), reader, dropped)
    claims: list[Claim] = []
    for row in rows[:MOST_CLAIMS]:
        claim = desk.claim(row)
        if claim is not None and claim in claims:
            dropped[Drop.REPEATED] += 1
        elif claim is not None:
            claims.append(claim)
    return Answer(tuple(claims), dropped)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What reading one answer needs, and the tally of what it leaves out."""

    doc: Document
    whole: Span  # the excerpt, without its context
    quoted: Quoted
    reader: str
    dropped: Counter[Drop]

    def claim(self, row: Any) -> Claim | None:
        """The claim of one row; None where it cannot be one."""
        if not isinstance(row, dict) or not _has_form(row) or not _are_flags(row):
            self.dropped[Drop.FORM] += 1
            return None
        kind, modality = _member(SubEventType, row["sub_event_type"]), _member(Modality, row["modality"])
        if kind is None or modality is None:
            self.dropped[Drop.TYPE] += 1
            return None
        passage = self._passage(row.get("passage"))
        trigger = self._trigger(row["trigger"], passage)
        if trigger is None:
            self.dropped[Drop.TRIGGER] += 1
            return None
        chain = self._phrases(row.get("attribution"), passage, trigger)
        if not chain and _strings(row.get("attribution")):
            self.dropped[Drop.SOURCE] += 1  # left in, it would be said in the document's own voice
            return None
        return Claim(
            document=self.doc.id,
            trigger=trigger,
            kind=kind,
            actor=self._phrases(row.get("actor"), passage, trigger),
            target=self._phrases(row.get("target"), passage, trigger),
            victim=self._phrases(row.get("victim"), passage, trigger),
            weapon=self._phrases(row.get("weapon"), passage, trigger),
            toponym=next(iter(self._phrases(row.get("place"), passage, trigger)), None),
            time_words=next(iter(self._phrases(row.get("time"), passage, trigger)), None),
            casualties=self._tolls(row.get("casualties"), passage, trigger),
            attribution=chain,
            modality=modality,
            hedged=row.get("hedged") is True,
            aggregate=row.get("aggregate") is True,
            reader=self.reader,
        )

    def _passage(self, words: Any) -> Span | None:
        if not isinstance(words, str) or not words.strip():
            return None
        found = self.quoted.find(words, within=self.whole)
        if found is None:
            self.dropped[Drop.QUOTE] += 1
        return found

    def _trigger(self, words: str, passage: Span | None) -> Span | None:
        """Where the event is named: in its passage, else where the excerpt has the words once."""
        start, end = self.whole.start, self.whole.end
        if not 0 < len(words.strip()) <= LONGEST_TRIGGER:
            return None
        if passage is not None and self.quoted.count(words, start=passage.start, end=passage.end):
            found = self.quoted.find(words, within=passage)
            return found if found is not None and found.start >= start else None
        if self.quoted.count(words, start=start, end=end) != 1:
            return None
        return self.quoted.find(words, within=self.whole)

    def _phrases(self, given: Any, passage: Span | None, trigger: Span) -> tuple[Span, ...]:
        """The phrases of one field, each where it stands; those that stand nowhere are left out."""
        found: list[Span] = []
        phrases = _strings(given)
        self.dropped[Drop.EXCESS] += max(0, len(phrases) - MOST_PHRASES)
        for words in phrases[:MOST_PHRASES]:
            span = None
            if len(words) <= LONGEST_PHRASE:
                span = self.quoted.find(words, within=passage, near=trigger.start)
            if span is None:
                self.dropped[Drop.QUOTE] += 1
            elif span not in found:
                found.append(span)
        return tuple(found)

    def _tolls(self, given: Any, passage: Span | None, trigger: Span) -> tuple[Casualty, ...]:
        rows = given if isinstance(given, list) else []
        self.dropped[Drop.EXCESS] += max(0, len(rows) - MOST_PHRASES)
        tolls: list[Casualty] = []
        for row in rows[:MOST_PHRASES]:
            toll = self._toll(row, passage, trigger)
            if toll is not None and toll not in tolls:
                tolls.append(toll)
        return tuple(tolls)

    def _toll(self, row: Any, passage: Span | None, trigger: Span) -> Casualty | None:
        """A toll by its words, read by rules; the model's own figures stand only where rules read none."""
        kind = _member(CasualtyKind, row.get("kind")) if isinstance(row, dict) else None
        if kind is None:
            self.dropped[Drop.FORM] += 1
            return None
        found = self._phrases(row.get("text"), passage, trigger)
        if not found:
            if not _strings(row.get("text")):
                self.dropped[Drop.TOLL] += 1
            return None
        low, high = self._bounds(found[0], row) or (None, None)
        if (low, high) == (None, None):
            self.dropped[Drop.TOLL] += 1
            return None
        return Casualty(kind=kind, low=low, high=high, span=found[0])

    def _bounds(self, span: Span, row: Mapping[str, Any]) -> Bounds | None:
        if self.doc.language in (None, "en"):
            return counted(self.doc.text, span)
        digits = re.findall(r"\d+", span.text)
        if digits:
            return (int(digits[0]), int(digits[0])) if len(digits) == 1 and len(digits[0]) < 10 else None
        low, high = (_figure(row.get(end)) for end in ("low", "high"))
        return None if low is not None and high is not None and low > high else (low, high)


def counted(text: str, span: Span) -> Bounds | None:
    """The bounds that the words of a count mean in English; None where they count nobody.

    >>> text = "Shells killed at least five civilians and a nurse."
    >>> counted(text, Span.of(text, 23, 37)), counted(text, Span.of(text, 14, 37)), counted(text, Span.of(text, 42, 49))
    ((5, None), (5, None), (1, 1))
    """
    tokens = list(_COUNT.finditer(span.text))
    first = next((n for n, t in enumerate(tokens) if _counts(t.group())), None)
    last_word = tokens[-1].group().lower() if tokens else ""
    plural = last_word in _MANY or (last_word.endswith("s") and not last_word.endswith("ss"))
    if first is None:
        return bounds("", [t.group() for t in tokens[:1]], plural=plural)
    end = first + 1
    while end < len(tokens) and (_counts(tokens[end].group()) or tokens[end].group().lower() in _JOINING):
        end += 1
    while not _counts(tokens[end - 1].group()):
        end -= 1
    before = span.start + tokens[first].start()
    words = [t.group() for t in tokens[first:end] if t.group().lower() != "of"]
    return bounds(text[max(0, before - _LEAD) : before], words, plural=plural)


def _counts(word: str) -> bool:
    return number(word) is not None or word.lower() in VAGUE or word.lower() in ("no", "none", "nobody")


def _member(values: type[Any], given: Any) -> Any:
    """The value of a closed list that is written so, whatever its capitals; None where there is none."""
    if not isinstance(given, str):
        return None
    return next((value for value in values if value.value.lower() == given.strip().lower()), None)


def _are_flags(row: Mapping[str, Any]) -> bool:
    """Whether doubt and summing are told as such: "no" is no `false`, and guessing would turn a claim round."""
    return all(row.get(key) is None or isinstance(row.get(key), bool) for key in ("hedged", "aggregate"))


def _strings(given: Any) -> list[str]:
    """The strings of a field that should be a list of them, or one; what offsets come with them is not looked at."""
    rows = given if isinstance(given, list) else [given]
    texts = [row.get("text") if isinstance(row, dict) else row for row in rows]
    return [text for text in texts if isinstance(text, str) and text.strip()]


def _figure(given: Any) -> int | None:
    fine = isinstance(given, int) and not isinstance(given, bool) and 0 < given <= LARGEST_TOLL
    return given if fine else None
