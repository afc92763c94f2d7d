"""How likely two claims tell one happening, in parts that can be said in words.

The points of the parts are log-odds, set by hand and checked against written stories; see `scored`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from dateline.link.tellings import Telling
from dateline.link.words import containment
from dateline.model import EventType, Interval, Level, Modality, Place, SubEventType
from dateline.model.place import kilometres

BIAS = -3.3
SAME_EVENT = 0.5  # pairs and clusters at or above are one event
_REACH_KM = {Level.SITE: 2.0, Level.TOWN: 5.0, Level.ADMIN2: 40.0, Level.ADMIN1: 160.0, Level.COUNTRY: 700.0}
_RANK = {level: level.rank for level in Level}
_POINTS = frozenset({Level.SITE, Level.TOWN})
_UNREAL = frozenset({Modality.PLANNED, Modality.HYPOTHETICAL})

_S = SubEventType
# Sub-event types that two careful readers, or two sides, give to one and the same act.
_ALIKE = (
    frozenset({_S.AIR_STRIKE, _S.SHELLING, _S.REMOTE_EXPLOSIVE, _S.CHEMICAL_WEAPON, _S.GRENADE}),
    frozenset({_S.SUICIDE_BOMB, _S.REMOTE_EXPLOSIVE, _S.GRENADE}),
    frozenset({_S.ARMED_CLASH, _S.ATTACK, _S.SHELLING, _S.AIR_STRIKE, _S.REMOTE_EXPLOSIVE}),
    frozenset({_S.AIR_STRIKE, _S.SHELLING, _S.DISRUPTED_WEAPONS}),
    frozenset({_S.LOOTING, _S.REMOTE_EXPLOSIVE, _S.ATTACK, _S.AIR_STRIKE, _S.SHELLING}),
    frozenset({_S.ARMED_CLASH, _S.GOVERNMENT_REGAINS, _S.NON_STATE_OVERTAKES, _S.TRANSFER_OF_TERRITORY}),
    frozenset({_S.ARRESTS, _S.ABDUCTION}),
    frozenset({_S.ATTACK, _S.MOB_VIOLENCE, _S.SEXUAL_VIOLENCE, _S.ABDUCTION}),
    frozenset({_S.PEACEFUL_PROTEST, _S.PROTEST_WITH_INTERVENTION, _S.EXCESSIVE_FORCE, _S.VIOLENT_DEMONSTRATION}),
    frozenset({_S.VIOLENT_DEMONSTRATION, _S.MOB_VIOLENCE, _S.LOOTING}),
    frozenset({_S.CHANGE_TO_GROUP, _S.TRANSFER_OF_TERRITORY, _S.BASE_ESTABLISHED, _S.OTHER}),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One reason for or against: its log-odds and its words."""

    points: float
    words: str


@dataclass(frozen=True, slots=True)
class Score:
    """How likely two claims tell one happening, 0 to 1, with the parts that say why."""

    value: float
    parts: tuple[Part, ...]

    def reasons(self) -> tuple[str, ...]:
        """The parts in words, the weightiest first; those against begin with "but"."""
        told = sorted((p for p in self.parts if p.words), key=lambda p: (-abs(p.points), p.words))
        return tuple(p.words if p.points >= 0 else f"but {p.words}" for p in told)


def scored(a: Telling, b: Telling) -> Score | None:
    """The score of a pair; None where the two cannot be one happening.

    Two claims of one document with the same innermost source are two events; a sum and a single event are two;
    so are acts on days or in towns apart.
    """
    if a.aggregate != b.aggregate or (a.document == b.document and a.source == b.source):
        return None
    place, time = _place(a.place, b.place), _time(a, b)
    if place is None or time is None:
        return None
    kind, sums = _kind(a.kind, b.kind), _sums(a, b)
    if sums is None:
        return None
    parts = (place, time, kind, sums, _denial(a, b), _tolls(a, b), *_roles(a, b), _text(a, b))
    odds = BIAS + sum(p.points for p in parts)
    return Score(1.0 / (1.0 + exp(-odds)), parts)


def _place(a: Place | None, b: Place | None) -> Part | None:
    if a is None or b is None:
        return Part(-0.3, "" if a is b else "one names no place")
    km = kilometres(a.lat, a.lon, b.lat, b.lon)
    coarser, finer = (a, b) if _RANK[a.level] >= _RANK[b.level] else (b, a)
    if coarser.level in _POINTS:
        return _towns(a, b, km)
    if km > _REACH_KM[coarser.level] + _REACH_KM[finer.level] or (a.country != b.country and km > 50):
        return None
    if coarser.level is Level.COUNTRY:
        return Part(-0.2, f"both in {coarser.country}")
    if km < 5 and a.level is b.level:
        return Part(1.1, f"same area ({a.name})")
    return Part(0.5 if coarser.level is Level.ADMIN2 else 0.2, f"{finer.name} may lie in {coarser.name}")


def _towns(a: Place, b: Place, km: float) -> Part | None:
    if km <= 4:
        return Part(1.6, f"same place ({a.name})" if a.name == b.name else f"{a.name} is at {b.name}")
    if km <= 12:
        return Part(0.6, f"{a.name} and {b.name} are {km:.0f} km apart")
    if km <= 40:
        return Part(-1.2, f"{a.name} and {b.name} are {km:.0f} km apart")
    return None


