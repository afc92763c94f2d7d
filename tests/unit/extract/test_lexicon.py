from __future__ import annotations

from collections import defaultdict

from dateline.extract.kinds import Circumstances, kind_of
from dateline.extract.lexicon import Family, Pos, entries, forms
from dateline.extract.nouns import Means
from dateline.model import SubEventType


def test_the_common_families_know_forty_ways_to_name_an_event() -> None:
    ways: dict[Family, set[tuple[object, ...]]] = defaultdict(set)
    for group in entries().values():
        for entry in group:
            ways[entry.family] |= {(entry.lemma, companion) for companion in entry.companions or {""}}
    common = [Family.KILL, Family.CLASH, Family.AIR, Family.SHELL, Family.TAKE, Family.RETAKE, Family.GROUP]
    common += [Family.DESTROY, Family.PROTEST, Family.ABDUCT, Family.AGREE, Family.WITHDRAW, Family.OTHER]
    assert {family.name: len(ways[family]) for family in common if len(ways[family]) < 40} == {}


def test_every_family_has_an_entry() -> None:
    assert {entry.family for group in entries().values() for entry in group} == set(Family)


def test_an_entry_that_asks_for_company_comes_before_one_that_takes_any() -> None:
    group = entries()[("shoot", Pos.VERB)]
    bare = [bool(entry.companions) for entry in group]
    assert bare == sorted(bare, reverse=True)


def test_irregular_forms_are_known() -> None:
    assert {"withdrew", "withdrawn"} <= forms("withdraw")
    assert {"kidnapped", "kidnapping"} <= forms("kidnap")


def test_who_takes_ground_decides_its_type() -> None:
    state = Circumstances(by_state=True)
    rebels = Circumstances(by_non_state=True)
    assert kind_of(Family.TAKE, state) is SubEventType.GOVERNMENT_REGAINS
    assert kind_of(Family.TAKE, rebels) is SubEventType.NON_STATE_OVERTAKES
    assert kind_of(Family.RETAKE, Circumstances(by_state=True, by_outsider=True)) is SubEventType.NON_STATE_OVERTAKES


def test_the_means_outdo_the_attacked() -> None:
    assert kind_of(Family.KILL, Circumstances(means=Means.GRENADE, attacked_armed=True)) is SubEventType.GRENADE
