"""How many, held by origins: UCDP's low, best and high, ACLED's most conservative."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.model import (
    Casualty,
    CasualtyKind,
    Claim,
    ClaimId,
    Document,
    DocumentId,
    Modality,
    Origin,
    Toll,
    Victims,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """What one claim counts of one kind. None is open."""

    claim: ClaimId
    low: int | None
    high: int | None


def tolls(claims: Sequence[Claim], docs: Mapping[DocumentId, Document], origins: Sequence[Origin]) -> tuple[Toll, ...]:
    """The tolls of an event, one for each kind that a claim counts.

    Each origin has one voice: its figure of the latest publication, which supersedes its earlier ones. Low, best and
    conservative rest on lower bounds, so that always low ≤ best ≤ high: of "at least 5" five, of "up to 30" none.
    """
    return tuple(
        toll
        for kind in CasualtyKind
        if (toll := _toll(kind, _figures(kind, claims), origins, _days(claims, docs))) is not None
    )


def _days(claims: Iterable[Claim], docs: Mapping[DocumentId, Document]) -> dict[ClaimId, date]:
    found = {}
    for claim in claims:
        doc = docs.get(claim.document)
        found[claim.id] = doc.published if doc and doc.published else date.min
    return found


def _figures(kind: CasualtyKind, claims: Iterable[Claim]) -> dict[ClaimId, Figure]:
    """One figure for each claim that says it happened and counts this kind."""
    found = {}
    for claim in claims:
        counted = [c for c in claim.casualties if c.kind is kind and (c.low is not None or c.high is not None)]
        if counted and claim.modality is Modality.ACTUAL:
            found[claim.id] = _added(claim.id, counted)
    return found


def _added(claim: ClaimId, counted: Sequence[Casualty]) -> Figure:
    """Different victims add up; two counts of the same ones, or a total beside its parts, are the larger."""
    by_victims: dict[Victims, list[Casualty]] = defaultdict(list)
    for casualty in counted:
        by_victims[casualty.victims].append(casualty)
    largest = {victims: max(group, key=_size) for victims, group in by_victims.items()}
    total = largest.pop(Victims.UNKNOWN, None)
    parts = list(largest.values())
    if not parts or (total is not None and _size(total) >= (sum(p.low or 0 for p in parts), 0)):
        assert total is not None  # noqa: S101  counted is not empty
        return Figure(claim, total.low, total.high)
    low = None if all(p.low is None for p in parts) else sum(p.low or 0 for p in parts)
    high = None if any(p.high is None for p in parts) else sum(p.high or 0 for p in parts)
    return Figure(claim, low, high)


def _size(casualty: Casualty) -> tuple[int, int]:
    """By what is certain first: "at least five" is more than "up to thirty"."""
    return casualty.low or 0, casualty.high or 0


def _toll(
    kind: CasualtyKind, figures: Mapping[ClaimId, Figure], origins: Sequence[Origin], days: Mapping[ClaimId, date]
) -> Toll | None:
    if not figures:
        return None
    voices = [_voice(origin, figures, days) for origin in origins if any(c in figures for c in origin.claims)]
    heard = {c for origin in origins for c in origin.claims}
    voices += [figure for claim, figure in figures.items() if claim not in heard]
    lows, highs = [v.low for v in voices if v.low is not None], [v.high for v in voices if v.high is not None]
    least = min(lows, default=None)
    best = _best(lows)
    return Toll(
        kind=kind,
        low=least,
        best=best,
        high=_high(lows, highs),
        conservative=least,
        supporting=tuple(c for c, f in figures.items() if f.low == best),
        differing=tuple(c for c, f in figures.items() if f.low != best),
    )


def _best(lows: Sequence[int]) -> int | None:
    """What most origins give, of equals the lower; unknown where they give upper bounds alone ("up to 30")."""
    counts = Counter(lows)
    return min(counts, key=lambda low: (-counts[low], low), default=None)


def _voice(origin: Origin, figures: Mapping[ClaimId, Figure], days: Mapping[ClaimId, date]) -> Figure:
    """An origin's latest figure; of one day's figures the last in order."""
    told = [c for c in origin.claims if c in figures]
    latest = max(days[c] for c in told)
    return figures[[c for c in told if days[c] == latest][-1]]


def _high(lows: Sequence[int], highs: Sequence[int]) -> int | None:
    """The most that an origin gives; None where the largest is open ("more than 100")."""
    if not highs:
        return None
    most = max(highs)
    return None if lows and max(lows) > most else most
