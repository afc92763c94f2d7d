"""MUC-4, tst1 and tst2: role fillers, dates and places of terrorist incidents in Latin America, 1988 to 1990.

**Which claims answer.** A claim answers where its type can be an incident of the task (`INCIDENTS`) and it is neither
denied nor hypothetical. Clashes of armed sides, riots and arrests are no incidents by the task's definition.

**Role fillers** are scored as CEAF-REE (Du, Rush and Cardie 2021, GRIT): for each document and role, gold entities of
all templates, optional ones included, are merged where one's mentions are all among another's; found entities are the
different strings that answering claims have in the role. Gold and found are aligned one to one so that most agree, over
all 200 documents, relevant or not; figures are micro sums. Strings are compared in lower case, without articles and
punctuation.

- exact: the found string is one of the entity's mentions, as CEAF-REE has it;
- lenient: the words of one of the two stand in the other, in one piece ("four peasants", "peasants").

`actor` answers PERP, `target` PHYS TGT, `victim` HUM TGT, `weapon` INSTRUMENT. The reader does not tell persons from
organisations among actors, so perpetrators are one role; beside it stands how many of the gold individuals and of the
organisations are found. A human target's mentions are names and descriptions. GRIT scores names only and the two kinds
of perpetrators apart, and learns from 1,300 of these documents which incidents count: its .545 (tst3 and tst4) is a
landmark, not the same measure.

**Dates and places** are asked of every template that is not optional. Templates and answering claims of a document are
paired one to one where the types agree, those first that share most fillers (leniently), then in the order of the text;
date and place take no part in the pairing. A template without a claim is wrong everywhere.

- date: the claim's interval shares a day with the key's; of templates with a day or a span of days;
- date, "on or before": the interval begins no later; of templates whose key is open to the left;
- country: of the claim's resolved place;
- finer place: a name below the country in the key is that of the claim's place, its toponym as written, or its
  division; of templates with such a name.

Text is all in capitals, as the messages are; hard-wrapped lines are joined, and the message's own dateline is the day
of publication.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import product
from pathlib import Path

from benchmarks.external.corpus import Answer, Case, Corpus
from benchmarks.external.scores import F1, Accuracy, Figures, matched
from dateline.model import Claim, Document, DocumentId, Interval, Modality, SubEventType
from dateline.model.names import folded
from dateline.publish import countries

FILES = {"muc4/tst1/tst1-muc3": "muc4/tst1/key-tst1.v7", "muc4/tst2/tst2-muc4": "muc4/tst2/key-tst2.v4"}

_S = SubEventType
INCIDENTS: dict[SubEventType, frozenset[str]] = {
    _S.CHEMICAL_WEAPON: frozenset({"ATTACK"}),
    _S.AIR_STRIKE: frozenset({"ATTACK"}),  # by the task, bombs from aircraft are no BOMBING
    _S.SUICIDE_BOMB: frozenset({"BOMBING"}),
    _S.SHELLING: frozenset({"ATTACK"}),
    _S.REMOTE_EXPLOSIVE: frozenset({"BOMBING", "ATTACK"}),
    _S.GRENADE: frozenset({"BOMBING", "ATTACK"}),
    _S.SEXUAL_VIOLENCE: frozenset({"ATTACK"}),
    _S.ATTACK: frozenset({"ATTACK", "ROBBERY", "BOMBING"}),
    _S.ABDUCTION: frozenset({"KIDNAPPING", "HIJACKING"}),
    _S.EXCESSIVE_FORCE: frozenset({"ATTACK"}),
    _S.MOB_VIOLENCE: frozenset({"ATTACK", "ARSON"}),
    _S.DISRUPTED_WEAPONS: frozenset({"BOMBING"}),  # a bomb planted and made safe is an attempted BOMBING
    _S.LOOTING: frozenset({"ROBBERY", "ARSON", "ATTACK", "BOMBING"}),
    _S.OTHER: frozenset({"FORCED WORK STOPPAGE"}),
}
_NOT_TOLD = frozenset({Modality.DENIED, Modality.HYPOTHETICAL})


class Role(StrEnum):
    """Roles, by the slots that fill them."""

    PERPETRATOR = "perpetrator"
    PHYSICAL = "physical target"
    HUMAN = "human target"
    INSTRUMENT = "instrument"


_OF_CLAIM = {Role.PERPETRATOR: "actor", Role.PHYSICAL: "target", Role.HUMAN: "victim", Role.INSTRUMENT: "weapon"}

Entity = frozenset[str]  # its mentions, as `plain` has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One incident of a key."""

    kinds: frozenset[str]
    optional: bool = False
    days: tuple[Interval, ...] = ()  # alternatives
    until: date | None = None  # "on or before"
    countries: frozenset[str] = frozenset()  # folded names
    places: frozenset[str] = frozenset()  # folded names below the country
    individuals: tuple[Entity, ...] = ()
    organisations: tuple[Entity, ...] = ()
    physical: tuple[Entity, ...] = ()
    human: tuple[Entity, ...] = ()
    instruments: tuple[Entity, ...] = ()

    def fillers(self, role: Role) -> tuple[Entity, ...]:
        return {
            Role.PERPETRATOR: (*self.individuals, *self.organisations),
            Role.PHYSICAL: self.physical,
            Role.HUMAN: self.human,
            Role.INSTRUMENT: self.instruments,
        }[role]


