"""The gate's file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from dateline.errors import ResourceMissing
from dateline.resources.relevance import open_gate


def _written(folder: Path, *, listed: bool = True) -> None:
    np.savez_compressed(
        folder / "gate.npz",
        words=np.frombuffer("tea\nобстріл".encode(), dtype=np.uint8),
        weights=np.asarray([[0] * 4, [1] * 4, [2] * 4, [-127, 0, 64, 127]], dtype=np.int8),
        scales=np.asarray([1, 0.5, 0.25, 2], dtype=np.float32),
        bias=np.float32(-1.5),
        threshold=np.float32(0.25),
    )
    digest = hashlib.sha256((folder / "gate.npz").read_bytes()).hexdigest()
    manifest = {"name": "n", "sha256": {"gate.npz": digest} if listed else {}, "fitted": {}}
    (folder / "reader.json").write_text(json.dumps(manifest))


def test_words_and_weights_come_back(tmp_path: Path) -> None:
    _written(tmp_path)
    found = open_gate(tmp_path)
    assert found["words"] == ["tea", "обстріл"]
    assert found["weights"][3].tolist() == [-127, 0, 16, 254]
    assert (found["bias"], found["threshold"]) == (-1.5, 0.25)


def test_another_file_than_the_released_one_is_refused(tmp_path: Path) -> None:
    _written(tmp_path)
    (tmp_path / "gate.npz").write_bytes(b"other")
    with pytest.raises(ResourceMissing, match="not the file that was released"):
        open_gate(tmp_path)


def test_a_manifest_without_the_gate_is_refused(tmp_path: Path) -> None:
    _written(tmp_path, listed=False)
    with pytest.raises(ResourceMissing, match=r"names no gate\.npz"):
        open_gate(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    _written(tmp_path)
    (tmp_path / "gate.npz").unlink()
    with pytest.raises(ResourceMissing, match="incomplete"):
        open_gate(tmp_path)
