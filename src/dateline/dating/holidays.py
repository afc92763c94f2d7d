"""Days of the year that have names, and when they fall. A modest table, kept by hand.

Moving days are computed (Easter) or tabled (the feasts of the Islamic calendar, as announced in Mecca, which a
neighbouring country may keep a day later). Before and after the table the arithmetic Islamic calendar stands in; it
can be a day off.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from dateline.dating.calendars import on
from dateline.model import Interval

Feast = Callable[[int, str | None], Interval | None]

_EID_AL_FITR = (
    "2010-09-10 2011-08-30 2012-08-19 2013-08-08 2014-07-28 2015-07-17 2016-07-06 2017-06-25 2018-06-15 2019-06-04 "
    "2020-05-24 2021-05-13 2022-05-02 2023-04-21 2024-04-10 2025-03-30 2026-03-20 2027-03-09 2028-02-26 2029-02-14 "
    "2030-02-04"
)
_EID_AL_ADHA = (
    "2010-11-16 2011-11-06 2012-10-26 2013-10-15 2014-10-04 2015-09-24 2016-09-12 2017-09-01 2018-08-21 2019-08-11 "
    "2020-07-31 2021-07-20 2022-07-09 2023-06-28 2024-06-16 2025-06-06 2026-05-27 2027-05-16 2028-05-05 2029-04-24 "
    "2030-04-13"
)
_RAMADAN = (
    "2010-08-11 2011-08-01 2012-07-20 2013-07-10 2014-06-28 2015-06-18 2016-06-06 2017-05-27 2018-05-17 2019-05-06 "
    "2020-04-24 2021-04-13 2022-04-02 2023-03-23 2024-03-11 2025-03-01 2026-02-18 2027-02-08 2028-01-28 2029-01-16 "
    "2030-01-06"
)
_DIWALI = (
    "2010-11-05 2011-10-26 2012-11-13 2013-11-03 2014-10-23 2015-11-11 2016-10-30 2017-10-19 2018-11-07 2019-10-27 "
    "2020-11-14 2021-11-04 2022-10-24 2023-11-12 2024-11-01 2025-10-20 2026-11-08 2027-10-29 2028-10-17 2029-11-05 "
    "2030-10-26"
)
_YOM_KIPPUR = (
    "2010-09-18 2011-10-08 2012-09-26 2013-09-14 2014-10-04 2015-09-23 2016-10-12 2017-09-30 2018-09-19 2019-10-09 "
    "2020-09-28 2021-09-16 2022-10-05 2023-09-25 2024-10-12 2025-10-02 2026-09-21 2027-10-11 2028-09-30 2029-09-19 "
    "2030-10-07"
)
_INDEPENDENCE = {
    "AF": (8, 19), "AM": (9, 21), "AO": (11, 11), "AZ": (10, 18), "BD": (3, 26), "BI": (7, 1), "BY": (7, 3),
    "CD": (6, 30), "CF": (8, 13), "CM": (1, 1), "CO": (7, 20), "DZ": (7, 5), "EE": (2, 24), "ER": (5, 24),
    "FI": (12, 6), "GE": (5, 26), "GH": (3, 6), "HT": (1, 1), "ID": (8, 17), "IN": (8, 15), "JO": (5, 25),
    "KE": (12, 12), "KG": (8, 31), "KW": (2, 25), "KZ": (12, 16), "LB": (11, 22), "LK": (2, 4), "LT": (2, 16),
    "LV": (11, 18), "LY": (12, 24), "MD": (8, 27), "ML": (9, 22), "MM": (1, 4), "MX": (9, 16), "MZ": (6, 25),
    "NE": (8, 3), "NG": (10, 1), "PH": (6, 12), "PK": (8, 14), "PL": (11, 11), "RW": (7, 1), "SD": (1, 1),
    "SN": (4, 4), "SO": (7, 1), "SS": (7, 9), "SY": (4, 17), "TD": (8, 11), "TJ": (9, 9), "TM": (9, 27),
    "TN": (3, 20), "UA": (8, 24), "UG": (10, 9), "US": (7, 4), "UZ": (9, 1), "VN": (9, 2), "XK": (2, 17),
    "BF": (8, 5), "BR": (9, 7), "VE": (7, 5), "YE": (11, 30), "ZW": (4, 18),
}  # fmt: skip
_REPUBLIC = {
    "AM": (5, 28), "AZ": (5, 28), "IN": (1, 26), "IT": (6, 2), "KZ": (10, 25), "NE": (12, 18), "TR": (10, 29),
    "BF": (12, 11), "CF": (12, 1), "MT": (12, 13), "TN": (7, 25), "IQ": (7, 14),
}  # fmt: skip
_CONSTITUTION = {
    "UA": (6, 28), "RU": (12, 12), "KZ": (8, 30), "ES": (12, 6), "IN": (11, 26), "PL": (5, 3), "JP": (5, 3),
    "US": (9, 17), "BY": (3, 15), "UZ": (12, 8),
}  # fmt: skip
_LIBERATION = {"IT": (4, 25), "NL": (5, 5), "RW": (7, 4), "LB": (5, 25), "KW": (2, 26), "KR": (8, 15), "KP": (8, 15)}
_LUNAR_NEW_YEAR = (
    "2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 "
    "2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 "
    "2030-02-03"
)
# First days, which begin on the evening before.
_PASSOVER = (
    "2010-03-30 2011-04-19 2012-04-07 2013-03-26 2014-04-15 2015-04-04 2016-04-23 2017-04-11 2018-03-31 2019-04-20 "
    "2020-04-09 2021-03-28 2022-04-16 2023-04-06 2024-04-23 2025-04-13 2026-04-02 2027-04-22 2028-04-11 2029-03-31 "
    "2030-04-18"
)
_ROSH_HASHANAH = (
    "2010-09-09 2011-09-29 2012-09-17 2013-09-05 2014-09-25 2015-09-14 2016-10-03 2017-09-21 2018-09-10 2019-09-30 "
    "2020-09-19 2021-09-07 2022-09-26 2023-09-16 2024-10-03 2025-09-23 2026-09-12 2027-10-02 2028-09-21 2029-09-10 "
    "2030-09-28"
)
_ORTHODOX = frozenset({"BY", "GE", "ME", "MK", "RS", "RU", "BG", "CY", "ET", "GR", "MD", "RO", "UA", "ER"})
# Where 7 January is Christmas. Ukraine has 25 December too since 2017, and it alone since 2023.
_JANUARY_CHRISTMAS = frozenset({"BY", "EG", "ER", "ET", "GE", "ME", "MK", "RS", "RU"})


def easter(year: int) -> date:
    """Easter Sunday of the western churches, by the anonymous Gregorian computation."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    month, day = divmod(h + i - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches, on the Gregorian calendar, by Meeus' Julian computation."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def islamic(year: int, month: int, day: int) -> tuple[date, ...]:
    """The days of a Gregorian year on which a day of the arithmetic Islamic calendar falls; at most two."""
    around = int((year - 621.57) * 1.030684)
    found = []
    for hijri in range(around - 1, around + 3):
        elapsed = (hijri - 1) * 354 + (3 + 11 * hijri) // 30 + (59 * (month - 1) + 1) // 2 + day
        moment = date.fromordinal(227014 + elapsed)
        if moment.year == year:
            found.append(moment)
    return tuple(found)