Gold = tuple[Template, ...]

# --- reading the messages ---------------------------------------------------------------------------------------

_MESSAGE = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})\b.*$", re.MULTILINE)
_DATELINE = re.compile(r"^[^-]{0,80}?,\s+(\d{1,2} [A-Z]{3} \d\d)\b")


def read(data: Path) -> list[Case[Gold]]:
    cases = []
    for texts, keys in FILES.items():
        gold = templates((data / keys).read_text(encoding="utf-8", errors="replace"))
        for key, text in messages((data / texts).read_text(encoding="utf-8", errors="replace")):
            doc = Document(id=DocumentId(key), text=text, published=published(text), language="en")
            cases.append(Case(doc, tuple(gold.get(key, ()))))
    return cases


def messages(file: str) -> Iterator[tuple[str, str]]:
    """The messages of a file: id, and text with one line to a paragraph."""
    parts = _MESSAGE.split(file)
    for key, body in zip(parts[1::2], parts[2::2], strict=True):
        yield key, "\n\n".join(" ".join(par.split()) for par in re.split(r"\n\s*\n", body) if par.strip())


def published(text: str) -> date | None:
    """The day in a message's dateline; None where it gives none, or no year."""
    found = _DATELINE.match(text)
    return day(found[1]) if found else None


def day(words: str) -> date | None:
    """A day as keys and datelines write it, "04 FEB 90"; None where the words are none."""
    try:
        return datetime.strptime(words.strip(), "%d %b %y").date()  # noqa: DTZ007  a civil day
    except ValueError:
        return None


# --- reading the keys -------------------------------------------------------------------------------------------

_SLOT = re.compile(r"^(\d{1,2})\.\s+[A-Z ]+: [A-Z ]*?(?:\s{2,}(.*))?$")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_WORD = re.compile(r"\w+")


def templates(keys: str) -> dict[str, list[Template]]:
    """The templates of a key file by message id; a message without incidents has none."""
    found: dict[str, list[Template]] = {}
    for slots in _slots(keys):
        key = slots[0][0].split()[0]
        kept = found.setdefault(key, [])
        if slots[1] != ["*"]:
            kept.append(_template(slots))
    return found


def _slots(keys: str) -> Iterator[dict[int, list[str]]]:
    """Each template as its slots by number: the lines of each, without empty ones (`-`)."""
    slots: dict[int, list[str]] = {}
    at = -1
    for line in keys.splitlines():
        if line.startswith(";") or not line.strip():
            continue
        if head := _SLOT.match(line):
            at, value = int(head[1]), (head[2] or "").strip()
            if at == 0 and slots:
                yield slots
                slots = {}
            slots[at] = [value] if value not in ("", "-") else []
        elif at >= 0:
            slots[at].append(line.strip())
    if slots:
        yield slots


