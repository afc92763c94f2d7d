"""The words of time: months, weekdays, numbers and units, in English, Ukrainian and Russian, as pattern parts.

The patterns are written for `re.IGNORECASE`; what is a name only with a capital ("May", "March", "Mar.") says so.
No part repeats without bound, so that a pattern costs the same wherever it is tried.
"""

from __future__ import annotations

import re

# Space between words: a line break or a no-break space too.
GAP = r"\s{1,3}"
DASH = r"\s{0,2}[-\u2010-\u2015\u2212]\s{0,2}"


def table(*rows: str) -> dict[str, int]:
    """Words by number: each row lists the words of one number, from 1 on."""
    return {word: number for number, row in enumerate(rows, 1) for word in row.split()}


MONTHS = table(
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sept sep", "october oct", "november nov", "december dec",
)  # fmt: skip
WEEKDAYS = table(
    "monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri", "saturday sat",
    "sunday sun",
)  # fmt: skip
MONTHS_SLAVIC = table(
    "январь января январе січень січня січні", "февраль февраля феврале лютий лютого лютому",
    "март марта марте березень березня березні", "апрель апреля апреле квітень квітня квітні",
    "май мая мае травень травня травні", "июнь июня июне червень червня червні",
    "июль июля июле липень липня липні", "август августа августе серпень серпня серпні",
    "сентябрь сентября сентябре вересень вересня вересні", "октябрь октября октябре жовтень жовтня жовтні",
    "ноябрь ноября ноябре листопад листопада листопаді", "декабрь декабря декабре грудень грудня грудні",
)  # fmt: skip
WEEKDAYS_SLAVIC = table(
    "понедельник понедельника понедельнику понеділок понеділка понеділку",
    "вторник вторника вторнику вівторок вівторка вівторку",
    "среду среды среда среде середу середи середа середі",
    "четверг четверга четвергу четвер четверга четвергу",
    "пятницу пятницы пятница пятнице п'ятницю п'ятниці п'ятниця",
    "субботу субботы суббота субботе суботу суботи субота суботі",
    "воскресенье воскресенья воскресенью неділю неділі неділя",
)  # fmt: skip
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "couple": 2,
    "один": 1, "одного": 1, "одну": 1, "два": 2, "две": 2, "дві": 2, "двух": 2, "двох": 2, "три": 3, "трех": 3,
    "трёх": 3, "трьох": 3, "четыре": 4, "чотири": 4, "пять": 5, "п'ять": 5, "шесть": 6, "шість": 6, "семь": 7,
    "сім": 7, "восемь": 8, "вісім": 8, "девять": 9, "дев'ять": 9, "десять": 10,
}  # fmt: skip
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4}
# "several" and "a few" count what is recent: see `calendars.RECENT`.
VAGUE = ("several", "few", "many", "some", "несколько", "кілька", "декілька")
UNITS = {
    **dict.fromkeys(("day", "days", "день", "дня", "дней", "дні", "днів", "night", "nights", "сутки", "суток"), "day"),
    **dict.fromkeys(("week", "weeks", "неделя", "неделю", "недели", "недель"), "week"),
    **dict.fromkeys(("тиждень", "тижня", "тижні", "тижнів"), "week"),
    **dict.fromkeys(("month", "months", "месяц", "месяца", "месяцев"), "month"),
    **dict.fromkeys(("місяць", "місяця", "місяці", "місяців"), "month"),
    **dict.fromkeys(("year", "years", "год", "года", "лет", "рік", "року", "роки", "років"), "year"),
    **dict.fromkeys(("quarter", "quarters"), "quarter"),
    **dict.fromkeys(("decade", "decades"), "decade"),
    **dict.fromkeys(("fortnight", "fortnights"), "fortnight"),
}  # fmt: skip


def key(word: str) -> str:
    """A word as the tables have it: lower case, plain apostrophe, no full stop."""
    return word.lower().replace("\u2019", "'").replace("\u02bc", "'").rstrip(".")


def any_of(words: object) -> str:
    """A pattern for any of the words, the longest first; each apostrophe matches its typographic forms."""
    ordered = sorted({str(w) for w in words}, key=lambda w: (-len(w), w))  # type: ignore[attr-defined]
    return "(?:" + "|".join(re.escape(w).replace("'", "['\u2019\u02bc]").replace(r"\ ", GAP) for w in ordered) + ")"


_LONG = [m for m in MONTHS if len(m) > 4 and m != "march"]
_SHORT = [m for m in MONTHS if m not in _LONG and m not in ("may", "march", "june", "july")]
MONTH = (
    "(?:" + any_of([*_LONG, "june", "july"]) + "|(?-i:May|MAY|March|MARCH)|(?-i:"
    + "|".join(f"{m.title()}|{m.upper()}" for m in sorted(_SHORT, key=len, reverse=True)) + r")\.?)"
)  # fmt: skip
DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
# The article-like ending of a day: "5th", "1-го", "5-го".
NTH = r"(?:st|nd|rd|th|-?го|-?е|-?ого)?"
YEAR = r"[0-9]{4}(?![0-9]|[.,][0-9])"
NUMBER = "(?:[0-9]{1,3}|" + any_of(NUMBERS) + ")"
UNIT = any_of(UNITS)
DAYTIME = r"(?:morning|afternoon|evening|night|midday|noon|midnight|dawn|dusk|lunchtime|nightfall|daybreak)"
PARTS = {
    "early": "early", "beginning": "early", "start": "early", "opening": "early", "outset": "early", "mid": "mid",
    "middle": "mid", "late": "late", "end": "late", "close": "late", "начале": "early", "початку": "early",
    "середине": "mid", "середині": "mid", "конце": "late", "кінці": "late", "наприкінці": "late", "початок": "early",
    "конец": "late",
}  # fmt: skip


def number(word: str) -> int | None:
    """What a number word or numeral counts; None for a word that is no number."""
    plain = key(word)
    return int(plain) if plain.isdecimal() and plain.isascii() else NUMBERS.get(plain)
