"""The baseline reader: a parse, a lexicon of triggers and grammar rules. The yardstick for a trained one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from dateline.extract import figures, hedges, results
from dateline.extract.attribution import Quotation, Speakers, announced_in, chain_of, last_speaker, quotations, spoken
from dateline.extract.casualties import counted, kind_for, without_span
from dateline.extract.denials import denials
from dateline.extract.gate import may_quote, may_tell
from dateline.extract.kinds import Circumstances, kind_of
from dateline.extract.lexicon import Family
from dateline.extract.mentions import Mention, mentions
from dateline.extract.merging import Draft, merged
from dateline.extract.modality import modality_of
from dateline.extract.nouns import PROTESTERS, Means, means_of
from dateline.extract.numbering import numbered
from dateline.extract.passages import Passage, passages
from dateline.extract.reader import Spotter
from dateline.extract.roles import Roles, grounded, is_armed, is_outside, is_state, roles_of
from dateline.extract.setting import (
    SpanIndex,
    focus_of,
    heading_of,
    joined_places,
    known_near,
    located,
    places_in,
    time_of,
    toponym_of,
)
from dateline.extract.syntax import Sentence, lemma, lemmas, phrase, phrase_lemmas
from dateline.model import Casualty, CasualtyKind, Claim, Document, Modality, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAME = "baseline 0.2"
# Passages that the pipeline parses together.
BATCH = 16
# Families that say enough with who did it.
_TOLD_BY_ACTOR = frozenset({Family.WITHDRAW, Family.GROUP, Family.AGREE, Family.PROTEST, Family.RIOT, Family.OTHER})
# Families whose places are rather the doers' or the parties'.
_ONE_PLACE = frozenset({Family.AGREE, Family.GROUP, Family.OTHER, Family.ARREST})
# Events of one sentence; what names more is a list or noise, and would cost the square of their number.
_MOST_EVENTS = 20
# Tokens of one sentence. What is longer is no prose, its parse is worth nothing, and walking it costs its square.
_LONGEST_SENTENCE = 250
_HAPPENS = frozenset({"come", "happen", "occur", "take", "follow", "begin"})
_POINTERS = frozenset({"the", "this", "that", "these", "those", "such"})


class Pipeline(Protocol):
    """What is asked of a loaded spaCy pipeline: tags, lemmas, a dependency parse, entities and sentences."""

    def pipe(self, texts: Iterable[str], *, batch_size: int = ...) -> Iterator[Doc]:
        """The parses of texts, in order."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A document with what the spotters found in it."""

    doc: Document
    places: SpanIndex
    times: SpanIndex


@dataclass(frozen=True, slots=True)
class _Memory:
    """What a passage hands on to the next: who spoke, where things were, who acted."""

    speakers: Speakers = field(default_factory=Speakers)
    place: Span | None = None
    actor: Span | None = None
    statement: Span | None = None  # whose words the paragraphs are, after "the minister said:"
    sentences: int = 0


class SpacyReader:
    """Reads claims out of English text by rules over a parse. See `extract.reader.Reader`."""

    def __init__(self, nlp: Pipeline, *, times: Spotter, places: Spotter) -> None:
        self._nlp = nlp
        self._times = times
        self._places = places

    @property
    def name(self) -> str:
        """Name and version."""
        return NAME

    @property
    def languages(self) -> frozenset[str]:
        """English alone."""
        return frozenset({"en"})

    def read(self, doc: Document) -> tuple[Claim, ...]:
        """The claims of `doc`, in order of their triggers, with `toponym` and `time_words` unresolved."""
        if not may_tell(doc.text) or figures.is_elsewhere(doc.text):
            return ()
        page = _Page(doc, SpanIndex.of(self._places(doc)), SpanIndex.of(self._times(doc)))
        claims = merged(self._drafts(page))
        return numbered(replace(c, reader=NAME) for c in claims)

    def _drafts(self, page: _Page) -> Iterator[Draft]:
        memory = _Memory(place=focus_of(page.doc.text, page.places))
        for passage, parse in self._parsed(page.doc.text):
            sentences = _sentences(passage, parse, page.doc.text, memory.sentences)
            found, memory = _read_passage(sentences, page, memory)
            yield from found

    def _parsed(self, text: str) -> Iterator[tuple[Passage, Doc]]:
        """The passages worth parsing, with their parses; a few at a time, so that memory stays flat."""
        batch: list[Passage] = []
        for passage in _worthwhile(passages(text)):
            batch.append(passage)
            if len(batch) == BATCH:
                yield from zip(batch, self._nlp.pipe([p.text for p in batch], batch_size=BATCH), strict=True)
                batch = []
        yield from zip(batch, self._nlp.pipe([p.text for p in batch], batch_size=BATCH), strict=True)


