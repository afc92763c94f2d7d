"""Decisions over the API."""

from __future__ import annotations

from typing import Any

import pytest

CONFIRM = {"kind": "confirm", "target": "bomb", "reason": "called back"}


def test_a_confirmed_event_is_confirmed_until_that_is_undone(client: Any) -> None:
    taken = client.post("/api/decisions", json=CONFIRM)
    assert taken.status_code == 201
    event = client.get("/api/events/bomb").json()
    assert event["event"]["review"] == "confirmed"
    assert [(d["kind"], d["reason"], d["undone"]) for d in event["decisions"]] == [("confirm", "called back", False)]
    undo = {"kind": "undo", "target_kind": "decision", "target": taken.json()["id"]}
    assert client.post("/api/decisions", json=undo).status_code == 201
    event = client.get("/api/events/bomb").json()
    assert event["event"]["review"] == "unreviewed"
    assert [(d["kind"], d["undone"]) for d in event["decisions"]] == [("confirm", True), ("undo", False)]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:8710"},
    ],
)
def test_another_site_cannot_decide(client: Any, headers: dict[str, str]) -> None:
    assert client.post("/api/decisions", json=CONFIRM, headers=headers).status_code == 403
    assert client.get("/api/decisions").json() == []


def test_the_own_page_can_decide(client: Any) -> None:
    headers = {"Origin": "http://127.0.0.1:8710", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/api/decisions", json=CONFIRM, headers=headers).status_code == 201


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"kind": "confirm", "target": "none"}, 404),
        ({"kind": "confirm", "target": "none", "target_kind": "claim"}, 404),
        ({"kind": "undo", "target": "none", "target_kind": "decision"}, 404),
        ({"kind": "confirm", "target": "d1", "target_kind": "decision"}, 409),
        ({"kind": "erase", "target": "bomb"}, 422),
        ({"kind": "confirm"}, 422),
        ({"kind": "confirm", "target": "bomb", "reason": "x" * 2001}, 422),
    ],
)
def test_a_decision_about_nothing_is_refused(client: Any, body: dict[str, str], status: int) -> None:
    answer = client.post("/api/decisions", json=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_form_of_another_site_is_no_decision(client: Any) -> None:
    answer = client.post(
        "/api/decisions", content=b'{"kind":"confirm","target":"bomb"}', headers={"Content-Type": "text/plain"}
    )
    assert answer.status_code == 422


def test_an_app_without_a_decider_only_shows(bare: Any) -> None:
    assert bare.post("/api/decisions", json=CONFIRM).status_code == 409
