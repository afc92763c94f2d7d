"""Toponyms → places. Pure; the gazetteer is passed in."""

from dateline.locate.resolve import Located, Rival, located, resolve
from dateline.locate.spot import spotted

__all__ = ["Located", "Rival", "located", "resolve", "spotted"]
