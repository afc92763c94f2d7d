"""Train the gate: which sentences may report an event, from their words alone (see `dateline.extract.relevance`).

usage: python -m training.gate OUT        (writes OUT/gate.npz)

Sentences that hold a trigger pass; against them stand the other sentences of the corpus and the general news of
`corpus/general.txt`, of which every third paragraph is held out for measuring. A word's weights are a linear function
of what the pretrained encoder makes of the word alone, plus a correction of its own that is held small: so words that
the corpus never uses are judged by their meaning. The threshold is where `RECALL` of the trigger sentences pass of
writers that the weights were not trained on, the development part among them. Same seed, same file; about two minutes
on one core.
"""

from __future__ import annotations

import random
import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from dateline.extract.relevance import COLUMNS, KNOWN, MARK, UNKNOWN, Gate, rows_of, segments
from dateline.model.sentences import sentence_starts
from training.check import BATCHES
from training.examples import load, pretrained, tokenizer_of
from training.model import Encoder
from training.train import DEVELOPMENT

GENERAL = BATCHES.parent / "general.txt"
FILE = "gate.npz"
RECALL = 0.998
FOLDS = 4
SEED = 7
STEPS, RATE = 140, 0.03
FORGOTTEN = 0.1  # share of words that count as unknown in each step
WORDS = re.compile(r"[^\W\d_]+")
# What a sentence without a trigger weighs: beside an event of its report, in a report without events, in general news.
# General news is little but stands for most of what a gate sees; reports without events are mostly full of war words.
BESIDE, HARD, PLAIN = 0.1, 0.3, 10.0
OWN = 2e-4  # penalty on a word's own corrections
SHARED = 1e-4  # penalty on the map from meaning


@dataclass(frozen=True, slots=True)
class Text:
    """A text with which of its sentences hold a trigger."""

    writer: str
    sentences: Sequence[Sequence[int]]  # rows of words
    eventful: Sequence[bool]
    weight: float  # of its sentences without a trigger


@dataclass(frozen=True, slots=True)
class Pool:
    """The words of many texts side by side."""

    rows: Tensor  # [words]
    sentence: Tensor  # [words]
    document: Tensor  # [sentences]
    eventful: Tensor  # [sentences]
    weight: Tensor  # [sentences]

    @classmethod
    def of(cls, texts: Sequence[Text]) -> Pool:
        """Texts as one pool."""
        sentences = [s for t in texts for s in t.sentences]
        sizes = torch.tensor([len(s) for s in sentences])
        eventful = torch.tensor([y for t in texts for y in t.eventful])
        plain = torch.tensor([t.weight for t in texts for _ in t.sentences])
        return cls(
            torch.tensor([r for s in sentences for r in s]),
            torch.repeat_interleave(torch.arange(len(sentences)), sizes),
            torch.repeat_interleave(torch.arange(len(texts)), torch.tensor([len(t.sentences) for t in texts])),
            eventful.float(),
            torch.where(eventful, torch.ones(()), plain),
        )


class Model(nn.Module):
    """The gate's scores with gradients; `dateline.extract.relevance.Gate` says what they are."""

    def __init__(self, meanings: Tensor) -> None:
        super().__init__()
        start = torch.Generator().manual_seed(SEED)
        self.meanings = meanings
        self.map = nn.Parameter(torch.randn(meanings.shape[1], COLUMNS, generator=start) * 0.01)
        self.own = nn.Parameter(torch.zeros(len(meanings), COLUMNS))
        self.bias = nn.Parameter(torch.zeros(1))

    def weights(self) -> Tensor:
        """[rows, columns]; that of the mark is zero."""
        known = torch.ones(len(self.meanings), 1)
        known[MARK] = 0
        return (self.meanings @ self.map * 4 + self.own) * known * torch.tensor([1.0, 1.0, 5.0, 1.0])

    def forward(self, pool: Pool, rows: Tensor) -> Tensor:
        """The score of each sentence."""
        total, loudest, document, document_loudest = self.weights()[rows].unbind(1)
        count, documents = len(pool.document), int(pool.document[-1]) + 1
        of_document = pool.document[pool.sentence]
        sizes = torch.bincount(pool.sentence, minlength=count)
        own = _sums(total, pool.sentence, count) / (sizes + 2).sqrt() + _most(loudest, pool.sentence, count)
        mean = _sums(document, of_document, documents) / (torch.bincount(of_document, minlength=documents) + 5)
        return own + (mean + _most(document_loudest, of_document, documents))[pool.document] + self.bias


