"""Scores and readers of the public evaluation sets, on small samples of the same form."""

from __future__ import annotations

import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from benchmarks.external import __main__ as runner
from benchmarks.external import acled_notes, gvdb, muc4, police, polnear
from benchmarks.external.corpus import Answer, Case
from benchmarks.external.scores import F1, Accuracy, Mean, by_class, largest_toll, matched, toll

from dateline.model import (
    Casualty,
    CasualtyKind,
    Claim,
    Document,
    DocumentId,
    Interval,
    Level,
    Modality,
    Place,
    Span,
    SubEventType,
    Victims,
)


def claim(text: str, trigger: str, kind: SubEventType = SubEventType.ATTACK, **values: Any) -> Claim:
    """A claim on words of a text; roles are given as words."""
    spans = {k: tuple(span(text, w) for w in v) for k, v in values.items() if k in ROLES}
    return Claim(document=DocumentId("d"), trigger=span(text, trigger), kind=kind, **{**values, **spans})


ROLES = ("actor", "target", "victim", "weapon", "attribution")


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def count(kind: CasualtyKind, low: int | None, high: int | None, victims: Victims = Victims.UNKNOWN) -> Casualty:
    return Casualty(kind=kind, low=low, high=high, span=None, victims=victims)


def answer(text: str, gold: Any, *claims: Claim) -> Answer[Any]:
    return Answer(Document(id=DocumentId("d"), text=text), gold, claims)


# --- shared scores ----------------------------------------------------------------------------------------------


def test_alignment_gives_up_a_pair_where_that_makes_two() -> None:
    gold, found = ["ab", "a"], ["a", "b"]
    assert matched(gold, found, lambda g, f: f in g) == 2  # "ab" must take "b", though "a" comes first
    assert matched(["a"], ["a", "a"], lambda g, f: f == g) == 1


def test_f1_counts_false_and_missed_ones_alike() -> None:
    assert F1(1, 2, 4).value == pytest.approx(1 / 3)
    assert (F1(1, 2, 4).precision, F1(1, 2, 4).recall) == (0.5, 0.25)
    assert math.isnan(F1(0, 0, 0).value)
    assert math.isnan(Accuracy(0, 0).value)


def test_a_macro_mean_weighs_a_rare_class_as_much_as_a_common_one() -> None:
    table = by_class([("a", "a"), ("a", "a"), ("a", "a"), ("b", "a"), ("b", None)])
    assert table["a"] == F1(3, 4, 3)
    assert table["b"] == F1(0, 0, 2)
    assert Mean.over(table.values()).value == pytest.approx(F1(3, 4, 3).value / 2)


def test_a_toll_adds_different_victims_and_not_a_total_to_its_parts() -> None:
    text = "Shells killed nine."
    killed = CasualtyKind.KILLED
    parts = (count(killed, 5, 5, Victims.CIVILIANS), count(killed, 4, 4, Victims.FIGHTERS))
    assert toll(claim(text, "killed", casualties=parts), killed) == 9
    assert toll(claim(text, "killed", casualties=(*parts, count(killed, 9, 9))), killed) == 9
    assert toll(claim(text, "killed", casualties=(count(killed, None, 7),)), killed) == 7
    assert toll(claim(text, "killed", casualties=(count(CasualtyKind.INJURED, 3, 3),)), killed) == 0


def test_a_text_s_toll_is_the_largest_that_is_told_as_fact() -> None:
    text = "Two died in the blast; three died; a plot to kill forty."
    claims = [
        claim(text, "blast", casualties=(count(CasualtyKind.KILLED, 2, 2),)),
        claim(text, "died", casualties=(count(CasualtyKind.KILLED, 3, 3),)),
        claim(text, "kill", casualties=(count(CasualtyKind.KILLED, 40, 40),), modality=Modality.PLANNED),
    ]
    assert largest_toll(claims, CasualtyKind.KILLED) == 3


# --- MUC-4 ------------------------------------------------------------------------------------------------------

