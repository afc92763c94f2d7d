"""One case or more for each rule and each modifier, and a check that none goes without."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.dating import times_in
from dateline.dating.composition import MODIFIERS
from dateline.dating.mentions import TimeMention, grammar

# All texts are published on Wednesday, 14 June 2023.
PUBLISHED = date(2023, 6, 14)

# rule, text, the words found, first and last day, country
CASES = [
    ("iso day", "Signed 2022-05-18T22:30:00+03:00 in Kyiv.", "2022-05-18T22:30:00+03:00", "2022-05-18", None),
    ("slashed year first", "Log of 2022/05/18 begins.", "2022/05/18", "2022-05-18", None),
    ("dotted day", "A pass of 18.05.2022 was found.", "18.05.2022", "2022-05-18", "US"),
    ("slashed day", "A pass of 05/04/2022 was found.", "05/04/2022", "2022-05-04", "US"),
    ("slashed day", "A pass of 05/04/2022 was found.", "05/04/2022", "2022-04-05", "GB"),
    ("slashed day", "A pass of 25/04/2022 was found.", "25/04/2022", "2022-04-25", None),
    ("dashed day", "A pass of 05-04-2022 was found.", "05-04-2022", "2022-04-05", "FR"),
    ("day month", "Mines were laid on 18 May 2022 by the river.", "18 May 2022", "2022-05-18", None),
    ("day month", "Mines were laid on 3 July.", "3 July", "2022-07-03", None),
    ("day month", "Mines were laid on 24 February last year.", "24 February last year", "2022-02-24", None),
    ("day month", "13 червня 2022 року місто обстріляли.", "13 червня 2022 року", "2022-06-13", None),
    ("days month", "The raids of 3 to 5 May left nothing.", "3 to 5 May", "2023-05-03 2023-05-05", None),
    ("month day", "Guards fled on May 5th, 2021.", "May 5th, 2021", "2021-05-05", None),
    ("month days", "Guards fled on May 5-9 through the pass.", "May 5-9", "2023-05-05 2023-05-09", None),
    ("the day of the month", "In March 2021 they came; on the 5th of that month they left.", "the 5th of that month",
     "2021-03-05", None),
    ("on the 19th", "The depot burned on the 19th, a guard said.", "the 19th", "2023-05-19", None),
    ("month year", "The post was built in March 2021.", "March 2021", "2021-03-01 2021-03-31", None),
    ("month", "September saw the worst raids.", "September", "2022-09-01 2022-09-30", None),
    ("month after a preposition", "The post was built in March.", "March", "2023-03-01 2023-03-31", None),
    ("month of which year", "Shelling stopped in March of last year.", "March of last year", "2022-03-01 2022-03-31",
     None),
    ("which month", "Shelling stopped last November.", "last November", "2022-11-01 2022-11-30", None),
    ("year after a preposition", "The base was shut in 2014 for good.", "2014", "2014-01-01 2014-12-31", None),
    ("year range", "The war of 1975–1990 emptied the port.", "1975–1990", "1975-01-01 1990-12-31", None),
    ("year to year", "It ran from 1992 to 1995.", "1992 to 1995", "1992-01-01 1995-12-31", None),
    ("decade", "Mines of the 1980s lie there.", "the 1980s", "1980-01-01 1989-12-31", None),
    ("decade in words", "Mines of the eighties lie there.", "the eighties", "1980-01-01 1989-12-31", None),
    ("century", "A fort of the 19th century fell.", "the 19th century", "1801-01-01 1900-12-31", None),
    ("weekday", "Troops entered the port on Friday.", "Friday", "2023-06-09", None),
    ("weekday", "Troops will enter the port on Friday.", "Friday", "2023-06-16", None),
    ("weekday, shortened", "Troops entered the port on Tues.", "Tues.", "2023-06-13", None),
    ("weekday beside a date", "They met on Saturday, 4 June at sea.", "Saturday, 4 June", "2022-06-04", None),
    ("which weekday", "Troops left last Friday.", "last Friday", "2023-06-09", None),
    ("which weekday", "The port opens next Monday.", "next Monday", "2023-06-19", None),
    ("weekday of which week", "They met on Tuesday of last week.", "Tuesday of last week", "2023-06-06", None),
    ("which week's weekday", "They met at last week’s Tuesday raid.", "last week’s Tuesday", "2023-06-06", None),
    ("weekday after", "He fell on 3 May 2023; the following Friday he died.", "the following Friday", "2023-05-05",
     None),
    ("weekend", "Two were shot at the weekend.", "the weekend", "2023-06-10 2023-06-11", None),
    ("which weekend", "Two villages vote next weekend.", "next weekend", "2023-06-17 2023-06-18", None),
    ("today", "Two were shot today.", "today", "2023-06-14", None),
    ("this part of the day", "Two were shot this morning.", "this morning", "2023-06-14", None),
    ("earlier today", "Two were shot earlier today.", "earlier today", "2023-06-14", None),
    ("yesterday", "Two were shot yesterday evening.", "yesterday evening", "2023-06-13", None),
    ("tomorrow", "The court sits tomorrow.", "tomorrow", "2023-06-15", None),
    ("day before yesterday", "It rained the day before yesterday.", "the day before yesterday", "2023-06-12", None),
    ("day after tomorrow", "The court sits the day after tomorrow.", "the day after tomorrow", "2023-06-16", None),
    ("last night", "Two were shot last night.", "last night", "2023-06-13", None),
    ("overnight", "Drones came overnight.", "overnight", "2023-06-13 2023-06-14", None),
    ("during the night", "Drones came during the night.", "during the night", "2023-06-13 2023-06-14", None),
    ("which week, month or year", "Drones came last week.", "last week", "2023-06-05 2023-06-11", None),
    ("which week, month or year", "Drones came this week.", "this week", "2023-06-12 2023-06-14", None),
    ("which week, month or year", "The base will be moved next month.", "next month", "2023-07-01 2023-07-31", None),
    ("the year, in its parts", "The bridge reopens at the end of the year.", "the end of the year",
     "2023-09-01 2023-12-31", None),
    ("earlier this year", "He was seen earlier this year.", "earlier this year", "2023-01-01 2023-06-14", None),
    ("so far this year", "Forty have died so far this year.", "so far this year", "2023-01-01 2023-06-14", None),
    ("earlier in the year", "He was seen earlier in the year.", "earlier in the year", "2023-01-01 2023-06-14", None),
    ("recent weeks", "Raids grew in recent weeks.", "recent weeks", "2023-05-17 2023-06-14", None),
    ("recent weeks", "Raids will grow in the coming months.", "the coming months", "2023-06-14 2023-09-12", None),
    ("last few weeks", "Raids grew in the last few weeks.", "the last few weeks", "2023-05-17 2023-06-14", None),
    ("past two weeks", "Raids grew over the past two weeks.", "the past two weeks", "2023-05-31 2023-06-14", None),
    ("past two weeks", "Six fell in the last 24 hours.", "the last 24 hours", "2023-06-13 2023-06-14", None),
    ("past week", "Raids grew in the past week.", "the past week", "2023-06-07 2023-06-14", None),
    ("ago", "The bridge was cut ten days ago.", "ten days ago", "2023-06-04", None),
    ("ago", "The bridge was cut two months ago.", "two months ago", "2023-04-01 2023-04-30", None),
    ("ago", "The bridge was cut a few weeks ago.", "a few weeks ago", "2023-05-17 2023-06-14", None),
    ("in two days", "The court will rule in two days.", "in two days", "2023-06-16", None),
    ("in two days", "The court will rule within two weeks.", "within two weeks", "2023-06-14 2023-06-28", None),
    ("two days later", "It fell on 5 May 2022, and two days later the fort did.", "two days later", "2022-05-07", None),
    ("two days later", "It fell in May 2022; three months earlier it stood.", "three months earlier",
     "2022-02-01 2022-02-28", None),
    ("two days after", "It fell on 5 May 2022. A day after, the fort did.", "A day after", "2022-05-06", None),
    ("next day", "It fell on 5 May 2022 and burned the next day.", "the next day", "2022-05-06", None),
    ("next day", "It fell on 5 May 2022; the previous night had been calm.", "the previous night", "2022-05-04", None),
    ("day after", "It fell on 5 May 2022; the day before, all was calm.", "the day before", "2022-05-04", None),
    ("following week", "It fell on 5 May 2022; the following week the fort did.", "the following week",
     "2022-05-09 2022-05-15", None),
    ("the next week", "It fell on 5 May 2022; the next month the fort did.", "the next month",
     "2022-06-01 2022-06-30", None),
    ("week after", "It fell on 5 May 2022; the month before, it stood.", "the month before", "2022-04-01 2022-04-30",
     None),
    ("same day", "It fell on 5 May 2022 and that same evening burned.", "that same evening", "2022-05-05", None),
    ("same day", "It fell on 5 May 2022 and that week saw rain.", "that week", "2022-05-02 2022-05-08", None),
    ("season of a year", "Camps were cleared in the winter of 2021-22.", "the winter of 2021-22",
     "2021-12-01 2022-02-28", None),
    ("which season", "Camps were cleared this spring.", "this spring", "2023-03-01 2023-05-31", None),
    ("which season", "Camps were cleared last summer.", "last summer", "2022-06-01 2022-08-31", None),
    ("season", "Camps were cleared in the spring.", "the spring", "2023-03-01 2023-05-31", None),
    ("season of which year", "Camps were cleared in the summer of last year.", "the summer of last year",
     "2022-06-01 2022-08-31", None),
    ("quarter", "Output fell in the third quarter of 2022.", "the third quarter of 2022", "2022-07-01 2022-09-30",
     None),
    ("quarter", "Output fell in the third quarter.", "the third quarter", "2022-07-01 2022-09-30", None),
    ("quarter", "Output fell in the second quarter of fiscal 2022.", "the second quarter of fiscal 2022",
     "2022-01-01 2022-03-31", "US"),
    ("fiscal quarter", "Output fell in the fiscal second quarter of 2022.", "the fiscal second quarter of 2022",
     "2021-07-01 2021-09-30", "IN"),
    ("Q2", "Output fell in Q3 2022.", "Q3 2022", "2022-07-01 2022-09-30", None),
    ("half of a year", "Output fell in the second half of 2022.", "the second half of 2022", "2022-07-01 2022-12-31",
     None),
    ("fiscal year", "Output fell in fiscal year 2022.", "fiscal year 2022", "2021-10-01 2022-09-30", "US"),
    ("which fiscal year", "Output fell in the last fiscal year.", "the last fiscal year", "2021-10-01 2022-09-30",
     "US"),
    ("holiday", "Guns were silent on Easter Sunday.", "Easter Sunday", "2023-04-09", None),
    ("holiday", "Guns were silent on Independence Day.", "Independence Day", "2022-08-24", "UA"),
    ("holiday", "Guns were silent on Eid al-Fitr 2022.", "Eid al-Fitr 2022", "2022-05-02", None),
    ("which holiday", "Guns were silent last Christmas.", "last Christmas", "2022-12-25", None),
    ("вчера", "Вчера обстреляли порт.", "Вчера", "2023-06-13", None),
    ("сегодня", "Сьогодні обстріляли порт.", "Сьогодні", "2023-06-14", None),
    ("завтра", "Завтра суд.", "Завтра", "2023-06-15", None),
    ("позавчера", "Позавчора обстріляли порт.", "Позавчора", "2023-06-12", None),
    ("послезавтра", "Послезавтра суд.", "Послезавтра", "2023-06-16", None),
    ("прошлой ночью", "Минулої ночі збили дрони.", "Минулої ночі", "2023-06-13 2023-06-14", None),
    ("ночью", "Вночі збили дрони.", "Вночі", "2023-06-13 2023-06-14", None),
    ("в ночь на", "В ночь на 5 мая сбили дроны.", "ночь на 5 мая", "2023-05-04 2023-05-05", None),
    ("в ночь на", "У ніч на середу збили дрони.", "ніч на середу", "2023-06-13 2023-06-14", None),
    ("в ночь на", "В ночь с 4 на 5 мая 2022 года сбили дроны.", "ночь с 4 на 5 мая 2022 года",
     "2022-05-04 2022-05-05", None),
    ("в среду", "Порт обстреляли в пятницу.", "пятницу", "2023-06-09", None),
    ("в среду", "Порт обстріляли у п’ятницю.", "п’ятницю", "2023-06-09", None),
    ("в прошлую среду", "Порт обстріляли минулої п'ятниці.", "минулої п'ятниці", "2023-06-09", None),
    ("в мае", "Порт закрыли в марте.", "марте", "2023-03-01 2023-03-31", None),
    ("в мае 2022 года", "Порт закрыли в марте 2022 года.", "марте 2022 года", "2022-03-01 2022-03-31", None),
    ("в мае прошлого года", "Порт закрили у березні минулого року.", "березні минулого року",
     "2022-03-01 2022-03-31", None),
    ("5 мая прошлого года", "Порт закрыли 5 марта прошлого года.", "5 марта прошлого года", "2022-03-05", None),
    ("2014 году", "Порт закрыли в 2014 году.", "2014 году", "2014-01-01 2014-12-31", None),
    ("на прошлой неделе", "Порт закрыли на прошлой неделе.", "прошлой неделе", "2023-06-05 2023-06-11", None),
    ("на прошлой неделе", "Порт закрили цього місяця.", "цього місяця", "2023-06-01 2023-06-14", None),
    ("торік", "Торік порт закрили.", "Торік", "2022-01-01 2022-12-31", None),
    ("с начала года", "С начала года погибли сорок человек.", "С начала года", "2023-01-01 2023-06-14", None),
    ("цьогоріч", "Цьогоріч загинули сорок людей.", "Цьогоріч", "2023-01-01 2023-06-14", None),
    ("два дня назад", "Порт закрыли два дня назад.", "два дня назад", "2023-06-12", None),
    ("неделю назад", "Порт закрили тиждень тому.", "тиждень тому", "2023-06-07", None),
    ("через два дня", "Форт пал 5 мая, а через два дня пал порт.", "через два дня", "2023-05-07", None),
    ("на следующий день", "Форт пал 5 мая, а на следующий день пал порт.", "следующий день", "2023-05-06", None),
    ("накануне", "Порт закрыли накануне.", "накануне", "2023-06-13", None),
    ("в выходные", "Порт закрыли в выходные.", "выходные", "2023-06-10 2023-06-11", None),
    ("летом", "Порт закрыли летом 2022 года.", "летом 2022 года", "2022-06-01 2022-08-31", None),
]  # fmt: skip

MODIFIED = [
    ("article", "Two fell on the 5th of May.", "the 5th of May", "2023-05-05"),
    ("part", "Two fell in early March.", "early March", "2023-03-01 2023-03-10"),
    ("part", "Two fell late last month.", "late last month", "2023-05-21 2023-05-31"),
    ("part", "Two fell in late February 2024.", "late February 2024", "2024-02-21 2024-02-29"),
    ("part of", "Two fell at the beginning of May.", "the beginning of May", "2023-05-01 2023-05-10"),
    ("part, Slavic", "Порт закрыли в начале марта.", "в начале марта", "2023-03-01 2023-03-10"),
    ("half of", "Two fell in the second half of May.", "the second half of May", "2023-05-16 2023-05-31"),
    ("part of a day", "Two fell in the early hours of 5 May.", "in the early hours of 5 May", "2023-05-05"),
    ("eve", "Two fell on the eve of 5 May.", "on the eve of 5 May", "2023-05-04"),
    ("eve, Slavic", "Порт закрыли накануне 5 мая.", "накануне 5 мая", "2023-05-04"),
    ("distance", "Two fell three days after 5 May.", "three days after 5 May", "2023-05-08"),
    ("distance", "Two fell the day before Christmas.", "the day before Christmas", "2022-12-24"),
    ("nth day of", "Two fell on the second day of Eid al-Fitr.", "on the second day of Eid al-Fitr", "2023-04-22"),
    ("nth day of", "Two fell in the last week of May.", "the last week of May", "2023-05-25 2023-05-31"),
    ("earlier on", "Two fell earlier on Wednesday.", "earlier on Wednesday", "2023-06-14"),
    ("week of", "Two fell in the week of 10 May.", "the week of 10 May", "2023-05-08 2023-05-14"),
    ("weekend of", "Two fell on the weekend of 13 May.", "the weekend of 13 May", "2023-05-13 2023-05-14"),
    ("night to", "Two fell overnight into Wednesday.", "overnight into Wednesday", "2023-06-13 2023-06-14"),
    ("overnight on", "Two fell overnight on 5 May.", "overnight on 5 May", "2023-05-05 2023-05-06"),
    ("night from", "Two fell overnight from Friday to Saturday.", "overnight from Friday to Saturday",
     "2023-06-09 2023-06-10"),
    ("since", "No bread has come since Monday.", "since Monday", "2023-06-12 2023-06-14"),
    ("since", "No bread has come since the end of last month.", "since the end of last month",
     "2023-05-21 2023-06-14"),
    ("since, Slavic", "С 24 февраля порт закрыт.", "С 24 февраля", "2023-02-24 2023-06-14"),
    ("by", "All must be out by Friday.", "by Friday", "2023-06-14 2023-06-16"),
    ("by, Slavic", "Все должны уйти до пятницы.", "до пятницы", "2023-06-14 2023-06-16"),
]  # fmt: skip

RANGES = [
    ("from Monday to Thursday", "2023-06-05 2023-06-08"),
    ("from 12 January until 2 March", "2023-01-12 2023-03-02"),
    ("from 12 December until 2 March", "2022-12-12 2023-03-02"),
    ("between March and June 2021", "2021-03-01 2021-06-30"),
    ("between 27 September and 10 November 2020", "2020-09-27 2020-11-10"),
    ("from late April to mid-May", "2023-04-21 2023-05-20"),
    ("5 May–3 June", "2023-05-05 2023-06-03"),
    ("from October 2016 to July 2017", "2016-10-01 2017-07-31"),
]


def the_mention(text: str, words: str, country: str | None = None) -> TimeMention:
    found = [m for m in times_in(text, PUBLISHED, country=country) if m.span.text == words]
    assert len(found) == 1, [m.span.text for m in times_in(text, PUBLISHED, country=country)]
    return found[0]


def days_of(mention: TimeMention) -> str | None:
    if mention.interval is None:
        return None
    first, last = mention.interval.earliest.isoformat(), mention.interval.latest.isoformat()
    return first if first == last else f"{first} {last}"


@pytest.mark.parametrize(("rule", "text", "words", "days", "country"), CASES)
def test_a_rule_finds_its_words_and_reads_their_days(
    rule: str, text: str, words: str, days: str, country: str | None
) -> None:
    mention = the_mention(text, words, country)
    assert rule in mention.rule.split(" + ")
    assert days_of(mention) == days


@pytest.mark.parametrize(("modifier", "text", "words", "days"), MODIFIED)
def test_a_modifier_changes_the_days_of_the_time_behind_it(modifier: str, text: str, words: str, days: str) -> None:
    mention = the_mention(text, words)
    assert modifier in mention.rule.split(" + ")
    assert days_of(mention) == days


@pytest.mark.parametrize(("words", "days"), RANGES)
def test_two_times_make_a_range(words: str, days: str) -> None:
    mention = the_mention(f"The road was shut {words} for all.", words)
    assert mention.kind == "range"
    assert days_of(mention) == days


def test_every_rule_has_a_case() -> None:
    assert {r.name for r in grammar().rules} == {case[0] for case in CASES}


def test_every_modifier_has_a_case() -> None:
    assert {m.name for m in MODIFIERS} == {case[0] for case in MODIFIED}
