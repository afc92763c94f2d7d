"""Who publishes or tells, and how far they are trusted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    """What a source is."""

    AGENCY = "agency"  # a news agency whose text others reprint
    OUTLET = "outlet"
    CHANNEL = "channel"
    GOVERNMENT = "government"
    MILITARY = "military"
    ARMED_GROUP = "armed group"
    NGO = "ngo"
    INTERNATIONAL = "international"
    PERSON = "person"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Somebody who publishes or is quoted, with the prior that a desk gives it."""

    name: str
    kind: SourceKind = SourceKind.UNKNOWN
    aliases: tuple[str, ...] = ()
    country: str | None = None  # ISO 3166 alpha-2
    party_to: str | None = None  # the conflict that it is a party to: what it says is partisan
    reliability: str = "F"  # Admiralty letter, A to F; F: cannot be judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """Admiralty code: how reliable the source is, and how credible what it says. Rated apart."""

    reliability: str  # A to F; F: cannot be judged
    credibility: int  # 1 to 6; 6: cannot be judged
    reliability_reason: str
    credibility_reason: str

    @property
    def code(self) -> str:
        """Both together, as in "B2"."""
        return f"{self.reliability}{self.credibility}"
