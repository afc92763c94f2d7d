"""The gate's weights: one small file of arrays beside the networks, checked before it is used."""

from __future__ import annotations

import io
from importlib.resources import files
from pathlib import Path
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from dateline.errors import ResourceMissing
from dateline.resources.network import FOLDER, checked, manifest_of

FILE = "gate.npz"


class GateWeights(TypedDict):
    """What `extract.relevance.Gate` is made of."""

    words: list[str]
    weights: NDArray[np.float32]
    bias: float
    threshold: float


def open_gate(folder: Path | None = None) -> GateWeights:
    """The gate that ships.

    Args:
        folder: where it is, beside the manifest that names its checksum; the package's own by default.

    Raises:
        ResourceMissing: the file is missing, or is not the one that the manifest names.
    """
    folder = folder or Path(str(files("dateline") / FOLDER))
    digest = manifest_of(folder)["sha256"].get(FILE)
    if digest is None:
        raise ResourceMissing(f"the manifest in {folder} names no {FILE}. Run `make train` to build the weights.")
    return gate_weights(checked(folder / FILE, digest))


def gate_weights(content: bytes) -> GateWeights:
    """The weights in a file's bytes: plain arrays, nothing that runs code when it is loaded.

    The arrays: `words` (uint8, UTF-8, a line each), `weights` (int8 [2 + words, 4]), `scales` (float32 [4], what one
    step of each column is worth), `bias` and `threshold` (float32).
    """
    with np.load(io.BytesIO(content), allow_pickle=False) as found:
        return GateWeights(
            words=found["words"].tobytes().decode("utf-8").split("\n"),
            weights=found["weights"] * found["scales"],
            bias=float(found["bias"]),
            threshold=float(found["threshold"]),
        )
