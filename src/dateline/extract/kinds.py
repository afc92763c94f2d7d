"""From the family of a word and its circumstances to one of ACLED's sub-event types."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.extract.lexicon import Family
from dateline.extract.nouns import Means
from dateline.model import SubEventType

_S = SubEventType

# Families that say all: nothing around the word changes their type.
_FIXED: dict[Family, SubEventType] = {
    Family.CHEMICAL: _S.CHEMICAL_WEAPON,
    Family.SUICIDE: _S.SUICIDE_BOMB,
    Family.GRENADE: _S.GRENADE,
    Family.AIR: _S.AIR_STRIKE,
    Family.MINE: _S.REMOTE_EXPLOSIVE,
    Family.WITHDRAW: _S.TRANSFER_OF_TERRITORY,
    Family.SEXUAL: _S.SEXUAL_VIOLENCE,
    Family.MOB: _S.MOB_VIOLENCE,
    Family.AGREE: _S.AGREEMENT,
    Family.GROUP: _S.CHANGE_TO_GROUP,
    Family.DISARM: _S.DISRUPTED_WEAPONS,
    Family.BASE: _S.BASE_ESTABLISHED,
    Family.OTHER: _S.OTHER,
    Family.ARREST: _S.ARRESTS,
}
# Means that decide a killing, an attack or an explosion whoever it meets.
_BY_MEANS: dict[Means, SubEventType] = {
    Means.CHEMICAL: _S.CHEMICAL_WEAPON,
    Means.SUICIDE: _S.SUICIDE_BOMB,
    Means.GRENADE: _S.GRENADE,
    Means.AIR: _S.AIR_STRIKE,
    Means.SHELL: _S.SHELLING,
    Means.BOMB: _S.REMOTE_EXPLOSIVE,
}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What of a mention's surroundings decides its type."""

    means: Means | None = None
    attacked_armed: bool = False  # fighters, police or military objects are attacked
    attacked_protesters: bool = False
    attacked_people: bool = False
    attacked_known: bool = False  # somebody or something is said to be attacked
    by_state: bool = False
    by_outsider: bool = False  # an occupier or a foreign army
    by_non_state: bool = False
    by_crowd: bool = False  # a mob, protesters, residents
    by_fighters: bool = False


def kind_of(family: Family, c: Circumstances) -> SubEventType:
    """The sub-event type of a mention.

    >>> kind_of(Family.KILL, Circumstances(means=Means.BOMB)).value
    'Remote explosive/landmine/IED'
    >>> kind_of(Family.ATTACK, Circumstances(attacked_armed=True)).value
    'Armed clash'
    """
    if family in _FIXED:
        return _FIXED[family]
    match family:
        case Family.TAKE | Family.RETAKE:
            return _of_taking(family, c)
        case Family.CAPTURE | Family.ABDUCT:
            return _of_capture(family, c)
        case Family.PROTEST | Family.DISPERSE | Family.RIOT:
            return _of_protest(family, c)
        case Family.DESTROY:
            return _S.REMOTE_EXPLOSIVE if c.means is Means.BOMB else _by_air_or_shell(c) or _S.LOOTING
        case Family.CLASH:
            return _S.VIOLENT_DEMONSTRATION if c.by_crowd and not c.by_non_state else _S.ARMED_CLASH
        case Family.EXPLODE | Family.BOMB | Family.SHELL:
            return _of_explosion(family, c)
        case _:
            return _of_attack(family, c)


def _of_attack(family: Family, c: Circumstances) -> SubEventType:
    if c.means in _BY_MEANS:
        return _BY_MEANS[c.means]
    if c.attacked_protesters:
        return _S.EXCESSIVE_FORCE
    if c.by_crowd and family in (Family.TORTURE, Family.KILL) and not c.attacked_armed:
        return _S.MOB_VIOLENCE
    if family is Family.TORTURE:
        return _S.ATTACK
    if c.attacked_armed:
        return _S.ARMED_CLASH
    return _S.ATTACK


def _of_explosion(family: Family, c: Circumstances) -> SubEventType:
    if c.means in _BY_MEANS and not (family is Family.SHELL and c.means is Means.BOMB):
        return _BY_MEANS[c.means]
    if family is Family.SHELL:
        return _S.SHELLING
    if family is Family.BOMB and (c.by_state or c.by_outsider):
        return _S.AIR_STRIKE  # who bombs and has an air force, bombs from the air
    return _S.REMOTE_EXPLOSIVE


def _by_air_or_shell(c: Circumstances) -> SubEventType | None:
    return _BY_MEANS[c.means] if c.means in (Means.AIR, Means.SHELL) else None


def _of_taking(family: Family, c: Circumstances) -> SubEventType:
    if c.by_outsider or c.by_non_state:
        return _S.NON_STATE_OVERTAKES
    if family is Family.RETAKE or c.by_state:
        return _S.GOVERNMENT_REGAINS
    return _S.NON_STATE_OVERTAKES


def _of_capture(family: Family, c: Circumstances) -> SubEventType:
    if family is Family.ABDUCT:
        return _S.ABDUCTION
    if c.by_non_state or (c.by_outsider and not c.attacked_armed):
        return _S.ABDUCTION
    return _S.ARRESTS


def _of_protest(family: Family, c: Circumstances) -> SubEventType:
    if family is Family.RIOT:
        return _S.VIOLENT_DEMONSTRATION
    if family is Family.DISPERSE:
        return _S.PROTEST_WITH_INTERVENTION
    return _S.PROTEST_WITH_INTERVENTION if c.means is Means.CROWD_CONTROL else _S.PEACEFUL_PROTEST
