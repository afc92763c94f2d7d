"""The rules of English, and of figures in any language.

Each denotes whole days; what changes them ("early", "since") is in `composition`.
"""

from __future__ import annotations

import re

from dateline.dating.absolute import (
    TENS,
    century,
    day_alone,
    day_month,
    day_of_month,
    days_month,
    decade,
    decade_word,
    dotted,
    iso,
    month_alone,
    month_beside,
    month_year,
    slashed,
    weekday_date,
    which_month,
    year_alone,
    year_range,
)
from dateline.dating.calendars import (
    SEASONS,
    Heading,
)
from dateline.dating.grammar import DAY_FIGURE, DIGIT, YEAR_FIGURE, Rule
from dateline.dating.holidays import feast_names
from dateline.dating.relative import (
    ago,
    days_off,
    in_count,
    later,
    next_day,
    next_period,
    past_count,
    period_which,
    recent,
    same,
    so_far,
    the_period,
    weekday,
    weekday_after,
    weekday_of_week,
    weekday_which,
    weekend,
)
from dateline.dating.words import (
    DASH,
    DAY,
    DAYTIME,
    GAP,
    MONTH,
    MONTHS,
    MONTHS_SLAVIC,
    NTH,
    NUMBER,
    NUMBERS,
    ORDINALS,
    UNIT,
    VAGUE,
    WEEKDAYS,
    YEAR,
    any_of,
)
from dateline.dating.yearly import fiscal_year, half_year, holiday, holiday_which, quarter, season, season_which_year

