"""Train the reader's networks on the corpus.

usage: python -m training.train OUT [--epochs N] [--seed N] [--limit REPORTS]

A checkpoint is kept after every epoch in OUT; run again, training goes on from the last one. The same seed on the same
machine gives the same weights; other numbers of threads or processors change sums in their last bits, and figures by a
point or so.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from tqdm import tqdm

from dateline.extract.heads import AGAIN, CLAIM, NOTHING, POINTED, TAGGED
from dateline.extract.windows import Ints, bands
from dateline.resources.gazetteer import open_gazetteer
from training.check import BATCHES
from training.examples import MARKS, Example, Target, examples, load, pretrained, tokenizer_of
from training.model import Around, Encoder, Tagger
from training.stories import STORIES, held_out, stories

DEVELOPMENT = "dv"  # writers whose batches are never trained on begin so
PIECES = 1200  # in a batch
POOL = 400  # windows that are sorted by length together
FROZEN = 2  # lowest layers of the encoder that keep what pretraining gave them, as the word embeddings do
HIDDEN, MASK = 0.02, 103  # share of pieces that training hides, and the piece that stands for them
# What a claim that did not happen, or is hedged or a sum, weighs against a plain one: most are plain.
MODALITY_WEIGHTS = (1.0, 2.5, 2.5, 2.5, 2.5)
FLAG_WEIGHTS = (4.0, 1.5)
DOUBTFUL = 3  # words without an event that are read around, a window


class Networks(nn.Module):
    """Both networks."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.tagger = Tagger(Encoder.pretrained(base))
        self.around = Around()


@dataclass(slots=True)
class Batch:
    """Windows padded to one length."""

    examples: Sequence[Example]
    ids: Tensor
    mask: Tensor
    firsts: Tensor
    slots: Tensor  # 0/1 [batch, slots]
    core: Tensor  # 0/1 [batch, slots]
    marks: Tensor  # [batch, slots]
    sentences: Tensor  # [batch, slots]


@dataclass(slots=True)
class View:
    """What is read around the triggers of a batch; slots are counted through all its windows."""

    triggers: Tensor  # [triggers]
    bands: Tensor  # [triggers, seen]
    seen: Tensor  # 0/1 [triggers, seen]
    places: list[dict[int, int]]  # of each trigger: slot of its window -> where in its band

    @classmethod
    def of(cls, batch: Batch, asked: Sequence[tuple[int, int]]) -> View:
        """Around each trigger, given by its window and its slot."""
        width = batch.firsts.shape[1]
        near = [bands(np.array([slot]), len(batch.examples[row].window.firsts))[0] for row, slot in asked]
        most = max(map(len, near))
        padded = np.zeros((len(asked), most), dtype=np.int64)
        seen = np.zeros((len(asked), most), dtype=np.float32)
        for i, slots in enumerate(near):
            padded[i, : len(slots)] = slots
            seen[i, : len(slots)] = 1
        begin = np.array([row * width for row, _ in asked])
        return cls(
            torch.from_numpy(begin + np.array([slot for _, slot in asked])),
            torch.from_numpy(padded + begin[:, None]),
            torch.from_numpy(seen),
            [{int(slot): at for at, slot in enumerate(slots)} for slots in near],
        )

    def seen_of(self, number: int, target: Target) -> Target:
        """A trigger's target in places of its band, without what lies outside."""
        at = self.places[number]
        return replace(
            target,
            pointed={head: [at[s] for s in slots if s in at] or [0] for head, slots in target.pointed.items()},
            begins=[(at[s], column) for s, column in target.begins if s in at],
            belongs=[(at[s], column) for s, column in target.belongs if s in at],
        )


def batches(pool: Sequence[Example], rng: random.Random | None) -> Iterator[Batch]:
    """All windows once, windows of a length together; shuffled where `rng` is given."""
    order = list(pool)
    if rng:
        rng.shuffle(order)
    groups: list[list[Example]] = []
    for at in range(0, len(order), POOL):
        group: list[Example] = []
        for example in sorted(order[at : at + POOL], key=lambda e: len(e.window.ids)):
            if group and (len(group) + 1) * len(example.window.ids) > PIECES:
                groups.append(group)
                group = []
            group.append(example)
        groups.append(group)
    if rng:
        rng.shuffle(groups)
    yield from (collated(g, rng) for g in groups if g)


