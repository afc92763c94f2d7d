"""Read public evaluation sets with the installed reader and print what it gets right, with counts.

Run by hand, from the project's root: python -m benchmarks.external ../shared/data [--sets muc4 gvdb] [--limit 20]

The folder has one folder a set; a set that is not there is skipped, and without the folder nothing is measured. What
each figure means stands at the top of the set's module in benchmarks/external.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from benchmarks.external.acled_notes import ACLED_NOTES
from benchmarks.external.corpus import Answer, Case, Corpus
from benchmarks.external.gvdb import GVDB
from benchmarks.external.muc4 import MUC4
from benchmarks.external.police import POLICE
from benchmarks.external.polnear import POLNEAR
from benchmarks.external.scores import Figure, Figures
from dateline import open_extractor
from dateline.errors import DatelineError
from dateline.pipeline import Extractor

SETS: dict[str, Corpus[Any]] = {corpus.name: corpus for corpus in (MUC4, GVDB, POLNEAR, POLICE, ACLED_NOTES)}
SEED = 1  # of every sample
ERRORS = Console(stderr=True)


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured on one set."""

    name: str
    documents: int
    claims: int
    figures: Figures

    def lines(self) -> list[str]:
        width = max(map(len, self.figures), default=0)
        head = f"{self.name}: {self.documents} documents, {self.claims} claims"
        return [head, *(f"  {name:{width}}  {figure}" for name, figure in self.figures.items())]

    def record(self) -> dict[str, Any]:
        figures = {name: _record(figure) for name, figure in self.figures.items()}
        return {"set": self.name, "documents": self.documents, "claims": self.claims, "figures": figures}


def _record(figure: Figure) -> dict[str, Any]:
    return {**asdict(figure), "value": None if math.isnan(figure.value) else round(figure.value, 4)}


def chosen(cases: Sequence[Case[Any]], most: int | None) -> list[Case[Any]]:
    """At most so many cases, drawn with a fixed seed, in their order; all where `most` is None."""
    if most is None or most >= len(cases):
        return list(cases)
    kept = random.Random(SEED).sample(range(len(cases)), most)
    return [cases[i] for i in sorted(kept)]


def measured(corpus: Corpus[Any], cases: Sequence[Case[Any]], extractor: Extractor) -> Result:
    """Read every case and score the answers."""
    reading = track(cases, description=corpus.name, console=ERRORS, disable=not ERRORS.is_terminal)
    answers = [Answer(case.document, case.gold, extractor(case.document)) for case in reading]
    return Result(corpus.name, len(answers), sum(len(a.claims) for a in answers), corpus.scored(answers))


def missing(corpus: Corpus[Any], data: Path) -> list[str]:
    """What a set needs below the data folder and is not there."""
    return [need for need in corpus.needs if not (data / need).exists()]


def main(words: Sequence[str] | None = None) -> int:
    options = _options(words)
    if not options.data.is_dir():
        print(f"no evaluation data at {options.data}: nothing is measured", file=sys.stderr)
        return 0
    corpora = [SETS[name] for name in options.sets]
    for corpus in corpora:
        if lacking := missing(corpus, options.data):
            told = f"{corpus.name}: skipped, {options.data} has no {', '.join(lacking)}"
            print(f"{told} ({corpus.hint})" if corpus.hint else told, file=sys.stderr)
    there = [corpus for corpus in corpora if not missing(corpus, options.data)]
    if not there:
        return 0
    try:
        extractor = open_extractor()
    except DatelineError as error:
        print(error, file=sys.stderr)
        return 1
    results = _run(there, extractor, options)
    if options.json:
        print(json.dumps([result.record() for result in results], ensure_ascii=False, indent=2))
    return 0


def _run(corpora: Sequence[Corpus[Any]], extractor: Extractor, options: argparse.Namespace) -> list[Result]:
    results = []
    for corpus in corpora:
        cases = chosen(corpus.read(options.data), options.sample if corpus.sampled else None)
        result = measured(corpus, chosen(cases, options.limit), extractor)
        results.append(result)
        if not options.json:
            print("\n".join(result.lines()), flush=True)
    return results


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.external", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", type=Path, nargs="?", default=Path("../shared/data"), help="folder of the sets")
    parser.add_argument("--sets", nargs="+", choices=list(SETS), default=list(SETS), help="which sets; default: all")
    parser.add_argument("--sample", type=_count, default=1000, help="notes drawn from acled_notes; default: 1000")
    parser.add_argument("--limit", type=_count, help="at most so many documents a set, for a quick look")
    parser.add_argument("--json", action="store_true", help="print one list of objects")
    return parser.parse_args(words)


def _count(word: str) -> int:
    number = int(word)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{word} is no number of documents")
    return number


if __name__ == "__main__":
    sys.exit(main())
