"""Export a checkpoint as the two int8 ONNX networks that ship, beside the gate that `training.gate` has written.

usage: python -m training.export CHECKPOINT OUT
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.examples import pretrained
from training.train import Networks

OPSET = 20


class _Around(nn.Module):
    """The second network over one window, all of whose bands are of one length."""

    def __init__(self, around: nn.Module) -> None:
        super().__init__()
        self.around = around

    def forward(
        self, states: Tensor, marks: Tensor, sentences: Tensor, triggers: Tensor, bands: Tensor
    ) -> tuple[Tensor, ...]:
        """States [slots, width], marks and sentences [slots], slots of triggers, and of what is read around them."""
        return self.around(states, marks, sentences, triggers, bands, torch.ones(bands.shape))


def export(checkpoint: Path, out: Path) -> None:
    """Write the networks, their tokeniser and a list of checksums into `out`."""
    base = pretrained()
    networks = Networks(base)
    networks.load_state_dict(torch.load(checkpoint)["networks"])
    networks.eval()
    out.mkdir(parents=True, exist_ok=True)
    batch, pieces, slots = (
        torch.export.Dim("batch"),
        torch.export.Dim("pieces", max=512),
        torch.export.Dim("slots", max=512),
    )
    triggers, seen = torch.export.Dim("triggers"), torch.export.Dim("seen", max=512)
    with tempfile.TemporaryDirectory() as folder:
        _write(
            networks.tagger,
            (torch.ones(2, 20, dtype=torch.long), torch.ones(2, 20), torch.ones(2, 15, dtype=torch.long)),
            ["ids", "mask", "firsts"],
            ["states", "kinds", "lengths"],
            ({0: batch, 1: pieces}, {0: batch, 1: pieces}, {0: batch, 1: slots}),
            Path(folder),
            out / "tagger.onnx",
        )
        _write(
            _Around(networks.around),
            (
                torch.rand(15, 384),
                torch.zeros(15, dtype=torch.long),
                torch.arange(15) // 4,
                torch.tensor([3, 4, 9]),
                torch.arange(12).repeat(3, 1),
            ),
            ["states", "marks", "sentences", "triggers", "bands"],
            ["pointers", "tags", "keep", "kind", "modality", "flags"],
            ({0: slots}, {0: slots}, {0: slots}, {0: triggers}, {0: triggers, 1: seen}),
            Path(folder),
            out / "around.onnx",
        )
    shutil.copy(base / "tokenizer.json", out / "tokenizer.json")
    names = ["tagger.onnx", "around.onnx", "tokenizer.json", "gate.npz"]
    sums = {n: hashlib.sha256((out / n).read_bytes()).hexdigest() for n in names}
    (out / "checksums.json").write_text(json.dumps(sums, indent=1) + "\n")


def _write(
    module: nn.Module, args: tuple[Tensor, ...], given: list[str], made: list[str], dims: object, folder: Path, to: Path
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        program = torch.onnx.export(
            module, args, input_names=given, output_names=made, dynamic_shapes=dims, opset_version=OPSET, dynamo=True
        )
    full = folder / to.name
    program.save(str(full))
    quantize_dynamic(
        full, to, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


if __name__ == "__main__":
    export(*map(Path, sys.argv[1:3]))
