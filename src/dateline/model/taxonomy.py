"""Closed vocabularies. Event types are ACLED's event and sub-event types (codebook of 2023)."""

from __future__ import annotations

from enum import StrEnum


class EventType(StrEnum):
    """ACLED's six event types."""

    BATTLES = "Battles"
    EXPLOSIONS = "Explosions/Remote violence"
    CIVILIANS = "Violence against civilians"
    PROTESTS = "Protests"
    RIOTS = "Riots"
    STRATEGIC = "Strategic developments"


class SubEventType(StrEnum):
    """ACLED's 25 sub-event types."""

    ARMED_CLASH = "Armed clash"
    GOVERNMENT_REGAINS = "Government regains territory"
    NON_STATE_OVERTAKES = "Non-state actor overtakes territory"
    CHEMICAL_WEAPON = "Chemical weapon"
    AIR_STRIKE = "Air/drone strike"
    SUICIDE_BOMB = "Suicide bomb"
    SHELLING = "Shelling/artillery/missile attack"
    REMOTE_EXPLOSIVE = "Remote explosive/landmine/IED"
    GRENADE = "Grenade"
    SEXUAL_VIOLENCE = "Sexual violence"
    ATTACK = "Attack"
    ABDUCTION = "Abduction/forced disappearance"
    PEACEFUL_PROTEST = "Peaceful protest"
    PROTEST_WITH_INTERVENTION = "Protest with intervention"
    EXCESSIVE_FORCE = "Excessive force against protesters"
    VIOLENT_DEMONSTRATION = "Violent demonstration"
    MOB_VIOLENCE = "Mob violence"
    AGREEMENT = "Agreement"
    ARRESTS = "Arrests"
    CHANGE_TO_GROUP = "Change to group/activity"
    DISRUPTED_WEAPONS = "Disrupted weapons use"
    BASE_ESTABLISHED = "Headquarters or base established"
    LOOTING = "Looting/property destruction"
    TRANSFER_OF_TERRITORY = "Non-violent transfer of territory"
    OTHER = "Other"

    @property
    def event_type(self) -> EventType:
        """The event type that this sub-event type belongs to."""
        return _EVENT_TYPE[self]


_S = SubEventType
_MEMBERS: dict[EventType, tuple[SubEventType, ...]] = {
    EventType.BATTLES: (_S.ARMED_CLASH, _S.GOVERNMENT_REGAINS, _S.NON_STATE_OVERTAKES),
    EventType.EXPLOSIONS: (
        _S.CHEMICAL_WEAPON,
        _S.AIR_STRIKE,
        _S.SUICIDE_BOMB,
        _S.SHELLING,
        _S.REMOTE_EXPLOSIVE,
        _S.GRENADE,
    ),
    EventType.CIVILIANS: (_S.SEXUAL_VIOLENCE, _S.ATTACK, _S.ABDUCTION),
    EventType.PROTESTS: (_S.PEACEFUL_PROTEST, _S.PROTEST_WITH_INTERVENTION, _S.EXCESSIVE_FORCE),
    EventType.RIOTS: (_S.VIOLENT_DEMONSTRATION, _S.MOB_VIOLENCE),
    EventType.STRATEGIC: (
        _S.AGREEMENT,
        _S.ARRESTS,
        _S.CHANGE_TO_GROUP,
        _S.DISRUPTED_WEAPONS,
        _S.BASE_ESTABLISHED,
        _S.LOOTING,
        _S.TRANSFER_OF_TERRITORY,
        _S.OTHER,
    ),
}
_EVENT_TYPE = {sub: event for event, subs in _MEMBERS.items() for sub in subs}


class Modality(StrEnum):
    """Whether the document says that it happened."""

    ACTUAL = "actual"  # said to have happened
    DENIED = "denied"  # said not to have happened, or not to be the actor's doing
    ATTEMPTED = "attempted"  # tried, and failed or foiled
    PLANNED = "planned"  # intended, threatened, ordered, expected
    HYPOTHETICAL = "hypothetical"  # supposed, conditional, an example


class CasualtyKind(StrEnum):
    """What happened to the people that a toll counts."""

    KILLED = "killed"
    INJURED = "injured"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    MISSING = "missing"
    DISPLACED = "displaced"


class Victims(StrEnum):
    """Who a toll counts, where the words say so."""

    CIVILIANS = "civilians"
    FIGHTERS = "fighters"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """How fine a place is, finest first."""

    SITE = "site"
    TOWN = "town"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    COUNTRY = "country"

    @property
    def rank(self) -> int:
        """0 for a site to 4 for a country."""
        return list(Level).index(self)