KEY = r""";;; a note
0.  MESSAGE: ID                     TST1-MUC3-0901
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  (03 MAR 90) / (- 05 MAR 90)
3.  INCIDENT: LOCATION              (PERU: AYACUCHO (DEPARTMENT / CITY): QUINUA (TOWN) - HUANTA (TOWN)) / (PERU)
4.  INCIDENT: TYPE                  BOMBING / ATTACK
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
6.  INCIDENT: INSTRUMENT ID         "CAR BOMB" / "BOMB"
9.  PERP: INDIVIDUAL ID             ? "REBELS" / "GROUP OF REBELS"
10. PERP: ORGANIZATION ID           "RED DAWN"
12. PHYS TGT: ID                    "\"EL SOL\" FARM" / "FARM"
                                    "BRIDGE"
18. HUM TGT: NAME                   "ROSA QUISPE"
19. HUM TGT: DESCRIPTION            "MAYOR OF QUINUA" / "MAYOR": "ROSA QUISPE"
                                    "FOUR PEASANTS"

0.  MESSAGE: ID                     TST1-MUC3-0901
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
2.  INCIDENT: DATE                  - 05 MAR 90
3.  INCIDENT: LOCATION              PERU
4.  INCIDENT: TYPE                  KIDNAPPING
9.  PERP: INDIVIDUAL ID             "REBELS"

0.  MESSAGE: ID                     TST1-MUC3-0902
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
"""
TEXT = "A CAR BOMB LAID BY REBELS WENT OFF IN QUINUA, KILLING PEASANTS AT THE BRIDGE."


def muc_claim(**values: Any) -> Claim:
    roles = {"actor": ["REBELS"], "victim": ["PEASANTS"], "target": ["THE BRIDGE"], "weapon": ["A CAR BOMB"]}
    return claim(TEXT, "WENT OFF", SubEventType.REMOTE_EXPLOSIVE, **{**roles, **values})


def test_a_key_gives_fillers_dates_and_places_with_their_alternatives() -> None:
    first, second = muc4.templates(KEY)["TST1-MUC3-0901"]
    assert first.kinds == {"BOMBING", "ATTACK"}
    assert first.days == (Interval.on(date(1990, 3, 3)),)
    assert (first.countries, first.places) == ({"peru"}, {"ayacucho", "quinua", "huanta"})
    assert first.individuals == (frozenset({"rebels", "group of rebels"}),)
    assert first.physical == (frozenset({"el sol farm", "farm"}), frozenset({"bridge"}))
    assert first.human == (frozenset({"rosa quispe", "mayor of quinua", "mayor"}), frozenset({"four peasants"}))
    assert (second.optional, second.until, second.days) == (True, date(1990, 3, 5), ())
    assert muc4.templates(KEY)["TST1-MUC3-0902"] == []


def test_a_message_loses_its_wrapping_and_keeps_its_paragraphs() -> None:
    body = "   LIMA, 4 MAR 90 (EFE) -- [TEXT] A BOMB\nWENT OFF.\n\n   NOBODY DIED.\n\n"
    file = f"TST1-MUC3-0901\n\n{body}TST1-MUC3-0902\n\n   X.\n"
    (key, text), (other, _) = muc4.messages(file)
    assert (key, other) == ("TST1-MUC3-0901", "TST1-MUC3-0902")
    assert text == "LIMA, 4 MAR 90 (EFE) -- [TEXT] A BOMB WENT OFF.\n\nNOBODY DIED."
    assert muc4.published(text) == date(1990, 3, 4)
    assert muc4.published("LIMA, NO DATE -- [TEXT] ON 4 MAR 90 A BOMB WENT OFF.") is None


def test_muc_fillers_are_counted_by_entity_exactly_and_leniently() -> None:
    gold = tuple(muc4.templates(KEY)["TST1-MUC3-0901"])
    figures = muc4.scored([answer(TEXT, gold, muc_claim())])
    assert figures["perpetrator, exact"] == F1(1, 1, 2)  # the rebels of both templates are one entity
    assert figures["physical target, exact"] == F1(1, 1, 2)
    assert figures["human target, exact"] == F1(0, 1, 2)
    assert figures["human target, lenient"] == F1(1, 1, 2)
    assert figures["instrument, exact"] == F1(1, 1, 1)
    assert figures["fillers, lenient"] == F1(4, 4, 7)
    assert figures["perpetrator organisations found, lenient"] == Accuracy(0, 1)


def test_claims_that_are_no_incident_or_are_denied_answer_nothing() -> None:
    clash = claim(TEXT, "WENT OFF", SubEventType.ARMED_CLASH, actor=["REBELS"])
    denied = muc_claim(modality=Modality.DENIED)
    gold = tuple(muc4.templates(KEY)["TST1-MUC3-0901"])
    figures = muc4.scored([answer(TEXT, gold, clash, denied)])
    assert figures["fillers, lenient"] == F1(0, 0, 7)
    assert figures["templates with a claim"] == Accuracy(0, 1)  # the optional one is not asked


