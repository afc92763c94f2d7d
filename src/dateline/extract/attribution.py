"""Who is given as the source: speech verbs, "according to", quotations that run on, "citing"."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.extract.syntax import (
    Sentence,
    is_passive,
    is_torn,
    is_under,
    lemma,
    phrase,
    prepositional,
    resolved,
    subjects,
    torn_from,
    up,
)
from dateline.extract.vocabulary import words
from dateline.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

SPEECH = words(
    """say tell report claim announce confirm add state accuse allege deny reject warn insist note write
    estimate admit acknowledge declare describe explain testify argue maintain reveal recount recall
    tweet post suggest vow threaten promise pledge blame dismiss refute assert contend relate inform
    disclose boast swear broadcast publish document record quote cite relay indicate complain stress
    remark comment concede caution predict believe think charge read conclude find show count mention
    observe repeat reiterate retort joke whisper shout reply answer respond hint speak"""
)
# Verbs that make a source only with a clause, since they have other senses.
_NEEDS_CLAUSE = words(
    """find show read count think believe suggest record reject dismiss speak post charge answer respond
    quote cite publish describe document note mention threaten vow promise pledge stress reveal blame
    accuse allege deny report claim"""
)
_OPINION = frozenset({"think", "believe"})
_TELLING_NOUNS = words(
    """claim report statement allegation account accusation assertion announcement testimony warning belief
    estimate admission denial message note bulletin communique rumour rumor suggestion version
    confirmation insistence threat vow promise"""
)
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i"})
_CITING = frozenset({"cite", "quote"})
_TEXTS = frozenset({"report", "statement", "tweet", "post", "message", "video", "letter", "interview"})
_COUNTS = words("count figure tally estimate toll data statistic estimation list")
# Verbs that can have the event itself as their object: "denied the attack", "reported shelling".
_TELLS_OF = words(
    """deny report claim confirm accuse blame describe announce reject allege threaten dismiss promise vow admit
    acknowledge estimate record document condemn declare refute recount"""
)
_TAIL_VERBS = words(
    "say tell report claim predict complain add write state announce confirm allege insist warn testify recall"
)
_OWN_VOICE = frozenset({"this", "that", "which", "there", "what", "you"})
LONGEST_CHAIN = 3


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch of the document and who speaks it."""

    start: int
    end: int
    speaker: Span | None


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who was last named as speaking: what "he said" goes back to."""

    last: Span | None = None


def quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The quoted stretches of a paragraph, marks included. An opened quotation that nothing closes runs to its end.

    >>> quotations('He said: “We took it. They fled.” Then he left.', 0, 47)
    [(9, 33)]
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    straight = False
    for index in range(start, end):
        mark = text[index]
        if opened is None and mark in '“"«„':
            opened, straight = index, mark == '"'
        elif opened is not None and ((straight and mark == '"') or (not straight and mark in "”»")):
            found.append((opened, index + 1))
            opened = None
    if opened is not None and not straight:
        found.append((opened, end))
    return found


def speech_in(sentence: Sentence) -> list[Token]:
    """The verbs of saying in a sentence that have somebody who says."""
    return [t for t in sentence.tokens if t.pos_ == "VERB" and lemma(t) in SPEECH and _sayers(t)]


def _sayers(verb: Token) -> list[Token]:
    if is_passive(verb):
        return []
    found = [
        s for s in subjects(verb) if lemma(s) not in _OWN_VOICE and s.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM")
    ]
    if any(c.dep_ == "det" and lemma(c) == "no" for s in found for c in s.children):
        return [c for c in verb.children if c.dep_ == "dobj"]  # "No attack, says the governor"
    return found


def speaker_of(verb: Token, sentence: Sentence, speakers: Speakers) -> Span | None:
    """Who a verb of saying gives as its speaker, "he" and "she" as the one last named."""
    said_by = _sayers(verb)
    if not said_by:
        return None
    return _named(said_by[0], sentence, speakers)


def _named(token: Token, sentence: Sentence, speakers: Speakers) -> Span | None:
    head = resolved(token)
    if is_torn(head):
        head = torn_from(head) or head
    if head.pos_ == "PRON" and lemma(head) in _PRONOUNS:
        return speakers.last
    if head.pos_ == "PRON" and lemma(head) not in ("some", "others", "many", "one", "another"):
        return speakers.last
    named = phrase(_by_name(head), sentence)
    return _named_teller(head, sentence) or named


def _named_teller(head: Token, sentence: Sentence) -> Span | None:
    """Whose words or figures a head is: "the ministry's statement", "the latest count of the police"."""
    if lemma(head) not in _TEXTS | _COUNTS:
        return None
    ways = frozenset({"by", "from", "of"}) if lemma(head) in _COUNTS else frozenset({"by", "from"})
    tellers = [c for c in head.children if c.dep_ == "poss"] + prepositional(head, ways)
    return phrase(tellers[0], sentence) if tellers else None


def _by_name(head: Token) -> Token:
    """The name that stands beside an office: Petrenko of "the governor, Ivan Petrenko, said"."""
    if head.pos_ != "NOUN":
        return head
    return next((c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN"), head)


def announced_in(sentence: Sentence, speakers: Speakers) -> Span | None:
    """Whose words follow a sentence that ends in "said:"; None where it announces none."""
    if sentence.tokens[-1].text != ":":
        return None
    verbs = speech_in(sentence)
    return speaker_of(verbs[-1], sentence, speakers) if verbs else None


def chain_of(token: Token, sentence: Sentence, quoted: Sequence[Quotation], speakers: Speakers) -> tuple[Span, ...]:
    """The sources of what is told at a token, outermost first."""
    inner = _above(token, sentence, speakers)  # innermost first
    outer = _around(token, sentence, speakers)
    chain = list(reversed(inner))
    chain += [s for s in outer if s not in chain]
    chain = [s for s in _framing(token, sentence) if s not in chain] + chain
    speaker = _quoted_by(sentence.offset + int(token.idx), quoted)
    if speaker is not None and not any(s.overlaps(speaker) for s in chain):
        chain = [speaker, *chain]
    chain = _with_cited(token, sentence, chain)
    return tuple(_distinct(chain))[:LONGEST_CHAIN]


def _distinct(chain: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in chain:
        if not any(span.overlaps(k) or span.text.lower() == k.text.lower() for k in kept):
            kept.append(span)
    return kept


def _above(token: Token, sentence: Sentence, speakers: Speakers) -> list[Span]:
    """Speakers of the verbs and tellings that govern a token, innermost first."""
    found: list[Span] = []
    for governor, child in up(token):
        word = lemma(governor)
        if governor.pos_ in ("VERB", "AUX") and word in SPEECH and _tells(governor, child):
            speaker = speaker_of(governor, sentence, speakers)
            if speaker is not None:
                found.append(speaker)
        elif governor.pos_ == "NOUN" and word in _TELLING_NOUNS and child.dep_ in ("acl", "ccomp", "prep", "relcl"):
            if child.dep_ == "prep" and lemma(child) not in ("of", "about"):
                continue
            tellers = [c for c in governor.children if c.dep_ == "poss" and c.pos_ != "PRON"]
            tellers += prepositional(governor, frozenset({"by", "from"}))
            found += [phrase(t, sentence) for t in tellers[:1] if not is_under(token, t)]
    return found


def _tells(verb: Token, child: Token) -> bool:
    """Whether what hangs at `child` is what the verb tells."""
    word = lemma(verb)
    if child.dep_ == "advcl":
        # "If X, he said", "saying": a fronted clause of the parse that is really the content.
        return child.i < verb.i and word in ("say", "add") and not any(c.dep_ == "ccomp" for c in verb.children)
    if child.dep_ in ("ccomp", "parataxis"):
        return True
    if child.dep_ == "xcomp":
        return word not in _OPINION
    if child.dep_ in ("dobj", "prep", "dative", "nsubjpass", "agent"):
        return word in _TELLS_OF
    return False


def _around(token: Token, sentence: Sentence, speakers: Speakers) -> list[Span]:
    """Sources told beside the clause: "according to X", a closing ", X said" that governs nothing."""
    found: list[Span] = []
    for other in sentence.tokens:
        if _is_according(other, token) and not _frames(other, sentence):
            found += [_teller(o, sentence) for o in _according(other)[:1]]
    verb_above = {g.i for g, _ in up(token)} | {token.i}
    tail = _tail(sentence)
    if tail is not None and token.i < tail[0].i and (tail[1].i not in verb_above or not _sayers(tail[1])):
        named = _named(tail[0], sentence, speakers)
        found += [named] if named is not None else []
    for verb in speech_in(sentence):
        closing = (
            verb.i > token.i
            and verb.dep_ in ("ROOT", "parataxis", "conj", "ccomp", "advcl", "relcl")
            and verb.i not in verb_above
        )
        if (closing and _is_closing(verb, sentence) and not is_under(verb, token)) or (
            verb.dep_ == "parataxis" and verb.head.i in verb_above
        ):
            speaker = speaker_of(verb, sentence, speakers)
            if speaker is not None:
                found.insert(0, speaker)
    return found


def _framing(token: Token, sentence: Sentence) -> list[Span]:
    """The X of "according to X" that opens or closes the sentence: X tells all of it, other speakers included."""
    framing = [o for o in sentence.tokens if _is_according(o, token) and _frames(o, sentence)]
    return [_teller(o, sentence) for word in framing for o in _according(word)[:1]]


def _is_according(word: Token, token: Token) -> bool:
    return lemma(word) in ("according", "accord") and not _in_other_relative(word, token)


def _frames(word: Token, sentence: Sentence) -> bool:
    """Whether "according to" stands first, or behind the last comma of the sentence."""
    before = [t for t in sentence.tokens if t.i < word.i]
    if not any(t.is_alpha for t in before):
        return True
    return before[-1].text in (",", "—", "–") and not any(t.text == "," for t in sentence.tokens if t.i > word.i)


def _tail(sentence: Sentence) -> tuple[Token, Token] | None:
    """The speaker and verb of a closing ", the harbour master predicts on Monday." that the parser has taken apart."""
    words = [t for t in sentence.tokens if not t.is_space]
    commas = [n for n, t in enumerate(words) if t.text in (",", '"', "”")]
    for start in reversed(commas[-2:]):
        rest = words[start + 1 :]
        verb = next((n for n, t in enumerate(rest) if lemma(t) in _TAIL_VERBS and n > 0), None)
        if verb is None or len(rest) - verb > 9 or any(t.pos_ in ("VERB", "AUX", "SCONJ") for t in rest[:verb]):
            continue
        if any(lemma(t) in ("that", "which", "who") or t.pos_ == "VERB" for t in rest[verb + 1 :]):
            continue
        nouns = [
            t
            for t in rest[:verb]
            if t.pos_ in ("NOUN", "PROPN", "PRON") and t.head.i not in {r.i for r in rest[:verb]} - {t.i}
        ]
        if nouns:
            return nouns[0], rest[verb]
    return None


def _is_closing(verb: Token, sentence: Sentence) -> bool:
    """Whether a verb of saying ends its sentence behind a comma or a closed quotation, with no clause after it."""
    if lemma(verb) in _NEEDS_CLAUSE - {"report", "claim"}:
        return False
    after = [t for t in sentence.tokens if t.i > verb.i and t.is_alpha]
    if len(after) > 8 or any(t.dep_ in ("ccomp", "dobj") and t.head.i == verb.i for t in after):
        return False
    first = min([verb.i, *(s.left_edge.i for s in _sayers(verb))])
    before = [t for t in sentence.tokens if t.i < first and not t.is_space]
    return bool(before) and before[-1].text in (",", '"', "'", "—", "–", "”")


def _according(word: Token) -> list[Token]:
    found = prepositional(word, frozenset({"to"}))
    if found:
        return found
    return [
        o for c in word.head.children if lemma(c) == "to" and c.i == word.i + 1 for o in c.children if o.dep_ == "pobj"
    ] + [o for o in word.children if o.dep_ == "pobj"]


def _teller(token: Token, sentence: Sentence) -> Span:
    return _named_teller(token, sentence) or phrase(token, sentence)


def _in_other_relative(word: Token, token: Token) -> bool:
    """Whether "according" stands in a relative clause that does not hold the token."""
    for governor, child in up(word):
        if child.dep_ == "relcl" and not is_under(token, child):
            return bool(governor.i != token.i)
    return False


def _with_cited(token: Token, sentence: Sentence, chain: list[Span]) -> list[Span]:
    """Adds Y of "X said, citing Y" and "X quoted Y as saying" at the inner end."""
    for verb in sentence.tokens:
        if verb.pos_ != "VERB" or lemma(verb) not in _CITING or (is_under(verb, token) and verb.tag_ != "VBG"):
            continue
        cited = [c for c in verb.children if c.dep_ == "dobj"] or [c for c in verb.children if c.dep_ == "nsubjpass"]
        if not cited or lemma(cited[0]) in ("example", "reason", "need", "concern", "security"):
            continue
        named = phrase(cited[0], sentence)
        if not is_passive(verb) and verb.tag_ != "VBG":
            quoting = [phrase(s, sentence) for s in _sayers(verb) if s.pos_ != "PRON"]
            chain = [s for s in quoting if s not in chain] + chain
        if named not in chain:
            chain = [*chain, named]
    return chain


def _quoted_by(position: int, quoted: Sequence[Quotation]) -> Span | None:
    index = bisect.bisect_right([q.start for q in quoted], position) - 1
    if index >= 0 and quoted[index].start <= position < quoted[index].end:
        return quoted[index].speaker
    return None


def spoken(
    stretches: Sequence[tuple[int, int]], sentences: Sequence[Sentence], speakers: Speakers
) -> tuple[list[Quotation], Speakers]:
    """Quotations with their speakers, and who has spoken last.

    The speaker is named in a sentence that the quotation touches, else right before it with a colon or verb of saying,
    else it is the speaker of the quotation before: a quotation that runs on.
    """
    found: list[Quotation] = []
    said = [(s, v, speaker_of(v, s, speakers)) for s in sentences for v in speech_in(s)]
    last = speakers.last
    for start, end in stretches:
        speaker = _speaker_near(start, end, sentences, said)
        if speaker is None and end - start > 40:
            speaker = found[-1].speaker if found else last
        if speaker is not None:
            last = speaker
        found.append(Quotation(start, end, speaker))
    return found, Speakers(last)


def _speaker_near(
    start: int, end: int, sentences: Sequence[Sentence], said: Sequence[tuple[Sentence, Token, Span | None]]
) -> Span | None:
    touching = {s.number for s in sentences if s.start < end and start < s.end}
    nearest: tuple[int, Span] | None = None
    for sentence, verb, speaker in said:
        at = sentence.offset + int(verb.idx)
        if speaker is None or start <= at < end or sentence.number not in touching:
            continue
        gap = start - at if at < start else at - end
        if nearest is None or gap < nearest[0]:
            nearest = (gap, speaker)
    if nearest is None:
        nearest = _according_near(start, end, sentences, touching)
    return nearest[1] if nearest else None


def _according_near(start: int, end: int, sentences: Sequence[Sentence], touching: set[int]) -> tuple[int, Span] | None:
    for sentence in sentences:
        if sentence.number in touching:
            for word in sentence.tokens:
                at = sentence.offset + int(word.idx)
                if lemma(word) in ("according", "accord") and not start <= at < end and _according(word):
                    return 0, _teller(_according(word)[0], sentence)
    return None


def last_speaker(sentence: Sentence, speakers: Speakers) -> Speakers:
    """Who has spoken last after a sentence."""
    for verb in reversed(speech_in(sentence)):
        head = resolved(_sayers(verb)[0])
        if head.pos_ == "PROPN" or (head.pos_ == "NOUN" and not any(c.tag_ == "PRP$" for c in head.children)):
            return Speakers(_named(head, sentence, speakers))
    return speakers