def hidden(ids: Ints, rng: random.Random) -> Ints:
    """Pieces with some replaced by the mask, so that no single word decides."""
    given = ids.copy()
    given[[i for i in range(1, len(ids)) if ids[i] not in MARKS and rng.random() < HIDDEN]] = MASK
    return given


def collated(group: Sequence[Example], rng: random.Random | None) -> Batch:
    """Windows side by side, some of their pieces hidden where `rng` is given."""
    longest = max(len(e.window.ids) for e in group)
    most = max(len(e.window.firsts) for e in group)
    ids = torch.zeros(len(group), longest, dtype=torch.long)
    mask = torch.zeros(len(group), longest)
    firsts = torch.zeros(len(group), most, dtype=torch.long)
    slots, core = torch.zeros(len(group), most), torch.zeros(len(group), most)
    marks, sentences = torch.zeros_like(firsts), torch.full_like(firsts, -1)
    for row, example in enumerate(group):
        window = example.window
        ids[row, : len(window.ids)] = torch.from_numpy(hidden(window.ids, rng) if rng else window.ids)
        mask[row, : len(window.ids)] = 1
        firsts[row, : len(window.firsts)] = torch.from_numpy(window.firsts)
        slots[row, : len(window.firsts)] = 1
        marks[row, : len(example.marks)] = torch.from_numpy(example.marks)
        sentences[row, : len(window.firsts)] = torch.from_numpy(window.sentences)
        core[row, window.core[0] : window.core[1]] = 1
    return Batch(group, ids, mask, firsts, slots, core, marks, sentences)


def loss_of(networks: Networks, batch: Batch) -> Tensor:
    """The summed loss of all heads on a batch."""
    words, kinds, lengths = networks.tagger(batch.ids, batch.mask, batch.firsts)
    rows = [(row, t) for row, e in enumerate(batch.examples) for t in e.targets]
    wanted = torch.zeros(kinds.shape[:2], dtype=torch.long)
    for row, target in rows:
        wanted[row, target.slot] = target.kind + 1
    each = (
        functional.cross_entropy(kinds.flatten(0, 1), wanted.flatten(), reduction="none").view_as(wanted) * batch.core
    )
    scale = len(batch.examples) * 3.0
    total = each.sum() / scale
    with torch.no_grad():
        doubt = (
            (1 - kinds.softmax(-1)[..., 0]) * batch.core * (wanted == 0) * torch.rand_like(batch.core).clamp(min=0.3)
        )
        score, at = doubt.topk(min(DOUBTFUL, doubt.shape[1]), dim=1)
    extra = [(r, int(at[r, c])) for r in range(len(score)) for c in range(score.shape[1]) if score[r, c] > 0.01]
    if not rows and not extra:
        return total
    asked = [(r, t.slot) for r, t in rows] + extra
    view = View.of(batch, asked)
    keep = torch.tensor([t.keep for _, t in rows] + [NOTHING] * len(extra))
    pointers, tags, kept, kind, modality, flags = networks.around(
        words.flatten(0, 1), batch.marks.flatten(), batch.sentences.flatten(), view.triggers, view.bands, view.seen
    )
    total = total + functional.cross_entropy(kept, keep, reduction="sum") / scale
    told = [(i, view.seen_of(i, t)) for i, (_, t) in enumerate(rows) if t.keep == CLAIM]
    again = [(i, view.seen_of(i, t)) for i, (_, t) in enumerate(rows) if t.keep == AGAIN and t.pointed]
    if not rows:
        return total
    kinds_wanted = torch.tensor([t.kind for _, t in rows])
    total = total + functional.cross_entropy(kind[: len(rows)], kinds_wanted, reduction="sum") / scale
    sizes = torch.tensor([t.length for _, t in rows])
    total = (
        total
        + 0.3
        * functional.cross_entropy(lengths.flatten(0, 1)[view.triggers[: len(rows)]], sizes, reduction="sum")
        / scale
    )
    if told:
        total = total + around_loss(told, pointers, tags, modality, flags, view.seen) / scale
    if again:
        total = total + pointer_loss(again, pointers) / scale
    return total


def pointer_loss(asked: Sequence[tuple[int, Target]], pointers: Tensor) -> Tensor:
    """The loss of pointing anywhere but at the wanted slots, summed over triggers and the heads that each has."""
    log = pointers[[i for i, _ in asked]].log_softmax(1)  # [asked, slots, pointed]
    loss = log.new_zeros(())
    for row, (_, target) in enumerate(asked):
        for head, starts in target.pointed.items():
            loss = loss - log[row, starts, head].logsumexp(0)
    return loss


