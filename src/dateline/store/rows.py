"""Values as a store keeps them: checked, and as JSON where they have no columns of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticSerializationError

from dateline.errors import BadRecord
from dateline.model import Claim, Decision, Document, DocumentId, Event, Place, Rejection
from dateline.model.records import ClaimRecord, EventRecord
from dateline.store.base import Reading

MOST_VERSIONS = 2**31 - 1  # what every database holds as a number


def check_document(doc: Document, raw: bytes | None) -> str | None:
    """The digest of the raw bytes; None without any.

    Raises:
        BadRecord: a string cannot be encoded, the version is none, or the bytes are not those that the document names.
    """
    names = (doc.id, doc.source, doc.url, doc.title, doc.author, doc.language, doc.media_type, doc.version_of, doc.text)
    check_strings(f"document {doc.id!a}", names)
    if not 1 <= doc.version <= MOST_VERSIONS:
        raise BadRecord(f"document {doc.id}", f"version {doc.version:.6g} is none; count versions from 1")
    if raw is None:
        return None
    digest = hashlib.sha256(raw).hexdigest()
    if doc.raw_sha256 not in (None, digest):
        raise BadRecord(f"document {doc.id}", f"raw_sha256 is {doc.raw_sha256}, but the bytes have {digest}")
    return digest


def check_strings(where: str, strings: Iterable[str | None]) -> None:
    """Refuse what UTF-8 cannot hold: text is kept verbatim, so nothing is put in its place.

    Raises:
        BadRecord: a string holds half of a surrogate pair.
    """
    for words in strings:
        try:
            (words or "").encode()
        except UnicodeEncodeError as error:
            half = f"U+{ord(error.object[error.start]):04X}"
            raise BadRecord(
                where,
                f"half of a surrogate pair ({half}) at character {error.start}; decode the text anew and add that",
            ) from error


def check_same_text(doc: Document, known: str) -> None:
    """Refuse another text under the id of a stored document.

    Raises:
        BadRecord: the texts differ.
    """
    if known != doc.text:
        raise BadRecord(f"document {doc.id}", "stored with another text; give the changed text an id of its own")


def check_claims(key: DocumentId, claims: Sequence[Claim], reading: Reading) -> tuple[Claim, ...]:
    """The claims in the order of their triggers.

    Raises:
        BadRecord: two have one id, or one or the reading is of another document.
    """
    where = f"document {key}"
    check_strings(where, (reading.reader, reading.note))
    if reading.document != key or any(claim.document != key for claim in claims):
        raise BadRecord(where, "a claim or the reading is of another document")
    if len({claim.id for claim in claims}) < len(claims):
        raise BadRecord(where, "two claims have the same trigger and source; number them by `ordinal`")
    return tuple(sorted(claims, key=lambda claim: (claim.trigger.start, claim.trigger.end)))


def check_events(events: Sequence[Event]) -> None:
    """Refuse two events of one id.

    Raises:
        BadRecord: there are.
    """
    seen = set()
    for event in events:
        if event.id in seen:
            raise BadRecord(f"event {event.id}", "two events have this id")
        seen.add(event.id)


def check_decision(decision: Decision) -> None:
    """Refuse what cannot be written.

    Raises:
        BadRecord: a string holds half of a surrogate pair.
    """
    names = (decision.id, decision.user, decision.target, decision.reason, *decision.claims)
    names += tuple(anchor.document for anchor in decision.anchors)
    check_strings(f"decision {decision.id!a}", names)


def writable(rejection: Rejection) -> Rejection:
    """The rejection with what cannot be encoded spelled out: a file's name may be any bytes, and must still be kept."""
    return replace(
        rejection,
        locator=_spelled(rejection.locator),
        stage=_spelled(rejection.stage),
        reason=_spelled(rejection.reason),
    )


def _spelled(words: str) -> str:
    return words.encode(errors="backslashreplace").decode()


def claim_json(claim: Claim) -> str:
    """A claim as JSON.

    Raises:
        BadRecord: a value cannot be written.
    """
    try:
        return _json(ClaimRecord.of(claim))
    except (ValidationError, PydanticSerializationError, UnicodeError) as error:
        raise BadRecord(f"claim {claim.id} of document {claim.document!a}", _first_line(error)) from error


def event_json(event: Event) -> str:
    """An event as JSON.

    Raises:
        BadRecord: a value cannot be written.
    """
    try:
        return _json(EventRecord.of(event))
    except (ValidationError, PydanticSerializationError, UnicodeError) as error:
        raise BadRecord(f"event {event.id!a}", _first_line(error)) from error


def claim_of(record: str, document: str, population: int) -> Claim:
    """The claim that `claim_json` wrote. The population of its place, which records leave out, is kept beside it."""
    claim = ClaimRecord.model_validate_json(record).value(DocumentId(document))
    return replace(claim, place=_peopled(claim.place, population)) if claim.place and population else claim


def event_of(record: str, population: int) -> Event:
    """The event that `event_json` wrote."""
    event = EventRecord.model_validate_json(record).value()
    if event.place is None or not population:
        return event
    return replace(event, place=replace(event.place, value=_peopled(event.place.value, population)))


def _peopled(place: Place, population: int) -> Place:
    return replace(place, population=population)


def _json(record: BaseModel) -> str:
    return record.model_dump_json(exclude_defaults=True)


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error).partition("\n")[0]
