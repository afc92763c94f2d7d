"""Civil days at the place of an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """The days from `earliest` to `latest`, both included: the one convention of days in Dateline.

    An event that took an unknown part of an interval has that whole interval. See docs/decisions/002-closed-days.md.

    >>> Interval(date(2022, 5, 21), date(2022, 5, 31)).days
    11
    """

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(f"an interval cannot end ({self.latest}) before it begins ({self.earliest})")

    @classmethod
    def on(cls, day: date) -> Interval:
        """One day."""
        return cls(day, day)

    @property
    def days(self) -> int:
        """How many days it holds; at least one."""
        return (self.latest - self.earliest).days + 1

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share a day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def intersection(self, other: Interval) -> Interval | None:
        """The days that both hold; None where there is none."""
        if not self.overlaps(other):
            return None
        return Interval(max(self.earliest, other.earliest), min(self.latest, other.latest))

    def gap(self, other: Interval) -> int:
        """Days from the end of one to the beginning of the other: 1 for neighbours, 0 where they overlap."""
        return max(0, (max(self.earliest, other.earliest) - min(self.latest, other.latest)).days)
