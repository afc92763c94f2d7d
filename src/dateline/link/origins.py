"""Origins: who first told it. Ten papers that reprint one agency are one.

The claims of one event are joined where they stand in versions of one page, name one innermost source, quote or forward
one another's outlet, credit one agency, or carry one another's sentence. Strong signs join first; a weaker one never
joins two named sources. Whom an outlet quotes without a name ("officials") is that outlet, and all outlets without a
name are one: nothing shows that they are several.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.link.names import core, fuller, is_generic, is_own_staff, known, same_name
from dateline.link.texts import Texts
from dateline.link.versions import page_of
from dateline.link.words import containment, stems, told
from dateline.model import (
    CasualtyKind,
    Claim,
    ClaimId,
    Document,
    DocumentId,
    Modality,
    Origin,
    OriginId,
    OriginKind,
    Source,
    SourceKind,
    digest,
)
from dateline.model.names import folded, name_key

_RUN = 3  # words of a shingle of sentences
_COPIED = 0.4  # share of the smaller sentence's shingles and words from which one is the other's copy
_COPIED_IN_COPY = 0.25  # the same, in documents that share half of their text
_FEW_WORDS = 7  # sentences with fewer telling words look alike by chance
_TELLING = 5  # a smaller count is anybody's
_BACK = 2000  # characters before a name in which a fuller one is sought
_FIRST_PERSON = re.compile(r"(?:we|our)\b", re.IGNORECASE)
_WINDOW = 80  # claims of one event that each is held against, in order of publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One claim, with who speaks in it."""

    claim: Claim
    page: DocumentId  # what the document is a version of
    superseded: bool  # by a later version of the page
    key: tuple[str, str, int, int, str]  # day of publication, document and place: an order that arrival does not change
    outlet: str  # who publishes the document, as written; empty: unknown
    outlet_source: Source | None
    chain: tuple[str, ...]  # the attribution as written, outermost first
    named: str  # the innermost source as written, where it is somebody in particular
    source: Source | None  # of the innermost source
    chain_sources: tuple[Source | None, ...]
    teller: str  # who passes on what nobody in particular says: the last one named in the chain, or the outlet
    teller_source: Source | None
    credit: str  # the agency that the document credits, as written
    words: frozenset[str]
    runs: frozenset[tuple[str, ...]]
    before: str  # folded text before the trigger, where the innermost source is another outlet's staff


def origins(
    claims: Sequence[Claim],
    docs: Mapping[DocumentId, Document],
    texts: Texts,
    sources: Mapping[str, Source],
) -> tuple[Origin, ...]:
    """The origins of the claims of one event, in the order of their first claims.

    Args:
        claims: the claims of one event.
        docs: their documents by id.
        texts: built over all documents.
        sources: known sources by folded alias.

    Every claim is in exactly one origin. A copy of a document that is there already joins its original.
    """
    order = {claim.id: at for at, claim in enumerate(claims)}
    voices = sorted((_voice(c, docs, texts, sources) for c in claims), key=lambda v: v.key)
    groups = _Groups(voices)
    for stage in (_versions, _names, _quotations, _own_staff, _own_agency, _copies, _figures, _outlets, _nobodies):
        for join in stage(groups, texts):
            groups.join(join)
    found = [_origin([voices[at] for at in group], groups.evidence_of(group), sources, order) for group in groups.all()]
    return tuple(sorted(found, key=lambda o: order[o.claims[0]]))


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """Two voices (by place) that go back to one teller, and what shows it."""

    one: int
    other: int
    evidence: str
    strong: bool = False  # joins two named sources too


class _Groups:
    """Voices joined so far; each group knows the named sources in it."""

    def __init__(self, voices: Sequence[Voice]) -> None:
        self.voices = voices
        self._home = list(range(len(voices)))
        self._members = {at: [at] for at in self._home}
        self._named = {at: bool(v.named) for at, v in enumerate(voices)}
        self._evidence: list[tuple[int, str]] = []

    def home(self, at: int) -> int:
        """The place that stands for the group of `at`."""
        return self._home[at]

    def join(self, join: Join) -> None:
        """Put two groups together, unless each names a source of its own and the join is not strong."""
        a, b = sorted((self.home(join.one), self.home(join.other)))
        if a == b or (self._named[a] and self._named[b] and not join.strong):
            return
        moved = self._members.pop(b)
        for at in moved:
            self._home[at] = a
        self._members[a] += moved
        self._named[a] = self._named[a] or self._named[b]
        self._evidence.append((max(join.one, join.other), join.evidence))

    def members(self, at: int) -> list[Voice]:
        """The voices of the group of `at`."""
        return [self.voices[n] for n in self._members[self.home(at)]]

    def all(self) -> list[list[int]]:
        """Every group, as sorted places."""
        return [sorted(group) for group in self._members.values()]

    def evidence_of(self, group: Sequence[int]) -> tuple[str, ...]:
        inside = set(group)
        return tuple(words for at, words in sorted(self._evidence) if at in inside)