def _fixed(month: int, day: int) -> Feast:
    return lambda year, _: on(year, month, day)


def _from_easter(days: int, *, orthodox: bool | None = None) -> Feast:
    def fall(year: int, country: str | None) -> Interval:
        eastern = country in _ORTHODOX if orthodox is None else orthodox
        return Interval.on((orthodox_easter if eastern else easter)(year) + timedelta(days=days))

    return fall


def _tabled(table: str, month: int, day: int) -> Feast:
    known = {d.year: d for d in map(date.fromisoformat, table.split())}

    def fall(year: int, _: str | None) -> Interval | None:
        if year in known:
            return Interval.on(known[year])
        days = islamic(year, month, day) if month else ()
        return Interval.on(days[0]) if days else None

    return fall


def _hijri(month: int, day: int) -> Feast:
    def fall(year: int, _: str | None) -> Interval | None:
        days = islamic(year, month, day)
        return Interval.on(days[0]) if days else None

    return fall


def _ramadan(year: int, country: str | None) -> Interval | None:
    first, feast = _tabled(_RAMADAN, 9, 1)(year, country), _tabled(_EID_AL_FITR, 10, 1)(year, country)
    if first is None:
        return None
    if feast is None or feast.earliest < first.earliest:
        return Interval(first.earliest, first.earliest + timedelta(days=29))
    return Interval(first.earliest, feast.earliest - timedelta(days=1))