def _worthwhile(found: Iterable[Passage]) -> Iterator[Passage]:
    """Passages that may tell of an event, each after the one before it where somebody speaks there."""
    before: Passage | None = None
    for passage in found:
        if may_tell(passage.text):
            if before is not None and may_quote(before.text):
                yield before
            yield passage
            before = None
        else:
            before = passage


def _sentences(passage: Passage, parse: Doc, text: str, number: int) -> list[Sentence]:
    found: list[Sentence] = []
    for sent in parse.sents:
        tokens = tuple(t for t in sent if not t.is_space)
        if 0 < len(tokens) <= _LONGEST_SENTENCE:
            found.append(Sentence(tokens, passage.start, number + len(found), passage.paragraph, text))
    return found


def _read_passage(sentences: list[Sentence], page: _Page, memory: _Memory) -> tuple[list[Draft], _Memory]:
    if not sentences:
        return [], memory
    start, end = sentences[0].start, sentences[-1].end
    marks = quotations(page.doc.text, start, end)
    quoted, speakers = spoken(marks, sentences, memory.speakers)
    if memory.statement is not None and not marks:
        quoted = [Quotation(start, end, memory.statement)]
    announced = announced_in(sentences[-1], speakers)
    statement = announced or (None if marks else memory.statement)
    found: list[Draft] = []
    if figures.is_drill(page.doc.text, start, end):
        return [], replace(memory, sentences=memory.sentences + len(sentences))
    for sentence in sentences:
        drafts, memory = _read_sentence(sentence, page, quoted, memory, found)
        found += drafts
    return found, replace(memory, statement=statement, sentences=memory.sentences + len(sentences))


