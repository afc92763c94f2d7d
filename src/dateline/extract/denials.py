"""Of "the ministry denied it": a second claim about the event told just before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.extract.attribution import Speakers, speaker_of
from dateline.extract.merging import Draft
from dateline.extract.syntax import Sentence, is_under, lemma
from dateline.extract.vocabulary import words
from dateline.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

_DENY = frozenset({"deny", "reject", "dismiss", "refute", "disclaim", "repudiate"})
_DENIED = words(
    """it this that involvement responsibility allegation charge claim accusation report account role part
    wrongdoing blame story"""
)


def denials(sentence: Sentence, told: Sequence[Draft], speakers: Speakers) -> list[Draft]:
    """A denied claim for each denial in a sentence that names no event itself but goes back to one told before it."""
    found = []
    for verb in sentence.tokens:
        if verb.pos_ != "VERB" or lemma(verb) not in _DENY or not _is_bare(verb, told, sentence):
            continue
        speaker = speaker_of(verb, sentence, speakers)
        subject = next((d for d in reversed(told) if d.claim.modality is Modality.ACTUAL), None)
        if speaker is None or subject is None or any(speaker.overlaps(s) for s in subject.claim.attribution):
            continue
        claim = replace(subject.claim, modality=Modality.DENIED, attribution=(speaker,), hedged=False)
        found.append(Draft(claim, sentence.number, own_place=subject.own_place))
    return found


def _is_bare(verb: Token, told: Sequence[Draft], sentence: Sentence) -> bool:
    """Whether what is denied is "it" or "the allegations", and no event stands below the verb."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    if not objects or lemma(objects[0]) not in _DENIED:
        return False
    for draft in told:
        head = sentence.token_at(draft.claim.trigger)
        if head is not None and is_under(head, verb):
            return False
    return True
