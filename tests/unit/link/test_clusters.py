from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.link.clusters import clusters
from dateline.model import Claim, Document, DocumentId, Interval, Level, Modality, Place, Span, SubEventType


def groups(desk: Any) -> set[frozenset[str]]:
    return {frozenset(c.claims) for c in clusters(desk.claims, desk.docs)}


def test_two_papers_that_tell_of_one_shelling_make_one_event_with_reasons(desk: Any) -> None:
    desk.paper("a", "Shells hit the railway station of Izyum on Wednesday, killing three people.")
    desk.paper("b", "Three people died when artillery struck the station in Izyum on 18 May.")
    one = desk.claim("a", "hit", killed=(3, 3), target="the railway station")
    other = desk.claim("b", "struck", killed=(3, 3), target="the station")
    (cluster,) = clusters(desk.claims, desk.docs)
    assert cluster.claims == (one.id, other.id)
    (link,) = cluster.links
    assert (link.claim, link.to) == (other.id, one.id)
    assert 0.5 < link.score <= 1
    assert "same place (Izyum)" in link.reasons
    assert "targets share station" in link.reasons
    assert "both 3 killed" in link.reasons


def test_one_town_shelled_on_successive_days_is_two_events(desk: Any) -> None:
    desk.paper("a", "Shells hit Izyum on Wednesday.")
    desk.paper("b", "Shells hit Izyum on Thursday.", day="2022-05-20")
    desk.claim("a", "hit", day="2022-05-18")
    desk.claim("b", "hit", day="2022-05-19")
    assert len(groups(desk)) == 2


def test_towns_far_apart_on_one_day_are_two_events(desk: Any) -> None:
    desk.paper("a", "Shells hit Izyum on Wednesday.")
    desk.paper("b", "Shells hit Balakliia on Wednesday.")
    desk.claim("a", "hit")
    desk.claim("b", "hit", place=desk.balakliia)
    assert len(groups(desk)) == 2


def test_a_document_never_tells_one_event_twice_by_one_source(desk: Any) -> None:
    desk.paper(
        "a", "Shells hit Izyum at dawn. Shells hit Izyum again at noon, police said. Then shells fell, police added."
    )
    desk.claim("a", "hit Izyum at")
    desk.claim("a", "hit Izyum again", by=("police",))
    desk.claim("a", "fell", by=("police",))
    assert all(len(group) < 3 for group in groups(desk))
    by_police = {c.id for c in desk.claims if c.attribution}
    assert not any(by_police <= group for group in groups(desk))


def test_two_sources_of_one_document_who_differ_tell_one_event(desk: Any) -> None:
    desk.paper(
        "a", "Shells killed five in Izyum on Wednesday, the mayor said. The hospital counted six dead of the shelling."
    )
    desk.claim("a", "killed", killed=(5, 5), by=("the mayor",))
    desk.claim("a", "shelling", killed=(6, 6), by=("The hospital",))
    assert len(groups(desk)) == 1


def test_a_sum_never_takes_in_a_single_event(desk: Any) -> None:
    desk.paper("a", "Izyum was shelled on Wednesday.")
    desk.paper("b", "Izyum was shelled 30 times on Wednesday.")
    desk.claim("a", "shelled")
    desk.claim("b", "shelled", aggregate=True)
    assert len(groups(desk)) == 2


def test_sums_over_other_periods_stay_apart(desk: Any) -> None:
    desk.paper("a", "Izyum was shelled 30 times in the first week of May.")
    desk.paper("b", "Izyum was shelled 90 times in May.")
    desk.claim("a", "shelled", aggregate=True, day="2022-05-01", until="2022-05-07")
    desk.claim("b", "shelled", aggregate=True, day="2022-05-01", until="2022-05-31")
    assert len(groups(desk)) == 2


def test_a_denial_joins_the_act_that_it_denies(desk: Any) -> None:
    desk.paper("a", "Russian guns shelled the market of Izyum on Wednesday.")
    desk.paper("b", "Our forces did not shell the market of Izyum, the ministry said.", source="Ministry")
    desk.claim("a", "shelled", target="the market")
    desk.claim("b", "shell", target="the market", modality=Modality.DENIED, by=("the ministry",))
    assert len(groups(desk)) == 1


def test_an_undated_claim_finds_its_event_by_place_and_words(desk: Any) -> None:
    desk.paper("a", "A drone burned the grain elevator of Izyum on Wednesday.")
    desk.paper("b", "The grain elevator of Izyum was burned by a drone.")
    desk.claim("a", "burned", kind=SubEventType.AIR_STRIKE, target="the grain elevator", weapon="drone")
    desk.claim("b", "burned", kind=SubEventType.AIR_STRIKE, target="grain elevator", weapon="drone", day=None)
    assert len(groups(desk)) == 1


def test_clusters_do_not_chain_through_a_vague_middle_claim(desk: Any) -> None:
    # "May 17 to 18" resembles both days; the days themselves are apart, and so must the events stay.
    desk.paper("a", "Shells hit Izyum on Tuesday.")
    desk.paper("b", "Shells hit Izyum between Tuesday and Wednesday.")
    desk.paper("c", "Shells hit Izyum on Thursday.", day="2022-05-20")
    first = desk.claim("a", "hit", day="2022-05-17")
    desk.claim("b", "hit", day="2022-05-17", until="2022-05-18")
    last = desk.claim("c", "hit", day="2022-05-19")
    assert not any({first.id, last.id} <= group for group in groups(desk))


