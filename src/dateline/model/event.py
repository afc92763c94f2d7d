"""Claims held to be one happening, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, NewType, TypeVar

from dateline.model.claim import ClaimId
from dateline.model.document import DocumentId
from dateline.model.interval import Interval
from dateline.model.place import Place
from dateline.model.source import Grade
from dateline.model.taxonomy import CasualtyKind, Modality, SubEventType

EventId = NewType("EventId", str)
OriginId = NewType("OriginId", str)
T = TypeVar("T")


class OriginKind(StrEnum):
    """What shows that some claims go back to one teller."""

    ATTRIBUTION = "attribution"  # they name the same innermost source
    AGENCY = "agency"  # they credit the same agency
    TEXT = "text"  # their text is the same, or one holds the other's
    OUTLET = "outlet"  # one outlet's own voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The first teller that a group of claims goes back to."""

    id: OriginId
    name: str  # as a claim or document writes it
    kind: OriginKind
    claims: tuple[ClaimId, ...]
    documents: tuple[DocumentId, ...]
    evidence: tuple[str, ...]  # in words, one for each joining
    asserts: bool  # whether it says that the event happened; False: it denies, plans or supposes it
    partisan: bool = False  # a party to the conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Why a claim stands in its event, in words."""

    claim: ClaimId
    to: ClaimId
    score: float  # 0 to 1
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Generic[T]):
    """A value of an event: the chosen one, the claims that say so and those that say something else."""

    value: T
    supporting: tuple[ClaimId, ...]
    differing: tuple[ClaimId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """How many, over all claims of an event. None is unknown or open."""

    kind: CasualtyKind
    low: int | None  # UCDP low: the least that an origin gives
    best: int | None  # UCDP best: what most independent origins give; of equals the lower; None: only "up to"
    high: int | None  # UCDP high: the most that an origin gives
    conservative: int | None  # ACLED: the most conservative figure reported
    supporting: tuple[ClaimId, ...]  # claims that give `best`
    differing: tuple[ClaimId, ...] = ()


class Status(StrEnum):
    """How an event stands between its origins."""

    SINGLE_ORIGIN = "single origin"
    CORROBORATED = "corroborated"  # two or more independent origins assert it
    DISPUTED = "disputed"  # asserted, or reported as attempted, by some, denied by others
    DENIED = "denied"  # nobody asserts it, somebody denies it
    UNREALISED = "unrealised"  # only planned, attempted or supposed


class ReviewState(StrEnum):
    """What people have decided about an event."""

    UNREVIEWED = "unreviewed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening. Derived from claims and decisions, and can be derived again."""

    id: EventId
    claims: tuple[ClaimId, ...]  # at least one, in the order in which they were stored
    kind: Choice[SubEventType]
    modality: Choice[Modality]
    place: Choice[Place] | None = None
    when: Choice[Interval] | None = None
    actor: Choice[str] | None = None
    target: Choice[str] | None = None
    victim: Choice[str] | None = None
    weapon: Choice[str] | None = None
    tolls: tuple[Toll, ...] = ()
    aggregate: bool = False
    hedged: bool = False  # every claim that supports it is hedged
    links: tuple[Link, ...] = ()
    origins: tuple[Origin, ...] = ()
    status: Status = Status.SINGLE_ORIGIN
    grade: Grade | None = None
    review: ReviewState = ReviewState.UNREVIEWED
    released: bool = False
    rejected_claims: tuple[ClaimId, ...] = ()  # shown, but supporting nothing
