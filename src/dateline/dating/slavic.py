"""The rules of Ukrainian and Russian. Numeric dates and `5 травня 2022 року` are read by the rules of `english`."""

from __future__ import annotations

import re
from datetime import timedelta

from dateline.dating.absolute import month_alone, month_number, month_year, weekday_number, yearly
from dateline.dating.calendars import (
    Heading,
    month_of,
    moved,
    nearest,
    on,
    period,
    season_of,
    weekday_near,
    weekend_near,
    year_of,
)
from dateline.dating.grammar import DAY_FIGURE, DIGIT, YEAR_FIGURE, Rule, Scene
from dateline.dating.relative import ago, away, days_off, next_day, weekday
from dateline.dating.words import (
    DAY,
    GAP,
    MONTHS_SLAVIC,
    NTH,
    NUMBER,
    NUMBERS,
    UNITS,
    WEEKDAYS_SLAVIC,
    YEAR,
    any_of,
    key,
    number,
)
from dateline.model import Interval

Match = re.Match[str]
_LAST = (
    "прошлой",
    "прошлую",
    "прошлом",
    "прошлый",
    "прошлое",
    "прошлого",
    "минулої",
    "минулого",
    "минулому",
    "минулу",
    "минулий",
)
_THIS = (
    "этой",
    "этом",
    "эту",
    "этот",
    "это",
    "этого",
    "цього",
    "цьому",
    "цю",
    "цій",
    "цієї",
    "нынешнего",
    "поточного",
    "текущего",
)
_NEXT = (
    "следующей",
    "следующем",
    "следующую",
    "следующий",
    "следующее",
    "следующего",
    "наступного",
    "наступному",
    "наступну",
    "наступної",
    "наступний",
)
_WHICH = dict.fromkeys(_LAST, -1) | dict.fromkeys(_THIS, 0) | dict.fromkeys(_NEXT, 1)
_UNIT = {
    **dict.fromkeys(("неделе", "неделю", "недели", "тижня", "тижні"), "week"),
    **dict.fromkeys(("месяце", "месяца", "місяця", "місяці"), "month"),
    **dict.fromkeys(("году", "года", "року", "році"), "year"),
}
_SEASONS = {
    **dict.fromkeys(("весной", "весны", "весне", "весну", "навесні", "весни", "весною"), "spring"),
    **dict.fromkeys(("летом", "лета", "лето", "влітку", "літа", "літо"), "summer"),
    **dict.fromkeys(("осенью", "осени", "осень", "восени", "осені", "осінь"), "autumn"),
    **dict.fromkeys(("зимой", "зимы", "зиму", "взимку", "зими"), "winter"),
}
_SLAVIC_NUMBERS = tuple(w for w in NUMBERS if not w.isascii())
_PREPOSITION = re.compile(r"\b(?:в|во|у|с|з|із|по|до|к|за|на|от|від|и|та|і|й|прошл\w{2,3}|минул\w{1,3}|начале|конце|"
                          r"середине|початку|кінці|середині|наприкінці)\s{1,3}\Z", re.IGNORECASE)  # fmt: skip
_WEEKDAY = any_of(WEEKDAYS_SLAVIC)
_MONTH = any_of(MONTHS_SLAVIC)
_YEAR_WORD = rf"(?:{GAP}(?:року|года|году|році|рік|год|[гр]\.))"


def which_period(match: Match, scene: Scene) -> Interval | None:
    """`на прошлой неделе`, `минулого місяця`, `у цьому році`."""
    if scene.published is None:
        return None
    offset, unit = _WHICH[key(match["first"])], _UNIT[key(match["unit"])]
    whole = period(scene.published, unit, offset)
    if whole is None or offset:
        return whole
    if scene.heading is Heading.AHEAD:
        return Interval(scene.published, whole.latest)
    return Interval(whole.earliest, scene.published)


def which_weekday(match: Match, scene: Scene) -> Interval | None:
    """`в прошлую среду`, `наступної п'ятниці`."""
    if scene.published is None:
        return None
    offset = _WHICH[key(match["first"])]
    heading = Heading.BACK if offset < 0 else Heading.AHEAD if offset else scene.back_by_default
    return Interval.on(weekday_near(scene.published, weekday_number(match["day"]), heading))


