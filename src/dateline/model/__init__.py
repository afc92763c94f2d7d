"""The domain model: frozen values, no effects. Every other part of Dateline speaks in these."""

from dateline.model.claim import Casualty, Claim, ClaimId
from dateline.model.decision import Anchor, Decision, DecisionKind, Rejection, TargetKind
from dateline.model.document import Document, DocumentId, digest
from dateline.model.event import (
    Choice,
    Event,
    EventId,
    Link,
    Origin,
    OriginId,
    OriginKind,
    ReviewState,
    Status,
    Toll,
)
from dateline.model.filters import EventFilter
from dateline.model.interval import Interval
from dateline.model.place import Place
from dateline.model.source import Grade, Source, SourceKind
from dateline.model.spans import Span
from dateline.model.taxonomy import CasualtyKind, EventType, Level, Modality, SubEventType, Victims

__all__ = [
    "Anchor",
    "Casualty",
    "CasualtyKind",
    "Choice",
    "Claim",
    "ClaimId",
    "Decision",
    "DecisionKind",
    "Document",
    "DocumentId",
    "Event",
    "EventFilter",
    "EventId",
    "EventType",
    "Grade",
    "Interval",
    "Level",
    "Link",
    "Modality",
    "Origin",
    "OriginId",
    "OriginKind",
    "Place",
    "Rejection",
    "ReviewState",
    "Source",
    "SourceKind",
    "Span",
    "Status",
    "SubEventType",
    "TargetKind",
    "Toll",
    "Victims",
    "digest",
]
