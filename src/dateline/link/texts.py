"""Whose text a document is: copies, copied passages, credit lines, forwarded posts.

Near-duplicates are found by MinHash, a wire text inside a longer article by an index of its shingles. Both look at
each document once, never at all pairs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from rensa import RMinHash, RMinHashLSH

from dateline.link.versions import superseded
from dateline.model import Document, DocumentId, digest
from dateline.model.names import folded

SHINGLE = 5  # words
SAME_TEXT = 0.5  # share of the smaller text's shingles from which two texts are held to be one report
_PERMUTATIONS = 128
_BANDS = 32
_SAMPLE = 4  # one shingle in this many stands in the index of passages
_COMMON = 60  # a shingle of more documents than this is boilerplate
_MOST_SHINGLES = 20_000  # of one document

_NAME = r"(?P<name>[A-Z][\w'’&-]*(?: (?:[A-Z&][\w'’&-]*|of|for|and|the)){0,4})"
_AGENCY = r"(?P<name>Reuters|Thomson Reuters|AFP|Agence France-Presse|AP|(?:The )?Associated Press|dpa|DPA|EFE|ANSA|TASS|Tass|RIA Novosti|RIA|Interfax(?:-Ukraine)?|Ukrinform|UNIAN|Xinhua|Anadolu(?: Agency)?|SANA|IRNA|PTI|ANI|Kyodo|UPI|Belta|BelTA|Suspilne)"  # noqa: E501
# Forms of credit lines, each where it stands in an article.
_CREDITS = (
    re.compile(rf"\A\s*(?:[A-Z][\w .,'’/-]{{1,60}}?)?\(\s*{_NAME}\s*\)\s*(?:[-–—:]|$)", re.M),  # KYIV (Reuters) -
    re.compile(rf"^\s*[A-Z][\w .,'’/-]{{1,60}}?,? \d{{1,2}} [A-Z][a-z]+ \(\s*{_NAME}\s*\)", re.M),
    re.compile(rf"\(\s*{_NAME}\s*\)[.\s]*\Z"),
    re.compile(rf"[–—]\s*{_NAME}[.\s]*\Z"),
    re.compile(rf"^\s*(?:[Ss]ource|[Vv]ia|[Cc]redit)\s*:\s*{_NAME}", re.M),
    re.compile(rf"\b(?:[Ww]ith (?:inputs?|material) (?:by|from)|\([Ff]rom)\s+{_AGENCY}\b"),
    re.compile(rf"^\s*By {_AGENCY}\b", re.M),
    re.compile(rf"©\s*(?:\d{{4}}\s*)?{_AGENCY}\b"),
    re.compile(rf"\[{_AGENCY}\]"),
    re.compile(rf"[-–—]\s*{_AGENCY}[.\s]*$", re.M),
)
_FORWARDED = re.compile(
    rf"\A\W*(?:Forwarded from|Forwarded message from|Repost from|Переслано из|Переслано від)[:\s]+{_NAME}"
)
_NOT_A_CREDIT = frozenset({"file photo", "file", "photo", "video", "archive", "pictured", "see map", "updated", "live"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What is known of how documents' texts hang together. Built once over all documents."""

    same: Mapping[DocumentId, str]  # documents with one key have the same words throughout
    shares: Mapping[tuple[DocumentId, DocumentId], float]  # of the smaller one's shingles, from SAME_TEXT up
    credits: Mapping[DocumentId, str]  # the agency that a document credits, as written
    forwards: Mapping[DocumentId, str]  # the channel that a post was forwarded from, as written
    superseded: frozenset[DocumentId] = frozenset()  # documents of which a later version is there

    @classmethod
    def of(cls, docs: Iterable[Document]) -> Texts:
        """Read every document once."""
        shelf = sorted(docs, key=lambda doc: doc.id)
        words = [folded(_body(doc.text)).split() for doc in shelf]
        shingles = [_shingles(w) for w in words]
        shares = {}
        for one, other in sorted(_candidates(shingles)):
            share = _share(shingles[one], shingles[other])
            if share >= SAME_TEXT:
                shares[shelf[one].id, shelf[other].id] = share
        return cls(
            same={doc.id: digest(" ".join(w)) for doc, w in zip(shelf, words, strict=True) if w},
            shares=shares,
            credits={doc.id: name for doc in shelf if (name := credit(doc.text))},
            forwards={doc.id: name for doc in shelf if (name := forwarded_from(doc.text))},
            superseded=superseded({doc.id: doc for doc in shelf}),
        )

    def share(self, one: DocumentId, other: DocumentId) -> float:
        """How much of the smaller of two documents the other has, 0 to 1; 0 for less than half."""
        if one == other or (one in self.same and self.same.get(one) == self.same.get(other)):
            return 1.0
        return self.shares.get((min(one, other), max(one, other)), 0.0)


