"""What may leave the desk: released events alone, and of their words only those that a table of sources holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dateline.model import Choice, Event, Grade, Origin, ReviewState, Source, SourceKind, Status
from dateline.model.names import name_key

UNNAMED = "a source that is not named"
_NOBODY = "No origin asserts it."
_UNASSERTED = {
    Status.DENIED: "Only denials are known.",
    Status.UNREALISED: "It is only planned, attempted or supposed.",
}
_Sources = Mapping[str, Source]
_NAMED = frozenset(SourceKind) - {SourceKind.PERSON, SourceKind.UNKNOWN}
_SIDES = frozenset({SourceKind.MILITARY, SourceKind.ARMED_GROUP})
_ACTORS = _SIDES | {SourceKind.GOVERNMENT}  # as a target "Kyiv" is the town, as an actor the government
# An alias that ends so is a side's and no person's: "Russian forces" need not become the ministry that they are under.
_FORCES = frozenset("army brigades fighters forces guard insurgents military militia navy police rebels troops".split())  # noqa: SIM905


def public(events: Iterable[Event], sources: Mapping[str, Source] | None = None) -> Iterator[Event]:
    """Those events that a decision released, fit for outward use.

    A document may name a person in any of its words, so none of them goes out. What stays: type, modality, place, days,
    tolls, status, grade, decisions, and the ids of event, claims and origins, which are digests. Names stay where the
    table knows them as those of a body, and in the table's writing, as an alias may be a person's: of an origin
    unless its kind is person or unknown, of an actor if it is a military, an armed group or a government, of a target
    if it is one of the first two. Left out: all other names, victims, weapons, documents with their titles and
    addresses, evidence, and reasons of links. Reasons of the grade are made anew, from counts.

    Args:
        events: any events.
        sources: known sources by folded alias; without them nobody is named.
    """
    for event in events:
        if event.released and event.review is not ReviewState.REJECTED:
            yield _veiled(event, sources or {})


def _veiled(event: Event, sources: _Sources) -> Event:
    return replace(
        event,
        actor=_side(event.actor, sources, _ACTORS),
        target=_side(event.target, sources, _SIDES),
        victim=None,
        weapon=None,
        links=(),
        origins=tuple(_unsourced(origin, sources) for origin in event.origins),
        grade=_neutral(event.grade, event) if event.grade else None,
    )


def _side(words: Choice[str] | None, sources: _Sources, kinds: frozenset[SourceKind]) -> Choice[str] | None:
    """Who acted or was hit, where the table knows it: forces by the alias that was used, others by their name."""
    key = name_key(words.value) if words else ""
    source = sources.get(key)
    if words is None or source is None or source.kind not in kinds:
        return None
    forces = source.aliases if key.rpartition(" ")[2] in _FORCES else ()
    return replace(words, value=next((alias for alias in forces if name_key(alias) == key), source.name))


def _unsourced(origin: Origin, sources: _Sources) -> Origin:
    source = sources.get(name_key(origin.name))
    name = source.name if source and source.kind in _NAMED else UNNAMED
    return replace(origin, name=name, documents=(), evidence=())


def _neutral(grade: Grade, event: Event) -> Grade:
    """The grade with reasons that count origins and name none."""
    if not any(origin.asserts for origin in event.origins):
        because = _UNASSERTED.get(event.status, _NOBODY)
        return replace(grade, reliability_reason=_NOBODY, credibility_reason=because)
    letter = (
        "Nothing is known of the origins that assert it."
        if grade.reliability == "F"
        else f"The most reliable origin that asserts it stands at {grade.reliability}."
    )
    return replace(grade, reliability_reason=letter, credibility_reason=_counts(event))


def _counts(event: Event) -> str:
    asserting = [origin for origin in event.origins if origin.asserts]
    told, partisan, others = len(asserting), sum(o.partisan for o in asserting), len(event.origins) - len(asserting)
    who = "1 origin asserts it" if told == 1 else f"{told} independent origins assert it"
    some = "" if told == 1 else "all of them " if partisan == told else f"{partisan} of them "
    parties = f", {some}{'a party' if partisan == 1 else 'parties'} to the conflict" if partisan else ""
    against = f"; {others} {'does' if others == 1 else 'do'} not" if others else ""
    doubt = "; every assertion marks doubt" if event.hedged else ""
    return f"{who}{parties}{against}{doubt}."
