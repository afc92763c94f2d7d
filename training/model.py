"""The reader's network: one encoder shared by a tagger of triggers and a head that reads around each trigger.

The encoder is MiniLM's (BERT, 6 layers of 384). Its states at the first piece of each word go to a typed trigger
tagger; for a trigger, a small transformer over the same states, told where the trigger stands, points at place, time
and source, tags the other roles and tolls, and judges modality, doubt, sums and repetition.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from dateline.extract.heads import KINDS, MARKS, MODALITIES, POINTED, TAGGED

NARROW = 192
BUCKETS = 32
FAR = 3  # sentences from a trigger that are told apart


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder."""

    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    positions: int = 512


class Layer(nn.Module):
    """A post-norm transformer layer, as BERT has it."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float, eps: float = 1e-12) -> None:
        super().__init__()
        self.heads = heads
        self.dropout = dropout
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps), nn.LayerNorm(width, eps)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """States [batch, length, width]; `mask` [batch, 1, 1, length] is added to the scores."""
        b, n, w = x.shape

        def split(t: Tensor) -> Tensor:
            return t.view(b, n, self.heads, w // self.heads).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.out(mixed.transpose(1, 2).reshape(b, n, w)))
        return self.norm2(x + functional.dropout(self.down(functional.gelu(self.up(x))), self.dropout, self.training))


class Encoder(nn.Module):
    """BERT's encoder."""

    def __init__(self, shape: Shape = Shape(), dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(shape.vocabulary, shape.width)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, 1e-12)
        self.layers = nn.ModuleList(Layer(shape.width, shape.heads, shape.inner, dropout) for _ in range(shape.layers))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Piece ids and 0/1 mask [batch, length] to states [batch, length, width]."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.word(ids) + self.position(at))
        added = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, added)
        return x

    @classmethod
    def pretrained(cls, folder: Path) -> Encoder:
        """MiniLM's weights from a folder with `config.json` and `model.safetensors`."""
        from safetensors.torch import load_file

        config: dict[str, Any] = json.loads((folder / "config.json").read_text())
        shape = Shape(
            config["vocab_size"],
            config["hidden_size"],
            config["num_hidden_layers"],
            config["num_attention_heads"],
            config["intermediate_size"],
            config["max_position_embeddings"],
        )
        encoder = cls(shape)
        given = {k.removeprefix("bert."): v for k, v in load_file(str(folder / "model.safetensors")).items()}
        token_type = given["embeddings.token_type_embeddings.weight"][0]
        state = {
            "word.weight": given["embeddings.word_embeddings.weight"] + token_type,
            "position.weight": given["embeddings.position_embeddings.weight"],
            "norm.weight": given["embeddings.LayerNorm.weight"],
            "norm.bias": given["embeddings.LayerNorm.bias"],
        }
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
            "down": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for number in range(shape.layers):
            for mine, theirs in names.items():
                for part in ("weight", "bias"):
                    state[f"layers.{number}.{mine}.{part}"] = given[f"encoder.layer.{number}.{theirs}.{part}"]
        encoder.load_state_dict(state)
        return encoder


