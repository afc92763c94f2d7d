"""Word lists, written as running words."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a list that white space parts.

    >>> sorted(words("tank truck"))
    ['tank', 'truck']
    """
    return frozenset(text.split())
