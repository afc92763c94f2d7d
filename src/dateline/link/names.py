"""Names of those who are given as the source, held against each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import takewhile

from rapidfuzz import fuzz

from dateline.model import Source
from dateline.model.names import folded, name_key

# Words for the way in which somebody speaks: they never tell two speakers apart.
_SPEECH = frozenset(
    """spokesman spokeswoman spokesperson spokespeople statement report reports bulletin post posts message note email
    e mail mails letter website page channel telegram twitter x facebook press service information agency news
    newspaper magazine paper daily radio television tv correspondent reporter reporters said says mr mrs ms dr sir
    his her its their our the a an of from in on by for and at to with s who that which de del la el du des do da
    """.split()  # noqa: SIM905
)
# Offices and kinds: they tell speakers apart only where nothing else does ("the mayor", "the army").
_OFFICE = frozenset(
    """office head chief commander governor mayor minister president deputy general colonel major captain lieutenant
    sergeant regional local city town district provincial state national senior official officials former acting new
    own group separatist rebel citys towns regions""".split()  # noqa: SIM905
)
_ROLE = _SPEECH | _OFFICE

# Sources that are nobody in particular: two papers that quote "officials" need not quote the same ones.
# A body or an office ("the police", "the mayor") is somebody: in one event's reports there is one.
_GENERIC = frozenset(
    """official officials authority authorities source sources witness witnesses eyewitness eyewitnesses resident
    residents local locals villager villagers survivor survivors medic medics doctor doctors nurse nurses rescuer
    rescuers activist activists policeman policemen officer officers soldier soldiers analyst analysts expert experts
    observer observers trader traders people person man woman relative relatives neighbour neighbours neighbor
    neighbors user users media reports report channels channel blogger bloggers commander commanders fighter fighters
    rebel rebels militant militants security aid worker workers diplomat diplomats staff citizen citizens parent
    parents farmer farmers driver shopkeeper pensioner someone many some others several two three four five six dozens
    insurgent insurgents emergency services nearby unnamed unidentified anonymous intelligence western it he she they
    we i them leaflets leaflet statement who fled here there correspondent reporter reporters journalist journalists
    regional provincial district city town village military army hospital government state police social
    """.split()  # noqa: SIM905
)
_BODIES = frozenset({"army", "military", "police", "hospital", "government", "state"})
_SPELLING = 75.0  # of 100: "policia" and "police" are 77
_HEAD = re.compile(r" (?:of|in|from|at|who|near|for|with|on) ")
_DEFINITE = frozenset({"the", "its", "their", "his", "her", "our", "this", "that"})
_STOPS = frozenset(
    "the a an its their his her our this that in on at of to by for from and but or when as it he she said".split()  # noqa: SIM905
)


def is_generic(name: str) -> bool:
    """Whether a source is nobody in particular ("officials", "two residents").

    >>> is_generic("local officials"), is_generic("a separatist fighter"), is_generic("the Cauca police command")
    (True, True, False)
    """
    if _indefinite(name):
        return True
    tokens = [t for t in name_key(name).split() if t not in ("of", "the", "in", "from", "at", "a", "and")]
    if not all(t in _GENERIC or t.isdigit() for t in tokens):
        return False
    return not tokens or tokens[-1] not in _BODIES


_OWN_STAFF = re.compile(
    r"^(?:(?:our|this|its|the newspapers|the papers|the channels) )"
    r"(?:own )?(?:\w+ )?"
    r"(?:correspondent|reporter|journalist|man|woman|team|crew|photographer|newspaper|paper|channel)s?\b"
)


def is_own_staff(name: str) -> bool:
    """Whether a source is an outlet's own eyes: "our correspondent", "its man in Nayrab".

    >>> is_own_staff("our correspondent"), is_own_staff("Its man in Nayrab"), is_own_staff("our sources")
    (True, True, False)
    """
    return _OWN_STAFF.match(folded(name)) is not None


def _indefinite(name: str) -> bool:
    """Whether a description has no definite article and no name in it: "a separatist fighter", "rescue volunteers"."""
    words = name.split()
    if not words or any(w[:1].isupper() for w in words[1:]):
        return False
    first, head = words[0].casefold(), _HEAD.split(name.casefold(), maxsplit=1)[0].split()
    if first in ("a", "an", "another", "one"):
        return not _SPEECH.intersection(head[1:])
    return name[0].islower() and first not in _DEFINITE and len(head) > 0 and head[-1].endswith("s")


def fuller(name: str, before: str) -> str:
    """The fuller name that a short definite one repeats: "The ministry" after "the Russian defence ministry said".

    Args:
        name: a source as written.
        before: the text before it; the last fuller name counts.

    >>> fuller("The ministry", "Shells hit Izyum, the Russian Defence Ministry said. The town burned. ")
    'Russian Defence Ministry'
    >>> fuller("The ministry", "Shells hit Izyum.")
    'The ministry'
    """
    words = name.split()
    if len(words) != 2 or words[0].casefold() != "the" or not words[1].islower() or not words[1].isalpha():
        return name
    for head in reversed(list(re.finditer(rf"\b{words[1]}\b", before, re.IGNORECASE))):
        stretch = re.split(r"[^\w'’ -]", before[max(0, head.start() - 80) : head.start()])[-1].split()
        longer = list(takewhile(lambda word: word.casefold() not in _STOPS, reversed(stretch)))[:4]
        if any(word[0].isupper() for word in longer):
            return " ".join((*reversed(longer), head.group()))
    return name


@lru_cache(maxsize=65_536)
def core(name: str) -> frozenset[str]:
    """The words of a name that tell who it is: without ways of speaking, and without offices where more is said.

    >>> sorted(core("regional governor Ihor Vasylchuk")), sorted(core("the mayor"))
    (['ihor', 'vasylchuk'], ['mayor'])
    """
    tokens = [t for t in name_key(name).split() if t not in _SPEECH]
    telling = [t for t in tokens if t not in _OFFICE] or tokens
    return frozenset(t.removesuffix("s") if len(t) > 4 else t for t in telling)


def same_name(one: str, other: str) -> bool:
    """Whether two names in reports of one event may be one speaker: equal, or one holds the other's telling words.

    >>> same_name("the Cauca police command", "el comando de Policía Cauca")
    True
    >>> same_name("the mayor", "regional governor Ihor Vasylchuk")
    False
    """
    if name_key(one) == name_key(other):
        return True
    small, large = sorted((core(one), core(other)), key=len)
    return bool(small) and all(any(_alike(a, b) for b in large) for a in small)


def _alike(one: str, other: str) -> bool:
    """Two spellings of one word: Zelensky and Zelenskyy, command and comando."""
    return one == other or (min(len(one), len(other)) >= 5 and fuzz.ratio(one, other) >= _SPELLING)


def known(name: str, sources: Mapping[str, Source]) -> Source | None:
    """The source of the table that a name stands for, or None.

    The whole name first, then its longest stretch that is an alias: of two words or more, or with nothing beside it
    but offices ("Reuters news agency", "Russian Defence Ministry spokesman Igor Konashenkov").
    """
    tokens = name_key(name).split()[:12]
    if not tokens:
        return None
    whole = sources.get(" ".join(tokens))
    if whole is not None:
        return whole
    for length in range(len(tokens) - 1, 0, -1):
        for start in range(len(tokens) - length + 1):
            found = sources.get(" ".join(tokens[start : start + length]))
            rest = tokens[:start] + tokens[start + length :]
            if found is not None and (length > 1 or all(t in _ROLE for t in rest)):
                return found
    return None