def credit(text: str) -> str | None:
    """The agency that a text credits in its dateline, byline or last line, as written.

    A bare "(Reporting by …; editing by …)" names no agency, and one that "contributed to this report" did not write it.

    >>> credit("KYIV (Reuters) - Shells hit the town, killing two.")
    'Reuters'
    >>> credit("Shells hit the town, killing two. — AFP")
    'AFP'
    >>> credit("The mayor (left) spoke to the press.") is None
    True
    """
    head, tail = text[:400], text[-400:]
    for form in _CREDITS:
        for part in (head, tail) if len(text) > 400 else (text,):
            found = form.search(part)
            if found and folded(found["name"]) not in _NOT_A_CREDIT:
                return found["name"]
    return None


def forwarded_from(text: str) -> str | None:
    """The channel that a post says it was forwarded from.

    >>> forwarded_from("Forwarded from Alerta Norte: Loud blast in Corinto.")
    'Alerta Norte'
    """
    found = _FORWARDED.search(text[:200])
    return found["name"].strip() if found else None


def _body(text: str) -> str:
    """The text without what tells whose copy it is: forwarding and credit lines."""
    forwarded = _FORWARDED.match(text)
    return text[forwarded.end() :] if forwarded else text


def _shingles(words: Sequence[str]) -> frozenset[int]:
    """Hashes of the runs of five words; a shorter text is one run."""
    if not words:
        return frozenset()
    last = min(max(1, len(words) - SHINGLE + 1), _MOST_SHINGLES)
    return frozenset(_hash(" ".join(words[n : n + SHINGLE])) for n in range(last))


def _hash(words: str) -> int:
    """The same on every machine and run, unlike `hash`."""
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _candidates(shingles: Sequence[frozenset[int]]) -> set[tuple[int, int]]:
    return {pair for found in (_near(shingles), _holding(shingles)) for pair in found}


def _near(shingles: Sequence[frozenset[int]]) -> Iterator[tuple[int, int]]:
    """Pairs that MinHash holds to be alike; of a crowd of copies each is paired with at most _COMMON others."""
    index = RMinHashLSH(threshold=SAME_TEXT, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    for at, parts in enumerate(shingles):
        if not parts:
            continue
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=42)
        sketch.update([f"{p:x}" for p in sorted(parts)])
        for other in sorted(index.query(sketch))[:_COMMON]:
            yield (int(other), at)
        index.insert(at, sketch)


def _holding(shingles: Sequence[frozenset[int]]) -> Iterator[tuple[int, int]]:
    """Pairs that share enough sampled shingles for one to hold half of the other."""
    postings: dict[int, list[int]] = defaultdict(list)
    sampled = [[p for p in parts if p % _SAMPLE == 0] for parts in shingles]
    for at, parts in enumerate(sampled):
        for part in parts:
            postings[part].append(at)
    for at, parts in enumerate(sampled):
        counts: dict[int, int] = defaultdict(int)
        for part in parts:
            if len(postings[part]) <= _COMMON:
                for other in postings[part]:
                    if other < at:
                        counts[other] += 1
        for other, shared in counts.items():
            if shared >= 0.3 * min(len(parts), len(sampled[other])):
                yield (other, at)


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