def night_before(match: Match, scene: Scene) -> Interval | None:
    """`в ночь на 5 мая`, `у ніч на середу`: the day before and the day named."""
    if match["weekday"]:
        if scene.published is None:
            return None
        # The night to Wednesday may be the one that ends on the day of publication.
        day = weekday_near(scene.published, weekday_number(match["weekday"]), scene.back_by_default, today=True)
        return Interval(day - timedelta(days=1), day)
    if match["today"]:
        base = days_off(1 if key(match["today"]).startswith("завтра") else 0)(match, scene)
    elif match["year"]:
        base = on(int(match["year"]), month_number(match["month"]), int(match["day"]))
    else:
        base = yearly(scene, month_number(match["month"]), int(match["day"]))
    return Interval(base.earliest - timedelta(days=1), base.latest) if base else None


def season_word(match: Match, scene: Scene) -> Interval | None:
    """`летом 2022 года`, `навесні`."""
    name = _SEASONS[key(match["first"])]
    if match["year"]:
        return season_of(name, int(match["year"]))
    if scene.published is None:
        return None
    if match["which"]:
        return season_of(name, scene.published.year + _WHICH[key(match["which"])])
    return nearest(scene.published, scene.heading, lambda year: season_of(name, year))


def whole_year(match: Match, _: Scene) -> Interval | None:
    """`у 2014 році`, `в 2014 г.`."""
    return year_of(int(match["first"]))


def last_year(_: Match, scene: Scene) -> Interval | None:
    """`торік`."""
    return period(scene.published, "year", -1) if scene.published else None


def this_year(_: Match, scene: Scene) -> Interval | None:
    """`с начала года`, `цьогоріч`: from 1 January to publication."""
    return Interval(scene.published.replace(month=1, day=1), scene.published) if scene.published else None


def month_which_year(match: Match, scene: Scene) -> Interval | None:
    """`в мае прошлого года`, `у травні минулого року`."""
    offset = _WHICH[key(match["which"])]
    return month_of(scene.published.year + offset, month_number(match["first"])) if scene.published else None


def day_which_year(match: Match, scene: Scene) -> Interval | None:
    """`5 мая прошлого года`."""
    if scene.published is None:
        return None
    return on(scene.published.year + _WHICH[key(match["which"])], month_number(match["month"]), int(match["day"]))


def weekend(match: Match, scene: Scene) -> Interval | None:
    """`в выходные`, `на вихідних`."""
    del match
    return weekend_near(scene.published, scene.back_by_default) if scene.published else None


def one_ago(match: Match, scene: Scene) -> Interval | None:
    """`неделю назад`, `рік тому`."""
    if scene.published is None:
        return None
    unit = UNITS[key(match["first"])]
    if unit in ("month", "year"):
        return period(scene.published, unit, -1)
    return Interval.on(away(scene.published, -1, unit))


def after_count(match: Match, scene: Scene) -> Interval | None:
    """`через два дня`: after the date that the text gave last; ahead of publication where the sentence looks ahead."""
    count = number(match["count"])
    base = scene.mentioned
    if scene.heading is Heading.AHEAD and scene.published is not None:
        base = Interval.on(scene.published)
    return moved(base, count, UNITS[key(match["unit"])]) if base and count is not None else None


def eve(_: Match, scene: Scene) -> Interval | None:
    """`накануне`, `напередодні`: the day before the date that the text gave last, else before publication."""
    day = scene.mentioned.earliest if scene.mentioned else scene.published
    return Interval.on(day - timedelta(days=1)) if day else None


