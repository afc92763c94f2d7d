"""Claims to events: which claims tell one happening.

Pairs come from `blocks`, their scores from `scores`; clusters grow by average linkage, so that one likely pair never
chains two events that do not otherwise agree. The result does not depend on the order in which claims arrive.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from dateline.link.blocks import Pair, pairs
from dateline.link.names import same_name
from dateline.link.scores import SAME_EVENT, Score, scored
from dateline.link.tellings import Telling, telling
from dateline.model import Claim, ClaimId, Document, DocumentId, Link

_WITNESSES = 40  # of a large cluster, how many claims a newcomer's best link is sought among


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Claims held to be one happening, and why."""

    claims: tuple[ClaimId, ...]  # in the order given
    links: tuple[Link, ...] = ()  # for each claim but the first, where an earlier one of its event resembles it


def clusters(claims: Sequence[Claim], docs: Mapping[DocumentId, Document]) -> tuple[Cluster, ...]:
    """Group claims into events. Every claim is in exactly one; clusters and their claims come in the order given.

    Args:
        claims: claims with different ids.
        docs: the documents of the claims, by id. A claim whose document is missing is held by its spans alone.
    """
    order = {claim.id: at for at, claim in enumerate(claims)}
    tellings = sorted((telling(c, docs) for c in claims), key=lambda t: t.key)
    scores = Scores(tellings)
    groups = [sorted((tellings[at] for at in group), key=lambda t: order[t.id]) for group in agglomerated(scores)]
    groups.sort(key=lambda group: order[group[0].id])
    return tuple(Cluster(claims=tuple(t.id for t in group), links=_links(group)) for group in groups)


class Scores:
    """Scores of pairs of tellings, worked out once each."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self.tellings = tellings
        self._known: dict[Pair, float | None] = {}

    def of(self, one: int, other: int) -> float | None:
        """The score of two tellings by their places; None where they cannot be one event."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            score = score_of(self.tellings[pair[0]], self.tellings[pair[1]])
            self._known[pair] = score.value if score else None
        return self._known[pair]


def score_of(a: Telling, b: Telling) -> Score | None:
    """The score of a pair, with names of sources held against each other inside one document."""
    if a.document == b.document and a.source and b.source and same_name(a.source, b.source):
        return None
    return scored(a, b)


@dataclass(slots=True)
class _Groups:
    """Growing clusters. `sums` has the sum of the scores between two of them, None where they must stay apart."""

    members: dict[int, list[int]]
    sums: dict[int, dict[int, float | None]] = field(default_factory=lambda: defaultdict(dict))

    def mean(self, a: int, b: int) -> float | None:
        total = self.sums[a].get(b)
        return None if total is None else total / (len(self.members[a]) * len(self.members[b]))


def agglomerated(scores: Scores) -> list[list[int]]:
    """Clusters of places in `scores.tellings`: the likeliest two join first, while their mean score is high enough."""
    groups = _Groups({at: [at] for at in range(len(scores.tellings))})
    for one, other in pairs(scores.tellings):
        score = scores.of(one, other)
        groups.sums[one][other] = groups.sums[other][one] = score
    heap = [(-s, a, b) for a, row in groups.sums.items() for b, s in row.items() if a < b and s and s >= SAME_EVENT]
    heapify(heap)
    while heap:
        negative, a, b = heappop(heap)
        if a not in groups.members or b not in groups.members or groups.mean(a, b) != -negative:
            continue  # one of the two has grown since
        for other in _joined(groups, a, b, scores):
            mean = groups.mean(a, other)
            if mean is not None and mean >= SAME_EVENT:
                heappush(heap, (-mean, min(a, other), max(a, other)))
    return [sorted(group) for group in groups.members.values()]


def _joined(groups: _Groups, a: int, b: int, scores: Scores) -> list[int]:
    """Put `b` into `a` and give the groups that `a` now has a sum with. Pairs never met are scored when needed."""
    met = sorted((groups.sums[a].keys() | groups.sums[b].keys()) - {a, b})
    for other in met:
        left, right = (_sum(groups, group, other, scores) for group in (a, b))
        total = None if left is None or right is None else left + right
        groups.sums[a][other] = groups.sums[other][a] = total
        groups.sums[other].pop(b, None)
    groups.sums[a].pop(b, None)
    groups.sums.pop(b, None)
    groups.members[a] = sorted(groups.members[a] + groups.members.pop(b))
    return met


def _sum(groups: _Groups, group: int, other: int, scores: Scores) -> float | None:
    if other in groups.sums[group]:
        return groups.sums[group][other]
    total = 0.0
    for one in groups.members[group]:
        for two in groups.members[other]:
            score = scores.of(one, two)
            if score is None:
                return None
            total += score
    return total


def _links(group: Sequence[Telling]) -> tuple[Link, ...]:
    """For each telling but the first, the earlier one that it resembles most, with the reasons.

    A telling that was put in through a later one has no link where it cannot be paired with any of the first ones.
    """
    links = []
    for at, newcomer in enumerate(group[1:], start=1):
        found = [(s.value, -n, s) for n, t in enumerate(group[: min(at, _WITNESSES)]) if (s := score_of(t, newcomer))]
        if not found:
            continue
        value, negative, score = max(found, key=lambda f: f[:2])
        links.append(
            Link(
                claim=newcomer.id, to=group[-negative].id, score=round(value, 4), reasons=score.reasons() or ("alike",)
            )
        )
    return tuple(links)
