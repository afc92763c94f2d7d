"""Which events stand in tables that list what happened."""

from __future__ import annotations

from dateline.model import Event, Modality, ReviewState, Status


def happened(event: Event) -> bool:
    """Whether somebody asserts that it happened and no decision rejects it.

    ACLED and UCDP list events, not denials, plans, attempts or suppositions; a row there would pass for an event.
    """
    return (
        event.modality.value is Modality.ACTUAL
        and event.status not in (Status.DENIED, Status.UNREALISED)
        and event.review is not ReviewState.REJECTED
    )
