"""One sentence about an event that says no more than its fields."""

from __future__ import annotations

from dateline.model import CasualtyKind, Event, Interval, Level, Modality, ReviewState, Status, SubEventType, Toll

_S = SubEventType
_NOUN = {
    _S.ARMED_CLASH: "Armed clash",
    _S.GOVERNMENT_REGAINS: "Return to government control",
    _S.NON_STATE_OVERTAKES: "Capture",
    _S.CHEMICAL_WEAPON: "Chemical attack",
    _S.AIR_STRIKE: "Air or drone strike",
    _S.SUICIDE_BOMB: "Suicide bombing",
    _S.SHELLING: "Shelling or missile attack",
    _S.REMOTE_EXPLOSIVE: "Explosion",
    _S.GRENADE: "Grenade attack",
    _S.SEXUAL_VIOLENCE: "Sexual violence",
    _S.ATTACK: "Attack",
    _S.ABDUCTION: "Abduction or disappearance",
    _S.PEACEFUL_PROTEST: "Protest",
    _S.PROTEST_WITH_INTERVENTION: "Protest with intervention",
    _S.EXCESSIVE_FORCE: "Excessive force against protesters",
    _S.VIOLENT_DEMONSTRATION: "Violent demonstration",
    _S.MOB_VIOLENCE: "Mob violence",
    _S.AGREEMENT: "Agreement",
    _S.ARRESTS: "Arrests",
    _S.CHANGE_TO_GROUP: "Change to a group",
    _S.DISRUPTED_WEAPONS: "Disrupted use of weapons",
    _S.BASE_ESTABLISHED: "New base",
    _S.LOOTING: "Looting or destruction of property",
    _S.TRANSFER_OF_TERRITORY: "Transfer of territory",
    _S.OTHER: "Strategic development",
}
_VERB = {
    Modality.ACTUAL: "reported",
    Modality.DENIED: "denied",
    Modality.ATTEMPTED: "reported as attempted",
    Modality.PLANNED: "reported as planned",
    Modality.HYPOTHETICAL: "supposed",
}
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


def headline(event: Event) -> str:
    """One sentence made of the event's fields: what, where, when, how many, how it stands.

    As in "Shelling or missile attack reported in Izyum, 18 May 2022: 3 to 5 killed (disputed)".
    """
    several = "Several events, " if event.aggregate else ""
    noun = _NOUN[event.kind.value]
    what = f"{several}{noun[0].lower() + noun[1:] if several else noun} {_VERB[event.modality.value]}"
    place = f" in {where(event)}" if event.place else ""
    days = f", {days_in_words(event.when.value)}" if event.when else ""
    counted = [words for kind in CasualtyKind for t in event.tolls if t.kind is kind and (words := toll_in_words(t))]
    toll = f": {', '.join(counted)}" if counted else ""
    standing = _standing(event)
    return f"{what}{place}{days}{toll}{f' ({standing})' if standing else ''}"


def where(event: Event) -> str:
    """The name of the event's place; empty where it has none. An area is said to be one: "the area of Donetsk"."""
    if event.place is None:
        return ""
    place = event.place.value
    return place.name if place.level in (Level.SITE, Level.TOWN, Level.COUNTRY) else f"the area of {place.name}"


def days_in_words(when: Interval) -> str:
    """An interval in words.

    >>> from datetime import date
    >>> days_in_words(Interval(date(2022, 5, 18), date(2022, 5, 18)))
    '18 May 2022'
    >>> days_in_words(Interval(date(2022, 5, 1), date(2022, 6, 2)))
    '1 May to 2 June 2022'
    """
    first, last = when.earliest, when.latest
    end = f"{last.day} {_MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    year = f" {first.year}" if first.year != last.year else ""
    month = f" {_MONTHS[first.month - 1]}" if year or first.month != last.month else ""
    return f"{first.day}{month}{year} to {end}"


def toll_in_words(toll: Toll) -> str:
    """A toll in words: "3 to 5 killed", "at least 9 injured", "up to 30 missing"; empty where nothing is counted."""
    low, high, verb = toll.low, toll.high, toll.kind.value
    if low is None and high is None:
        return ""
    if low is None:
        return f"up to {high} {verb}"
    if high is None:
        return f"at least {low} {verb}"
    return f"{low} {verb}" if low == high else f"{low} to {high} {verb}"


def _standing(event: Event) -> str:
    """How it stands, where the verb does not say so."""
    if event.review is ReviewState.REJECTED:
        return "rejected in review"
    if event.status is Status.DISPUTED:
        return "disputed"
    if event.status is Status.DENIED:
        return "" if event.modality.value is Modality.DENIED else "denied"
    if event.status is Status.UNREALISED:
        return "nobody asserts it" if event.modality.value is Modality.ACTUAL else ""
    if event.status is Status.SINGLE_ORIGIN:
        return "one origin, hedged" if event.hedged else "one origin"
    return "hedged" if event.hedged else ""