def _read_sentence(
    sentence: Sentence, page: _Page, quoted: Sequence[Quotation], memory: _Memory, before: Sequence[Draft]
) -> tuple[list[Draft], _Memory]:
    """The drafts of one sentence and what it leaves in memory."""
    named = places_in(sentence, page.places)
    spoken_by = memory.speakers
    drafts: list[Draft] = []
    if not figures.is_framed(sentence):
        readings = _readings(sentence, named, page.times)
        events = [r.mention.token for r in readings]
        for reading in readings:
            draft = _draft(reading, page, named, quoted, memory, events)
            drafts += _by_place(draft, reading, named) if draft is not None else []
    drafts += denials(sentence, drafts or list(before[-1:]), spoken_by)
    place = next((d.claim.toponym for d in drafts if d.own_place), None) or located(sentence, named)
    place = place or heading_of(sentence, named) or memory.place
    actor = next((s for d in drafts for s in d.claim.actor), memory.actor)
    return drafts, replace(memory, speakers=last_speaker(sentence, memory.speakers), place=place, actor=actor)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A mention with its roles and tolls, those of the results that belong to it included."""

    mention: Mention
    roles: Roles
    casualties: tuple[Casualty, ...]
    words: frozenset[str]  # lemmas that may name the means


def _readings(sentence: Sentence, named: Sequence[Span], times: SpanIndex) -> list[_Reading]:
    index = SpanIndex.of(named)

    def is_place(token: Token) -> bool:
        return index.holds(sentence.offset + int(token.idx))

    def is_time(token: Token) -> bool:
        return times.holds(sentence.offset + int(token.idx))

    found = mentions(sentence, is_place, is_time)[:_MOST_EVENTS]
    events = {m.token.i for m in found if not m.is_verb}
    roles = [grounded(roles_of(m, lambda t: t.i in events), is_place) for m in found]
    hosts = results.hosts_of(found)
    readings: dict[int, _Reading] = {}
    for position, mention in enumerate(found):
        if not figures.is_figurative(mention, roles[position]):
            readings[position] = _reading(mention, roles[position])
    for guest, host in hosts.items():
        if guest in readings and host in readings:
            readings[host] = _with_result(readings[host], readings.pop(guest))
    return [r for r in readings.values() if _tells(r, index)]


def _reading(mention: Mention, roles: Roles) -> _Reading:
    near = [
        mention.token,
        *roles.weapon,
        *(c for c in mention.token.children if c.dep_ in ("compound", "amod", "nmod")),
    ]
    words = lemmas(near) | frozenset(w for t in (*roles.weapon, *roles.actor) for w in phrase_lemmas(t))
    return _Reading(mention, roles, counted(mention, roles.victim), words)


def _with_result(host: _Reading, guest: _Reading) -> _Reading:
    def more(mine: tuple[Token, ...], theirs: tuple[Token, ...]) -> tuple[Token, ...]:
        known = {t.i for t in mine}
        return (*mine, *(t for t in theirs if t.i not in known and t.i != host.mention.token.i))

    own = {host.mention.token.i, *(t.i for t in host.roles.weapon)}
    roles = Roles(
        actor=host.roles.actor or tuple(t for t in guest.roles.actor if t.i not in own),
        target=host.roles.target,
        victim=more(host.roles.victim, guest.roles.victim),
        weapon=more(host.roles.weapon, guest.roles.weapon),
    )
    doers = {t.i for t in roles.victim}
    roles = replace(roles, target=tuple(t for t in roles.target if t.i not in doers))
    kept = list(host.casualties)
    kept += [c for c in guest.casualties if not any(k.kind is c.kind and k.span == c.span for k in kept)]
    return _Reading(host.mention, roles, tuple(kept), host.words | guest.words)


def _tells(reading: _Reading, places: SpanIndex) -> bool:
    """Whether a mention says enough to be an event: weak words need somebody, something, a number or a place."""
    mention, roles = reading.mention, reading.roles
    if mention.family in results.RESULTS and results.is_of_nobody(mention):
        return False
    if mention.family in (Family.WOUND, Family.DEATH):
        return any(c.low != 1 and (c.low, c.high) != (2, None) for c in reading.casualties) or (
            bool(reading.casualties) and means_of(reading.words) is not None
        )
    if lemma(mention.token) in ("flee", "displace", "displacement", "uproot"):
        return bool(reading.casualties)
    if not mention.entry.weak:
        return True
    offset = mention.sentence.offset
    return bool(
        roles.everyone() or reading.casualties or any(places.holds(offset + int(t.idx)) for t in mention.token.subtree)
    )


def _draft(
    reading: _Reading,
    page: _Page,
    named: Sequence[Span],
    quoted: Sequence[Quotation],
    memory: _Memory,
    events: Sequence[Token],
) -> Draft | None:
    mention, sentence, roles = reading.mention, reading.mention.sentence, reading.roles
    modality = modality_of(mention.token)
    if modality is None or (mention.family is Family.DEATH and modality is Modality.HYPOTHETICAL):
        return None
    chain = chain_of(mention.token, sentence, quoted, memory.speakers)
    toponym = toponym_of(mention, roles, named, chain, memory.place)
    toponym = known_near(toponym, sentence.text, page.places) if toponym is not None else None
    others = [t for t in events if t.i != mention.token.i]
    claim = Claim(
        document=page.doc.id,
        trigger=mention.trigger,
        kind=kind_of(mention.family, _circumstances(reading)),
        actor=_spans(roles.actor, sentence, _meant(roles.actor, chain) or memory.actor),
        target=_spans(roles.target, sentence, None),
        victim=_spans(roles.victim, sentence, None),
        weapon=_spans(roles.weapon, sentence, None),
        toponym=toponym or memory.place,
        time_words=time_of(mention, page.times.between(sentence.start, sentence.end), others),
        casualties=_tolls(reading),
        attribution=chain,
        modality=modality,
        hedged=hedges.is_hedged(mention.token, sentence),
        aggregate=hedges.is_aggregate(mention.token, sentence),
    )
    return Draft(
        _settled(claim),
        sentence.number,
        own_place=toponym is not None,
        vague=_is_vague(reading, claim),
        empty=_is_empty(reading, claim, toponym),
        result=_is_result(reading, claim),
    )


def _by_place(draft: Draft, reading: _Reading, named: Sequence[Span]) -> list[Draft]:
    """One draft a place where a sentence joins several and counts nobody over all of them."""
    claim = draft.claim
    if not draft.own_place or claim.toponym is None or claim.casualties or reading.mention.family in _ONE_PLACE:
        return [draft]
    sentence = reading.mention.sentence
    others = joined_places(claim.toponym, sentence, named)
    places = [claim.toponym, *others]
    return [replace(draft, claim=replace(claim, toponym=p, target=_target_at(claim, p, places))) for p in places]


def _target_at(claim: Claim, place: Span, places: Sequence[Span]) -> tuple[Span, ...]:
    """The targets of a claim that lie at one of several places: those that are another place's go."""
    return tuple(t for t in claim.target if t.overlaps(place) or not any(t.overlaps(p) for p in places))


def _is_empty(reading: _Reading, claim: Claim, toponym: Span | None) -> bool:
    """Whether a mention says no more than that there was such an event, or who did such things."""
    if claim.target or claim.victim or claim.casualties or claim.time_words or toponym:
        return False
    telling = claim.actor and reading.mention.family in _TOLD_BY_ACTOR and not _points_back(reading.mention)
    denied = claim.modality is Modality.DENIED and not claim.attribution
    return (claim.modality is Modality.ACTUAL or denied) and not telling