def test_dates_and_places_are_asked_of_the_claim_that_shares_the_fillers() -> None:
    gold = tuple(muc4.templates(KEY)["TST1-MUC3-0901"])
    quinua = Place(name="Quinua", country="PE", lat=-13.0, lon=-74.1, level=Level.TOWN)
    right = muc_claim(when=Interval(date(1990, 3, 2), date(1990, 3, 3)), place=quinua)
    other = claim(TEXT, "BOMB", SubEventType.ATTACK, when=Interval.on(date(1990, 1, 1)))  # earlier in the text
    figures = muc4.scored([answer(TEXT, gold, other, right)])
    assert figures["date"] == Accuracy(1, 1)
    assert figures["country"] == figures["finer place"] == Accuracy(1, 1)
    undated = muc4.scored([answer(TEXT, gold, muc_claim())])
    assert undated["date"] == undated["country"] == undated["finer place"] == Accuracy(0, 1)


def test_on_or_before_is_right_for_an_interval_that_begins_by_then() -> None:
    template = muc4.Template(kinds=frozenset({"ATTACK"}), until=date(1990, 3, 5))
    assert muc4.date_right(template, muc_claim(when=Interval(date(1990, 3, 5), date(1990, 3, 9))))
    assert not muc4.date_right(template, muc_claim(when=Interval.on(date(1990, 3, 6))))


def test_a_toponym_that_no_gazetteer_knows_still_names_a_finer_place() -> None:
    (template, _) = muc4.templates(KEY)["TST1-MUC3-0901"]
    assert muc4.place_right(template, muc_claim(toponym=span(TEXT, "QUINUA")))
    assert not muc4.country_right(template, muc_claim(toponym=span(TEXT, "QUINUA")))


def test_the_real_muc_files_are_read_whole(shared: Path) -> None:
    cases = muc4.read(shared / "data")
    assert len(cases) == 200
    assert sum(len(case.gold) for case in cases) == 191
    assert all(t.kinds and t.countries for case in cases for t in case.gold)


# --- GVDB -------------------------------------------------------------------------------------------------------


def test_the_dead_do_not_count_among_the_injured(tmp_path: Path) -> None:
    victims = [{"victim-was": ["injured", "killed"]}, {"victim-was": ["hospitalized"]}, {"victim-was": []}, {}]
    row = [
        "7",
        "https://example.org",
        "Two shot",
        'Two shot"It was loud," she said.',
        json.dumps({"victim-section": victims}),
    ]
    head = ["Article id", "Article url", "Article title", "Full text", "Json", "Worker"]
    (tmp_path / "gvdb").mkdir()
    (tmp_path / gvdb.FILE).write_text("\t".join(head) + "\n" + "\t".join([*row, "w"]) + "\n", encoding="utf-8")
    (case,) = gvdb.read(tmp_path)
    assert case.gold == gvdb.Counts(killed=1, injured=1)
    assert case.document.text == 'Two shot\n\n"It was loud," she said.'


def test_counts_of_an_article_must_be_exact_and_none_is_zero() -> None:
    text = "Three were shot dead. Two were hurt."
    dead = claim(text, "shot", casualties=(count(CasualtyKind.KILLED, 3, 3),))
    figures = gvdb.scored(
        [answer(text, gvdb.Counts(3, 2), dead, dead), answer(text, gvdb.Counts(0, 0)), answer(text, gvdb.Counts(2, 0))]
    )
    assert figures["killed"] == Accuracy(2, 3)
    assert figures["killed, two or more"] == Accuracy(1, 2)
    assert figures["injured"] == Accuracy(2, 3)


# --- PolNeAR ----------------------------------------------------------------------------------------------------

NEWS = "Rebels shelled Orel, the mayor of Orel said. Police shot two. It rained."
NOTES = (
    "T1\tContent 0 19\tRebels shelled Orel\nT2\tSource 21 38\tthe mayor of Orel\nT3\tCue 39 43\tsaid\n"
    "T4\tAttribution 39 43\tsaid\nE1\tAttribution:T4 Content:T1 Source:T2 Cue:T3\n"
    "T5\tContent 45 51;52 56\tPolice shot\nT6\tAttribution 45 51\tPolice\nE2\tAttribution:T6 Content:T5\n"
)