def _template(slots: dict[int, list[str]]) -> Template:
    dates = [interval for words in slots.get(2, []) for interval in map(_days, alternatives(words)) if interval]
    paths = [_path(words) for line in slots.get(3, []) for words in alternatives(line)]
    return Template(
        kinds=frozenset(kind.strip() for line in slots.get(4, []) for kind in line.split("/")),
        optional="OPTIONAL" in slots[1][0],
        days=tuple(d for d in dates if isinstance(d, Interval)),
        until=next((d for d in dates if isinstance(d, date)), None),
        countries=frozenset(folded(name) for path in paths for name in path[0]),
        places=frozenset(folded(name) for path in paths for names in path[1:] for name in names),
        individuals=_entities(slots.get(9, [])),
        organisations=_entities(slots.get(10, [])),
        physical=_entities(slots.get(12, [])),
        human=_people(slots.get(18, []), slots.get(19, [])),
        instruments=_entities(slots.get(6, [])),
    )


def alternatives(value: str) -> list[str]:
    """What stands between slashes outside brackets, without brackets around the whole.

    >>> alternatives("(PERU: LIMA (CITY / PORT)) / (PERU)")
    ['PERU: LIMA (CITY / PORT)', 'PERU']
    """
    parts, depth = [""], 0
    for character in value.removeprefix("?").strip():
        depth += (character == "(") - (character == ")")
        if character == "/" and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    stripped = [part.strip() for part in parts]
    return [part[1:-1].strip() if part.startswith("(") and part.endswith(")") else part for part in stripped]


def _days(words: str) -> Interval | date | None:
    """Days from to; one date for "on or before"; None where there is no date."""
    first, dash, last = words.partition("-")
    start, end = day(first), day(last)
    if not dash:
        return Interval.on(start) if start else None
    return Interval(start, end) if start and end and start <= end else end


def _path(words: str) -> list[list[str]]:
    """Names from the country down; several at one level are joined by a dash."""
    bare = re.sub(r"\([^()]*\)", "", words)
    return [[name.strip() for name in re.split(r"\s-\s", level) if name.strip()] for level in bare.split(":")]


def _strings(value: str) -> Entity:
    return frozenset(p for s in _STRING.findall(value) if (p := plain(s.replace('\\"', ""))))


def _entities(lines: Iterable[str]) -> tuple[Entity, ...]:
    return tuple(entity for line in lines if (entity := _strings(line)))


def _people(names: Iterable[str], descriptions: Iterable[str]) -> tuple[Entity, ...]:
    """Human targets: a description that refers to a name is a further mention of it."""
    people = list(_entities(names))
    for line in descriptions:
        described, _, referred = re.sub(r'"\s*\)?\s*:\s*', '"\0', line).partition("\0")
        words, referent = _strings(described), _strings(referred)
        known = next((i for i, person in enumerate(people) if person & referent), None)
        if known is not None:
            people[known] |= words
        elif words:
            people.append(words)
    return tuple(people)


def plain(mention: str) -> str:
    """A mention as it is compared: lower case, no articles, no punctuation.

    >>> plain("The U.S. Embassy's guards")
    'us embassys guards'
    """
    words = _WORD.findall(re.sub(r"[.'’]", "", mention.lower()))
    return " ".join(word for word in words if word not in ("a", "an", "the"))


# --- scoring ----------------------------------------------------------------------------------------------------