class Tagger(nn.Module):
    """Words to their states and to trigger scores."""

    def __init__(self, encoder: Encoder, width: int = 384) -> None:
        super().__init__()
        self.encoder = encoder
        self.kind = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Dropout(0.1), nn.Linear(width, 1 + len(KINDS)))
        self.length = nn.Linear(width, 6)
        nn.init.constant_(self.kind[-1].bias[0:1], 4.0)  # most words are no trigger

    def forward(self, ids: Tensor, mask: Tensor, firsts: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """States [batch, slots, width], kinds [batch, slots, 1 + kinds] (0: no trigger), lengths [batch, slots, 6]."""
        states = self.encoder(ids, mask)
        index = firsts.unsqueeze(-1).expand(-1, -1, states.shape[-1])
        words = states.gather(1, index)
        return words, self.kind(words), self.length(words)


class Around(nn.Module):
    """What stands around one trigger of a window."""

    def __init__(self, width: int = 384, narrow: int = NARROW, layers: int = 2) -> None:
        super().__init__()
        self.word = nn.Linear(width, narrow)
        self.trigger = nn.Linear(width, narrow)
        self.distance = nn.Embedding(BUCKETS, narrow)
        self.sentence = nn.Embedding(2 * FAR + 2, narrow)
        self.mark = nn.Embedding(MARKS, narrow)
        self.norm = nn.LayerNorm(narrow)
        self.layers = nn.ModuleList(Layer(narrow, 6, 2 * narrow, 0.1, 1e-5) for _ in range(layers))
        self.pointers = nn.Linear(narrow, len(POINTED))
        self.columns = len(POINTED) + len(TAGGED)
        self.tags = nn.Linear(narrow, 2 * (len(POINTED) + len(TAGGED)))
        self.judge = nn.Sequential(nn.Linear(narrow + width, narrow), nn.GELU(), nn.Dropout(0.1))
        self.keep = nn.Linear(narrow, 3)  # nothing, a claim, a claim told again
        self.kind = nn.Linear(narrow, len(KINDS))
        self.modality = nn.Linear(narrow, len(MODALITIES))
        self.flags = nn.Linear(narrow, 2)  # hedged, aggregate
        nn.init.constant_(self.tags.bias, -4.0)  # most words belong to nothing

    def forward(
        self, states: Tensor, marks: Tensor, sentences: Tensor, triggers: Tensor, bands: Tensor, seen: Tensor
    ) -> tuple[Tensor, ...]:
        """Read around triggers.

        Args:
            states: of all slots, window after window [slots, width].
            marks: what the spotters of places and times found at each [slots].
            sentences: number of each word's sentence, -1 for the start mark [slots].
            triggers: the slot of each trigger [triggers].
            bands: the slots that are read around each, its window's start mark first [triggers, seen].
            seen: 0/1 mask of them [triggers, seen].

        Returns:
            pointers [triggers, seen, pointed], tags [triggers, seen, 2, pointed + tagged] (begins, belongs),
            keep [triggers, 3], kind [triggers, kinds], modality [triggers, modalities], flags [triggers, 2].
        """
        k, m = bands.shape
        flat = bands.flatten()
        near = states.index_select(0, triggers)
        number = sentences.index_select(0, flat).view(k, m)
        off = (number - sentences.index_select(0, triggers)[:, None]).clamp(-FAR, FAR) + FAR
        off = torch.where(number < 0, 2 * FAR + 1, off)
        beside = self.distance(bucket(bands - triggers[:, None])) + self.sentence(off)
        beside = beside + self.mark(marks.index_select(0, flat).view(k, m))
        words = self.word(states).index_select(0, flat).view(k, m, -1)
        x = self.norm(words + self.trigger(near)[:, None] + beside)
        added = (1.0 - seen[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, added)
        at = (bands == triggers[:, None]).to(torch.int32).argmax(1)
        own = x.gather(1, at[:, None, None].expand(-1, 1, x.shape[-1])).squeeze(1)
        judged = self.judge(torch.cat([own, near], -1))
        pointers = self.pointers(x) + added.view(k, m, 1)
        return (
            pointers,
            self.tags(x).view(k, m, 2, self.columns),
            self.keep(judged),
            self.kind(judged),
            self.modality(judged),
            self.flags(judged),
        )


def bucket(distance: Tensor) -> Tensor:
    """Signed distances in words as one of `BUCKETS`: exact near by, logarithmic farther off."""
    size = distance.abs().to(torch.float32)
    far = 6 + (torch.log2((size / 6).clamp(min=1)) * 2).floor()
    step = torch.where(size <= 6, size, far).clamp(max=BUCKETS // 2 - 1).long()
    return torch.where(distance < 0, step + BUCKETS // 2, step)