def test_a_source_is_asked_of_the_attribution_that_holds_the_trigger() -> None:
    assert NEWS[21:38] == "the mayor of Orel"
    gold = tuple(polnear.attributions(NOTES))
    assert gold[1] == polnear.Attribution(content=((45, 51), (52, 56)), source=())
    exact = claim(NEWS, "shelled", attribution=["the mayor of Orel"])
    partly = claim(NEWS, "shelled", attribution=["the mayor"])
    false = claim(NEWS, "rained", attribution=["the mayor of Orel"])  # right words, but nothing is attributed there
    missed = claim(NEWS, "shelled")
    unasked = claim(NEWS, "shot")  # attributed, to nobody named
    figures = polnear.scored([answer(NEWS, gold, exact, partly, false, missed, unasked)])
    assert figures["source, exact"] == F1(1, 3, 3)
    assert figures["source, overlap"] == F1(2, 3, 3)
    assert figures["rightly sourced or not"] == Accuracy(3, 5)


def test_an_article_is_read_with_its_day_and_one_annotation(tmp_path: Path) -> None:
    for folder in ("text", "attributions"):
        (tmp_path / polnear.FOLDER / folder).mkdir(parents=True)
    (tmp_path / polnear.FOLDER / "text/nyt_2016-09-12_a-[b].txt").write_text(NEWS, encoding="utf-8")
    for who, notes in (("1aaa", NOTES), ("2bbb", "")):
        (tmp_path / polnear.FOLDER / f"attributions/nyt_2016-09-12_a-[b]_{who}.ann").write_text(notes, encoding="utf-8")
    (case,) = polnear.read(tmp_path)
    assert case.document.published == date(2016, 9, 12)
    assert len(case.gold) == 2


# --- IndiaPoliceEvents ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        (
            "police shot two men",
            {"actor": ["police"], "casualties": (count(CasualtyKind.KILLED, 2, 2),)},
            "KILL ANY FORCE",
        ),
        ("rioters shot two men", {"actor": ["rioters"], "casualties": (count(CasualtyKind.KILLED, 2, 2),)}, ""),
        ("ten were shot", {"kind": SubEventType.ARRESTS}, "ARREST ANY"),
        ("police shot up", {"actor": ["police"], "kind": SubEventType.BASE_ESTABLISHED}, "ANY"),
        ("police shot two men", {"actor": ["police"], "modality": Modality.DENIED}, ""),
        ("the policewomen's song: shot", {"actor": ["policewomen"]}, "ANY FORCE"),
    ],
)
def test_what_police_do_follows_from_who_acts_and_how(text: str, values: dict[str, Any], expected: str) -> None:
    found = police.acts([claim(text, "shot", **values)])
    assert " ".join(act for act, holds in found.items() if holds) == expected


def test_a_class_that_is_never_answered_pulls_the_macro_mean_down(tmp_path: Path) -> None:
    (tmp_path / police.FILE).parent.mkdir(parents=True)
    (tmp_path / police.FILE).write_text(
        "police\tshot a man.\t1\t0\t1\t0\t1\nnobody came.\t0\t0\t0\t1\t0\n", encoding="utf-8"
    )
    shot, idle = police.read(tmp_path)
    assert shot.document.text == "police\tshot a man."
    killing = claim(shot.document.text, "shot", actor=["police"], casualties=(count(CasualtyKind.KILLED, 1, 1),))
    figures = police.scored([answer("", shot.gold, killing), answer("", idle.gold)])
    assert figures["FAIL"] == F1(0, 0, 1)
    assert figures["macro-F1"] == Mean(0.75, 4)  # nobody is arrested: nothing to measure
    assert figures["macro-F1 without FAIL"] == Mean(1.0, 3)