def _settled(claim: Claim) -> Claim:
    """Of what is only planned, supposed or tried nobody has died yet."""
    if claim.modality in (Modality.PLANNED, Modality.HYPOTHETICAL):
        return replace(claim, casualties=())
    return claim


def _is_result(reading: _Reading, claim: Claim) -> bool:
    """Whether a mention only says what became of people: "nine died", "the blast killed nine"."""
    mention, roles = reading.mention, reading.roles
    if mention.family in results.RESULTS:
        return not roles.actor and not roles.weapon
    singular = mention.is_verb or mention.token.tag_ in ("NN", "NNP")
    told = _points_back(mention) or _has_known_weapon(reading)
    return singular and told and bool(reading.casualties) and claim.time_words is None


def _is_vague(reading: _Reading, claim: Claim) -> bool:
    """Whether a mention goes back to an event told before without numbers or, but for "came on Friday", a day."""
    told = _points_back(reading.mention) or _has_known_weapon(reading)
    verb = reading.mention.token.head
    dates = reading.mention.token.dep_ == "nsubj" and lemma(verb) in _HAPPENS
    return told and not reading.casualties and (dates or claim.time_words is None)


def _has_known_weapon(reading: _Reading) -> bool:
    """Whether a verb's subject is a weapon told of before: "the missile killed nine"."""
    return reading.mention.is_verb and any(
        t.head.i == reading.mention.token.i
        and t.dep_ in ("nsubj", "nsubjpass")
        and any(c.dep_ == "det" and lemma(c) in _POINTERS for c in t.children)
        for t in reading.roles.weapon
    )


def _points_back(mention: Mention) -> bool:
    """Whether a mention may be of an event told before: "the attack", "such raids", "Ankara's offensive"."""
    if mention.is_verb:
        return False
    return any(
        (c.dep_ == "det" and lemma(c) in _POINTERS)
        or c.dep_ == "poss"
        or (c.dep_ in ("amod", "predet") and lemma(c) == "such")
        for c in mention.token.children
    )


def _spans(heads: Sequence[Token], sentence: Sentence, known: Span | None) -> tuple[Span, ...]:
    """The phrases of heads; a pronoun stands for whom the text last named in that role, or is left out."""
    found: list[Span] = []
    for head in heads:
        if head.pos_ == "PRON" and lemma(head) not in ("someone", "somebody", "others", "one", "some", "many"):
            span = known
        else:
            span = phrase(head, sentence)
        if span is not None and not any(span.overlaps(f) for f in found):
            found.append(span)
    return tuple(found)


def _meant(actors: Sequence[Token], chain: Sequence[Span]) -> Span | None:
    """Who "it" and "he" are in what somebody tells: the teller ("the army said that it had shelled Gao")."""
    singular = any(lemma(t) in ("it", "he", "she") for t in actors)
    return chain[-1] if singular and chain else None


def _tolls(reading: _Reading) -> tuple[Casualty, ...]:
    """The tolls; one named person detained or abducted is one, by the trigger's evidence."""
    kind = kind_for(reading.mention)
    if reading.casualties or kind not in (CasualtyKind.ABDUCTED, CasualtyKind.DETAINED):
        return reading.casualties
    people = [t for t in reading.roles.victim if t.ent_type_ == "PERSON"]
    return (without_span(kind, len(people), len(people)),) if people else ()


def _circumstances(reading: _Reading) -> Circumstances:
    roles, mention = reading.roles, reading.mention
    attacked = (*roles.victim, *roles.target)
    modified = [t for t in mention.token.children if t.dep_ == "compound"]
    means = means_of(reading.words)
    crowd = frozenset(
        {"mob", "crowd", "resident", "villager", "protester", "protestor", "demonstrator", "youth", "rioter", "local"}
    )
    return Circumstances(
        means=means if means is not Means.BLADE else None,
        attacked_armed=any(is_armed(t) for t in (*attacked, *modified)),
        attacked_protesters=any(phrase_lemmas(t) & PROTESTERS for t in attacked),
        attacked_people=bool(roles.victim),
        attacked_known=bool(attacked),
        by_state=any(is_state(t) for t in roles.actor),
        by_outsider=any(is_outside(t) for t in roles.actor),
        by_non_state=any(_is_non_state(t) for t in roles.actor),
        by_crowd=any(phrase_lemmas(t) & crowd for t in roles.actor),
        by_fighters=any(is_armed(t) for t in roles.actor),
    )


def _is_non_state(token: Token) -> bool:
    from dateline.extract.nouns import NON_STATE

    return bool(phrase_lemmas(token) & NON_STATE)