def _voice(claim: Claim, docs: Mapping[DocumentId, Document], texts: Texts, sources: Mapping[str, Source]) -> Voice:
    doc = docs.get(claim.document)
    chain = tuple(s.text for s in claim.attribution)
    if chain and folded(chain[-1]).startswith(("our ", "this ")) and is_own_staff(chain[-1]):
        chain = chain[:-1]  # the outlet's own voice
    if doc and claim.attribution and chain:
        start = claim.attribution[-1].start
        chain = (*chain[:-1], fuller(chain[-1], doc.text[max(0, start - _BACK) : start]))
    forwarded = texts.forwards.get(claim.document)
    if forwarded and not chain:
        chain = (forwarded,)
    chain_sources = tuple(known(name, sources) for name in chain)
    innermost, source = (chain[-1], chain_sources[-1]) if chain else ("", None)
    nobody = is_own_staff(innermost) or (source is None and _is_nobody(innermost))
    named = "" if nobody else innermost
    named_before = [n for n, name in enumerate(chain) if chain_sources[n] is not None or not _is_nobody(name)]
    around = told(doc.text, claim.trigger) if doc else " ".join(s.text for s in claim.spans())
    tokens = stems(around)
    outlet = (doc.source if doc else None) or ""
    teller, teller_source = outlet, known(outlet, sources)
    if named_before:
        teller, teller_source = chain[named_before[-1]], chain_sources[named_before[-1]]
    return Voice(
        claim=claim,
        page=page_of(doc) if doc else claim.document,
        superseded=claim.document in texts.superseded,
        key=(
            doc.published.isoformat() if doc and doc.published else "9999",
            claim.document,
            claim.trigger.start,
            claim.ordinal,
            claim.id,
        ),
        outlet=outlet,
        outlet_source=known(outlet, sources),
        chain=chain,
        named=named,
        source=source,
        chain_sources=chain_sources,
        teller=teller,
        teller_source=teller_source,
        credit=texts.credits.get(claim.document, ""),
        words=frozenset(tokens),
        before=_before(doc, claim) if chain and is_own_staff(innermost) else "",
        runs=frozenset(tuple(tokens[n : n + _RUN]) for n in range(len(tokens) - _RUN + 1)),
    )


def _is_nobody(name: str) -> bool:
    return is_own_staff(name) or is_generic(name)


def _before(doc: Document | None, claim: Claim) -> str:
    return folded(doc.text[max(0, claim.trigger.start - 1000) : claim.trigger.start]) if doc else ""


def _near(voices: Sequence[Voice]) -> Iterator[tuple[int, int]]:
    """Pairs of places, each with the _WINDOW next ones: an event told a thousand times stays affordable."""
    for one in range(len(voices)):
        for other in range(one + 1, min(len(voices), one + 1 + _WINDOW)):
            yield one, other


def _apart(groups: _Groups) -> Iterator[tuple[int, int]]:
    """The pairs of `_near` that are not in one group yet when their turn comes."""
    return ((one, other) for one, other in _near(groups.voices) if groups.home(one) != groups.home(other))


def _one_name(a: Voice, b: Voice) -> bool:
    if a.source is not None and b.source is not None:
        return a.source.name == b.source.name
    return same_name(a.named, b.named)


def _versions(groups: _Groups, texts: Texts) -> Iterator[Join]:
    """They stand in versions of one page. Whom one version keeps apart stays apart in all."""
    del texts
    pages: dict[DocumentId, list[int]] = defaultdict(list)
    for at, voice in enumerate(groups.voices):
        pages[voice.page].append(at)
    for places in pages.values():
        if len({groups.voices[at].claim.document for at in places}) < 2:
            continue
        page = [groups.voices[at] for at in places]
        pairs = [pair for pair in _near(page) if page[pair[0]].claim.document != page[pair[1]].claim.document]
        for one, other in sorted(pairs, key=lambda pair: not _one_speaker(page[pair[0]], page[pair[1]])):
            if groups.home(places[one]) == groups.home(places[other]):
                continue
            if _may_be_one(groups.members(places[one]), groups.members(places[other])):
                words = f"{_who(page[other])}: versions of one page, which is no new origin when it changes"
                yield Join(places[one], places[other], words, strong=True)