Match = re.Match[str]
_TO = rf"(?:{DASH}|\s{{0,2}}/\s{{0,2}}|{GAP}(?:to|and|until|till|through|or|по|и|та|і|й|до){GAP})"
_MONTH_ANY = "(?:" + MONTH + "|" + any_of(MONTHS_SLAVIC) + ")"
_IN_YEAR = (
    rf"(?:,?{GAP}(?:of{GAP})?(?P<year>{YEAR})(?!{GAP}(?:people|soldiers|troops|men|civilians|homes|families))"
    rf"(?:{GAP}(?:року|года|году|році|[гр]\.))?|,?{GAP}(?:of{GAP})?(?P<which>last|this|next|that|the{GAP}same){GAP}year)?"
)
_WEEKDAY = any_of(w for w in WEEKDAYS if len(w) > 5)
# Words after which a bare month or year is a time.
_IN = re.compile(
    r"\b(?:in|since|by|until|till|from|during|of|last|next|this|early|late|mid|before|after|between|and|to|through|"
    r"throughout|for|around|about|circa|year|over|past|beginning|into|в|у|з|с|от|до|к|за|на|від)(?:\s{1,3}|-)\Z",
    re.IGNORECASE,
)
_IN_OR_THE = re.compile(_IN.pattern + r"|\b(?:the|a|an)\s{1,3}\Z|[(\[]\Z", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s{1,3}(?:people|soldiers|troops|men|women|civilians|homes|families|houses|children|fighters|prisoners|dollars|"
    r"km|kilomet\w{2,4}|miles|met\w{2,4}|tons|tonnes|refugees|others|shells|rounds|more|were|officers|times|days)\b"
    r"|[.,:/-][0-9]|%|\s{0,2}[-–—]\s{0,2}[0-9]",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\.?\s{1,3}[0-9]{1,2}(?![0-9])")


_WHICH = r"(?P<which>last|this|next|past|coming|previous|that)"
_THIS = ("last", "this", "next", "past", "coming", "previous")
_HOUR = (
    r"(?:,?\s{0,3}T?[0-9]{1,2}[:.h][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]{1,9})?)?"
    r"(?:\s?(?:Z|[+-][0-9]{2}:?[0-9]{2}|[A-Z]{2,4})\b)?)?"
)
_NO_NAME_BEFORE = re.compile(
    r"\b(?:black|bloody|super|cyber|sheffield|man|girl|good|palm|ash|maundy|easter|holy|a|mad|happy|freaky)\s{1,3}\Z",
    re.IGNORECASE,
)
_SEASON = rf"(?P<season>{'|'.join((*SEASONS, 'fall'))})"
_COUNT_WORDS = tuple(w for w in NUMBERS if w.isascii())
_UNIT_GROUP = rf"(?P<unit>{UNIT})"
_LONG_UNIT = r"(?P<unit>weeks?|months?|years?|quarters?|decades?)"

_DAY_FIRST = rf"(?=(?P<day>{DAY})(?![0-9]))"
_MONTH_FIRST = rf"(?=(?P<month>{MONTH}))"
_MONTHS = tuple(MONTHS)
# Months whose names mean nothing else: they stand for a time without a preposition.
_CLEAR_MONTHS = ("january", "february", "july", "september", "october", "november", "december")
_YEAR_FIRST = r"(?=(?:1[5-9]|20)[0-9]{2}(?![0-9]))"
_YEAR_WHICH = rf"{GAP}(?:of{GAP})?(?P<which>last|this|next|that|the{GAP}same|the{GAP}previous){GAP}year"
_BY_NEXT = rf"{GAP}(?P<unit>day|{DAYTIME})"

CALENDAR: tuple[Rule, ...] = (
    Rule("iso day", "date", (YEAR_FIGURE,), r"-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})" + _HOUR, iso, head=r"(?=[0-9]{4}-)"),
    Rule(
        "slashed year first",
        "date",
        (YEAR_FIGURE,),
        r"[/.](?P<m>[0-9]{1,2})[/.](?P<d>[0-9]{1,2})(?![/.]?[0-9])",
        iso,
        head=r"(?=[0-9]{4}[/.])",
    ),
    Rule(
        "dotted day",
        "date",
        (DAY_FIGURE,),
        r"\.(?P<m>[0-9]{1,2})\.(?P<year>[0-9]{4}|[0-9]{2})(?![.:]?[0-9])",
        dotted,
        head=r"(?=[0-9]{1,2}\.)",
    ),
    Rule(
        "slashed day",
        "date",
        (DAY_FIGURE,),
        r"/(?P<m>[0-9]{1,2})/(?P<year>[0-9]{4}|[0-9]{2})(?![/0-9])",
        slashed,
        head=r"(?=[0-9]{1,2}/)",
    ),
    Rule(
        "dashed day",
        "date",
        (DAY_FIGURE,),
        r"-(?P<m>[0-9]{1,2})-(?P<year>[0-9]{4})(?![-0-9])",
        slashed,
        head=r"(?=[0-9]{1,2}-)",
    ),
    Rule(
        "day month",
        "date",
        (DAY_FIGURE,),
        rf"{NTH}(?:{GAP}|-)(?:(?:day{GAP})?of{GAP})?(?P<month>{_MONTH_ANY}){_IN_YEAR}",
        day_month,
        head=_DAY_FIRST,
    ),
    Rule(
        "days month",
        "range",
        (DAY_FIGURE,),
        rf"{NTH}{_TO}(?P<last>{DAY}){NTH}{GAP}(?:of{GAP})?(?P<month>{_MONTH_ANY})"
        rf"{_IN_YEAR}",
        days_month,
        head=_DAY_FIRST,
    ),
    Rule(
        "month day",
        "date",
        _MONTHS,
        rf"\.?{GAP}(?:the{GAP})?(?P<day>{DAY})(?:st|nd|rd|th)?(?![0-9]|[:.,][0-9]){_IN_YEAR}",
        day_month,
        head=_MONTH_FIRST,
    ),
    Rule(
        "month days",
        "range",
        _MONTHS,
        rf"\.?{GAP}(?P<day>{DAY})(?:st|nd|rd|th)?{_TO}(?P<last>{DAY})(?:st|nd|rd|th)?"
        rf"(?![0-9]){_IN_YEAR}",
        days_month,
        head=_MONTH_FIRST,
        after=re.compile(rf"{GAP}{_MONTH_ANY}\b", re.IGNORECASE),
    ),
    Rule(
        "the day of the month",
        "anaphor",
        (DAY_FIGURE,),
        rf"(?:st|nd|rd|th){GAP}of{GAP}(?:the|that|this){GAP}month",
        day_of_month,
        head=_DAY_FIRST,
    ),
    Rule(
        "on the 19th",
        "relative",
        (DAY_FIGURE,),
        r"(?:st|nd|rd|th)",
        day_alone,
        head=_DAY_FIRST,
        before=re.compile(r"\b(?:on|since|by|until|of)\s{1,3}the\s{1,3}\Z", re.IGNORECASE),
        # What is counted ("the 9th Brigade", "the 4th floor") is a noun; a day is followed by none.
        after=re.compile(
            r"(?!\s{0,3}(?:[,.;:!?)–—]|\Z)|\s{1,3}(?:and|but|at|in|when|after|before|with|by|to|near|as)\b)",
            re.IGNORECASE,
        ),
    ),
    Rule("month year", "date", _MONTHS, rf"\.?,?{GAP}(?:of{GAP})?(?P<year>{YEAR})", month_year, head=_MONTH_FIRST),
    Rule("month", "date", _CLEAR_MONTHS, "", month_alone, head=_MONTH_FIRST, after=_FIGURES),
    Rule("month after a preposition", "date", _MONTHS, "", month_alone, head=_MONTH_FIRST, before=_IN, after=_FIGURES),
    Rule("month of which year", "relative", _MONTHS, _YEAR_WHICH, month_beside, head=_MONTH_FIRST),
    Rule("which month", "relative", _THIS, rf"{GAP}(?P<month>{MONTH})(?:{GAP}(?P<year>{YEAR}))?", which_month),
    Rule(
        "year after a preposition",
        "date",
        (YEAR_FIGURE,),
        "",
        year_alone,
        head=_YEAR_FIRST,
        before=_IN_OR_THE,
        after=_COUNTED,
    ),
    Rule(
        "year range",
        "range",
        (YEAR_FIGURE,),
        rf"(?:{DASH}|/)(?P<last>[0-9]{{4}}|[0-9]{{2}})(?![-/.:,]?[0-9])",
        year_range,
        head=_YEAR_FIRST,
        after=_COUNTED,
    ),
    Rule(
        "year to year",
        "range",
        (YEAR_FIGURE,),
        rf"{GAP}(?:to|and|until|through|till|по|до){GAP}(?P<last>(?:1[5-9]|20)[0-9]{{2}})",
        year_range,
        head=_YEAR_FIRST,
        before=re.compile(r"\b(?:from|between|с|з|від)\s{1,3}\Z", re.IGNORECASE),
    ),
    Rule(
        "decade",
        "date",
        (DAY_FIGURE, YEAR_FIGURE),
        r"['’]?s",
        decade,
        head=r"(?=(?:1[5-9]|20)?[0-9]0['’]?s)",
        before=re.compile(r"\b(?:the|early|mid|late|in|since|of)(?:\s{1,3}|-)['’]?\Z", re.IGNORECASE),
    ),
    Rule(
        "decade in words",
        "date",
        tuple(TENS),
        "",
        decade_word,
        before=re.compile(r"\b(?:the|early|mid|late)(?:\s{1,3}|-)\Z", re.IGNORECASE),
    ),
    Rule(
        "century",
        "date",
        (DAY_FIGURE,),
        rf"(?:st|nd|rd|th)(?:{GAP}|-)century",
        century,
        head=r"(?=(?:1[0-9]|2[01])(?![0-9]))",
    ),
)
WEEK: tuple[Rule, ...] = (
    Rule(
        "weekday",
        "relative",
        tuple(w for w in WEEKDAYS if len(w) > 5),
        "",
        weekday,
        head=rf"(?=(?P<day>{_WEEKDAY}))",
        unless=_NO_NAME_BEFORE,
    ),
    Rule(
        "weekday, shortened",
        "relative",
        ("tues", "wed", "thurs", "thur"),
        r"\.?",
        weekday,
        head=r"(?=(?P<day>(?-i:Tues|Wed|Thurs|Thur)))",
    ),
    Rule(
        "weekday beside a date",
        "date",
        tuple(WEEKDAYS),
        rf"\.?,?{GAP}(?:the{GAP})?(?:(?P<day>{DAY}){NTH}{GAP}(?:of{GAP})?"
        rf"(?P<month>{MONTH})|(?P<month2>{MONTH})\.?{GAP}(?P<day2>{DAY})(?:st|nd|rd|th)?(?![0-9:])){_IN_YEAR}",
        weekday_date,
    ),
    Rule(
        "which weekday",
        "relative",
        ("last", "this", "next", "past", "coming"),
        rf"{GAP}(?P<day>{_WEEKDAY})",
        weekday_which,
    ),
    Rule(
        "weekday of which week",
        "relative",
        tuple(w for w in WEEKDAYS if len(w) > 5),
        rf"(?:{GAP}{DAYTIME})?,?{GAP}(?:of{GAP})?(?P<which>last|this|next|previous){GAP}week",
        weekday_of_week,
        head=rf"(?=(?P<day>{_WEEKDAY}))",
    ),
    Rule(
        "which week's weekday",
        "relative",
        ("last", "this", "next"),
        rf"{GAP}week['’]s{GAP}(?P<day>{_WEEKDAY})",
        weekday_of_week,
        head=r"(?=(?P<which>last|this|next))",
    ),
    Rule(
        "weekday after",
        "anaphor",
        ("following", "previous", "preceding", "next"),
        rf"{GAP}(?P<day>{_WEEKDAY})",
        weekday_after,
        before=re.compile(r"\b(?:the|on)\s{1,3}\Z", re.IGNORECASE),
    ),
    Rule(
        "weekend",
        "relative",
        ("weekend",),
        "",
        weekend,
        after=re.compile(rf"{GAP}of\b"),
        unless=re.compile(r"\b(?:a|per|long)\s{1,3}\Z", re.IGNORECASE),
    ),
    Rule(
        "which weekend",
        "relative",
        (*_THIS, "following", "same", "that"),
        rf"{GAP}weekend",
        weekend,
        head=r"(?=(?P<which>\w{4,9}))",
    ),
)
PUBLICATION: tuple[Rule, ...] = (
    Rule("today", "relative", ("today", "tonight"), "", days_off(0)),
    Rule("this part of the day", "relative", ("this",), rf"{GAP}(?:very{GAP})?{DAYTIME}", days_off(0)),
    Rule("earlier today", "relative", ("earlier", "later"), rf"{GAP}today", days_off(0)),
    Rule("yesterday", "relative", ("yesterday",), "", days_off(-1)),
    Rule("tomorrow", "relative", ("tomorrow",), "", days_off(1)),
    Rule("day before yesterday", "relative", ("day",), rf"{GAP}before{GAP}yesterday", days_off(-2)),
    Rule("day after tomorrow", "relative", ("day",), rf"{GAP}after{GAP}tomorrow", days_off(2)),
    Rule("last night", "relative", ("last",), rf"{GAP}(?:night|evening)", days_off(-1)),
    Rule(
        "overnight",
        "relative",
        ("overnight",),
        "",
        days_off(-1, days=2),
        unless=re.compile(r"\b(?:an|the|of|stay\w{0,3}|train|bus|ferry)\s{1,3}\Z", re.IGNORECASE),
        after=re.compile(rf"{GAP}(?:from|into|to|between|on|of|(?:{_WEEKDAY}))\b", re.IGNORECASE),
    ),
    Rule(
        "during the night",
        "relative",
        ("during",),
        rf"{GAP}the{GAP}night",
        days_off(-1, days=2),
        after=re.compile(rf"{GAP}(?:of|from|to|between)\b", re.IGNORECASE),
    ),
    Rule(
        "which week, month or year",
        "relative",
        ("last", "this", "next"),
        rf"{GAP}(?:calendar{GAP})?{_LONG_UNIT}(?<![sS])",
        period_which,
        after=re.compile(rf"{GAP}of\b", re.IGNORECASE),
    ),
    Rule(
        "the year, in its parts",
        "relative",
        ("year", "month", "week"),
        "",
        the_period,
        head=r"(?=(?P<unit>\w{4,5}))",
        before=re.compile(r"\b(?:start|beginning|middle|end|close|turn)\s{1,3}of\s{1,3}the\s{1,3}\Z", re.IGNORECASE),
    ),
    Rule(
        "earlier this year",
        "relative",
        ("earlier", "later", "sooner"),
        rf"{GAP}(?:in{GAP}|on{GAP})?this{GAP}{_LONG_UNIT}",
        so_far,
    ),
    Rule("so far this year", "relative", ("so",), rf"{GAP}far{GAP}this{GAP}{_LONG_UNIT}", so_far),
    Rule("earlier in the year", "relative", ("earlier", "later"), rf"{GAP}in{GAP}the{GAP}{_LONG_UNIT}", so_far),
    Rule("recent weeks", "relative", ("recent", "coming"), rf"{GAP}(?P<unit>days|weeks|months|years)", recent),
    Rule(
        "last few weeks",
        "relative",
        ("last", "past", "next", "coming"),
        rf"{GAP}(?:few|several){GAP}(?P<unit>days|weeks|months|years)",
        recent,
    ),
    Rule(
        "past two weeks",
        "relative",
        ("last", "past", "next", "coming", "preceding"),
        rf"{GAP}(?P<count>{NUMBER}){GAP}(?P<unit>days|weeks|months|years|hours|decades)",
        past_count,
        before=re.compile(r"\b(?:the|in|over|within|these)\s{1,3}\Z", re.IGNORECASE),
    ),
    Rule(
        "past week",
        "relative",
        ("past",),
        rf"{GAP}(?P<count>)(?P<unit>day|week|month|year|decade)",
        past_count,
        before=re.compile(r"\bth(?:e|is)\s{1,3}\Z", re.IGNORECASE),
    ),
    Rule(
        "ago",
        "relative",
        (DIGIT, *_COUNT_WORDS, *VAGUE),
        rf"(?:{GAP}(?:few|couple{GAP}of|good))?{GAP}{_UNIT_GROUP}{GAP}(?:ago|back)\b",
        ago,
        head=rf"(?=(?P<count>{NUMBER}(?:{GAP}(?:few|couple))?|several|few|many|some)\b)",
    ),
    Rule(
        "in two days",
        "relative",
        ("in", "within"),
        rf"{GAP}(?:the{GAP}next{GAP})?(?P<count>{NUMBER}){GAP}{_UNIT_GROUP}(?:['’]{GAP}time)?",
        in_count,
        needs=Heading.AHEAD,
        after=re.compile(rf"{GAP}(?:of|by)\b", re.IGNORECASE),
    ),
)
ANAPHORA: tuple[Rule, ...] = (
    Rule(
        "two days later",
        "anaphor",
        (DIGIT, *_COUNT_WORDS),
        rf"(?:{GAP}couple{GAP}of|{GAP}full)?{GAP}{_UNIT_GROUP}{GAP}(?P<way>later|earlier|afterwards?|previously|beforehand)",
        later,
        head=rf"(?=(?P<count>{NUMBER})\b)",
        after=re.compile(rf"{GAP}than\b", re.IGNORECASE),
    ),
    # Only where nothing follows: "two days after the vote" counts from the vote.
    Rule(
        "two days after",
        "anaphor",
        (DIGIT, *_COUNT_WORDS),
        rf"(?:{GAP}couple{GAP}of|{GAP}full)?{GAP}{_UNIT_GROUP}{GAP}(?P<way>before|prior|after)(?:{GAP}that)?",
        later,
        head=rf"(?=(?P<count>{NUMBER})\b)",
        after=re.compile(
            rf"{GAP}(?!(?:in|at|on|and|but|when|where|that|he|she|they|it|by|with){GAP})\w", re.IGNORECASE
        ),
    ),
    Rule("next day", "anaphor", ("next", "following", "previous", "preceding"), _BY_NEXT, next_day),
    Rule(
        "day after",
        "anaphor",
        ("day", "night", "evening", "morning"),
        rf"{GAP}(?:after|before|later|earlier)",
        next_day,
        before=re.compile(r"\b(?:the|a)\s{1,3}\Z", re.IGNORECASE),
        after=re.compile(rf"{GAP}(?!(?:in|at|on|and|but|when|that|he|she|they|it|nothing|no){GAP})\w", re.IGNORECASE),
    ),
    Rule(
        "following week", "anaphor", ("following", "previous", "preceding"), rf"{GAP}{_LONG_UNIT}(?<![sS])", next_period
    ),
    Rule(
        "the next week",
        "anaphor",
        ("next",),
        rf"{GAP}{_LONG_UNIT}(?<![sS])",
        next_period,
        before=re.compile(r"\bthe\s{1,3}\Z", re.IGNORECASE),
    ),
    Rule(
        "week after",
        "anaphor",
        ("week", "month", "year"),
        rf"{GAP}(?:after|before)",
        next_period,
        head=r"(?=(?P<unit>\w{4,5}))",
        before=re.compile(r"\bthe\s{1,3}\Z", re.IGNORECASE),
        after=re.compile(rf"{GAP}(?!(?:in|at|on|and|but|when|that|he|she|they|it){GAP})\w", re.IGNORECASE),
    ),
    Rule(
        "same day",
        "anaphor",
        ("same", "that"),
        rf"(?:{GAP}(?:same|very))?{GAP}(?P<unit>day|{DAYTIME}|week|month|year)",
        same,
        after=re.compile(rf"{GAP}(?:of|will)\b", re.IGNORECASE),
    ),
)
YEARLY: tuple[Rule, ...] = (
    Rule(
        "season of a year",
        "date",
        (*SEASONS, "fall"),
        rf"{GAP}(?:of{GAP}|in{GAP})?(?P<year>{YEAR})(?:(?:{DASH}|/)[0-9]{{2,4}})?",
        season,
        head=rf"(?={_SEASON})",
    ),
    Rule("which season", "relative", _THIS, rf"{GAP}{_SEASON}", season, head=r"(?=(?P<which>\w{4,8}))"),
    Rule(
        "season",
        "date",
        (*SEASONS, "fall"),
        "",
        season,
        head=rf"(?={_SEASON})",
        before=re.compile(
            r"\b(?:in|since|by|until|during|early|late|mid|over|before)(?:\s{1,3}|-)(?:the\s{1,3})?(?:early\s{1,3}|late\s{1,3})?\Z",
            re.IGNORECASE,
        ),
        after=re.compile(r"\s{1,3}(?:of|to)\b|-", re.IGNORECASE),
    ),
    Rule(
        "season of which year", "relative", (*SEASONS, "fall"), _YEAR_WHICH, season_which_year, head=rf"(?={_SEASON})"
    ),
    Rule(
        "quarter",
        "date",
        tuple(ORDINALS),
        rf"(?:{GAP}|-)(?:fiscal{GAP})?quarter(?:{GAP}of{GAP}(?:fiscal{GAP})?(?:the{GAP}|fiscal{GAP}year{GAP})?"
        rf"(?:(?P<year>{YEAR})|(?P<which>last|this|next){GAP}(?:fiscal{GAP})?year|fiscal{GAP}year))?",
        quarter,
    ),
    Rule(
        "fiscal quarter",
        "date",
        ("fiscal",),
        rf"{GAP}(?P<nth>first|second|third|fourth){GAP}quarter(?:{GAP}of{GAP}(?P<year>{YEAR}))?",
        quarter,
    ),
    Rule(
        "Q2",
        "date",
        ("q1", "q2", "q3", "q4"),
        rf"(?:{GAP}(?:of{GAP})?(?P<year>{YEAR}))?",
        quarter,
        head=r"(?=q(?P<q>[1-4]))",
    ),
    Rule(
        "half of a year",
        "date",
        ("first", "second"),
        rf"{GAP}half{GAP}of{GAP}(?:(?P<year>{YEAR})|(?P<which>last|this|next|the){GAP}year)",
        half_year,
    ),
    Rule("fiscal year", "date", ("fiscal", "financial"), rf"{GAP}(?:year{GAP})?(?P<year>{YEAR})", fiscal_year),
    Rule(
        "which fiscal year",
        "relative",
        ("last", "this", "next", "current", "previous"),
        rf"{GAP}(?:fiscal|financial){GAP}year",
        fiscal_year,
    ),
    Rule(
        "holiday",
        "holiday",
        feast_names(),
        rf"(?:,?{GAP}(?:of{GAP}|in{GAP})?(?:(?P<year>{YEAR})|(?P<which>last|this|next){GAP}year))?",
        holiday,
    ),
    Rule(
        "which holiday", "holiday", ("last", "this", "next"), rf"{GAP}(?P<feast>{any_of(feast_names())})", holiday_which
    ),
)
RULES: tuple[Rule, ...] = (*CALENDAR, *WEEK, *ANAPHORA, *PUBLICATION, *YEARLY)
