"""What may leave the desk: released events alone, without whoever must not be known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.model import Event, Grade, OriginKind, ReviewState, Source, SourceKind

UNNAMED = "a source that is not named"
_NEVER = frozenset({SourceKind.PERSON, SourceKind.UNKNOWN})


def public(events: Iterable[Event], sources: Mapping[str, Source] | None = None) -> Iterator[Event]:
    """Those events that a decision released, fit for outward use.

    Left out: names of sources that are persons or are not in the table of known sources (a witness's name must not
    leave the store), the evidence that could repeat them, the words for victims, and the reasons of links.

    Args:
        events: any events.
        sources: known sources by folded alias; without them no quoted source is named.
    """
    named = frozenset(s.name for s in (sources or {}).values() if s.kind not in _NEVER)
    for event in events:
        if event.released and event.review is not ReviewState.REJECTED:
            yield _veiled(event, named)


def _veiled(event: Event, named: frozenset[str]) -> Event:
    hidden = [o.name for o in event.origins if o.kind is OriginKind.ATTRIBUTION and o.name not in named]
    return replace(
        event,
        victim=None,
        links=(),
        origins=tuple(replace(o, name=UNNAMED if o.name in hidden else o.name, evidence=()) for o in event.origins),
        grade=_without(event.grade, hidden) if event.grade else None,
    )


def _without(grade: Grade, hidden: Sequence[str]) -> Grade:
    """The grade with reasons that do not repeat hidden names; the longest go first, as one may hold another."""
    reliability, credibility = grade.reliability_reason, grade.credibility_reason
    for name in sorted(hidden, key=len, reverse=True):
        reliability, credibility = (r.replace(name, UNNAMED) for r in (reliability, credibility))
    return replace(grade, reliability_reason=reliability, credibility_reason=credibility)