def _one_speaker(a: Voice, b: Voice) -> bool:
    """Whether one named source speaks, or nobody in particular."""
    return _one_name(a, b) if a.named and b.named else not a.named and not b.named


def _may_be_one(some: Sequence[Voice], others: Sequence[Voice]) -> bool:
    """Whether two groups of a page can go back to one teller: no document has two speakers, nobody answers another."""
    return all(
        _one_speaker(a, b) or (a.claim.document != b.claim.document and _denies(a) == _denies(b))
        for a in some
        for b in others
    )


def _denies(voice: Voice) -> bool:
    return voice.claim.modality is Modality.DENIED


def _names(groups: _Groups, texts: Texts) -> Iterator[Join]:
    """They name one innermost source. Nobody in particular is one only inside a document or its copy."""
    del texts
    voices = groups.voices
    for one, other in _near(voices):
        a, b = voices[one], voices[other]
        if a.named and b.named and _one_name(a, b):
            yield Join(one, other, f"{_who(b)} and {_who(a)} name one source: {_both(a.named, b.named)}", strong=True)
        elif _one_denial(a, b):
            yield Join(one, other, f"{_speaker(a)} and {_speaker(b)} deny it for one government", strong=True)
        elif _one_nobody(a, b):
            yield Join(one, other, f"{_who(b)} quotes the same {b.chain[-1]} twice")


def _one_nobody(a: Voice, b: Voice) -> bool:
    if a.named or b.named or not a.chain or not b.chain or a.claim.document != b.claim.document:
        return False
    return name_key(a.chain[-1]) == name_key(b.chain[-1])


def _one_denial(a: Voice, b: Voice) -> bool:
    """A government denies with one voice: "Moscow" is its defence ministry."""
    one, other = (v.source if v.chain else v.outlet_source for v in (a, b))
    if one is None or other is None or one.country is None or one.country != other.country:
        return False
    state = (SourceKind.GOVERNMENT, SourceKind.MILITARY)
    return _denies(a) and _denies(b) and one.kind in state and other.kind in state


def _speaker(voice: Voice) -> str:
    return voice.chain[-1] if voice.chain else _who(voice)


def _quotations(groups: _Groups, texts: Texts) -> Iterator[Join]:
    """One names the outlet of the other: as its source, or on the way to it."""
    del texts
    voices = groups.voices
    for at, voice in enumerate(voices):
        for name, source in reversed(tuple(zip(voice.chain, voice.chain_sources, strict=True))):
            tellers = [n for n, v in enumerate(voices) if n != at and v.outlet and _is_outlet(name, source, v)]
            teller = _nearest_telling(voice, tellers, voices, innermost=name == voice.chain[-1])
            if teller is not None:
                one, other = sorted((at, teller))
                yield Join(one, other, f"{_who(voice)} quotes {voices[teller].outlet}")
                break


def _own_staff(groups: _Groups, texts: Texts) -> Iterator[Join]:
    """One's "its correspondent" is of an outlet named before, which tells the same in its own voice."""
    del texts
    for at, voice in enumerate(groups.voices):
        if not voice.before:
            continue
        for n, teller in enumerate(groups.voices):
            if n != at and teller.outlet and not teller.chain and name_key(teller.outlet) in voice.before:
                one, other = sorted((at, n))
                yield Join(one, other, f"{_who(voice)}: {voice.chain[-1]} is of {teller.outlet}")
                break


def _is_outlet(name: str, source: Source | None, voice: Voice) -> bool:
    """Whether a name in a chain is the outlet of `voice`: "the magazine Khit Naing", a governor's own channel."""
    if name_key(name) == name_key(voice.outlet):
        return True
    if source is not None and voice.outlet_source is not None:
        return source.name == voice.outlet_source.name
    small, large = sorted((core(voice.outlet), core(name)), key=len)
    telling = len(small) > 1 or any(len(word) > 5 for word in small)
    return telling and small <= large and len(large) - len(small) <= 2


def _nearest_telling(voice: Voice, tellers: Sequence[int], voices: Sequence[Voice], *, innermost: bool) -> int | None:
    """Which of an outlet's tellings is quoted, or None where that cannot be told.

    Where the outlet is the source itself, one in its own voice; where it quotes somebody in turn, the telling with
    that somebody's figures, or the only one that quotes anybody.
    """
    own = [n for n in tellers if not voices[n].chain]
    if innermost:
        return own[0] if own else (tellers[0] if len(tellers) == 1 else None)
    agreeing = [n for n in tellers if voices[n].chain and _figures_of(voices[n]) & _figures_of(voice)]
    if agreeing:
        return agreeing[0]
    attributed = [n for n in tellers if voices[n].chain]
    return attributed[0] if len(attributed) == 1 else None


