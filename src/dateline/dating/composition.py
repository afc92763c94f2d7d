"""What changes a time: a part of it, a distance from it, two of them as a range, "since", "by" and "until".

A modifier is words right before a time, and what they make of its reading. Modifiers stack: in "since the end of last
month" the end is taken first, then the stretch from there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from dateline.dating.calendars import Heading, half_of, moved, part_of, week_of, weekend_near
from dateline.dating.grammar import WINDOW, Atom, Kind, Reading, Scene
from dateline.dating.words import DASH, DAYTIME, GAP, NUMBER, ORDINALS, PARTS, UNIT, UNITS, any_of, key, number
from dateline.model import Interval

Match = re.Match[str]
Change = Callable[[Match, Reading], Reading]


@dataclass(frozen=True, slots=True)
class Modifier:
    """Words before a time and what they make of it; `rank` 0 binds closest, ranges come between 0 and 1."""

    name: str
    pattern: re.Pattern[str]
    change: Change
    rank: int = 0
    kind: Kind | None = None  # None: the time's own
    ends: frozenset[str] = frozenset()  # the words it can end with: only behind these is it tried


def _modifier(name: str, words: str, ends: str, change: Change, *, rank: int = 0, kind: Kind | None = None) -> Modifier:
    pattern = re.compile(rf"(?<!\w){words}\Z", re.IGNORECASE)
    return Modifier(name, pattern, change, rank, kind, frozenset(ends.split()))


def _unchanged(_: Match, read: Reading) -> Reading:
    return read


def _part(match: Match, read: Reading) -> Reading:
    part = PARTS[key(match["part"])]

    def reading(scene: Scene) -> Interval | None:
        # "early this year" is a part of the whole year, not of the year so far.
        whole = read(scene)
        if whole is None:
            return None
        return part_of(_filled(whole, scene), part)

    return reading


def _filled(whole: Interval, scene: Scene) -> Interval:
    """A period cut at publication ("this month") made whole again."""
    if scene.published not in (whole.earliest, whole.latest) or whole.days <= 1:
        return whole
    start, end = whole.earliest, whole.latest
    if start.month == 1 and start.day == 1:
        return Interval(start, start.replace(month=12, day=31))
    if start.day == 1 and whole.days < 31:
        return moved(Interval(start, start), 1, "month") and Interval(
            start, moved(Interval.on(start), 1, "month").earliest - timedelta(days=1)
        )
    if start.weekday() == 0 and whole.days <= 7:
        return week_of(start)
    if end.weekday() == 6 and whole.days <= 7:
        return week_of(end)
    return whole


def _half(match: Match, read: Reading) -> Reading:
    half = 0 if match["half"].lower() == "first" else 1

    def reading(scene: Scene) -> Interval | None:
        whole = read(scene)
        return half_of(whole, half) if whole and whole.days >= 28 else whole

    return reading


def _eve(_: Match, read: Reading) -> Reading:
    def reading(scene: Scene) -> Interval | None:
        day = read(scene)
        return Interval.on(day.earliest - timedelta(days=1)) if day else None

    return reading


def _distance(match: Match, read: Reading) -> Reading:
    back = match["way"].lower() in ("before", "prior to", "earlier than", "ahead of")
    count = 1 if match["count"].lower() == "the" else number(match["count"])
    unit = UNITS[key(match["unit"])]

    def reading(scene: Scene) -> Interval | None:
        base = read(scene)
        if base is None or count is None or unit not in ("day", "week", "month", "year"):
            return None
        return moved(base, -count if back else count, unit)

    return reading


def _week_of(_: Match, read: Reading) -> Reading:
    def reading(scene: Scene) -> Interval | None:
        day = read(scene)
        return week_of(day.earliest) if day else None

    return reading


def _weekend_of(_: Match, read: Reading) -> Reading:
    def reading(scene: Scene) -> Interval | None:
        day = read(scene)
        return weekend_near(week_of(day.earliest).latest, Heading.BACK) if day else None

    return reading


def _night_to(_: Match, read: Reading) -> Reading:
    def reading(scene: Scene) -> Interval | None:
        # The night that ends on the day of publication is over: "overnight to Friday", told on Friday.
        day = read(replace(scene, today=True))
        return Interval(day.earliest - timedelta(days=1), day.latest) if day else None

    return reading


def _since(_: Match, read: Reading) -> Reading:
    def reading(scene: Scene) -> Interval | None:
        start = read(replace(scene, heading=Heading.BACK))
        if start is None or scene.published is None or start.earliest > scene.published:
            return None
        return Interval(start.earliest, scene.published)

    return reading


def _by(_: Match, read: Reading) -> Reading:
    def reading(scene: Scene) -> Interval | None:
        end = read(replace(scene, heading=scene.heading or Heading.AHEAD))
        if end is None or scene.published is None or end.latest < scene.published:
            return end
        return Interval(scene.published, end.latest)

    return reading


def _night_from(_: Match, read: Reading) -> Reading:
    def reading(scene: Scene) -> Interval | None:
        day = read(scene)
        return Interval(day.earliest, day.latest + timedelta(days=1)) if day and day.days == 1 else day

    return reading


def _nth(match: Match, read: Reading) -> Reading:
    """`the first day of Ramadan`, `the last week of May`: counted in days or in sevens from either end."""
    size = 7 if match["unit"].lower() == "week" else 1
    nth = {**ORDINALS, "last": -1, "final": -1}[match["nth"].lower()]

    def reading(scene: Scene) -> Interval | None:
        whole = read(scene)
        if whole is None:
            return None
        # A feast is tabled by its first day: its second is the day after.
        first = (
            whole.earliest + timedelta(days=size * (nth - 1)) if nth > 0 else whole.latest - timedelta(days=size - 1)
        )
        return Interval(first, first + timedelta(days=size - 1))

    return reading


def _same_day(_: Match, read: Reading) -> Reading:
    return lambda scene: read(replace(scene, today=True))


_THE = rf"(?:(?:the|a|an){GAP})?"
_SLAVIC_PARTS = " ".join(w for w in PARTS if not w.isascii())
MODIFIERS: tuple[Modifier, ...] = (
    _modifier("article", rf"the{GAP}", "the", _unchanged),
    _modifier("part", rf"(?P<part>early|mid|late)(?:{GAP}|-|{GAP}in{GAP}|{GAP}on{GAP})", "early mid late in on", _part),
    _modifier(
        "part of",
        rf"{_THE}(?:very{GAP})?(?P<part>beginning|start|opening|outset|middle|end|close){GAP}of{GAP}(?:the{GAP})?",
        "of",
        _part,
    ),
    _modifier(
        "part, Slavic", rf"(?:(?:в|во|на|у){GAP})?(?P<part>{any_of(_SLAVIC_PARTS.split())}){GAP}", _SLAVIC_PARTS, _part
    ),
    _modifier("half of", rf"{_THE}(?P<half>first|second){GAP}half{GAP}of{GAP}(?:the{GAP})?", "of", _half),
    _modifier(
        "part of a day",
        rf"(?:(?:in|on|at|by|during){GAP})?{_THE}(?:(?:early|late|mid|small|first|predawn|pre-dawn){GAP})?(?:hours|{DAYTIME})"
        rf"{GAP}(?:of|on){GAP}(?:the{GAP})?",
        "of on",
        _unchanged,
    ),
    _modifier("eve", rf"(?:on{GAP})?{_THE}eve{GAP}of{GAP}(?:the{GAP})?", "of", _eve),
    _modifier("eve, Slavic", rf"(?:накануне|напередодні){GAP}", "накануне напередодні", _eve),
    _modifier(
        "distance",
        rf"(?P<count>{NUMBER}|the)(?:{GAP}full)?{GAP}(?P<unit>{UNIT}){GAP}(?P<way>before|after|prior{GAP}to|following){GAP}(?:the{GAP})?",
        "before after to following",
        _distance,
    ),
    _modifier(
        "nth day of",
        rf"(?:on{GAP})?{_THE}(?P<nth>{any_of(ORDINALS)}|last){GAP}(?P<unit>day|week){GAP}(?:of|in){GAP}(?:the{GAP})?",
        "of in",
        _nth,
    ),
    _modifier("earlier on", rf"earlier{GAP}(?:on{GAP})?", "earlier on", _same_day),
    _modifier(
        "week of",
        rf"{_THE}week{GAP}(?:of|beginning|starting|commencing){GAP}(?:the{GAP})?",
        "of beginning starting commencing",
        _week_of,
    ),
    _modifier("weekend of", rf"{_THE}weekend{GAP}of{GAP}(?:the{GAP})?", "of", _weekend_of),
    _modifier(
        "night to",
        rf"(?:overnight|(?:in|on|during){GAP}the{GAP}night){GAP}(?:in)?to{GAP}(?:the{GAP})?",
        "to into",
        _night_to,
    ),
    _modifier("overnight on", rf"overnight{GAP}(?:(?:on|of){GAP})?", "overnight on of", _night_from),
    _modifier(
        "night from",
        rf"(?:overnight|(?:(?:in|on|during){GAP})?(?:the{GAP})?night){GAP}(?:(?:from|between|of|on){GAP}(?:the{GAP})?)?",
        "from between of on overnight night",
        _unchanged,
        rank=1,
    ),
    _modifier(
        "since",
        rf"(?:ever{GAP})?since{GAP}(?:the{GAP}|at{GAP}least{GAP}|about{GAP})?",
        "since least about",
        _since,
        rank=1,
        kind="range",
    ),
    _modifier("since, Slavic", rf"(?:с|со|з|із|від|от){GAP}", "с со з із від от", _since, rank=1, kind="range"),
    _modifier(
        "by",
        rf"(?:by|no{GAP}later{GAP}than|until|till){GAP}(?:the{GAP})?",
        "by than until till",
        _by,
        rank=1,
        kind="range",
    ),
    _modifier("by, Slavic", rf"(?:до|к){GAP}", "до к", _by, rank=1, kind="range"),
)

_MODIFIERS_BY_END = {
    (rank, word): tuple(m for m in MODIFIERS if m.rank == rank and word in m.ends)
    for rank in (0, 1)
    for word in frozenset().union(*(m.ends for m in MODIFIERS))
}
_LAST_WORD = re.compile(r"(\w{1,20})(?:\s{1,3}|-)\Z")

# Words after a time that say which part of the day, or what hour: they add nothing to its days.
_SUFFIX = re.compile(
    rf"(?:,?{GAP}(?:(?:in|at|during){GAP}(?:the{GAP})?)?(?:early{GAP}|late{GAP}|mid-?)?{DAYTIME}"
    rf"|,?{GAP}at{GAP}(?:about{GAP}|around{GAP})?(?:[0-9]{{1,2}}(?:[:.][0-9]{{2}})?(?:\s?[ap]\.?m\.?)?|one|two|three|four|five|"
    rf"six|seven|eight|nine|ten|eleven|twelve)(?:{GAP}(?:[A-Z]{{2,4}}|local{GAP}time))?"
    rf"|,?{GAP}(?:вранці|ввечері|вночі|утром|вечером|ночью|днем|днём|вдень|увечері))(?!\w)",
    re.IGNORECASE,
)
_AND = r"(?:and|и|та|і|й)"
_TO = r"(?:to|until|till|through|thru|up\s{1,3}to|по|до)"
_FROM = re.compile(rf"(?<!\w)(?:(?P<and>between|между|між)|from|с|со|з|із|від|от)(?:{GAP}the)?{GAP}\Z", re.IGNORECASE)
_JOIN = re.compile(
    rf"(?:{DASH}|,?{GAP}(?:(?P<and>{_AND})|{_TO}){GAP}(?:the{GAP})?(?:(?:early|mid|late)(?:{GAP}|-))?)\Z", re.IGNORECASE
)


def compose(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    """Times with all that changes them, in order, none overlapping."""
    close: list[Atom] = []
    limit = 0
    for atom in atoms:
        whole = _with_suffix(text, _modified(text, atom, limit, rank=0))
        close.append(whole)
        limit = whole.end
    joined: list[Atom] = []
    limit = 0
    for atom in _ranges(text, _beside(text, _apart(close))):
        whole = _modified(text, atom, limit, rank=1)
        joined.extend(_from_event(text, whole, limit))
        joined.append(whole)
        limit = whole.end
    return joined


# An event that the same sentence dates: "the eve of the invasion, which began on 24 February".
_EVENT = re.compile(
    rf"(?<!\w)(?P<time>(?:the{GAP})?(?:eve{GAP}of|(?P<count>{NUMBER}|the){GAP}(?P<unit>{UNIT}){GAP}(?P<way>before|after))"
    rf"{GAP}(?:the|a|an|its|their){GAP}\w{{3,20}}),?{GAP}(?:which|that|launched|begun|held){GAP}"
    rf"(?:(?:had{GAP})?\w{{3,12}}{GAP}(?:place{GAP})?)?(?:on{GAP}|in{GAP})?\Z",
    re.IGNORECASE,
)


def _from_event(text: str, atom: Atom, limit: int) -> list[Atom]:
    """The time that is told by an event which `atom` dates."""
    base = max(limit, atom.start - 2 * WINDOW)
    match = _EVENT.search(text[base : atom.start])
    if match is None:
        return []
    read = _distance(match, atom.read) if match["count"] else _eve(match, atom.read)
    return [Atom(base + match.start("time"), base + match.end("time"), "anaphor", f"event of {atom.name}", read)]


def _apart(atoms: Sequence[Atom]) -> list[Atom]:
    """Without those that the suffix of the one before has run into."""
    kept: list[Atom] = []
    for atom in atoms:
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
    return kept


# Rules that give a weekday, and those that give a day which a weekday beside it belongs to.
_WEEKDAYS = frozenset({"weekday", "в среду"})
_DAYS = frozenset({"day month", "month day", "dotted day", "slashed day", "iso day"})
_BESIDE = re.compile(rf",?\s{{0,3}}\(?(?:a{GAP}|the{GAP})?\Z", re.IGNORECASE)


def _beside(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    """One time where a weekday stands beside its date: "в понедельник, 5 июня", "10 June (Saturday)"."""
    kept: list[Atom] = []
    for atom in atoms:
        last = kept[-1] if kept else None
        if last is not None and atom.start - last.end < 8 and _BESIDE.fullmatch(text, last.end, atom.start):
            names = (_rule_of(last), _rule_of(atom))
            if names[0] in _WEEKDAYS and names[1] in _DAYS:
                kept[-1] = replace(atom, start=last.start)
                continue
            if names[1] in _WEEKDAYS and names[0] in _DAYS:
                kept[-1] = replace(last, end=atom.end)
                continue
        kept.append(atom)
    return kept


def _rule_of(atom: Atom) -> str:
    """The rule of a time that is still a day of its own; empty where a modifier has made another of it."""
    *modifiers, rule = atom.name.split(" + ")
    return rule if {"article", "part", "part of a day"}.issuperset(modifiers) else ""


def _with_suffix(text: str, atom: Atom) -> Atom:
    suffix = _SUFFIX.match(text, atom.end, atom.end + WINDOW)
    return replace(atom, end=suffix.end()) if suffix else atom


def _modified(text: str, atom: Atom, limit: int, *, rank: int) -> Atom:
    """An atom with the modifiers of a rank before it, down to `limit`, where the time before it ends."""
    # Nobody stacks more than a few; the bound keeps the cost of odd texts.
    for _ in range(4):
        head = text[max(limit, atom.start - WINDOW) : atom.start]
        last = _LAST_WORD.search(head[-24:])
        for modifier in _MODIFIERS_BY_END.get((rank, last[1].lower()), ()) if last else ():
            if modifier.kind == "range" and atom.kind == "range":
                continue
            match = modifier.pattern.search(head)
            if match is not None:
                start = atom.start - (len(head) - match.start())
                atom = replace(
                    atom,
                    start=start,
                    kind=modifier.kind or atom.kind,
                    name=f"{modifier.name} + {atom.name}",
                    read=modifier.change(match, atom.read),
                )
                break
        else:
            break
    return atom


def _ranges(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    found: list[Atom] = []
    index = 0
    while index < len(atoms):
        first = atoms[index]
        if index + 1 < len(atoms):
            whole = _range(text, first, atoms[index + 1], found[-1].end if found else 0)
            if whole is not None:
                found.append(whole)
                index += 2
                continue
        found.append(first)
        index += 1
    return found


def _range(text: str, first: Atom, last: Atom, limit: int) -> Atom | None:
    """`from A to B`, `between A and B`, `A-B`; None where the two stand apart."""
    if last.start - first.end > WINDOW:
        return None
    between = _JOIN.fullmatch(text, first.end, last.start)
    if between is None:
        return None
    opening = _FROM.search(text[max(limit, first.start - WINDOW) : first.start])
    # "and" joins two days of their own unless "between" says otherwise.
    if between["and"] and not (opening and opening["and"]):
        return None
    start = first.start - (len(opening[0]) if opening else 0)
    return Atom(start, last.end, "range", f"{first.name} to {last.name}", _both(first.read, last.read))


def _both(first: Reading, last: Reading) -> Reading:
    """From the start of one to the end of the other; what one lacks (a year, a week) follows from the other."""

    def reading(scene: Scene) -> Interval | None:
        bare = replace(scene, published=None)
        start, end = first(bare), last(bare)
        if start is None and end is None and scene.heading is Heading.AHEAD:
            start = first(scene)
        if start is None:
            end = end or last(scene)
            start = first(replace(scene, published=end.latest, heading=Heading.BACK, today=False)) if end else None
        elif end is None:
            end = last(replace(scene, published=start.earliest, heading=Heading.AHEAD, today=False))
        return Interval(start.earliest, end.latest) if start and end and start.earliest <= end.latest else None

    return reading
