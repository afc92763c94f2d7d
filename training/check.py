"""Check batches of the corpus: labels that cannot be placed, near-duplicates, worn phrases, and the spread of it all.

usage: python -m training.check [FILE …]          (all batches when no file is named)
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from training.notation import CODES, NotationError, Report, reports

BATCHES = Path(__file__).parent / "corpus" / "batches"
SHINGLE = 5
REJECTED, REVIEWED = 0.3, 0.15
# Habits of machine-written news: each is allowed once in a hundred reports.
WORN = (
    "in what officials described as",
    "underscores",
    "underscoring",
    "amid",
    "a stark reminder",
    "the latest in a series",
    "testament to",
    "raising fears",
    "raises questions",
    "fragile calm",
    "uneasy calm",
    "sent shockwaves",
    "tightened its grip",
    "could not be independently verified",
    "declined to be named",
    "on condition of anonymity",
)


def words(text: str) -> list[str]:
    """Lower-case words."""
    return re.findall(r"[^\W_]+", text.lower())


def shingles(text: str, size: int = SHINGLE) -> set[tuple[str, ...]]:
    """All runs of `size` words."""
    found = words(text)
    return {tuple(found[i : i + size]) for i in range(len(found) - size + 1)}


def alike(batch: Sequence[Report]) -> list[tuple[float, str, str]]:
    """Pairs of reports that share too many five-word runs, most alike first."""
    owned = [shingles(r.text) for r in batch]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, own in enumerate(owned):
        for run in own:
            holders[run].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for group in holders.values():
        if 1 < len(group) <= 50:
            shared.update((a, b) for k, a in enumerate(group) for b in group[k + 1 :])
    pairs = []
    for (a, b), both in shared.items():
        likeness = both / (len(owned[a]) + len(owned[b]) - both)
        if likeness >= REVIEWED:
            pairs.append((likeness, batch[a].id, batch[b].id))
    return sorted(pairs, reverse=True)


def entropy(values: Iterable[str]) -> float:
    """Bits of a value drawn from these."""
    counts = Counter(values)
    total = sum(counts.values())
    return -sum(n / total * math.log2(n / total) for n in counts.values()) if total else 0.0


def faults(batch: Sequence[Report]) -> list[str]:
    """What must be mended before the batch may be used."""
    found = [f"{r.id}: {fault}" for r in batch for fault in r.faults]
    ids = Counter(r.id for r in batch)
    found += [f"{i}: stands {n} times" for i, n in ids.items() if n > 1]
    found += [f"{a} and {b}: near-duplicates ({x:.2f})" for x, a, b in alike(batch) if x >= REJECTED]
    allowed = max(1, len(batch) // 100)
    for phrase in WORN:
        using = [r.id for r in batch if re.search(rf"\b{re.escape(phrase)}\b", r.text.lower())]
        if len(using) > allowed:
            found.append(f"worn phrase {phrase!r} in {len(using)} reports: {' '.join(using[:8])}")
    return found


def spread(batch: Sequence[Report]) -> Iterable[str]:
    """Shares and spreads, to be held beside the targets of the datasheet."""
    claims = [c for r in batch for c in r.claims]
    lengths = sorted(len(words(r.text)) for r in batch)
    total = max(1, len(claims))

    def share(kept: Iterable[object]) -> str:
        return f"{100 * sum(map(bool, kept)) / total:.0f}%"

    yield f"{len(batch)} reports, {len(claims)} claims, {sum(lengths)} words"
    if not batch:
        return
    fifths = " ".join(str(lengths[min(len(lengths) - 1, len(lengths) * k // 5)]) for k in range(1, 5))
    yield f"no claim {100 * sum(not r.claims for r in batch) / len(batch):.0f}% of reports; words at fifths {fifths}"
    yield (
        f"hedged {share(c['hedged'] for c in claims)} (wanted 8-12), "
        f"aggregate {share(c['aggregate'] for c in claims)} (wanted 25-30), "
        + ", ".join(f"{m} {n}" for m, n in Counter(c["modality"] for c in claims).most_common())
    )
    depth = Counter(len(c["attribution"]) for c in claims)
    yield (
        "sources: "
        + ", ".join(f"{k}: {100 * n / total:.0f}%" for k, n in sorted(depth.items()))
        + " (wanted 0: 58, 1: 32, 2: 8, 3: 2)"
    )
    yield (
        f"time missing {share(not c['time'] for c in claims)} (wanted 50), "
        f"place missing {share(not c['place'] for c in claims)}, "
        f"toll {share(c['casualties'] for c in claims)}, weapon {share(c['weapon'] for c in claims)}, "
        f"told again {share(c['also'] for c in claims)} (wanted 30-40)"
    )
    levels = Counter(c["place"]["level"] for c in claims if c["place"])
    yield (
        "place levels: "
        + ", ".join(f"{k} {100 * n / total:.0f}%" for k, n in levels.most_common())
        + " (wanted country 30, admin1 25, town 35, site 10)"
    )
    by_type: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        by_type[claim["sub_event_type"]].append(claim["trigger"]["text"].lower())
    for _, sub in CODES.values():
        top = Counter(by_type[sub]).most_common(3)
        yield f"  {sub:36s} {len(by_type[sub]):5d}  {entropy(by_type[sub]):.1f} bits  {top}"


def main(argv: Sequence[str]) -> int:
    """Print faults and spread; 1 where something must be mended."""
    paths = [Path(a) for a in argv] or sorted(BATCHES.glob("*.txt"))
    try:
        batch = list(chain.from_iterable(reports(p) for p in paths))
    except (NotationError, OSError, UnicodeDecodeError) as error:
        print(error)
        return 1
    found = faults(batch)
    print(*found, *spread(batch), sep="\n")
    print(f"{len(found)} faults" if found else "no faults")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
