"""A claim with all that linking compares, worked out once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.link.words import stem, stems, told
from dateline.model import (
    CasualtyKind,
    Claim,
    ClaimId,
    Document,
    DocumentId,
    Interval,
    Modality,
    Place,
    Span,
    SubEventType,
)
from dateline.model.names import name_key

# What a word says about the means. A weapon named "jets" by one and "bombs dropped" by another is one means.
_MEANS = {
    "air": "jet warplan plane aircraft airstrik helicopter bomber su mig f16 b52 sorty raid fab glid",
    "drone": "drone uav shahed geran quadcopter fpv kamikaz unman",
    "artillery": "artillery shell gun howitzer mortar grad cannon tank rocket mlrs hurrican smerch uragan barrag",
    "missile": "missil iskander kalibr himar cruis ballistic kinzhal tochka storm atacm",
    "bomb": "bomb ied explosiv min car motorcycl motorbik vest landmin dynamit devic",
    "grenade": "grenad",
    "firearm": "rifl gunfir gunmen pistol machin bullet sniper kalashnikov",
    "chemical": "chemical chlorin sarin gas nerv toxic",
    "fire": "fire arson torch petrol",
}
_MEANS_OF = {word: means for means, words in _MEANS.items() for word in words.split()}

# Words for a country's people and things that no ending leads back to its name.
_COUNTRY_OF = {
    stem(people): stem(country)
    for people, country in (
        pair.split("-")
        for pair in """russian-russia russians-russia ukrainian-ukraine ukrainians-ukraine turkish-turkey turks-turkey
        syrian-syria syrians-syria iraqi-iraq iranian-iran israeli-israel israelis-israel palestinian-palestine
        american-us americans-us british-britain french-france german-germany afghan-afghanistan pakistani-pakistan
        indian-india sudanese-sudan ethiopian-ethiopia somali-somalia kenyan-kenya nigerian-nigeria libyan-libya
        yemeni-yemen saudi-saudi lebanese-lebanon egyptian-egypt burmese-myanmar armenian-armenia chinese-china
        azerbaijani-azerbaijan kurdish-kurd kurds-kurd colombian-colombia mexican-mexico congolese-congo""".split()  # noqa: SIM905
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One claim in comparable form."""

    id: ClaimId
    key: tuple[str, int, int, int, str]  # where it stands: an order that arrival does not change
    document: DocumentId
    source: str  # the innermost source, plain; empty: the document's own voice
    kind: SubEventType
    modality: Modality
    aggregate: bool
    place: Place | None
    when: Interval | None
    published: date | None
    trigger: frozenset[str]
    actor: frozenset[str]
    target: frozenset[str]
    victim: frozenset[str]
    means: frozenset[str]
    tolls: Mapping[CasualtyKind, tuple[int | None, int | None]]
    words: frozenset[str]  # of its sentence


def telling(claim: Claim, docs: Mapping[DocumentId, Document]) -> Telling:
    """What linking compares of a claim. A claim whose document is not there is compared by its spans alone."""
    doc = docs.get(claim.document)
    around = told(doc.text, claim.trigger) if doc else " ".join(s.text for s in claim.spans())
    innermost = claim.attribution[-1].text if claim.attribution else ""
    place_words = frozenset(stems(claim.place.name)) if claim.place else frozenset()
    return Telling(
        id=claim.id,
        key=(claim.document, claim.trigger.start, claim.trigger.end, claim.ordinal, claim.id),
        document=claim.document,
        source=name_key(innermost),
        kind=claim.kind,
        modality=claim.modality,
        aggregate=claim.aggregate,
        place=claim.place,
        when=claim.when,
        published=doc.published if doc else None,
        trigger=_stems((claim.trigger,)),
        actor=_stems(claim.actor),
        target=_stems(claim.target) - place_words,
        victim=_stems(claim.victim),
        means=_means(claim),
        tolls=_tolls(claim),
        words=frozenset(stems(around)),
    )


def _stems(spans: Sequence[Span]) -> frozenset[str]:
    return frozenset(_COUNTRY_OF.get(s, s) for span in spans for s in stems(span.text))


def _means(claim: Claim) -> frozenset[str]:
    """Of the weapon; where none is named, of the trigger."""
    named = {_MEANS_OF[s] for span in claim.weapon for w in stems(span.text) if (s := stem(w)) in _MEANS_OF}
    if named:
        return frozenset(named)
    return frozenset(_MEANS_OF[w] for w in stems(claim.trigger.text) if w in _MEANS_OF)


def _tolls(claim: Claim) -> dict[CasualtyKind, tuple[int | None, int | None]]:
    """Per kind the largest count that the claim gives."""
    found: dict[CasualtyKind, tuple[int | None, int | None]] = {}
    for casualty in claim.casualties:
        span = (casualty.low, casualty.high)
        if casualty.kind not in found or (span[0] or 0) > (found[casualty.kind][0] or 0):
            found[casualty.kind] = span
    return found