RULES: tuple[Rule, ...] = (
    Rule("вчера", "relative", ("вчера", "вчора", "учора"), "", days_off(-1)),
    Rule("сегодня", "relative", ("сегодня", "сьогодні"), "", days_off(0)),
    Rule("завтра", "relative", ("завтра",), "", days_off(1)),
    Rule("позавчера", "relative", ("позавчера", "позавчора"), "", days_off(-2)),
    Rule("послезавтра", "relative", ("послезавтра", "післязавтра"), "", days_off(2)),
    Rule("прошлой ночью", "relative", ("прошлой", "минулої"), rf"{GAP}(?:ночью|ночі)", days_off(-1, days=2)),
    Rule(
        "ночью",
        "relative",
        ("ночью", "вночі", "уночі"),
        "",
        days_off(-1, days=2),
        after=re.compile(rf"{GAP}(?:{DAY}{GAP}{_MONTH}|(?:в|во|у|на|з|с){GAP})", re.IGNORECASE),
    ),
    Rule(
        "в ночь на",
        "date",
        ("ночь", "ніч"),
        rf"{GAP}(?:(?:с|со|з|із|зі){GAP}(?:{DAY}{NTH}|{_WEEKDAY}){GAP})?на{GAP}(?:(?P<day>{DAY}){NTH}{GAP}(?P<month>{_MONTH})"
        rf"(?:{GAP}(?P<year>{YEAR}){_YEAR_WORD}?)?|(?P<weekday>{_WEEKDAY})|(?P<today>сегодня|сьогодні|завтра))",
        night_before,
    ),
    Rule(
        "в среду",
        "relative",
        tuple(WEEKDAYS_SLAVIC),
        "",
        weekday,
        head=rf"(?=(?P<day>{_WEEKDAY}))",
        before=_PREPOSITION,
    ),
    Rule("в прошлую среду", "relative", tuple(_WHICH), rf"{GAP}(?P<day>{_WEEKDAY})", which_weekday),
    Rule("в мае", "date", tuple(MONTHS_SLAVIC), "", month_alone, head=rf"(?=(?P<month>{_MONTH}))", before=_PREPOSITION),
    Rule(
        "в мае 2022 года",
        "date",
        tuple(MONTHS_SLAVIC),
        rf"{GAP}(?P<year>{YEAR}){_YEAR_WORD}?",
        month_year,
        head=rf"(?=(?P<month>{_MONTH}))",
    ),
    Rule(
        "в мае прошлого года",
        "relative",
        tuple(MONTHS_SLAVIC),
        rf"{GAP}(?P<which>{any_of(_WHICH)}){GAP}(?:года|року)",
        month_which_year,
    ),
    Rule(
        "5 мая прошлого года",
        "relative",
        (DAY_FIGURE,),
        rf"{NTH}{GAP}(?P<month>{_MONTH}){GAP}(?P<which>{any_of(_WHICH)}){GAP}"
        r"(?:года|року)",
        day_which_year,
        head=rf"(?=(?P<day>{DAY})(?![0-9]))",
    ),
    Rule(
        "2014 году",
        "date",
        (YEAR_FIGURE,),
        rf"(?:-?м|-?го)?{_YEAR_WORD}",
        whole_year,
        head=r"(?=(?:1[5-9]|20)[0-9]{2}(?![0-9]))",
    ),
    Rule("на прошлой неделе", "relative", tuple(_WHICH), rf"{GAP}(?P<unit>{any_of(_UNIT)})", which_period),
    Rule("торік", "relative", ("торік",), "", last_year),
    Rule(
        "с начала года",
        "relative",
        ("начала", "початку"),
        rf"{GAP}(?:(?:этого|цього){GAP})?(?:года|року)",
        this_year,
        before=re.compile(r"\b(?:с|з|від|от)\s{1,3}\Z", re.IGNORECASE),
    ),
    Rule("цьогоріч", "relative", ("цьогоріч",), "", this_year),
    Rule(
        "два дня назад",
        "relative",
        (DIGIT, *_SLAVIC_NUMBERS),
        rf"{GAP}(?P<unit>{any_of(UNITS)}){GAP}(?:назад|тому)",
        ago,
        head=rf"(?=(?P<count>{NUMBER})\b)",
    ),
    Rule(
        "неделю назад",
        "relative",
        ("неделю", "день", "месяц", "год", "тиждень", "місяць", "рік"),
        rf"{GAP}(?:назад|тому)",
        one_ago,
    ),
    Rule(
        "через два дня", "anaphor", ("через",), rf"{GAP}(?P<count>{NUMBER}){GAP}(?P<unit>{any_of(UNITS)})", after_count
    ),
    Rule("на следующий день", "anaphor", ("следующий", "наступного", "наступний"), rf"{GAP}(?:день|дня)", next_day),
    Rule("накануне", "anaphor", ("накануне", "напередодні"), "", eve, after=re.compile(rf"{GAP}\w", re.IGNORECASE)),
    Rule("в выходные", "relative", ("выходные", "выходных", "вихідні", "вихідних"), "", weekend),
    Rule(
        "летом",
        "date",
        tuple(_SEASONS),
        rf"(?:{GAP}(?:(?P<year>{YEAR}){_YEAR_WORD}?|(?P<which>{any_of(_WHICH)}){GAP}(?:года|року)))?",
        season_word,
        unless=re.compile(r"\b(?:каждой|каждую)\s{1,3}\Z", re.IGNORECASE),
    ),
)
