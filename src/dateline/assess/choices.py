"""One value out of many tellings, with those who say so and those who say something else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

from dateline.model import Choice, Claim, ClaimId, Interval, Level, Modality, Place, Span
from dateline.model.place import kilometres

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
Homes = Mapping[ClaimId, int]  # which origin a claim goes back to: claims of one origin have one vote together

_REACH_KM = {Level.SITE: 3.0, Level.TOWN: 8.0, Level.ADMIN2: 45.0, Level.ADMIN1: 180.0, Level.COUNTRY: 900.0}
_SAID = (Modality.ACTUAL, Modality.ATTEMPTED, Modality.DENIED)  # of equals the earlier one is chosen


def voted(
    claims: Sequence[Claim],
    value: Callable[[Claim], T | None],
    homes: Homes,
    *,
    same: Callable[[T], Hashable] = lambda v: v,
) -> Choice[T] | None:
    """The value that most origins give; of equals the one told first. None where no claim has one.

    Args:
        claims: in the order in which they were stored.
        value: what a claim says; None where it says nothing.
        homes: the origin of each claim.
        same: what makes two values one.
    """
    groups: dict[Hashable, list[tuple[Claim, T]]] = defaultdict(list)
    for claim in claims:
        said = value(claim)
        if said is not None:
            groups[same(said)].append((claim, said))
    if not groups:
        return None
    chosen = max(groups.values(), key=lambda group: len({homes[c.id] for c, _ in group}))  # max keeps the first
    ours = {c.id for c, _ in chosen}
    return Choice(
        value=chosen[0][1],
        supporting=tuple(c.id for c in claims if c.id in ours),
        differing=tuple(c.id for group in groups.values() for c, _ in group if c.id not in ours),
    )


def modality(claims: Sequence[Claim], homes: Homes) -> Choice[Modality]:
    """What most origins say; a plan or supposition gives way to any word that it happened or did not.

    Those who tell of the act and those who tell of an attempt stand together against those who deny it: together they
    say that it was done if one of them does, else that it was attempted.
    """
    said = sorted((c for c in claims if c.modality in _SAID), key=lambda c: _SAID.index(c.modality))
    if said:
        choice = voted(said, lambda c: c.modality, homes, same=lambda m: m is Modality.DENIED)
    else:
        ranked = sorted(claims, key=lambda c: list(Modality).index(c.modality))  # of equals "planned" first
        choice = voted(ranked, lambda c: c.modality, homes)
    assert choice is not None  # noqa: S101  there is at least one claim
    return Choice(
        value=choice.value,
        supporting=tuple(c.id for c in claims if c.modality is choice.value),
        differing=tuple(c.id for c in claims if c.modality is not choice.value),
    )


def place(claims: Sequence[Claim], homes: Homes) -> Choice[Place] | None:
    """The finest place among those that most origins agree with: a town and its region do not differ."""
    placed = [(c, c.place) for c in claims if c.place is not None]
    if not placed:
        return None

    def standing(entry: tuple[Claim, Place]) -> tuple[int, int]:
        agreeing = {homes[c.id] for c, other in placed if agree(entry[1], other)}
        return len(agreeing), -entry[1].level.rank

    _, chosen = max(placed, key=standing)
    return Choice(
        value=chosen,
        supporting=tuple(c.id for c, other in placed if agree(chosen, other)),
        differing=tuple(c.id for c, other in placed if not agree(chosen, other)),
    )


def agree(a: Place, b: Place) -> bool:
    """Whether two places may be one: near enough for the coarser of the two."""
    if Level.COUNTRY in (a.level, b.level):
        return a.country == b.country
    reach = max(_REACH_KM[a.level], _REACH_KM[b.level])
    return kilometres(a.lat, a.lon, b.lat, b.lon) <= reach


def when(claims: Sequence[Claim], homes: Homes) -> Choice[Interval] | None:
    """The narrowest days that most origins agree on: from the interval that most of them touch, narrowed in turn."""
    dated = [(c, c.when) for c in claims if c.when is not None]
    if not dated:
        return None

    def standing(entry: tuple[Claim, Interval]) -> tuple[int, int]:
        touching = {homes[c.id] for c, other in dated if entry[1].overlaps(other)}
        return len(touching), -entry[1].days

    _, days = max(dated, key=standing)
    for _, other in sorted(dated, key=lambda entry: (entry[1].days, entry[1])):
        days = days.intersection(other) or days
    return Choice(
        value=days,
        supporting=tuple(c.id for c, other in dated if days.overlaps(other)),
        differing=tuple(c.id for c, other in dated if not days.overlaps(other)),
    )


def words(claims: Sequence[Claim], spans: Callable[[Claim], tuple[Span, ...]], homes: Homes) -> Choice[str] | None:
    """What most origins write for a role; several spans of one claim are parted by "; "."""
    return voted(
        claims,
        lambda c: "; ".join(dict.fromkeys(s.text for s in spans(c))) or None,
        homes,
        same=lambda text: " ".join(text.casefold().removeprefix("the ").split()),
    )
