"""Where a sentence looks: back from the day of publication, or ahead of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from enum import Enum

from dateline.dating.calendars import Heading

# How far around a mention its sentence is looked at, in characters: bounds the cost of a text without full stops.
REACH = 240


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_END = re.compile(r"[.!?;\u2026]['\"\u201d\u2019)]{0,2}\s|\n\s{0,5}\n")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Dr|Gen|Col|Lt|St|a\.m|p\.m)\.\Z")
_ADVERBS = r"(?:\s{1,3}(?:not|also|then|now|soon|only|again|still|be|have|been|\w{2,20}ly)){0,4}"
# A verb group that looks ahead swallows its verb: in "will be closed", "closed" shows no past.
_AHEAD = (
    r"(?:will|won['\u2019]t|shall|must|(?:am|is|are|was|were)\s{1,3}(?:going|due|set|scheduled|expected|planned|"
    r"slated|likely|bound|supposed|about)\s{1,3}(?:to|for|on|in|by)|(?:is|are)\s{1,3}to|"
    r"(?:ha(?:s|ve)|need(?:s)?)\s{1,3}to|going\s{1,3}to|plan(?:s|ned|ning)?\s{1,3}(?:to|for|on)|"
    r"intend(?:s|ed|ing)?\s{1,3}to|hope[sd]?\s{1,3}to|expected|scheduled|slated|due|want(?:s|ed)?\s{1,3}to|"
    r"vow(?:s|ed|ing)?\s{1,3}to|promise[sd]?\s{1,3}to|pledge[sd]?\s{1,3}to|threaten(?:s|ed|ing)?\s{1,3}to|"
    r"prepar(?:es|ed|ing)\s{1,3}(?:to|for)|set\s{1,3}(?:for|to)|called\s{1,3}for|upcoming|deadline|"
    r"would|should|\w{1,20}['\u2019]ll)" + _ADVERBS + r"(?:\s{1,3}\w{2,20})?"
)
# Timetable verbs: the present tense of these tells what is arranged ("the court meets on Tuesday").
_ARRANGED = (
    r"(?:opens?|begins?|starts?|arrives?|meets?|leaves?|expires?|votes?|returns?|resumes?|ends?|closes?|convenes?|"
    r"gathers?|departs?|runs?\s{1,3}out|takes?\s{1,3}(?:office|effect|place|over)|comes?\s{1,3}into|travels?|"
    r"enters?\s{1,3}into|goes?\s{1,3}to\s{1,3}the\s{1,3}polls|visits?|hosts?|holds?|falls?\s{1,3}due|moves?)"
)
_IRREGULAR = (
    "was were had did been has have said told hit struck left fell took came went began broke burst fought shot fled "
    "held kept met led lost won made saw found sent brought gave got ran rose sank stood spoke drove flew threw wrote "
    "knew grew became built bought caught cut dug felt heard laid paid put read sat shook stole swept withdrew set "
    "blew bore bound chose drew fed hung hid lay let lit rode rang sang sold shut slept spent split spread sprang "
    "stuck swore tore woke wore wound killed died"
)
_AHEAD_SLAVIC = (
    r"(?:будет|будут|будем|буде|будуть|планирует|планируют|планує|планують|намерены?|намерен[аы]?|собирается|"
    r"собираются|должн[аыо]|должен|має|мають|збирається|збираються|состоится|состоятся|відбудеться|відбудуться|"
    r"пройдет|пройдут|пройде|пройдуть|начнется|начнутся|почнеться|почнуться)(?:\s{1,3}\w{2,20}ть(?:ся)?)?"
)
# The past tense ends in -л, -ла, -ло, -ли (Russian) and -в, -ла, -ло, -ли (Ukrainian), or is a short participle.
_BACK_SLAVIC = re.compile(
    r"[а-яёіїєґ']{2,20}(?:л|ла|ло|ли|лся|лась|лось|лись|вся|лася|лося|лися|[аяиіїу]в|ано|ено|ены|ена)"
)
# Verbs that show nothing by themselves: "to leave", "can leave". After "could" and "did" the verb is past.
_NEUTRAL = r"(?:to|can|cannot|lets?|helps?|(?-i:may|might))\s{1,3}\w{2,20}"
_COULD = r"(?:could|couldn['\u2019]t|did|didn['\u2019]t)(?:\s{1,3}not)?\s{1,3}\w{2,20}"
_GROUP = re.compile(
    rf"(?:(?P<ahead>{_AHEAD}|{_AHEAD_SLAVIC})|(?P<back>{_COULD})|(?P<neutral>{_NEUTRAL})|(?P<arranged>{_ARRANGED}))\b",
    re.IGNORECASE,
)
# The words that a verb group can begin with: only there is the pattern tried.
_OPENINGS = _words(
    "will won't shall must am is are was were has have need needs going plan plans planned planning intend "
    "intends intended intending hope hopes hoped expected scheduled slated due want wants wanted vow vows "
    "vowed vowing promise promises promised pledge pledges pledged threaten threatens threatened "
    "threatening prepares prepared preparing set called upcoming deadline would should to can cannot let "
    "lets help helps may might could couldn't did didn't будет будут будем буде будуть планирует планируют "
    "планує планують намерен намерена намерено намерены собирается собираются должна должны должно должен "
    "має мають збирається збираються состоится состоятся відбудеться відбудуться пройдет пройдут пройде "
    "пройдуть начнется начнутся почнеться почнуться"
)
_ARRANGED_OPENINGS = frozenset(
    verb + end
    for verb in _words(
        "open begin start arrive meet leave expire vote return resume end close convene gather depart run take come "
        "travel enter go goe visit host hold fall move"
    )
    for end in ("", "s")
)
_PAST = _words(_IRREGULAR)
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")


class _Shows(Enum):
    """What a verb shows about the time of its sentence."""

    AHEAD = "ahead"
    BACK = "back"
    ARRANGED = "arranged"


def _cues(text: str) -> Iterator[tuple[int, int, _Shows]]:
    reached = 0
    for word in _WORD.finditer(text):
        if word.start() < reached or len(word[0]) > 24:
            continue
        plain = word[0].lower().replace("\u2019", "'")
        if plain in _OPENINGS or plain in _ARRANGED_OPENINGS or plain.endswith("'ll"):
            group = _GROUP.match(text, word.start())
            if group is not None:
                reached = group.end()
                if group.lastgroup != "neutral":
                    yield word.start(), group.end(), _Shows(group.lastgroup)
                continue
        if plain in _PAST or (len(plain) > 3 and (plain.endswith("ed") or _BACK_SLAVIC.fullmatch(plain))):
            yield word.start(), word.end(), _Shows.BACK


_NOW = re.compile(
    r"\b(?:this\s{1,3}(?:edition|bulletin|paper|report|article|update|issue)|time\s{1,3}of\s{1,3}(?:writing|"
    r"publication|going)|press\s{1,3}time|to\s{1,3}press|(?:hours?|minutes)\s{1,3}(?:ago|before\s{1,3}this)|today)\b",
    re.IGNORECASE,
)


class Tenses:
    """Where the sentences of a text look. Built once for a text, so that asking costs little however often."""

    def __init__(self, text: str) -> None:
        stops = [s for s in _END.finditer(text) if not _ABBREVIATED.search(text, max(0, s.start() - 8), s.start() + 1)]
        self._begins = [0, *(stop.end() for stop in stops)]
        self._ends = [stop.start() for stop in stops] + [len(text)]
        self._cues = list(_cues(text))
        self._nows = [now.start() for now in _NOW.finditer(text)]

    def heading(self, start: int, end: int) -> Heading | None:
        """Where the verb that governs the mention from `start` to `end` looks; None where no verb shows it.

        The nearest verb before the mention in its sentence decides, else the first one after it.
        """
        opened, closed = self._sentence(start, end)
        at = bisect_left(self._cues, start, key=lambda cue: cue[0])
        if at and self._cues[at - 1][0] >= opened:
            return self._decided(at - 1, opened)
        at = bisect_left(self._cues, end, lo=at, key=lambda cue: cue[0])
        if at < len(self._cues) and self._cues[at][1] <= closed:
            return self._decided(at, self._cues[at][0])
        return None

    def says_today(self, start: int, end: int) -> bool:
        """Whether the sentence itself speaks from the day of publication ("an hour before this edition closed")."""
        opened, closed = self._sentence(start, end)
        at = bisect_left(self._nows, opened)
        return at < len(self._nows) and self._nows[at] < closed

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence around a mention, cut to `REACH` characters either side."""
        opened = self._begins[bisect_right(self._begins, start) - 1]
        closed = self._ends[bisect_left(self._ends, end)]
        return max(opened, start - REACH), min(closed, end + REACH)

    def _decided(self, at: int, opened: int) -> Heading | None:
        shown = self._cues[at][2]
        if shown is not _Shows.ARRANGED:
            return Heading.AHEAD if shown is _Shows.AHEAD else Heading.BACK
        # An arranged present counts only where no past verb stands before it: "the ship that leaves" is not news.
        while at and self._cues[at - 1][0] >= opened:
            at -= 1
            if self._cues[at][2] is _Shows.BACK:
                return None
        return Heading.AHEAD
