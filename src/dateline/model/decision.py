"""What people decided. Appended, never edited; undone by a further decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dateline.model.claim import ClaimId
from dateline.model.document import DocumentId


class DecisionKind(StrEnum):
    """What a decision does."""

    CONFIRM = "confirm"
    REJECT = "reject"
    RELEASE = "release"
    UNDO = "undo"


class TargetKind(StrEnum):
    """What a decision is about."""

    CLAIM = "claim"
    EVENT = "event"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a claim stood when it was decided about: finds it again when a newer reader moves its trigger."""

    claim: ClaimId
    document: DocumentId
    start: int  # of the trigger, in code points
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who decided what, when and why."""

    id: str
    at: datetime  # aware
    user: str
    kind: DecisionKind
    target_kind: TargetKind
    target: str  # the id of a claim, an event or an earlier decision
    anchors: tuple[Anchor, ...] = ()  # the claims that the target had: finds it again under another id
    reason: str = ""

    @property
    def claims(self) -> tuple[ClaimId, ...]:
        """The claims that it was taken about."""
        return tuple(anchor.claim for anchor in self.anchors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """Input that could not be read, kept with its reason."""

    locator: str  # path, address or line
    stage: str  # "ingest", "extract", …
    reason: str
    at: datetime
