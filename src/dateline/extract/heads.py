"""What the network's heads mean, in the order in which they give their scores."""

from __future__ import annotations

from typing import Final

from dateline.model import CasualtyKind, Modality, SubEventType

KINDS: Final = tuple(SubEventType)
MODALITIES: Final = tuple(Modality)
# Spans of which a claim has at most one: the network points at where they begin, or at the start mark for none. The
# anchor is the trigger at which the same claim is told better.
POINTED: Final = ("place", "time", "source", "anchor")
# What a trigger is: nothing, the best telling of an event, or another telling of it.
NOTHING, CLAIM, AGAIN = 0, 1, 2
ROLES: Final = ("actor", "target", "victim", "weapon")
# Spans of which it may have several: the outer sources of a chain, and one for each kind of toll.
TAGGED: Final = (*ROLES, "outer", *(kind.value for kind in CasualtyKind))
# What a word is to the spotters: nothing, the first or a later word of a place, the first or a later word of a time.
MARKS: Final = 5
