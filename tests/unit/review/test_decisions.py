from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dateline.errors import DecisionRefused
from dateline.model import (
    Anchor,
    Choice,
    Claim,
    ClaimId,
    Decision,
    DecisionKind,
    DocumentId,
    Event,
    EventId,
    Modality,
    ReviewState,
    Span,
    SubEventType,
    TargetKind,
)
from dateline.review.decisions import applied, checked, effects_of, refound

CLAIMS = (ClaimId("c1"), ClaimId("c2"), ClaimId("c3"))
ANCHORS = tuple(Anchor(c, DocumentId("d"), 10 * n, 10 * n + 5) for n, c in enumerate(CLAIMS))
EVENT = Event(
    id=EventId("e1"),
    claims=CLAIMS,
    kind=Choice(value=SubEventType.SHELLING, supporting=CLAIMS),
    modality=Choice(value=Modality.ACTUAL, supporting=CLAIMS),
)
CONFIRM, REJECT, RELEASE, UNDO = DecisionKind.CONFIRM, DecisionKind.REJECT, DecisionKind.RELEASE, DecisionKind.UNDO


def event_decision(key: str, kind: DecisionKind, target: str = "e1") -> Decision:
    at = datetime(2022, 6, 3, tzinfo=UTC)
    return Decision(id=key, at=at, user="ana", kind=kind, target_kind=TargetKind.EVENT, target=target, anchors=ANCHORS)


def claim_decision(key: str, kind: DecisionKind, target: str = "c1") -> Decision:
    return replace(event_decision(key, kind, target), target_kind=TargetKind.CLAIM, anchors=())


def undo(key: str, target: str) -> Decision:
    return replace(event_decision(key, UNDO, target), target_kind=TargetKind.DECISION, anchors=())


def after(*decisions: Decision) -> tuple[ReviewState, bool]:
    event = applied(EVENT, effects_of(decisions))
    return event.review, event.released


def test_the_later_of_two_decisions_about_an_event_holds() -> None:
    assert after(event_decision("1", REJECT), event_decision("2", CONFIRM)) == (ReviewState.CONFIRMED, False)
    assert after(event_decision("1", CONFIRM), event_decision("2", REJECT)) == (ReviewState.REJECTED, False)


def test_a_rejection_withdraws_a_release() -> None:
    assert after(event_decision("1", RELEASE)) == (ReviewState.UNREVIEWED, True)
    assert after(event_decision("1", RELEASE), event_decision("2", REJECT)) == (ReviewState.REJECTED, False)


def test_an_undo_takes_back_what_it_names_and_nothing_else() -> None:
    confirm, release = event_decision("1", CONFIRM), event_decision("2", RELEASE)
    assert after(confirm, release, undo("3", "2")) == (ReviewState.CONFIRMED, False)
    assert after(confirm, release, undo("3", "1")) == (ReviewState.UNREVIEWED, True)


def test_undoing_everything_restores_the_first_state() -> None:
    taken = [event_decision("1", REJECT), claim_decision("2", REJECT), event_decision("3", CONFIRM)]
    undone = [undo(f"u{d.id}", d.id) for d in taken]
    assert effects_of([*taken, *undone]) == effects_of([])


def test_a_decision_finds_its_event_by_its_claims_when_the_id_has_changed() -> None:
    decision = event_decision("1", CONFIRM, target="an older id")
    grown = replace(EVENT, claims=(ClaimId("c0"), *CLAIMS))
    lesser_half = replace(EVENT, claims=(CLAIMS[0], ClaimId("c9")))
    assert applied(grown, effects_of([decision])).review is ReviewState.CONFIRMED
    assert applied(lesser_half, effects_of([decision])).review is ReviewState.UNREVIEWED


def test_a_release_does_not_cover_what_joins_the_event_later() -> None:
    release = event_decision("1", RELEASE)
    assert applied(EVENT, effects_of([release])).released
    grown = replace(EVENT, claims=(*CLAIMS, ClaimId("c9")))
    assert not applied(grown, effects_of([release])).released