def around_loss(
    told: Sequence[tuple[int, Target]], pointers: Tensor, tags: Tensor, modality: Tensor, flags: Tensor, seen: Tensor
) -> Tensor:
    """The loss of everything that is only asked of claims, summed over them."""
    index = torch.tensor([i for i, _ in told])
    targets = [t for _, t in told]
    which = torch.tensor([t.modality for t in targets])
    loss = 1.5 * functional.cross_entropy(modality[index], which, torch.tensor(MODALITY_WEIGHTS), reduction="sum")
    loss = loss + functional.binary_cross_entropy_with_logits(
        flags[index],
        torch.tensor([t.flags for t in targets], dtype=torch.float32),
        pos_weight=torch.tensor(FLAG_WEIGHTS),
        reduction="sum",
    )
    columns = len(POINTED) + len(TAGGED)
    wanted = torch.zeros(len(told), pointers.shape[1], 2, columns)
    for i, target in enumerate(targets):
        for slot, column in target.begins:
            wanted[i, slot, 0, column] = 1
        for slot, column in target.belongs:
            wanted[i, slot, 1, column] = 1
    loss = loss + pointer_loss(told, pointers)
    given = tags[index]
    each = functional.binary_cross_entropy_with_logits(given, wanted, reduction="none", pos_weight=torch.tensor(2.0))
    return loss + (each * seen[index][:, :, None, None]).sum() / 2


def train(out: Path, *, epochs: int, seed: int, limit: int | None) -> Networks:
    """Networks trained on the corpus; goes on from the last checkpoint in `out`."""
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)
    out.mkdir(parents=True, exist_ok=True)
    base = pretrained()
    tokenizer = tokenizer_of(base)
    gazetteer = open_gazetteer()
    written = load(p for p in sorted(BATCHES.glob("*.txt")) if not p.name.startswith(DEVELOPMENT))
    written += [
        r
        for p in sorted(STORIES.glob("*.txt"))
        if not held_out(p)
        for s in stories(p)
        for r in s.reports
        if not r.faults
    ]
    if limit:
        written = random.Random(seed).sample(written, min(limit, len(written)))
    pool = [e for r in written for e in examples(r, tokenizer, gazetteer)]
    print(f"{len(written)} reports, {len(pool)} windows, {sum(len(e.targets) for e in pool)} mentions", flush=True)
    networks = Networks(base)
    for part in (networks.tagger.encoder.word, *networks.tagger.encoder.layers[:FROZEN]):
        part.requires_grad_(False)
    trained = [(n, p) for n, p in networks.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for n, p in trained if n.startswith("tagger.encoder")], "lr": 1.2e-4},
        {"params": [p for n, p in trained if not n.startswith("tagger.encoder")], "lr": 6e-4},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = sum(1 for _ in batches(pool, random.Random(0))) * epochs
    rise = max(1, steps // 12)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / rise, max(0.02, (steps - s) / max(1, steps - rise)))
    )
    first = 0
    last = out / "last.pt"
    if last.exists():
        kept = torch.load(last)
        networks.load_state_dict(kept["networks"])
        optimiser.load_state_dict(kept["optimiser"])
        schedule.load_state_dict(kept["schedule"])
        first = kept["epoch"]
    for epoch in range(first, epochs):
        networks.train()
        torch.manual_seed(seed + epoch)
        started, total, count = time.time(), 0.0, 0
        for batch in tqdm(list(batches(pool, random.Random(seed + epoch))), desc=f"epoch {epoch + 1}", mininterval=20):
            loss = loss_of(networks, batch)
            loss.backward()
            nn.utils.clip_grad_norm_(networks.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            total, count = total + float(loss.detach()), count + 1
        print(f"epoch {epoch + 1}: loss {total / max(1, count):.3f}, {time.time() - started:.0f} s", flush=True)
        torch.save(
            {
                "networks": networks.state_dict(),
                "optimiser": optimiser.state_dict(),
                "schedule": schedule.state_dict(),
                "epoch": epoch + 1,
            },
            last,
        )
    return networks


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    train(args.out, epochs=args.epochs, seed=args.seed, limit=args.limit)


if __name__ == "__main__":
    main()
