"""Decisions applied to events: what people said holds over what machines derived, until it is undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.errors import DecisionRefused
from dateline.model import (
    Anchor,
    Claim,
    ClaimId,
    Decision,
    DecisionKind,
    DocumentId,
    Event,
    ReviewState,
    TargetKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What stands of all decisions: those about claims and, oldest first, those about events."""

    rejected_claims: frozenset[ClaimId] = frozenset()
    confirmed_claims: frozenset[ClaimId] = frozenset()
    about_events: tuple[Decision, ...] = ()


def refound(decisions: Sequence[Decision], claims: Iterable[Claim]) -> tuple[Decision, ...]:
    """The decisions with their claims as they are called now.

    A newer reader may move a trigger, and with it the claim's id. A claim that is gone is looked for by the trigger
    that overlaps most with where it stood; one that is not found keeps its old id, and so decides nothing.
    """
    claims = tuple(claims)
    present = {claim.id for claim in claims}
    if all(anchor.claim in present for decision in decisions for anchor in decision.anchors):
        return tuple(decisions)
    by_document: dict[DocumentId, list[Claim]] = {}
    for claim in claims:
        by_document.setdefault(claim.document, []).append(claim)

    def now(anchor: Anchor) -> Anchor:
        if anchor.claim in present:
            return anchor
        return _nearest(anchor, by_document.get(anchor.document, ()))

    return tuple(_renamed(d, tuple(dict.fromkeys(map(now, d.anchors)))) for d in decisions)


def _nearest(anchor: Anchor, claims: Sequence[Claim]) -> Anchor:
    """The anchor of the claim whose trigger shares most characters; the same anchor where none shares any."""

    def shared(claim: Claim) -> int:
        return min(anchor.end, claim.trigger.end) - max(anchor.start, claim.trigger.start)

    best = max(claims, key=shared, default=None)
    return replace(anchor, claim=best.id) if best is not None and shared(best) > 0 else anchor


def _renamed(decision: Decision, anchors: tuple[Anchor, ...]) -> Decision:
    target = anchors[0].claim if decision.target_kind is TargetKind.CLAIM and anchors else decision.target
    return replace(decision, anchors=anchors, target=target)


def effects_of(decisions: Sequence[Decision]) -> Effects:
    """What stands of decisions, given oldest first. Of two about one claim the later holds.

    An undo takes back the decision that it names. One that names none, or an undo, has no effect: `checked` refuses it
    when it is taken, and a log in which two people undid the same thing at once still has one meaning.
    """
    undone = {d.target for d in decisions if d.kind is DecisionKind.UNDO and d.target_kind is TargetKind.DECISION}
    standing = [d for d in decisions if d.kind is not DecisionKind.UNDO and d.id not in undone]
    last: dict[ClaimId, DecisionKind] = {}
    for decision in standing:
        if decision.target_kind is TargetKind.CLAIM:
            last[ClaimId(decision.target)] = decision.kind
    return Effects(
        rejected_claims=frozenset(c for c, kind in last.items() if kind is DecisionKind.REJECT),
        confirmed_claims=frozenset(c for c, kind in last.items() if kind is DecisionKind.CONFIRM),
        about_events=tuple(d for d in standing if d.target_kind is TargetKind.EVENT),
    )


def applied(event: Event, effects: Effects) -> Event:
    """The event as people left it: reviewed, released.

    Later decisions hold over earlier ones; to reject is to withdraw from release. A release covers the claims that it
    was taken about: an event that grows waits for a new one. An event is confirmed by a decision about it, or claim by
    claim; a rejected event keeps that state where it has it by its claims alone.
    """
    standing = tuple(c for c in event.claims if c not in event.rejected_claims)
    if standing and effects.confirmed_claims.issuperset(standing):
        event = replace(event, review=ReviewState.CONFIRMED)
    for decision in effects.about_events:
        if not concerns(decision, event):
            continue
        if decision.kind is DecisionKind.CONFIRM:
            event = replace(event, review=ReviewState.CONFIRMED)
        elif decision.kind is DecisionKind.REJECT:
            event = replace(event, review=ReviewState.REJECTED, released=False)
        elif decision.kind is DecisionKind.RELEASE and event.review is not ReviewState.REJECTED:
            event = replace(event, released=set(event.claims) <= set(decision.claims))
    if not standing:
        event = replace(event, review=ReviewState.REJECTED, released=False)
    return event


def concerns(decision: Decision, event: Event) -> bool:
    """Whether a decision about an event is about this one: more than half of the claims of either are the other's.

    So a decision neither spreads to a larger event that its own was merged into, nor to the smaller part of a split.
    """
    return decision.target_kind is TargetKind.EVENT and _mostly(decision.claims, event.claims)


def _mostly(one: Sequence[ClaimId], other: Sequence[ClaimId]) -> bool:
    return 2 * len(set(one) & set(other)) > max(len(one), len(other))


def checked(decision: Decision, decisions: Sequence[Decision]) -> Decision:
    """The decision, if it can be taken after `decisions`.

    Raises:
        DecisionRefused: it undoes nothing, what is undone already, or an undo; it does to a claim or a decision what
            is done to events; it releases an event that is rejected; its id is taken.
    """
    if any(d.id == decision.id for d in decisions):
        raise DecisionRefused(f"There is a decision {decision.id} already. Give the new one an id of its own.")
    if decision.kind is DecisionKind.UNDO:
        _check_undo(decision, decisions)
    elif decision.target_kind is TargetKind.DECISION:
        raise DecisionRefused(f"A decision cannot be {_DONE[decision.kind]}. `dateline review undo` takes it back.")
    elif decision.kind is DecisionKind.RELEASE:
        _check_release(decision, decisions)
    return decision


_DONE = {
    DecisionKind.CONFIRM: "confirmed",
    DecisionKind.REJECT: "rejected",
    DecisionKind.RELEASE: "released",
    DecisionKind.UNDO: "undone",
}


def _check_undo(decision: Decision, decisions: Sequence[Decision]) -> None:
    if decision.target_kind is not TargetKind.DECISION:
        raise DecisionRefused(
            f"Only a decision can be undone, and {decision.target} is named as {decision.target_kind}."
        )
    named = next((d for d in decisions if d.id == decision.target), None)
    if named is None:
        raise DecisionRefused(f"There is no decision {decision.target} to undo.")
    if named.kind is DecisionKind.UNDO:
        raise DecisionRefused(f"Decision {decision.target} is an undo. Take the decision that it undid once more.")
    if any(d.kind is DecisionKind.UNDO and d.target == decision.target for d in decisions):
        raise DecisionRefused(f"Decision {decision.target} is undone already.")


def _check_release(decision: Decision, decisions: Sequence[Decision]) -> None:
    if decision.target_kind is not TargetKind.EVENT:
        raise DecisionRefused("Only an event can be released. Name the event that the claim belongs to.")
    state = ReviewState.UNREVIEWED
    effects = effects_of(decisions)
    for earlier in effects.about_events:
        about = _mostly(earlier.claims, decision.claims)
        if about and earlier.kind is not DecisionKind.RELEASE:
            state = ReviewState.REJECTED if earlier.kind is DecisionKind.REJECT else ReviewState.CONFIRMED
    gone = bool(decision.claims) and effects.rejected_claims.issuperset(decision.claims)
    if state is ReviewState.REJECTED or gone:
        raise DecisionRefused(f"Event {decision.target} is rejected. Confirm it, or undo the rejection, to release it.")
