"""What the API gives: events, their claims and words, documents, counts."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest


def get(client: Any, path: str) -> Any:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def ids(client: Any, query: str) -> list[str]:
    return [event["id"] for event in get(client, f"events?{query}")["events"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["bomb", "strike", "hostile", "plan"]),
        ("near=46.85,35.37&within_km=10", ["bomb"]),
        ("bbox=37,49,38,50", ["strike"]),
        ("since=2022-05-20", ["bomb"]),
        ("until=2022-05-20", ["strike"]),
        ("type=Battles&type=Violence+against+civilians", ["hostile", "plan"]),
        ("sub_type=Shelling/artillery/missile+attack", ["strike"]),
        ("status=disputed&status=unrealised", ["strike", "plan"]),
        ("modality=planned", ["plan"]),
        ("grade=c", ["strike"]),
        ("grade=F6", ["bomb"]),
        ("country=ua", ["bomb", "strike", "plan"]),
        ("review=confirmed", []),
        ("released=true", []),
        ("q=market+Izyum", ["strike"]),
        ("dated=false", ["hostile", "plan"]),
        ("placed=false", ["hostile"]),
        ("status=disputed&modality=planned", []),
    ],
)
def test_every_filter_narrows_by_its_own_name(client: Any, query: str, expected: list[str]) -> None:
    assert ids(client, query) == expected


def test_pages_of_events_join_to_all_of_them(client: Any) -> None:
    first = get(client, "events?limit=3")
    assert first["total"] == 4
    second = get(client, f"events?limit=3&cursor={first['next']}")
    assert [e["id"] for e in first["events"] + second["events"]] == ["bomb", "strike", "hostile", "plan"]
    assert second["next"] is None


def test_an_event_comes_with_its_claims_and_the_words_that_say_so(client: Any, desk: ModuleType) -> None:
    found = get(client, "events/strike")
    assert "Izyum" in found["headline"]
    assert [c["claim"]["id"] for c in found["claims"]] == list(desk.STRIKE_EVENT.claims)
    for claim, out in zip((desk.STRUCK, desk.DENIED, desk.WITNESS), found["claims"], strict=True):
        quote = out["quote"]
        marked = {quote["text"][m["start"] : m["end"]]: m["kind"] for m in quote["marks"]}
        assert marked[claim.trigger.text] == "trigger"
        assert {s.text for s in claim.attribution} <= set(marked)
    assert found["claims"][0]["chain"] == ["Steppe Wire", "the governor Oleh Marchenko"]


def test_a_chain_goes_from_the_outlet_to_the_innermost_source(client: Any, desk: ModuleType) -> None:
    found = get(client, f"claims/{desk.PLAN.id}")
    assert found["chain"] == ["Ridge Channel", "The Lantern", "the exiled mayor"]
    assert found["event"] == "plan"


def test_spans_of_a_document_stand_where_python_counts_them(client: Any, desk: ModuleType) -> None:
    found = get(client, "documents/hostile")
    text = found["document"]["text"]
    assert text == desk.HOSTILE_DOC.text
    for claim in found["claims"]:
        for span in (claim["trigger"], *claim["actor"], *claim["target"]):
            assert text[span["start"] : span["end"]] == span["text"]


def test_a_document_whose_id_has_a_slash_is_found(client: Any, desk: ModuleType) -> None:
    found = get(client, "documents/channel%2F7")
    assert found["document"]["id"] == "channel/7"
    assert found["events"] == {desk.BOMB.id: "bomb", desk.PLAN.id: "plan"}


def test_an_unread_document_says_why(client: Any) -> None:
    assert get(client, "documents/unread")["reading"] == {"reader": None, "note": "no reader reads uk"}


def test_the_timeline_counts_days_and_what_has_none(client: Any) -> None:
    found = get(client, "timeline")
    assert found["unit"] == "day"
    assert [(b["start"], b["counts"]) for b in found["bins"]] == [
        ("2022-05-18", {"Explosions/Remote violence": 1}),
        ("2022-05-30", {"Explosions/Remote violence": 1}),
    ]
    assert found["undated"] == 2


def test_the_timeline_bins_by_month_and_year_when_asked(client: Any) -> None:
    (may,) = get(client, "timeline?unit=month")["bins"]
    assert (may["start"], may["end"], may["counts"]) == ("2022-05-01", "2022-05-31", {"Explosions/Remote violence": 2})
    (year,) = get(client, "timeline?unit=year")["bins"]
    assert (year["start"], year["end"]) == ("2022-01-01", "2022-12-31")


def test_a_chosen_facet_still_shows_what_its_other_values_would_give(client: Any) -> None:
    found = get(client, "facets?type=Battles")
    assert found["type"] == {"Battles": 1, "Explosions/Remote violence": 2, "Violence against civilians": 1}
    assert found["status"] == {"unrealised": 1}


def test_the_map_has_longitude_first_and_counts_what_has_no_place(client: Any) -> None:
    found = get(client, "map")
    points = {f["properties"]["id"]: f for f in found["features"]}
    assert points["strike"]["geometry"] == {"type": "Point", "coordinates": [37.2485, 49.2088]}
    assert points["plan"]["properties"]["level"] == "admin1"
    assert found["unplaced"] == 1


def test_search_finds_an_unread_document_and_marks_the_words(client: Any) -> None:
    (hit,) = get(client, "search?q=ринок")["hits"]
    assert hit["document"]["id"] == "unread"
    assert [hit["snippet"][a:b] for a, b in hit["marks"]] == ["ринок"]
    assert hit["events"] == []


def test_meta_counts_what_the_store_holds(client: Any) -> None:
    found = get(client, "meta")
    assert (found["documents"], found["claims"], found["events"]) == (4, 6, 4)
    assert (found["first"], found["last"], found["readers"]) == ("2022-05-18", "2022-05-30", ["by hand 1"])


def test_an_answer_known_already_is_not_sent_again(client: Any) -> None:
    first = client.get("/api/events")
    again = client.get("/api/events", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    client.post("/api/decisions", json={"kind": "confirm", "target": "bomb"})
    after = client.get("/api/events", headers={"If-None-Match": first.headers["etag"]})
    assert after.status_code == 200


def test_openapi_describes_every_route_and_the_problems(client: Any) -> None:
    schema = get(client, "openapi.json")
    assert {"/api/events", "/api/events/{key}", "/api/map", "/api/decisions"} <= set(schema["paths"])
    assert schema["components"]["schemas"]["Problem"]["properties"]["detail"]["type"] == "string"
    names = {p["name"] for p in schema["paths"]["/api/events"]["get"]["parameters"]}
    filters = (
        "near within_km bbox since until type sub_type status modality grade country review released q dated placed"
    )
    assert set(filters.split()) <= names
