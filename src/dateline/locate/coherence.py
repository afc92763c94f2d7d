"""Weighs the candidates of a document's toponyms against one another.

Each name starts with what speaks for each of its candidates alone (population, level, words beside it). Then, a few
times over, every candidate is raised by the probable candidates of the other names that lie near it, in its division,
or name the division or country that holds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.model import Level, Place
from dateline.model.place import EARTH_KM

Floats = NDArray[np.float64]

# Chosen on two corpora of news together (local news of the United States, and world news); each optimum is broad.
NEAR_KM = 120.0
NEAR, SAME_FIRST, SAME_COUNTRY, HOLDS_FIRST, HOLDS_COUNTRY = 2.2, 0.6, 0.25, 1.2, 0.35
REGION_KM, REGION = 700.0, 0.1  # countries beside one another
WEIGHT = 3.0
ROUNDS = 4


def weighed(names: Sequence[Sequence[Place]], alone: Sequence[Floats], counts: Sequence[int]) -> list[Floats]:
    """The probability of each candidate of each name.

    Args:
        names: Candidates of each distinct name; each at least one.
        alone: What speaks for each candidate by itself: log odds, float64 (candidates,).
        counts: How often the document has each name.

    Returns:
        For each name float64 (candidates,), adding up to one.
    """
    owner = np.repeat(np.arange(len(names)), [len(c) for c in names])
    places = [place for candidates in names for place in candidates]
    starts = np.concatenate(([0], np.cumsum([len(c) for c in names])))
    prior = np.concatenate(alone)
    affinity = _affinity(places)
    affinity[owner[:, None] == owner[None, :]] = 0.0
    heard = np.asarray(counts, dtype=np.float64)[owner] ** 0.5
    chance = _softmax(prior, starts)
    for _ in range(ROUNDS):
        support = affinity @ (chance * heard)
        chance = _softmax(prior + WEIGHT * np.log1p(support), starts)
    return [chance[a:b] for a, b in pairwise(starts)]


def _affinity(places: Sequence[Place]) -> Floats:
    """How much each place speaks for each other one: float64 (places, places); row: the one spoken for."""
    lat = np.radians([p.lat for p in places])
    lon = np.radians([p.lon for p in places])
    unit = np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=1)
    chord = np.sqrt(np.maximum(0.0, 2.0 - 2.0 * (unit @ unit.T)))
    country = _codes([p.country for p in places])
    first = _codes([f"{p.country}|{_first(p)}" for p in places])
    is_country = np.array([p.level is Level.COUNTRY for p in places])
    is_first = np.array([p.level is Level.ADMIN1 for p in places])
    fine = ~is_country & ~is_first
    same_country = country[:, None] == country[None, :]
    same_first = (first[:, None] == first[None, :]) & ~is_country[:, None] & ~is_country[None, :]
    out = SAME_COUNTRY * same_country
    out = np.where(same_country & is_country[None, :], HOLDS_COUNTRY, out)
    out += np.where(same_first & fine[None, :], SAME_FIRST, 0.0)
    out += np.where(same_first & is_first[None, :], HOLDS_FIRST, 0.0)
    # The points of areas say little about what is near.
    out += NEAR * np.exp(-chord * (EARTH_KM / NEAR_KM)) * (fine[:, None] & fine[None, :])
    out += REGION * np.exp(-chord * (EARTH_KM / REGION_KM))
    return np.asarray(out, dtype=np.float64)


def _first(place: Place) -> str:
    if place.level is Level.ADMIN1:
        return place.name
    return place.admin1 or f"?{place.name}"


def _codes(values: Sequence[str]) -> NDArray[np.int64]:
    known: dict[str, int] = {}
    return np.array([known.setdefault(value, len(known)) for value in values], dtype=np.int64)


def _softmax(odds: Floats, starts: NDArray[np.int64]) -> Floats:
    top = np.maximum.reduceat(odds, starts[:-1])
    sizes = np.diff(starts)
    raised = np.exp(odds - np.repeat(top, sizes))
    return np.asarray(raised / np.repeat(np.add.reduceat(raised, starts[:-1]), sizes), dtype=np.float64)