def _time(a: Telling, b: Telling) -> Part | None:
    if a.when is None or b.when is None:
        return _undated(a, b)
    gap, unreal = a.when.gap(b.when), a.modality in _UNREAL or b.modality in _UNREAL
    if gap == 0 and a.when.overlaps(b.when):
        wide = max(a.when.days, b.when.days)
        points = 1.8 if wide <= 3 else 1.1 if wide <= 31 else 0.3
        return Part(points, f"same day ({a.when.earliest})" if wide == 1 else "days overlap")
    if gap <= 1:
        return Part(-1.2, "one day apart")
    if gap <= 3 and max(a.when.days, b.when.days) > 2:
        return Part(-1.5, f"{gap} days apart")
    if unreal and gap <= 30:
        return Part(-1.5, f"{gap} days apart, one of them only foreseen")
    return None


def _undated(a: Telling, b: Telling) -> Part:
    """One or both give no day: the days of publication bound when they spoke."""
    known = [t.when or (Interval.on(t.published) if t.published else None) for t in (a, b)]
    if known[0] is None or known[1] is None:
        return Part(-0.5, "")
    gap = known[0].gap(known[1])
    if gap <= 7:
        return Part(1.0, "told within a week of each other")
    if gap <= 45:
        return Part(0.2, "told within six weeks of each other")
    unreal = a.modality in _UNREAL or b.modality in _UNREAL
    return Part(-0.6 if unreal else -1.6, f"told {gap} days apart")


def _kind(a: SubEventType, b: SubEventType) -> Part:
    if a is b:
        return Part(0.6 if a is SubEventType.OTHER else 1.0, f"both {a.value}")
    if any(a in group and b in group for group in _ALIKE):
        return Part(-0.1, f"{a.value} and {b.value} may be one act")
    if a.event_type is b.event_type and a.event_type is not EventType.STRATEGIC:
        return Part(-0.6, f"{a.value} is not {b.value}")
    return Part(-2.4, f"{a.value} is not {b.value}")


def _sums(a: Telling, b: Telling) -> Part | None:
    """Two sums are one only where they add up the same days."""
    if not a.aggregate:
        return Part(0.0, "")
    if a.when is None or b.when is None:
        return Part(0.3, "both are sums")
    shared = a.when.intersection(b.when)
    if shared is None or shared.days / max(a.when.days, b.when.days) < 0.5:
        return None
    return Part(0.5, "sums over the same days")


def _denial(a: Telling, b: Telling) -> Part:
    """A denial answers somebody: inside a document most likely those who tell the act there."""
    if (a.modality is Modality.DENIED) == (b.modality is Modality.DENIED) or a.kind is not b.kind:
        return Part(0.0, "")
    return Part(1.0 if a.document == b.document else 0.4, "one denies what the other says")


def _tolls(a: Telling, b: Telling) -> Part:
    points, words = 0.0, []
    for kind in sorted(a.tolls.keys() & b.tolls.keys()):
        (low, high), (other_low, other_high) = a.tolls[kind], b.tolls[kind]
        one, other = _point(low, high), _point(other_low, other_high)
        if (low, high) == (other_low, other_high):
            points += 0.5 if one < 2 else 1.0 if one < 10 else 1.5
            words.append(f"both {one} {kind.value}")
        elif _within(low, high, other_low, other_high):
            # "At least 10" leaves room for 139, and says little for it.
            near = low is None or other_low is None or max(one, other) <= 3 * min(one, other)
            points += 0.5 if near else -0.3
            words.append(f"{kind.value}: {one} and {other} agree" if near else f"{kind.value}: {one} and {other}")
        elif abs(one - other) > 3 and max(one, other) > 2 * min(one, other):
            points -= 0.9
            words.append(f"{kind.value}: {one} and {other} differ widely")
        else:
            words.append(f"{kind.value}: {one} and {other}")
    return Part(max(-1.5, min(2.0, points)), "; ".join(words))


def _point(low: int | None, high: int | None) -> int:
    return low if low is not None else high or 0


def _within(low: int | None, high: int | None, other_low: int | None, other_high: int | None) -> bool:
    above = high is None or other_low is None or other_low <= high
    return above and (other_high is None or low is None or low <= other_high)


def _roles(a: Telling, b: Telling) -> tuple[Part, ...]:
    return (
        _overlap("targets", a.target, b.target, 1.0, -0.8),
        _overlap("victims", a.victim, b.victim, 0.6, -0.1),
        _overlap("actors", a.actor, b.actor, 0.5, -0.2),
        _overlap("means", a.means, b.means, 0.5, -0.8),
        _overlap("triggers", a.trigger, b.trigger, 0.5, 0.0),
    )


def _overlap(what: str, a: frozenset[str], b: frozenset[str], same: float, apart: float) -> Part:
    if not a or not b:
        return Part(0.0, "")
    if shared := sorted(a & b):
        return Part(same, f"{what} share {', '.join(shared[:4])}")
    return Part(apart, f"{what} differ" if apart else "")


def _text(a: Telling, b: Telling) -> Part:
    if a.document == b.document:  # two claims of one sentence share its words whatever they tell
        return Part(0.0, "")
    share, many = containment(a.words, b.words), len(a.words & b.words)
    if many >= 6 and share >= 0.6:
        return Part(2.0, f"sentences share {many} telling words")
    if many >= 4 and share >= 0.35:
        return Part(0.9, f"sentences share {many} telling words")
    if share < 0.08 and min(len(a.words), len(b.words)) >= 6:
        return Part(-0.4, "sentences share no words")
    return Part(0.0, "")