def _by_country(table: dict[str, tuple[int, int]]) -> Feast:
    def fall(year: int, country: str | None) -> Interval | None:
        return on(year, *table[country]) if country in table else None

    return fall


def _christmas(days: int) -> Feast:
    def fall(year: int, country: str | None) -> Interval:
        january = country in _JANUARY_CHRISTMAS or (country == "UA" and year < 2017)
        return Interval.on((date(year, 1, 7) if january else date(year, 12, 25)) + timedelta(days=days))

    return fall


def _victory(year: int, country: str | None) -> Interval | None:
    # Ukraine keeps 8 May since 2024 (law 3107-IX of 2023), western Europe always has.
    early = country in {"FR", "CZ", "SK", "PL", "GB", "DE"} or (country == "UA" and year >= 2024)
    return on(year, 5, 8 if early else 9)


def _nowruz(year: int, _: str | None) -> Interval | None:
    return on(year, 3, 20 if year in {2008, 2012, 2016, 2020, 2024, 2028, 2029} else 21)


def _nth_weekday(month: int, weekday: int, nth: int) -> Feast:
    def fall(year: int, _: str | None) -> Interval:
        first = date(year, month, 1)
        return Interval.on(first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1)))

    return fall


def _thanksgiving(year: int, country: str | None) -> Interval | None:
    return _nth_weekday(10, 0, 2)(year, country) if country == "CA" else _nth_weekday(11, 3, 4)(year, country)


def _labour(year: int, country: str | None) -> Interval | None:
    return _nth_weekday(9, 0, 1)(year, country) if country in {"US", "CA"} else on(year, 5, 1)


def _memorial(year: int, _: str | None) -> Interval | None:
    last = date(year, 5, 31)
    return Interval.on(last - timedelta(days=last.weekday()))


def _navy(year: int, country: str | None) -> Interval | None:
    if country == "RU":  # the last Sunday of July
        last = date(year, 7, 31)
        return Interval.on(last - timedelta(days=(last.weekday() + 1) % 7))
    return on(year, 7, 3) if country == "UA" and year < 2024 else None


