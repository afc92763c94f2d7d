"""Status and Admiralty grade of an event, each with its reason in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.model import Claim, ClaimId, Grade, Modality, Origin, Source, Status
from dateline.model.names import name_key

_CANNOT_BE_JUDGED = 6
_STANCES = (Modality.ACTUAL, Modality.ATTEMPTED, Modality.DENIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stances:
    """Who asserts it, who tells of an attempt, who denies it. Each origin stands in one of the three, or in none."""

    asserting: tuple[Origin, ...]
    attempting: tuple[Origin, ...]
    denying: tuple[Origin, ...]
    hedged: bool  # every claim of those whose word counts is hedged

    @property
    def telling(self) -> tuple[Origin, ...]:
        """Whose word a denial stands against and the grade rests on: who asserts it; else who tells of an attempt."""
        return self.asserting or self.attempting

    @property
    def verb(self) -> tuple[str, str]:
        """What one and several of `telling` do."""
        return ("asserts it", "assert it") if self.asserting else ("reports an attempt", "report an attempt")

    @classmethod
    def of(cls, origins: Sequence[Origin], claims: Mapping[ClaimId, Claim]) -> Stances:
        """How each origin stands by its claims in `claims`: for the act before an attempt, for both before a denial."""
        standing: dict[Modality, list[Origin]] = {m: [] for m in _STANCES}
        words: dict[Modality, list[Claim]] = {m: [] for m in _STANCES}
        for origin in origins:
            told = [claims[c] for c in origin.claims if c in claims]
            stance = next((m for m in _STANCES if any(c.modality is m for c in told)), None)
            if stance is not None:
                standing[stance].append(origin)
                words[stance] += [c for c in told if c.modality is stance]
        counting = words[Modality.ACTUAL] or words[Modality.ATTEMPTED]
        return cls(
            asserting=tuple(standing[Modality.ACTUAL]),
            attempting=tuple(standing[Modality.ATTEMPTED]),
            denying=tuple(standing[Modality.DENIED]),
            hedged=bool(counting) and all(c.hedged for c in counting),
        )


def status(stances: Stances) -> Status:
    """How the event stands between its origins."""
    if stances.denying:
        return Status.DISPUTED if stances.telling else Status.DENIED
    if not stances.asserting:
        return Status.UNREALISED
    return Status.CORROBORATED if len(stances.asserting) > 1 else Status.SINGLE_ORIGIN


def grade(stances: Stances, sources: Mapping[str, Source]) -> Grade:
    """Admiralty code: the letter of the most reliable origin that asserts it, a figure for how well it is confirmed.

    Where nobody asserts it, those who tell of an attempt are graded for that.
    """
    letter, why = _reliability(stances, sources)
    figure, because = _credibility(stances, letter)
    return Grade(
        reliability=letter,
        credibility=figure,
        reliability_reason=why[0].upper() + why[1:],
        credibility_reason=because[0].upper() + because[1:],
    )


def withdrawn() -> Grade:
    """The grade of an event of which every report was taken back."""
    return Grade(
        reliability="F",
        credibility=_CANNOT_BE_JUDGED,
        reliability_reason="No origin stands by the event, so no reliability applies.",
        credibility_reason="Its reports were withdrawn or replaced: newer versions of their pages do not tell it.",
    )


def _reliability(stances: Stances, sources: Mapping[str, Source]) -> tuple[str, str]:
    if not stances.telling:
        return "F", "No origin asserts the event, so no reliability applies."
    rated = [(letter_of(o.name, sources), o.name) for o in stances.telling]
    letter, name = min(rated, key=lambda r: r[0])  # min keeps the first of equals
    if letter == "F":
        return "F", f"No track record is known for {_list([n for _, n in rated])}."
    return letter, f"{name}, the most reliable origin that {stances.verb[0]}, stands at {letter} by default."


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
    telling, denying, (does, do) = stances.telling, stances.denying, stances.verb
    if not telling:
        if denying:
            return 5, f"Only a denial is known, by {_names(denying)}."
        return _CANNOT_BE_JUDGED, "It is only planned or supposed, which cannot be confirmed."
    free = [o for o in telling if not o.partisan]
    if denying:
        return _disputed(stances, free)
    if len(free) > 1:
        return 1, f"{len(free)} independent origins that are no party to the conflict {do}: {_names(free)}."
    if len(telling) > 1:
        return 2, f"{len(telling)} independent origins {do}, {_partisans(telling)}: {_names(telling)}."
    if telling[0].partisan:
        return 4, f"Only {telling[0].name}, a party to the conflict, {does}."
    if letter == "F":
        return _CANNOT_BE_JUDGED, f"Only {telling[0].name} {does}, and nothing is known of that source."
    return 3, f"Only {telling[0].name} {does}, and nothing contradicts it."


def _disputed(stances: Stances, free: Sequence[Origin]) -> tuple[int, str]:
    telling, denying, (does, do) = stances.telling, stances.denying, stances.verb
    against = f"{_names(denying)} {'denies' if len(denying) == 1 else 'deny'} it"
    if len(free) > 1 and all(o.partisan for o in denying):
        return 2, f"{len(free)} independent origins {do}, though {against}."
    if len(free) > len(denying):
        return 3, f"More independent origins {do} than deny it; {against}."
    if free:
        return 4, f"{_names(telling)} {does if len(telling) == 1 else do}, but {against}."
    return 5, f"Only parties to the conflict {do}, and {against}."


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