def test_clusters_and_claims_come_in_the_order_given(desk: Any) -> None:
    for key in "zyx":
        desk.paper(key, "Shells hit the bakery of Izyum on Wednesday, killing nine.")
        desk.claim(key, "hit", killed=(9, 9), target="the bakery")
    desk.paper("a", "Gunmen kidnapped a judge in Marib.")
    desk.claims.insert(0, desk.claim("a", "kidnapped", kind=SubEventType.ABDUCTION, place=desk.marib))
    desk.claims.pop()
    found = clusters(desk.claims, desk.docs)
    assert [c.claims for c in found] == [(desk.claims[0].id,), tuple(c.id for c in desk.claims[1:])]


def test_links_lead_from_claims_of_an_event_to_earlier_ones(desk: Any) -> None:
    for n in range(4):
        desk.paper(f"d{n}", "Shells hit the bakery of Izyum on Wednesday, killing nine.")
        desk.claim(f"d{n}", "hit", killed=(9, 9), target="the bakery")
    (cluster,) = clusters(desk.claims, desk.docs)
    at = {claim: n for n, claim in enumerate(cluster.claims)}
    assert [at[link.claim] for link in cluster.links] == [1, 2, 3]
    assert all(at[link.to] < at[link.claim] for link in cluster.links)


def test_a_claim_without_its_document_still_stands_in_an_event(desk: Any) -> None:
    desk.paper("a", "Shells hit Izyum.")
    claim = desk.claim("a", "hit")
    assert [c.claims for c in clusters([claim], {})] == [(claim.id,)]
    assert clusters([], {}) == ()


SENTENCES = (
    "Shells hit the school of Izyum, killing three.",
    "Artillery struck a school in Izyum; three died.",
    "Izyum was shelled, the mayor said.",
    "Soldiers shot a driver near Izyum.",
    "No shell of ours fell on Izyum.",
)


@st.composite
def reports(draw: st.DrawFn) -> tuple[list[Claim], dict[DocumentId, Document]]:
    docs, claims = {}, []
    for n in range(draw(st.integers(1, 9))):
        text = draw(st.sampled_from(SENTENCES))
        doc = Document(
            id=DocumentId(f"d{n}"), text=text, source=f"S{draw(st.integers(0, 3))}", published=date(2022, 5, 20)
        )
        docs[doc.id] = doc
        day = date(2022, 5, 17) + timedelta(days=draw(st.integers(0, 3)))
        claims.append(
            Claim(
                document=doc.id,
                trigger=Span.of(text, 0, 6),
                kind=draw(st.sampled_from((SubEventType.SHELLING, SubEventType.ATTACK))),
                place=draw(
                    st.sampled_from(
                        (None, *(Place(name=n, country="UA", lat=49.2, lon=lon, level=Level.TOWN) for n, lon in TOWNS))
                    )
                ),
                when=draw(st.sampled_from((None, Interval.on(day)))),
                modality=draw(st.sampled_from((Modality.ACTUAL, Modality.DENIED))),
                aggregate=draw(st.booleans()),
            )
        )
    return claims, docs


TOWNS = (("Izyum", 37.25), ("Oskil", 37.43))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter_and_no_claim_is_in_two_events(
    told: tuple[list[Claim], dict[DocumentId, Document]], random: Any
) -> None:
    claims, docs = told
    found = clusters(claims, docs)
    assert sorted(c for cluster in found for c in cluster.claims) == sorted(c.id for c in claims)
    shuffled = random.sample(claims, len(claims))
    again = clusters(shuffled, dict(reversed(docs.items())))
    assert {frozenset(c.claims) for c in again} == {frozenset(c.claims) for c in found}
    assert all(not (a.aggregate ^ b.aggregate) for c in found for a in _of(c, claims) for b in _of(c, claims))


def _of(cluster: Any, claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.id in cluster.claims]


def test_hostile_texts_are_linked_without_a_crash(new_desk: Callable[[], Any]) -> None:
    for text in ("x" * 1_000_000, "😀 shelled \u202eIzyum\u200f", "\ud800 hit", "\x00 hit " * 50):
        desk = new_desk()
        desk.paper("a", text)
        desk.claim("a", text[:1], place=None, day=None)
        assert len(clusters(desk.claims, desk.docs)) == 1


def test_gold_claims_of_evaluation_data_are_linked_well_enough(shared: Any) -> None:
    import json

    from dateline.model.records import ReadRecord

    docs, names = {}, {}
    for line in (shared / "gold/dev/gold.jsonl").read_text(encoding="utf-8").splitlines():
        read = ReadRecord.model_validate(json.loads(line))
        doc = read.document.value()
        docs[doc.id] = doc
        for n, record in enumerate(read.claims, start=1):
            claim = record.model_copy(update={"ordinal": n}).value(doc.id)
            names[claim.id] = (f"{doc.id}#{n}", claim)
    found = clusters([claim for _, claim in names.values()], docs)
    got = {frozenset((names[a][0], names[b][0])) for c in found for a in c.claims for b in c.claims if a != b}
    links = (shared / "gold/dev/links.jsonl").read_text(encoding="utf-8").splitlines()
    want = {frozenset((a, b)) for e in map(json.loads, links) for a in e["claims"] for b in e["claims"] if a != b}
    hits = len(got & want)
    assert 2 * hits / (len(got) + len(want)) >= 0.5
