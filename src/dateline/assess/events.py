"""A cluster of claims becomes a graded event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from dateline.assess import choices, grades, tolls
from dateline.model import (
    Choice,
    Claim,
    ClaimId,
    Document,
    DocumentId,
    Event,
    EventId,
    Link,
    Modality,
    Origin,
    ReviewState,
    Source,
    SubEventType,
    digest,
)


class Grouping(Protocol):
    """Claims held to be one happening, in the order in which they were stored, and why."""

    @property
    def claims(self) -> tuple[ClaimId, ...]: ...
    @property
    def links(self) -> tuple[Link, ...]: ...


def assessed(
    cluster: Grouping,
    claims: Sequence[Claim],
    docs: Mapping[DocumentId, Document],
    texts_origins: Sequence[Origin],
    sources: Mapping[str, Source],
    *,
    rejected: frozenset[ClaimId] = frozenset(),
    superseded: frozenset[ClaimId] = frozenset(),
) -> Event:
    """The event that a cluster stands for: values, tolls, status and grade.

    Args:
        cluster: its claims in store order; the first gives the event its id, which stays when the event grows.
        claims: the claims of the cluster.
        docs: their documents.
        texts_origins: the origins of the claims.
        sources: known sources by folded alias.
        rejected: claims that people have rejected: they are shown and support nothing. An event of rejected claims
            alone stays, rejected, with values that no claim supports.
        superseded: claims of documents of which a later version is there: they too are shown and support nothing. An
            event of such claims alone keeps the status and values that they give, held by nobody and without tolls,
            and cannot be judged.
    """
    by_id = {c.id: c for c in claims}
    told = [by_id[c] for c in cluster.claims]
    standing = [c for c in told if c.id not in rejected]
    live = [c for c in standing if c.id not in superseded]
    found = tuple(_without(origin, live) for origin in texts_origins)
    homes = {c: n for n, origin in enumerate(found) for c in origin.claims}
    homes.update({c.id: -1 - n for n, c in enumerate(told) if c.id not in homes})
    stances = grades.Stances.of(found, {c.id: c for c in live or standing})
    event = replace(
        _valued(cluster, live or standing or told, homes),
        origins=found,
        status=grades.status(stances),
        grade=grades.grade(stances, sources) if live or not standing else grades.withdrawn(),
        tolls=tolls.tolls(live, docs, found),
        rejected_claims=tuple(c.id for c in told if c.id in rejected),
    )
    if live:
        return event
    return _unsupported(event if standing else replace(event, review=ReviewState.REJECTED))


def _without(origin: Origin, live: Sequence[Claim]) -> Origin:
    """An origin asserts only by claims that are neither rejected nor superseded."""
    modalities = {c.modality for c in live if c.id in origin.claims}
    return replace(origin, asserts=Modality.ACTUAL in modalities)


def _valued(cluster: Grouping, claims: Sequence[Claim], homes: choices.Homes) -> Event:
    """The event with its values. Who did what to whom is taken from those who say that it happened, if any do."""
    modality = choices.modality(claims, homes)
    saying = [c for c in claims if c.modality is modality.value]
    return Event(
        id=EventId(digest("event", cluster.claims[0])),
        claims=cluster.claims,
        links=cluster.links,
        kind=_kind(saying, claims, homes),
        modality=modality,
        place=choices.place(claims, homes),
        when=choices.when(saying, homes) or choices.when(claims, homes),
        actor=choices.words(saying, lambda c: c.actor, homes),
        target=choices.words(saying, lambda c: c.target, homes) or choices.words(claims, lambda c: c.target, homes),
        victim=choices.words(saying, lambda c: c.victim, homes),
        weapon=choices.words(saying, lambda c: c.weapon, homes),
        aggregate=all(c.aggregate for c in claims),
        hedged=all(c.hedged for c in saying),
    )


def _kind(saying: Sequence[Claim], claims: Sequence[Claim], homes: choices.Homes) -> Choice[SubEventType]:
    """The type that most of those who say it give; every claim of another type differs."""
    choice = choices.voted(saying, lambda c: c.kind, homes)
    assert choice is not None  # noqa: S101  there is at least one claim
    return Choice(
        value=choice.value,
        supporting=tuple(c.id for c in claims if c.kind is choice.value),
        differing=tuple(c.id for c in claims if c.kind is not choice.value),
    )


def _unsupported(event: Event) -> Event:
    """The same values, held by nobody."""
    bare = {
        name: replace(choice, supporting=(), differing=())
        for name in ("kind", "modality", "place", "when", "actor", "target", "victim", "weapon")
        if (choice := getattr(event, name)) is not None
    }
    return replace(event, **bare)