def _own_agency(groups: _Groups, texts: Texts) -> Iterator[Join]:
    """They speak in their own voice and credit one agency, or are that agency."""
    del texts
    voices = groups.voices
    for one, other in _near(voices):
        a, b = voices[one], voices[other]
        if a.chain or b.chain or a.claim.document == b.claim.document:
            continue
        agency = a.credit or b.credit
        if agency and _speaks_for(a, agency) and _speaks_for(b, agency):
            yield Join(one, other, f"{_who(a)} and {_who(b)} carry the report of {agency}")


def _speaks_for(voice: Voice, agency: str) -> bool:
    return any(_is_agency(name, agency) for name in (voice.credit, voice.outlet) if name)


def _is_agency(name: str, agency: str) -> bool:
    """Whether two names are of one agency, by words or by initials: Meridian News Agency and MNA."""
    initials = [re.sub(r"[^A-Z]", "", n) for n in (name, agency)]
    short = min((name, agency), key=len)
    return same_name(name, agency) or (short.isupper() and len(short) > 2 and initials[0] == initials[1])


def _copies(groups: _Groups, texts: Texts) -> Iterator[Join]:
    """One carries the other's sentence. The likest first."""
    voices, found = groups.voices, []
    for one, other in _near(voices):
        a, b = voices[one], voices[other]
        if a.page == b.page:  # the same document, or versions, which are joined already where they can be
            continue
        if texts.same.get(a.claim.document) == texts.same.get(b.claim.document) is not None:
            likeness = 1.0 if a.claim.trigger.text == b.claim.trigger.text and a.words == b.words else 0.0
        else:
            likeness = _likeness(a, b)
        bar = _COPIED_IN_COPY if texts.share(a.claim.document, b.claim.document) else _COPIED
        if likeness >= bar and (likeness == 1.0 or min(len(a.words), len(b.words)) >= _FEW_WORDS):
            found.append((-likeness, one, other))
    for negative, one, other in sorted(found):
        share = round(-100 * negative)
        yield Join(one, other, f"{_who(voices[other])} has {share} % of the sentence of {_who(voices[one])}")


def _likeness(a: Voice, b: Voice) -> float:
    """How much of the shorter sentence the other has: words and runs of words in equal parts."""
    smaller = min(len(a.runs), len(b.runs))
    runs = len(a.runs & b.runs) / smaller if smaller else 0.0
    return (containment(a.words, b.words) + runs) / 2


def _figures(groups: _Groups, texts: Texts) -> Iterator[Join]:
    """Nobody in particular gives the figures of exactly one named source."""
    del texts
    voices = groups.voices
    for at, voice in enumerate(voices):
        if voice.named or not voice.chain or max((c.low or 0 for c in voice.claim.casualties), default=0) < _TELLING:
            continue
        homes: dict[int, int] = {}
        for n, v in enumerate(voices):
            apart = v.named and v.claim.document != voice.claim.document
            if apart and _figures_of(v) == _figures_of(voice):
                homes.setdefault(groups.home(n), n)
        if len(homes) == 1:
            teller = next(iter(homes.values()))
            one, other = sorted((at, teller))
            yield Join(one, other, f"{_who(voice)}: {voice.chain[-1]} give the figures of {voices[teller].named}")


def _figures_of(voice: Voice) -> frozenset[tuple[CasualtyKind, int | None, int | None]]:
    return frozenset((c.kind, c.low, c.high) for c in voice.claim.casualties)


def _outlets(groups: _Groups, texts: Texts) -> Iterator[Join]:
    """One outlet's own voice, in several documents."""
    del texts
    voices = groups.voices
    for one, other in _apart(groups):
        a, b = voices[one], voices[other]
        if not a.chain and not b.chain and a.outlet and _one_teller(a, b) and _both_its_own(groups, one, other):
            yield Join(one, other, f"{a.outlet} in its own voice")


def _nobodies(groups: _Groups, texts: Texts) -> Iterator[Join]:
    """Nobody in particular is whoever passes it on; those who pass it on without a name are one."""
    del texts
    voices = groups.voices
    for one, other in _apart(groups):
        a, b = voices[one], voices[other]
        anothers = any(voices[at].before and len(groups.members(at)) > 1 for at in (one, other))  # staff found above
        if a.named or b.named or anothers or not _one_teller(a, b):
            continue
        if not a.teller:
            if all(_is_unnamed(v) for at in (one, other) for v in groups.members(at)):
                yield Join(one, other, f"{_who(a)} and {_who(b)} name no publisher, so nothing shows two tellers")
        elif (a.chain or b.chain) and _both_its_own(groups, one, other):
            nobody = " and ".join(dict.fromkeys(v.chain[-1] for v in (a, b) if v.chain))
            yield Join(one, other, f"{nobody}: nobody in particular, told by {a.teller} and counted with it")


