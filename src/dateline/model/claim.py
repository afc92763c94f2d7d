"""What one document says happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from dateline.model.document import DocumentId, digest
from dateline.model.interval import Interval
from dateline.model.place import Place
from dateline.model.spans import Span
from dateline.model.taxonomy import CasualtyKind, EventType, Modality, SubEventType, Victims

ClaimId = NewType("ClaimId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualty:
    """How many people a claim counts. `low` and `high` are inclusive; None is open."""

    kind: CasualtyKind
    low: int | None
    high: int | None
    span: Span | None  # the number and what it counts; None: the trigger is the evidence
    victims: Victims = Victims.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One event as one innermost source tells it in one document.

    Never edited; a later run of a reader supersedes it. Every value is a span of the document, or rests on one:
    `when` on `time_words`, `place` on `toponym`. Fields are explained in docs/record.md.
    """

    document: DocumentId
    trigger: Span
    kind: SubEventType
    actor: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()
    victim: tuple[Span, ...] = ()
    weapon: tuple[Span, ...] = ()
    toponym: Span | None = None  # as written, kept after resolution
    place: Place | None = None  # None: unresolved, never a country's centre passed off as a town
    time_words: Span | None = None
    when: Interval | None = None  # None: undated, never the publication date
    casualties: tuple[Casualty, ...] = ()
    attribution: tuple[Span, ...] = ()  # outermost first; empty: the document speaks for itself
    modality: Modality = Modality.ACTUAL
    hedged: bool = False
    aggregate: bool = False
    confidence: float | None = None  # calibrated, 0 to 1; None: the reader gives none
    confidences: tuple[tuple[str, float], ...] = ()  # the same for single fields, by their names
    ordinal: int = 0  # tells claims of one anchor apart: the same verb over two towns
    reader: str | None = None  # name and version of what read it

    @property
    def id(self) -> ClaimId:
        """Digest of where it was read: reading twice cannot make a duplicate.

        The anchor only (document, trigger, innermost source): a better reader or gazetteer must not orphan decisions.
        """
        innermost = self.attribution[-1] if self.attribution else None
        return ClaimId(
            digest(
                self.document,
                f"{self.trigger.start}-{self.trigger.end}",
                f"{innermost.start}-{innermost.end}" if innermost else "",
                str(self.ordinal),
            )
        )

    @property
    def event_type(self) -> EventType:
        """The event type of its sub-event type."""
        return self.kind.event_type

    def spans(self) -> tuple[Span, ...]:
        """Every span of the document that this claim rests on."""
        single = (self.trigger, self.toponym, self.time_words, *(c.span for c in self.casualties))
        many = (*self.actor, *self.target, *self.victim, *self.weapon, *self.attribution)
        return tuple(s for s in (*single, *many) if s is not None)
