from __future__ import annotations

import pytest

from dateline.errors import BadRecord
from dateline.model import SourceKind
from dateline.model.names import name_key
from dateline.resources.sources import load_sources, table_of

ROW = {
    "name": "Gulf Wire",
    "aliases": "GW|The Gulf Wire",
    "kind": "agency",
    "country": "AE",
    "party_to": "",
    "reliability": "C",
}


def test_every_spelling_of_a_source_leads_to_it() -> None:
    table = load_sources()
    for names in (
        ("Reuters", "Thomson Reuters", "Reuters news agency"),
        ("Ukraine’s General Staff", "the General Staff of the Armed Forces of Ukraine", "Генштаб ЗСУ"),
        ("Russian Defence Ministry", "Russia's MoD", "the Russian Ministry of Defense", "Минобороны РФ"),
    ):
        assert len({table[name_key(name)].name for name in names}) == 1


def test_the_table_is_broad_and_sober() -> None:
    sources = {s.name: s for s in load_sources().values()}
    assert len(sources) >= 60
    assert {s.kind for s in sources.values()} >= {
        SourceKind.AGENCY,
        SourceKind.OUTLET,
        SourceKind.GOVERNMENT,
        SourceKind.MILITARY,
        SourceKind.ARMED_GROUP,
        SourceKind.NGO,
        SourceKind.INTERNATIONAL,
    }
    assert all(s.reliability in "CDE" for s in sources.values() if s.party_to), "a party is at best C in its own war"
    assert sum(s.reliability == "A" for s in sources.values()) <= len(sources) // 20


def test_the_table_is_read_only() -> None:
    with pytest.raises(TypeError):
        load_sources()["x"] = load_sources()["reuters"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("change", "words"),
    [({"reliability": "Z"}, "letter"), ({"kind": "wire"}, "unknown kind"), ({"name": " "}, "needs a name")],
)
def test_a_wrong_row_is_refused_with_its_line(change: dict[str, str], words: str) -> None:
    with pytest.raises(BadRecord, match=rf"line 2: .*{words}"):
        table_of([ROW | change])


def test_one_alias_cannot_have_two_sources() -> None:
    with pytest.raises(BadRecord, match=r"line 3: .*Gulf Wire already"):
        table_of([ROW, ROW | {"name": "Other", "aliases": "gw"}])
