"""What a site's robots.txt lets through. Source: RFC 9309."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from protego import Protego

LARGEST = 512_000  # bytes that are read of one; the RFC asks for at least 500 KiB


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site. `parsed` None: it has none, everything is allowed."""

    parsed: Any = None

    def allow(self, url: str, agent: str) -> bool:
        """Whether `agent` may fetch `url`."""
        return self.parsed is None or bool(self.parsed.can_fetch(url, agent))

    def pause(self, agent: str) -> float:
        """Seconds that the site wants between two requests; 0 where it does not say."""
        delay = self.parsed.crawl_delay(agent) if self.parsed is not None else None
        return max(0.0, float(delay)) if delay is not None else 0.0


def rules_of(body: bytes) -> Rules:
    r"""The rules that the text of a robots.txt gives; what it has over the limit is not read.

    >>> rules_of(b"User-agent: *\nDisallow: /desk").allow("https://example.org/desk/1", "dateline")
    False
    """
    return Rules(Protego.parse(body[:LARGEST].decode("utf-8", "replace")))
