"""Status and Admiralty grade of an event, each with its reason in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.model import Claim, ClaimId, Grade, Modality, Origin, Source, Status
from dateline.model.names import name_key

_CANNOT_BE_JUDGED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Stances:
    """Who asserts, who denies."""

    asserting: tuple[Origin, ...]
    denying: tuple[Origin, ...]
    hedged: bool  # every assertion is hedged

    @classmethod
    def of(cls, origins: Sequence[Origin], claims: Mapping[ClaimId, Claim]) -> Stances:
        """Where each origin stands by its claims in `claims`; one that asserts and denies asserts."""
        asserting, denying, assertions = [], [], []
        for origin in origins:
            told = [claims[c] for c in origin.claims if c in claims]
            actual = [c for c in told if c.modality is Modality.ACTUAL]
            assertions += actual
            if actual:
                asserting.append(origin)
            elif any(c.modality is Modality.DENIED for c in told):
                denying.append(origin)
        return cls(
            asserting=tuple(asserting),
            denying=tuple(denying),
            hedged=bool(assertions) and all(c.hedged for c in assertions),
        )


def status(stances: Stances) -> Status:
    """How the event stands between its origins."""
    if not stances.asserting:
        return Status.DENIED if stances.denying else Status.UNREALISED
    if stances.denying:
        return Status.DISPUTED
    return Status.CORROBORATED if len(stances.asserting) > 1 else Status.SINGLE_ORIGIN


def grade(stances: Stances, sources: Mapping[str, Source]) -> Grade:
    """Admiralty code: the letter of the most reliable origin that asserts it, a figure for how well it is confirmed."""
    letter, why = _reliability(stances, sources)
    figure, because = _credibility(stances, letter)
    return Grade(
        reliability=letter,
        credibility=figure,
        reliability_reason=why[0].upper() + why[1:],
        credibility_reason=because[0].upper() + because[1:],
    )


def _reliability(stances: Stances, sources: Mapping[str, Source]) -> tuple[str, str]:
    if not stances.asserting:
        return "F", "No origin asserts the event, so no reliability applies."
    rated = [(letter_of(o.name, sources), o.name) for o in stances.asserting]
    letter, name = min(rated, key=lambda r: r[0])  # min keeps the first of equals
    if letter == "F":
        return "F", f"No track record is known for {_list([n for _, n in rated])}."
    return letter, f"{name}, the most reliable origin that asserts it, stands at {letter} by default."


def letter_of(name: str, sources: Mapping[str, Source]) -> str:
    """The letter that a desk gives a source before it knows more; F for one that is not in the table."""
    for source in (sources.get(name), sources.get(name_key(name))):
        if source is not None:
            return source.reliability
    return "F"


def _credibility(stances: Stances, letter: str) -> tuple[int, str]:
    figure, because = _confirmation(stances, letter)
    if stances.hedged and figure < 5:
        return figure + 1, f"{because.removesuffix('.')}, and every one of them marks doubt."
    return figure, because


def _confirmation(stances: Stances, letter: str) -> tuple[int, str]:
    asserting, denying = stances.asserting, stances.denying
    if not asserting:
        if denying:
            return 5, f"Only a denial is known, by {_names(denying)}."
        return _CANNOT_BE_JUDGED, "It is only planned, attempted or supposed, which cannot be confirmed."
    free = [o for o in asserting if not o.partisan]
    if denying:
        return _disputed(asserting, denying, free)
    if len(free) > 1:
        return 1, f"{len(free)} independent origins that are no party to the conflict assert it: {_names(free)}."
    if len(asserting) > 1:
        return 2, f"{len(asserting)} independent origins assert it, {_partisans(asserting)}: {_names(asserting)}."
    if asserting[0].partisan:
        return 4, f"Only {asserting[0].name}, a party to the conflict, asserts it."
    if letter == "F":
        return _CANNOT_BE_JUDGED, f"Only {asserting[0].name} asserts it, of whom nothing is known."
    return 3, f"Only {asserting[0].name} asserts it, and nothing contradicts it."


def _disputed(asserting: Sequence[Origin], denying: Sequence[Origin], free: Sequence[Origin]) -> tuple[int, str]:
    against = f"{_names(denying)} {'denies' if len(denying) == 1 else 'deny'} it"
    if len(free) > 1 and all(o.partisan for o in denying):
        return 2, f"{len(free)} independent origins assert it, though {against}."
    if len(free) > len(denying):
        return 3, f"More independent origins assert it than deny it; {against}."
    if free:
        return 4, f"{_names(asserting)} {'asserts' if len(asserting) == 1 else 'assert'} it, but {against}."
    return 5, f"Only parties to the conflict assert it, and {against}."


def _partisans(origins: Sequence[Origin]) -> str:
    many = sum(o.partisan for o in origins)
    if many == len(origins):
        return "all of them parties to the conflict"
    return f"{many} of them {'a party' if many == 1 else 'parties'} to the conflict"


def _names(origins: Sequence[Origin]) -> str:
    return _list([o.name for o in origins])


def _list(names: Sequence[str]) -> str:
    shown = list(dict.fromkeys(names))
    if len(shown) > 4:
        return f"{', '.join(shown[:3])} and {len(shown) - 3} more"
    return " and ".join(part for part in (", ".join(shown[:-1]), shown[-1]) if part)