def answering(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that can be incidents of the task, in the order of the text."""
    told = [c for c in claims if c.kind in INCIDENTS and c.modality not in _NOT_TOLD]
    return sorted(told, key=lambda c: (c.trigger.start, c.ordinal))


def found_entities(claims: Iterable[Claim], role: Role) -> list[str]:
    """The different strings that claims have in a role."""
    return list(dict.fromkeys(p for c in claims for span in getattr(c, _OF_CLAIM[role]) if (p := plain(span.text))))


def merged(entities: Iterable[Entity]) -> list[Entity]:
    """Entities of several templates: one that another's mentions cover, or that covers another, counts once."""
    kept: list[Entity] = []
    for entity in entities:
        if not any(entity <= other or other <= entity for other in kept):
            kept.append(entity)
    return kept


def is_exact(entity: Entity, mention: str) -> bool:
    """Whether a mention is one of an entity's."""
    return mention in entity


def is_lenient(entity: Entity, mention: str) -> bool:
    """Whether a mention's words stand in one piece in one of an entity's, or the other way round."""
    return any(f" {mention} " in f" {gold} " or f" {gold} " in f" {mention} " for gold in entity)


def paired(gold: Sequence[Template], claims: Sequence[Claim]) -> dict[int, Claim]:
    """Templates, by their place in `gold`, with the claims that answer them."""
    shared = {(t, c): _shared(gold[t], claims[c]) for t, c in product(range(len(gold)), range(len(claims)))}
    pairs: dict[int, int] = {}
    for t, c in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        agree = gold[t].kinds & INCIDENTS[claims[c].kind]
        if agree and t not in pairs and c not in pairs.values():
            pairs[t] = c
    return {t: claims[c] for t, c in pairs.items()}


def _shared(template: Template, claim: Claim) -> int:
    return sum(matched(template.fillers(role), found_entities([claim], role), is_lenient) for role in Role)


def date_right(template: Template, claim: Claim | None) -> bool:
    """Whether a claim's interval agrees with a key's date; an undated claim never does."""
    if claim is None or claim.when is None:
        return False
    if template.days:
        return any(claim.when.overlaps(days) for days in template.days)
    return template.until is not None and claim.when.earliest <= template.until


def country_right(template: Template, claim: Claim | None) -> bool:
    """Whether a claim's place is in the key's country."""
    if claim is None or claim.place is None:
        return False
    return folded(countries.name(claim.place.country)) in template.countries


def place_right(template: Template, claim: Claim | None) -> bool:
    """Whether a claim names a place of the key below the country."""
    if claim is None:
        return False
    place = claim.place
    names = (
        claim.toponym.text if claim.toponym else None,
        *((place.name, place.admin1, place.admin2) if place else ()),
    )
    return any(folded(name) in template.places for name in names if name)


def scored(answers: Sequence[Answer[Gold]]) -> Figures:
    return {**_role_figures(answers), **_incident_figures(answers)}


def _role_figures(answers: Sequence[Answer[Gold]]) -> Figures:
    exact: defaultdict[Role, F1] = defaultdict(lambda: F1(0, 0, 0))
    lenient: defaultdict[Role, F1] = defaultdict(lambda: F1(0, 0, 0))
    people = groups = (0, 0)
    for answer in answers:
        claims = answering(answer.claims)
        for role in Role:
            gold = merged(e for t in answer.gold for e in t.fillers(role))
            found = found_entities(claims, role)
            exact[role] += F1(matched(gold, found, is_exact), len(found), len(gold))
            lenient[role] += F1(matched(gold, found, is_lenient), len(found), len(gold))
        actors = found_entities(claims, Role.PERPETRATOR)
        people = _plus(people, merged(e for t in answer.gold for e in t.individuals), actors)
        groups = _plus(groups, merged(e for t in answer.gold for e in t.organisations), actors)
    none = F1(0, 0, 0)
    return {
        "fillers, exact": sum(exact.values(), none),
        "fillers, lenient": sum(lenient.values(), none),
        **{f"{role}, exact": exact[role] for role in Role},
        **{f"{role}, lenient": lenient[role] for role in Role},
        "perpetrator individuals found, lenient": Accuracy(*people),
        "perpetrator organisations found, lenient": Accuracy(*groups),
    }


def _plus(count: tuple[int, int], gold: list[Entity], found: list[str]) -> tuple[int, int]:
    return count[0] + matched(gold, found, is_lenient), count[1] + len(gold)


def _incident_figures(answers: Sequence[Answer[Gold]]) -> Figures:
    asked: list[tuple[Template, Claim | None]] = []
    for answer in answers:
        gold = [template for template in answer.gold if not template.optional]
        pairs = paired(gold, answering(answer.claims))
        asked += [(template, pairs.get(i)) for i, template in enumerate(gold)]
    dated = [date_right(*pair) for pair in asked if pair[0].days]
    bounded = [date_right(*pair) for pair in asked if not pair[0].days and pair[0].until]
    finer = [place_right(*pair) for pair in asked if pair[0].places]
    return {
        "templates with a claim": Accuracy(sum(claim is not None for _, claim in asked), len(asked)),
        "date": Accuracy(sum(dated), len(dated)),
        'date, "on or before"': Accuracy(sum(bounded), len(bounded)),
        "country": Accuracy(sum(country_right(*pair) for pair in asked), len(asked)),
        "finer place": Accuracy(sum(finer), len(finer)),
    }


MUC4 = Corpus(name="muc4", needs=(*FILES, *FILES.values()), read=read, scored=scored)
