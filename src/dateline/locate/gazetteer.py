"""What place resolution asks of a gazetteer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dateline.model import Place


class Gazetteer(Protocol):
    """Names to places. `resources.gazetteer` opens the SQLite one; tests may pass a dictionary."""

    def candidates(self, name: str) -> Sequence[Place]:
        """Every place that bears `name` (folded: case, accents, apostrophes, scripts), most populous first."""

    def has_prefix(self, name: str) -> bool:
        """Whether a longer known name begins with the words of `name`: lets a spotter stop early."""

    def demonym(self, word: str) -> Place | None:
        """The country or region that an adjective or people's name stands for ("Russian", "Syrian")."""
