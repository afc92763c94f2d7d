"""Claims in order, each with an id of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline.model import Claim, Span


def numbered(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims sorted by trigger, with `ordinal` counting up among those of one anchor.

    An anchor is a document, a trigger and an innermost source: one verb over two towns gives two claims that only
    their ordinals tell apart. Equal anchors keep the order in which they come in.
    """
    ordered = sorted(claims, key=lambda c: (c.trigger.start, c.trigger.end))
    seen: dict[tuple[str, Span, Span | None], int] = {}
    result = []
    for claim in ordered:
        anchor = (claim.document, claim.trigger, claim.attribution[-1] if claim.attribution else None)
        ordinal = seen.get(anchor, 0)
        seen[anchor] = ordinal + 1
        result.append(claim if claim.ordinal == ordinal else replace(claim, ordinal=ordinal))
    return tuple(result)