FEASTS: dict[str, Feast] = {
    "new year's day": _fixed(1, 1), "new year's eve": _fixed(12, 31), "new year": _fixed(1, 1),
    "orthodox christmas eve": _fixed(1, 6), "orthodox christmas": _fixed(1, 7), "epiphany": _fixed(1, 6),
    "christmas eve": _christmas(-1), "christmas day": _christmas(0), "christmas": _christmas(0),
    "boxing day": _fixed(12, 26), "valentine's day": _fixed(2, 14), "halloween": _fixed(10, 31),
    "st patrick's day": _fixed(3, 17), "saint patrick's day": _fixed(3, 17), "st andrew's day": _fixed(11, 30),
    "anzac day": _fixed(4, 25), "juneteenth": _fixed(6, 19), "canada day": _fixed(7, 1), "australia day": _fixed(1, 26),
    "guy fawkes night": _fixed(11, 5), "all saints' day": _fixed(11, 1), "all souls' day": _fixed(11, 2),
    "memorial day": _memorial, "russia day": _fixed(6, 12), "defender of the fatherland day": _fixed(2, 23),
    "national unity day": _fixed(11, 4), "constitution day": _by_country(_CONSTITUTION), "navy day": _navy,
    "lunar new year": _tabled(_LUNAR_NEW_YEAR, 0, 0), "passover": _tabled(_PASSOVER, 0, 0),
    "rosh hashanah": _tabled(_ROSH_HASHANAH, 0, 0), "old new year": _fixed(1, 14), "africa day": _fixed(5, 25),
    "martin luther king day": _nth_weekday(1, 0, 3), "nakba day": _fixed(5, 15),
    "liberation day": _by_country(_LIBERATION),
    "international women's day": _fixed(3, 8), "women's day": _fixed(3, 8), "may day": _fixed(5, 1),
    "labour day": _labour, "labor day": _labour, "bastille day": _fixed(7, 14), "armistice day": _fixed(11, 11),
    "remembrance day": _fixed(11, 11), "veterans day": _fixed(11, 11), "human rights day": _fixed(12, 10),
    "thanksgiving": _thanksgiving, "thanksgiving day": _thanksgiving,
    "palm sunday": _from_easter(-7), "maundy thursday": _from_easter(-3), "good friday": _from_easter(-2),
    "ash wednesday": _from_easter(-46, orthodox=False), "easter eve": _from_easter(-1),
    "easter sunday": _from_easter(0), "easter monday": _from_easter(1), "easter": _from_easter(0),
    "orthodox easter": _from_easter(0, orthodox=True), "orthodox easter sunday": _from_easter(0, orthodox=True),
    "orthodox good friday": _from_easter(-2, orthodox=True), "pentecost": _from_easter(49),
    "ascension day": _from_easter(39), "corpus christi": _from_easter(60, orthodox=False),
    "eid al-fitr": _tabled(_EID_AL_FITR, 10, 1), "eid al-adha": _tabled(_EID_AL_ADHA, 12, 10), "ramadan": _ramadan,
    "ashura": _hijri(1, 10), "arbaeen": _hijri(2, 20), "mawlid": _hijri(3, 12),
    "nowruz": _nowruz, "diwali": _tabled(_DIWALI, 0, 0), "yom kippur": _tabled(_YOM_KIPPUR, 0, 0),
    "independence day": _by_country(_INDEPENDENCE), "republic day": _by_country(_REPUBLIC), "victory day": _victory,
}  # fmt: skip

# Other ways of writing the names above, lower case.
SPELLINGS = {
    "new years eve": "new year's eve", "new years day": "new year's day", "xmas": "christmas",
    "eid ul-fitr": "eid al-fitr", "eid el-fitr": "eid al-fitr", "eid ul-adha": "eid al-adha",
    "eid el-adha": "eid al-adha", "eid-ul-fitr": "eid al-fitr", "eid-ul-adha": "eid al-adha",
    "eid al fitr": "eid al-fitr", "eid al adha": "eid al-adha", "ramazan": "ramadan", "ramzan": "ramadan",
    "chinese new year": "lunar new year", "tet": "lunar new year",
    "norouz": "nowruz", "novruz": "nowruz", "nauruz": "nowruz", "newroz": "nowruz", "ashoura": "ashura",
    "ashurah": "ashura",
    "id al-fitr": "eid al-fitr", "ashura day": "ashura",
    "tabaski": "eid al-adha", "kurban bayram": "eid al-adha", "v-day": "victory day",
    "рождество": "orthodox christmas", "різдво": "christmas",
    "великдень": "orthodox easter", "пасху": "orthodox easter", "пасхи": "orthodox easter",
    "новый год": "new year", "новий рік": "new year", "день независимости": "independence day",
    "день незалежності": "independence day", "день победы": "victory day", "день перемоги": "victory day",
}  # fmt: skip

# First month of the fiscal year; a fiscal year is named after the year in which it ends.
FISCAL_START = {
    "US": 10, "TH": 10, "HT": 10, "GB": 4, "IN": 4, "JP": 4, "CA": 4, "ZA": 4, "BW": 4, "MM": 4, "PK": 7, "EG": 7,
    "AU": 7, "BD": 7, "NZ": 7, "KE": 7, "UG": 7, "TZ": 7, "ET": 7, "SS": 7, "NP": 7, "RW": 7, "MW": 7,
}  # fmt: skip


def feast(name: str) -> Feast | None:
    """When a named day falls, by year and country (ISO 3166 alpha-2); None for a name that is not in the table."""
    key = " ".join(name.lower().replace("’", "'").replace("ʼ", "'").split())
    return FEASTS.get(SPELLINGS.get(key, key))


def feast_names() -> tuple[str, ...]:
    """Every name and spelling, lower case, the longest first."""
    return tuple(sorted({*FEASTS, *SPELLINGS}, key=len, reverse=True))
