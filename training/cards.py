"""Deal briefing cards for the writers of the corpus: what each report of a batch is about, and how it is told.

usage: python -m training.cards WRITER SEED [REPORTS] [--development]

With --development the conflicts are those that no training report is about. A batch of fifteen shares an outlet
(register, house style); a report adds conflict, length, kinds of event, phenomena and an oddity. Shares come from the
datasheet. The same seed deals the same cards.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence

from training.notation import CODES

BATCH = 15
WORDS_PER_SENTENCE = 22
CLAIMS_PER_SENTENCE = 0.47
CONFLICTS = {
    "Ukraine 2014": 5,
    "Ukraine 2015-21": 4,
    "Ukraine 2022": 8,
    "Ukraine 2023 or since": 8,
    "Syria 2011-16": 6,
    "Syria 2017 or since": 4,
    "Iraq 2003-11": 4,
    "Iraq 2013-19": 4,
    "Gaza and Israel": 6,
    "West Bank and Lebanon": 3,
    "Sudan and Darfur": 6,
    "South Sudan": 2,
    "Sahel (Mali, Burkina Faso, Niger)": 6,
    "Nigeria and Lake Chad": 3,
    "Myanmar": 5,
    "eastern Congo": 4,
    "Central African Republic": 1,
    "Afghanistan": 5,
    "Pakistan": 2,
    "Colombia": 5,
    "Peru or Central America in the 1980s": 2,
    "Mexico": 1,
    "Kashmir": 3,
    "Northern Ireland": 3,
    "Yemen": 3,
    "Somalia and Kenya": 3,
    "Ethiopia (Tigray, Amhara, Oromia)": 3,
    "Sri Lanka": 2,
    "Philippines": 2,
    "Balkans in the 1990s": 2,
    "Chechnya and the North Caucasus": 2,
    "Nagorno-Karabakh, Georgia": 2,
    "Libya": 2,
    "Mozambique": 1,
    "India (Maoists, Manipur)": 2,
    "Thailand or Indonesia": 1,
    "Basque Country or Corsica": 1,
    "Algeria in the 1990s": 1,
    "Haiti": 1,
    "protests in Asia, Africa or Latin America": 4,
    "Angola, Liberia, Sierra Leone": 1,
}
DEVELOPMENT = ("Somalia and Kenya", "Philippines", "Peru or Central America in the 1980s")
REGISTERS = {
    "wire story": 22,
    "broadsheet report": 18,
    "analysis or background feature": 16,
    "local paper": 5,
    "ministry or military statement or daily digest": 8,
    "aggregator retelling another outlet": 8,
    "human-rights or UN report": 8,
    "channel post": 5,
    "live blog": 4,
    "armed group's communique": 3,
    "encyclopaedia entry": 5,
    "foreign ministry statement, readout or answer in parliament": 7,
    "opinion column or editorial": 5,
    "profile or feature on one person": 5,
    "diary, radio script or court report": 2,
}
LENGTHS = {"15-60": 20, "60-150": 20, "150-300": 20, "300-450": 22, "450-600": 18}
TYPES = {
    "CLASH": 9,
    "ATTACK": 8,
    "AIR": 7,
    "SHELL": 6,
    "IED": 6,
    "CHANGE": 6,
    "OTHER": 6,
    "PEACEFUL": 5,
    "ARRESTS": 5,
    "NSTAKES": 5,
    "GOVTAKES": 5,
    "TRANSFER": 5,
    "AGREEMENT": 5,
    "LOOTING": 5,
    "ABDUCT": 5,
    "DISRUPTED": 4,
    "SUICIDE": 4,
    "CHEM": 3,
    "INTERVENTION": 3,
    "VIOLENTDEMO": 3,
    "MOB": 3,
    "GRENADE": 3,
    "BASE": 3,
    "EXCESSIVE": 3,
    "SEXUAL": 3,
}
PHENOMENA = (
    "an event named by one noun inside a statement of policy or a condemnation",
    "atrocities of a war summed up in one sentence of opinion",
    "one strike debated by politicians and told again in every paragraph",
    "an offensive that is announced or expected all through the text",
    "a battle of years ago named in passing",
    "a fighter's life: joined, was captured, is held, may be killed",
    "a ceasefire or deal being negotiated, signed or broken",
    "foreign troops sent, increased or pulled out",
    "protests against a war in a country at peace",
    "weapons of a forbidden kind used, made or destroyed",
    "two rebel groups that split, merge or fight each other",
    "source stands in another sentence than the trigger",
    "place stands in another sentence than the trigger",
    "actor named two sentences back, only a pronoun or 'the group' beside the trigger",
    "an older event told in a participial or relative clause",
    "a named past event as background with its own toll",
    "a sum over months ('there have been 30 attacks since')",
    "a plan or threat not yet carried out",
    "a denial beside a claim",
    "an attempt that failed or was foiled",
    "a hypothetical or an 'if' example",
    "doubt: apparently, reportedly, believed to, suspected",
    "two different sources, two different tolls for one event",
    "chain of two sources (outlet quotes a paper quoting an official)",
    "chain of three sources",
    "the same event told again three sentences later in other words",
    "four events in one long sentence",
    "one event spread over four sentences",
    "weekday against the day of publication",
    "'three days earlier', 'the next morning', relative to another day in the text",
    "time only as a year, a season or a month",
    "day of speaking differs from the day of the event",
    "offset place ('12 km east of')",
    "place only as a region or front",
    "dateline in one town, event in another",
    "noun trigger without a verb ('the ambush', 'a firefight')",
    "passive without an actor",
    "light verb ('came under fire', 'launched an assault')",
    "euphemism ('led away', 'eliminated', 'cotton')",
    "metonym or demonym as actor (Damascus, Russian shelling)",
    "several weapons named",
    "split toll ('six, two of them children')",
    "toll revised",
    "no toll, 'no casualties'",
    "vague toll (dozens, scores, several)",
    "displaced or missing people counted",
    "victim described by job or kinship only",
    "headline that tells the event the body tells again",
    "events of two other countries in a closing paragraph",
    "quotation in which the speaker tells an event",
    "possessive or noun source ('the army's account', 'a claim by')",
    "war words used as metaphor beside a real claim",
    "diplomacy, meetings and statements between the events",
    "a strike, a siege or a coup",
    "an anniversary of an old event",
    "surrender, defection or recruitment",
    "territory changing hands more than once",
    "prisoner or hostage released after an old abduction",
    "trial that ends in a sentence for an attack retold in the report",
    "a video or a photograph is the source",
    "a statement that nothing happened today",
)
NEGATIVES = (
    "sport told in war words",
    "crime without politics",
    "a film, book or game about a war",
    "markets and firms told in war words",
    "a training exercise",
    "an anniversary ceremony that tells no event",
    "a diplomatic readout",
    "a profile of a commander with no event",
    "weapon procurement",
    "an accident (crash, gas, fire)",
    "aid and reconstruction figures",
    "opinion without events",
    "weather or a flood in a war zone",
    "a court procedure with no sentence",
    "an election campaign told in war words",
    "statistics of no event of ours",
    "a museum or a history lesson that names no happening",
    "culture, food or tourism in a conflict country",
    "a technical note on mines or drones",
    "a general boast or a threat too vague to be an event",
)
MANNERS = ("sober", "sober", "plain", "plain", "dense", "terse", "old-fashioned", "partisan")
ODDITIES = (
    "hard-wrapped lines",
    "all-caps first words",
    "a slug line and '(Reporting by ...)'",
    "share buttons and menus left in",
    "footnote marks",
    "typos and missing articles",
    "translated from Ukrainian or Russian",
    "translated from Arabic",
    "translated from French or Spanish",
    "numbered points",
    "bullet points",
    "photo captions between paragraphs",
    "emoji and hashtags",
    "one block without paragraphs",
    "one-sentence paragraphs",
    "24-hour times",
    "headline and standfirst in the text",
    "no oddity",
    *["no oddity"] * 20,
)


def drawn(rng: random.Random, shares: dict[str, int]) -> str:
    """One key, drawn by its share."""
    return rng.choices(list(shares), weights=list(shares.values()))[0]


def cards(writer: str, seed: int, count: int, *, development: bool) -> list[str]:
    """The cards of `count` reports, a heading before every batch."""
    rng = random.Random(f"{writer} {seed}")
    conflicts = {name: share for name, share in CONFLICTS.items() if (name in DEVELOPMENT) == development}
    lines = []
    for number in range(1, count + 1):
        if (number - 1) % BATCH == 0:
            register = drawn(rng, REGISTERS)
            lines.append(
                f"\n## batch {writer}-{(number - 1) // BATCH + 1:02d}: {register}; manner {rng.choice(MANNERS)}; "
                f"quotes {rng.choice(['none', 'one or two', 'floating fragments', 'few'])}; "
                f"dates as {rng.choice(['May 3', '3 May', 'Tuesday', '03.05', '3rd of May', 'few at all'])}"
            )
        length = drawn(rng, LENGTHS)
        parts = [f"{writer}-{number:03d}", drawn(rng, conflicts), f"{length} words"]
        if rng.random() < 0.24:
            war = "war words, yet no claim: " if rng.random() < 0.6 else "no claim: "
            parts.append(war + rng.choice(NEGATIVES))
        else:
            sentences = sum(map(int, length.split("-"))) / 2 / WORDS_PER_SENTENCE
            parts.append(f"about {max(1, round(sentences * CLAIMS_PER_SENTENCE * rng.uniform(0.4, 1.6)))} claims")
            kinds = {drawn(rng, TYPES) for _ in range(rng.choice([1, 2, 2, 3]))}
            parts.append("among others " + ", ".join(sorted(kinds)))
            parts.append(" / ".join(rng.sample(PHENOMENA, 3)))
        parts.append(rng.choice(ODDITIES))
        lines.append(" | ".join(parts))
    return lines


def main(argv: Sequence[str]) -> int:
    """Print the cards."""
    development = "--development" in argv
    argv = [a for a in argv if a != "--development"]
    if len(argv) < 2 or set(TYPES) != set(CODES):
        print(__doc__)
        return 2
    print(*cards(argv[0], int(argv[1]), int(argv[2]) if len(argv) > 2 else 90, development=development), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
