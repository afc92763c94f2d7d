"""Read documents with a checkpoint: the same reader as the one that ships, over torch instead of ONNX.

usage: python -m training.predict CHECKPOINT GOLD.jsonl > PREDICTED.jsonl
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from dateline.dating import spotted as spotted_times
from dateline.extract.network import Floats, Windowed
from dateline.extract.trained import TrainedReader
from dateline.extract.windows import Ints
from dateline.locate import spotted as spotted_places
from dateline.model.records import ClaimRecord, DocumentRecord
from dateline.pipeline import Extractor
from dateline.resources.gazetteer import open_gazetteer
from training.examples import MARKS, pretrained, tokenizer_of
from training.train import Networks


class TorchNetworks:
    """Both networks of a checkpoint, as functions of arrays. See `extract.network.Arrays`."""

    name = "trained checkpoint"
    marks = MARKS

    def __init__(self, checkpoint: Path) -> None:
        base = pretrained()
        self.tokenizer = tokenizer_of(base)
        self.networks = Networks(base)
        self.networks.load_state_dict(torch.load(checkpoint)["networks"])
        self.networks.eval()

    def spelled(self, text: str) -> tuple[Sequence[int], Sequence[int | None], Sequence[tuple[int, int]]]:
        """Of each piece its id, its word and its characters."""
        encoding = self.tokenizer.encode(text, add_special_tokens=False)
        return encoding.ids, encoding.word_ids, encoding.offsets

    @torch.no_grad()
    def tag(self, ids: Ints, mask: Floats, firsts: Ints) -> Sequence[Floats]:
        """States, kinds and lengths of each slot."""
        return [o.numpy() for o in self.networks.tagger(*map(torch.from_numpy, (ids, mask, firsts)))]

    @torch.no_grad()
    def around(self, states: Floats, spotted: Ints, sentences: Ints, triggers: Ints, seen: Ints) -> Sequence[Floats]:
        """What stands around each trigger."""
        given = [torch.from_numpy(np.ascontiguousarray(a)) for a in (states, spotted, sentences, triggers, seen)]
        return [o.numpy() for o in self.networks.around(*given, torch.ones(seen.shape))]


def main() -> None:
    """Print the claims of each document of a file."""
    checkpoint, gold = map(Path, sys.argv[1:3])
    gazetteer = open_gazetteer()
    reader = TrainedReader(
        Windowed(TorchNetworks(checkpoint)),
        times=spotted_times,
        places=lambda doc: spotted_places(doc, gazetteer, demonyms=True),
    )
    extractor = Extractor(reader, gazetteer)
    for line in gold.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)["document"]
        doc = DocumentRecord.model_validate(record).value()
        claims = [ClaimRecord.of(c).model_dump(mode="json") for c in extractor(doc)]
        print(json.dumps({"document": record, "claims": claims}, ensure_ascii=False))


if __name__ == "__main__":
    main()