def test_a_decision_does_not_spread_to_a_larger_event_that_its_own_was_merged_into() -> None:
    reject = replace(event_decision("1", REJECT), anchors=ANCHORS[:1])
    assert applied(EVENT, effects_of([reject])).review is ReviewState.UNREVIEWED


def test_an_event_is_confirmed_when_each_of_its_claims_is() -> None:
    each = [claim_decision(str(n), CONFIRM, claim) for n, claim in enumerate(CLAIMS)]
    assert after(*each)[0] is ReviewState.CONFIRMED
    assert after(*each[:2])[0] is ReviewState.UNREVIEWED


def test_decisions_find_their_claims_under_a_newer_reader_by_the_overlapping_trigger() -> None:
    moved = Claim(document=DocumentId("d"), trigger=Span(8, 15, "y a bom"), kind=SubEventType.REMOTE_EXPLOSIVE)
    other = replace(moved, trigger=Span(40, 44, "raid"))
    reject = replace(claim_decision("1", REJECT, "c2"), anchors=ANCHORS[1:2])
    assert effects_of(refound([reject], [moved, other])).rejected_claims == {moved.id}
    assert effects_of(refound([reject], [other])).rejected_claims == {"c2"}
    about_event = replace(event_decision("2", REJECT), anchors=ANCHORS[1:2])
    event = replace(EVENT, claims=(moved.id,))
    assert applied(event, effects_of(refound([about_event], [moved]))).review is ReviewState.REJECTED


def test_claims_are_rejected_until_a_later_confirmation() -> None:
    reject, confirm = claim_decision("1", REJECT), claim_decision("2", CONFIRM)
    assert effects_of([reject]).rejected_claims == {"c1"}
    assert effects_of([reject, confirm]).rejected_claims == frozenset()
    assert effects_of([reject, undo("3", "1")]).rejected_claims == frozenset()


def test_an_event_whose_claims_are_all_rejected_is_never_released() -> None:
    gone = replace(EVENT, rejected_claims=CLAIMS)
    event = applied(gone, effects_of([event_decision("1", CONFIRM), event_decision("2", RELEASE)]))
    assert (event.review, event.released) == (ReviewState.REJECTED, False)


@pytest.mark.parametrize(
    ("taken", "new", "words"),
    [
        ([], undo("2", "1"), "no decision 1"),
        ([event_decision("1", CONFIRM), undo("2", "1")], undo("3", "1"), "undone already"),
        ([event_decision("1", CONFIRM), undo("2", "1")], undo("3", "2"), "is an undo"),
        ([event_decision("1", REJECT)], event_decision("2", RELEASE), "rejected"),
        ([event_decision("1", REJECT, "older id")], event_decision("2", RELEASE), "rejected"),
        ([claim_decision(f"{n}", REJECT, c) for n, c in enumerate(CLAIMS)], event_decision("9", RELEASE), "rejected"),
        ([], claim_decision("1", RELEASE), "Only an event"),
        ([event_decision("1", CONFIRM)], event_decision("1", REJECT), "already"),
        ([], replace(undo("1", "x"), kind=CONFIRM), "cannot be confirmed"),
        ([], replace(undo("1", "e1"), target_kind=TargetKind.EVENT), "Only a decision can be undone"),
    ],
)
def test_nonsense_is_refused_with_what_to_do(taken: list[Decision], new: Decision, words: str) -> None:
    with pytest.raises(DecisionRefused, match=words):
        checked(new, taken)


def test_sound_decisions_pass_unchanged() -> None:
    reject = event_decision("1", REJECT)
    log = [reject, undo("2", "1")]
    release = event_decision("3", RELEASE)
    assert checked(release, log) is release
    assert checked(reject, []) is reject
    assert checked(event_decision("4", RELEASE), [reject, event_decision("2", CONFIRM)]).id == "4"