def _one_teller(a: Voice, b: Voice) -> bool:
    if a.teller_source is not None and b.teller_source is not None:
        return a.teller_source.name == b.teller_source.name
    return name_key(a.teller) == name_key(b.teller)


def _both_its_own(groups: _Groups, one: int, other: int) -> bool:
    """Whether the groups of two voices of one teller go back to nobody else that is named."""
    voices = groups.voices
    return all(
        not v.named or _one_teller(voices[at], v) or _is_outlet(v.named, v.source, voices[at])
        for at in (one, other)
        for v in groups.members(at)
    )


def _is_unnamed(voice: Voice) -> bool:
    """Whether nothing tells who speaks: no publisher, no name, no agency's credit."""
    return not voice.named and not voice.teller and not voice.credit


def _origin(
    group: Sequence[Voice], evidence: tuple[str, ...], sources: Mapping[str, Source], order: Mapping[ClaimId, int]
) -> Origin:
    """One group as an origin. `group` comes earliest first."""
    namer, name, kind = _title([v for v in group if not v.superseded] or group, sources)
    told = sorted((v.claim for v in group), key=lambda c: order[c.id])
    return Origin(
        id=OriginId(digest("origin", group[0].claim.id)),
        name=name,
        kind=kind,
        claims=tuple(c.id for c in told),
        documents=tuple(dict.fromkeys(c.document for c in told)),
        evidence=evidence or (f"told by {_who(group[0])} alone",),
        asserts=any(c.modality is Modality.ACTUAL for c in told),
        partisan=any(_is_party(v, sources) for v in group if v is namer or _is_named_alike(v, namer)),
    )


def _is_named_alike(voice: Voice, namer: Voice) -> bool:
    return bool(voice.named and namer.named) and _one_name(voice, namer)


def _is_party(voice: Voice, sources: Mapping[str, Source]) -> bool:
    """Whether who speaks is a party to the conflict. Whoever only carries what another says does not speak."""
    speaker = voice.source if voice.named else voice.teller_source
    if voice.credit and not voice.chain:
        speaker = known(voice.credit, sources) or speaker
    return (speaker is not None and speaker.party_to is not None) or _of_its_own(voice)


def _of_its_own(voice: Voice) -> bool:
    """Whether somebody speaks of what he did himself: a party whether the table knows it or not."""
    speaker = voice.named if voice.chain else voice.outlet
    return any(
        _FIRST_PERSON.match(actor.text) is not None or (bool(core(speaker)) and same_name(actor.text, speaker))
        for actor in voice.claim.actor
        if speaker
    )


def _title(group: Sequence[Voice], sources: Mapping[str, Source]) -> tuple[Voice, str, OriginKind]:
    """Who a group goes back to, and by what sign: a named source, an agency, somebody unnamed, an outlet."""
    for voice in group:
        if voice.named:
            return voice, (voice.source.name if voice.source else voice.named), OriginKind.ATTRIBUTION
    for voice in group:
        if voice.credit and not voice.chain:
            agency = known(voice.credit, sources)
            if agency is None and voice.outlet and _is_agency(voice.outlet, voice.credit):
                return voice, voice.outlet, OriginKind.AGENCY
            return voice, (agency.name if agency else voice.credit), OriginKind.AGENCY
    first = group[0]
    if first.chain and not any(_speaks_otherwise(v, first) for v in group):
        return first, first.chain[-1], OriginKind.ATTRIBUTION
    source = first.teller_source
    if source is not None and source.kind is SourceKind.AGENCY:
        return first, source.name, OriginKind.AGENCY
    copied = len({name_key(v.teller) for v in group}) > 1
    name = source.name if source else first.teller or "unnamed outlet"
    return first, name, OriginKind.TEXT if copied else OriginKind.OUTLET


def _speaks_otherwise(voice: Voice, first: Voice) -> bool:
    """Whether the teller of `first` also tells it in its own voice, or by somebody else without a name."""
    return _one_teller(voice, first) and (not voice.chain or name_key(voice.chain[-1]) != name_key(first.chain[-1]))


def _who(voice: Voice) -> str:
    return voice.outlet or f"document {voice.claim.document}"


def _both(one: str, other: str) -> str:
    return one if name_key(one) == name_key(other) else f"{one} / {other}"