def _sums(values: Tensor, group: Tensor, count: int) -> Tensor:
    return torch.zeros(count).index_add(0, group, values)


def _most(values: Tensor, group: Tensor, count: int) -> Tensor:
    """The highest of each group, at least 0."""
    return torch.zeros(count).scatter_reduce(0, group, values, "amax")


def fit(texts: Sequence[Text], meanings: Tensor) -> Model:
    """Weights for these texts and for excerpts from them, which show the gate short texts."""
    torch.manual_seed(SEED)
    pool, model = Pool.of([*texts, *excerpts(texts)]), Model(meanings)
    optimizer = torch.optim.Adam(model.parameters())
    for step in range(STEPS):
        optimizer.param_groups[0]["lr"] = RATE * (1 - step / STEPS)
        rows = torch.where(torch.rand(len(pool.rows)) < FORGOTTEN, UNKNOWN, pool.rows)
        losses = functional.binary_cross_entropy_with_logits(model(pool, rows), pool.eventful, reduction="none")
        loss = (losses * pool.weight).sum() / pool.weight.sum()
        penalty = OWN * model.own.square().sum() + SHARED * model.map.square().sum()
        optimizer.zero_grad()
        (loss + penalty).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    return model


def excerpts(texts: Iterable[Text]) -> list[Text]:
    """One to three sentences in a row, out of every text of three or more."""
    rng = random.Random(SEED)
    made = []
    for text in texts:
        size = len(text.sentences)
        for _ in range(max(1, size // 6) if size >= 3 else 0):
            length = rng.choice((1, 1, 2, 3))
            at = rng.randrange(size - length + 1)
            stop = at + length
            made.append(Text(text.writer, text.sentences[at:stop], text.eventful[at:stop], text.weight))
    return made


def reports(rows: dict[str, int]) -> list[Text]:
    """The corpus."""
    texts = []
    for path in sorted(BATCHES.glob("*.txt")):
        for report in load([path]):
            triggers = [s["start"] for c in report.claims for s in (c["trigger"], *c["also"])]
            texts.append(text_of(path.name[:2], report.text, triggers, BESIDE if triggers else HARD, rows))
    return texts


def paragraphs(*, held_out: bool) -> list[str]:
    """The general news: two thirds for training, or the third for measuring."""
    lines = GENERAL.read_text(encoding="utf-8").splitlines()
    return [line for number, line in enumerate(lines) if (number % 3 == 2) == held_out]


def text_of(writer: str, text: str, triggers: Iterable[int], weight: float, rows: dict[str, int]) -> Text:
    """A text, given where its triggers begin."""
    starts = list(sentence_starts(text))
    found = segments(text, starts, rows)
    holding = {bisect_right(starts, t) - 1 for t in triggers}
    sentences = [part[1:].tolist() for part in np.split(found.rows, found.marks[1:])]
    return Text(writer, sentences, [s in holding for s in range(len(starts))], weight)


def vocabulary(base: Path) -> list[str]:
    """The words that the encoder knows whole, and those that the corpus uses more than once."""
    paths = [p for p in sorted(BATCHES.glob("*.txt")) if not p.name.startswith(DEVELOPMENT)]
    lines = [report.text for report in load(paths)]
    used = Counter(w for line in [*lines, *paragraphs(held_out=False)] for w in WORDS.findall(line.lower()))
    whole = {piece for piece in tokenizer_of(base).get_vocab() if re.fullmatch("[a-z]{2,}", piece)}
    return sorted(whole | {word for word, count in used.items() if count > 1})


@torch.no_grad()
def meanings_of(words: Sequence[str], base: Path) -> Tensor:
    """What the pretrained encoder makes of each word alone: mean state, unit length, centred; zero for no word."""
    encoder, tokenizer = Encoder.pretrained(base).eval(), tokenizer_of(base)
    ids = [tokenizer.encode(word).ids for word in words]
    states = torch.zeros(len(words), encoder.word.embedding_dim)
    order = sorted(range(len(words)), key=lambda i: len(ids[i]))
    for at in range(0, len(order), 512):
        group = order[at : at + 512]
        given = nn.utils.rnn.pad_sequence([torch.tensor(ids[i]) for i in group], batch_first=True)
        mask = nn.utils.rnn.pad_sequence([torch.ones(len(ids[i])) for i in group], batch_first=True)
        out = (encoder(given, mask) * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        states[group] = functional.normalize(out, dim=-1)
    return torch.cat([torch.zeros(KNOWN, states.shape[1]), states - states.mean(0)])


@torch.no_grad()
def lowest(model: Model, texts: Sequence[Text]) -> NDArray[np.float32]:
    """The scores of the sentences with triggers."""
    pool = Pool.of(texts)
    found: NDArray[np.float32] = model(pool, pool.rows)[pool.eventful > 0].numpy()
    return found


def threshold(texts: Sequence[Text], general: Sequence[Text], meanings: Tensor, model: Model) -> float:
    """Where `RECALL` of the trigger sentences of writers pass that weights were not trained on."""
    writers = sorted({t.writer for t in texts if t.writer != DEVELOPMENT})
    scores = [lowest(model, [t for t in texts if t.writer == DEVELOPMENT])]
    for fold in range(FOLDS):
        held = {DEVELOPMENT, *writers[fold::FOLDS]}
        partial = fit([*(t for t in texts if t.writer not in held), *general], meanings)
        scores.append(lowest(partial, [t for t in texts if t.writer in held - {DEVELOPMENT}]))
    return float(np.quantile(np.concatenate(scores), 1 - RECALL))


def write(words: Sequence[str], weights: NDArray[np.float32], bias: float, limit: float, to: Path) -> Gate:
    """Write the gate with weights of one byte, and give it as it will be read."""
    scales = np.abs(weights).max(axis=0) / 127
    small = np.rint(weights / scales).astype(np.int8)
    np.savez_compressed(
        to,
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        weights=small,
        scales=scales.astype(np.float32),
        bias=np.float32(bias),
        threshold=np.float32(limit),
    )
    return Gate(words=words, weights=small * scales.astype(np.float32), bias=bias, threshold=limit)


def main() -> None:
    """Train, set the threshold, write."""
    base, out = pretrained(), Path(sys.argv[1])
    torch.set_num_threads(1)  # sums in one order, so that a rebuild gives the same file
    words = vocabulary(base)
    rows, meanings = rows_of(words), meanings_of(words, base)
    texts = reports(rows)
    general = [text_of("general", p, (), PLAIN, rows) for p in paragraphs(held_out=False)]
    model = fit([*(t for t in texts if t.writer != DEVELOPMENT), *general], meanings)
    limit = threshold(texts, general, meanings, model)
    gate = write(words, model.weights().detach().numpy(), model.bias.item(), limit, out / FILE)
    held = paragraphs(held_out=True)
    passed = [gate.passing(p, list(sentence_starts(p))) for p in held]
    print(f"{len(words)} words, {len(texts)} reports, threshold {limit:.3f}")
    print(f"general news held out: {np.mean(np.concatenate(passed)):.3f} of sentences pass,", end=" ")
    print(f"{np.mean([p.any() for p in passed]):.3f} of {len(held)} paragraphs")


if __name__ == "__main__":
    main()