# --- ACLED notes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("On 3 May 2022, rebels shot a man in Bor. 1 fatality. [size=no report]", "Rebels shot a man in Bor."),
        ("On 3 May 2022,rebels met.", "Rebels met."),
        ("Around 3 May 2022 (as reported), a bomb went off. At least 2 reported fatalities.", "A bomb went off."),
        ("Property destruction: On 3 May 2022, men burned a barn.", "Men burned a barn."),
        ("Between 1 May and 3 May 2022, troops fought.", "Troops fought."),
        ("On 3 May 2022, two men died; six fatalities in all were claimed. 2 others fled.", None),
        (
            "On 3 May 2022, tribes clashed resulting in several fatalities.",
            "Tribes clashed resulting in several fatalities.",
        ),
        ("Rebels said that on 3 May 2022 they won.", "Rebels said that on 3 May 2022 they won."),
        ("", ""),
    ],
)
def test_a_note_keeps_what_it_tells_and_loses_what_it_codes(note: str, told: str | None) -> None:
    kept = acled_notes.told(note)
    assert kept == (told if told is not None else "Two men died; six fatalities in all were claimed. 2 others fled.")


def test_the_first_claim_that_happened_gives_a_note_its_type() -> None:
    text = "A planned march was met by tear gas; two were shot."
    march = claim(text, "march", SubEventType.PEACEFUL_PROTEST, modality=Modality.PLANNED)
    gas = claim(text, "tear gas", SubEventType.PROTEST_WITH_INTERVENTION)
    shot = claim(text, "shot", SubEventType.ATTACK, casualties=(count(CasualtyKind.KILLED, 2, 2),))
    coded = acled_notes.Coded
    figures = acled_notes.scored(
        [
            answer(text, coded(SubEventType.PROTEST_WITH_INTERVENTION, 2), shot, march, gas),
            answer(text, coded(SubEventType.ATTACK, 3), gas, shot),
            answer(text, coded(SubEventType.PROTEST_WITH_INTERVENTION, 0), gas, shot),
            answer(text, coded(SubEventType.PEACEFUL_PROTEST, 0), march),
        ]
    )
    assert figures["sub-event accuracy"] == Accuracy(2, 4)
    assert figures["type among the claims'"] == Accuracy(3, 4)
    assert figures["notes with a claim"] == Accuracy(3, 4)
    assert figures["fatalities"] == Accuracy(1, 2)
    assert figures["sub-event macro-F1"].value == pytest.approx(0.8 / 3)  # one of three types is found, once too often


# --- the command ------------------------------------------------------------------------------------------------


class Finds:
    """An extractor that finds one shelling in every text."""

    def __call__(self, doc: Document) -> tuple[Claim, ...]:
        first = doc.text.split()[0]
        return (claim(doc.text, first, SubEventType.SHELLING),)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    (tmp_path / "acled_notes").mkdir()
    rows = [f"E{n},2022-05-03,Shelling/artillery/missile attack,0.0,On 3 May 2022 shells hit Bor." for n in range(8)]
    table = "\n".join(["event_id_cnty,event_date,sub_event_type,fatalities,notes", *rows, ""])
    (tmp_path / acled_notes.FILE).write_text(table, encoding="utf-8")
    return tmp_path


def test_sets_that_are_there_are_measured_and_the_others_named(
    notes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(runner, "open_extractor", Finds)
    assert runner.main([str(notes), "--sample", "5", "--json"]) == 0
    out, err = capsys.readouterr()
    (result,) = json.loads(out)
    assert (result["set"], result["documents"], result["claims"]) == ("acled_notes", 5, 5)
    assert result["figures"]["sub-event accuracy"] == {"right": 5, "of": 5, "value": 1.0}
    assert result["figures"]["fatalities"]["value"] is None
    assert "muc4: skipped" in err
    assert "gvdb/dev.tsv" in err
    assert runner.main([str(notes), "--limit", "2", "--sets", "acled_notes"]) == 0
    assert "acled_notes: 2 documents, 2 claims" in capsys.readouterr().out


def test_without_the_folder_nothing_is_opened_and_nothing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(runner, "open_extractor", lambda: pytest.fail("opened"))
    assert runner.main([str(tmp_path / "none")]) == 0
    assert "nothing is measured" in capsys.readouterr().err
    assert runner.main([str(tmp_path)]) == 0


def test_a_sample_is_the_same_every_time_and_keeps_the_order() -> None:
    cases = [Case(Document(id=DocumentId(str(n)), text="x"), n) for n in range(50)]
    drawn = [case.gold for case in runner.chosen(cases, 10)]
    assert drawn == [case.gold for case in runner.chosen(cases, 10)]
    assert drawn == sorted(drawn)
    assert drawn != list(range(10))
    assert len(runner.chosen(cases, None)) == 50
