"""The trained reader's networks: int8 ONNX files that ship inside the package, checked before they are run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.errors import ResourceMissing

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

FOLDER = "weights"
MANIFEST = "reader.json"
FILES = ("tagger.onnx", "around.onnx", "tokenizer.json")
_INSTALL = "Install dateline again, or run `make train` to build the weights"


def open_networks(folder: Path | None = None, *, threads: int = 0) -> tuple[OnnxNetworks, dict[str, Any]]:
    """The networks that ship, and what was fitted for them (see `extract.trained.Fitted`).

    Args:
        folder: where they are; the package's own by default.
        threads: for one inference; 0: as many as there are cores.

    Raises:
        ResourceMissing: a file is missing, or is not the one that the manifest names.
    """
    folder = folder or Path(str(files("dateline") / FOLDER))
    manifest = manifest_of(folder)
    content = {name: checked(folder / name, manifest["sha256"].get(name, "")) for name in FILES}
    return OnnxNetworks(manifest["name"], content, threads), manifest["fitted"]


def manifest_of(folder: Path) -> dict[str, Any]:
    """The list of what ships in a folder: the reader's name, checksums, and what was fitted.

    Raises:
        ResourceMissing: there is none.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ResourceMissing(f"the reader's weights are not in {folder}: {error}. {_INSTALL}.") from error
    return manifest


def checked(path: Path, digest: str) -> bytes:
    """The bytes of a file that has this sha256.

    Raises:
        ResourceMissing: it is missing, or another file.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ResourceMissing(f"the reader's weights are incomplete: {error}. {_INSTALL}.") from error
    found = hashlib.sha256(content).hexdigest()
    if found != digest:
        raise ResourceMissing(f"{path} is not the file that was released (sha256 {found[:12]}…). {_INSTALL}.")
    return content


class OnnxNetworks:
    """Both networks over onnxruntime, as functions of arrays. See `extract.network.Arrays`."""

    def __init__(self, name: str, content: dict[str, bytes], threads: int = 0) -> None:
        self.name = name
        self._tokenizer = Tokenizer.from_buffer(content["tokenizer.json"])
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.marks: tuple[int, int] = (self._mark("[CLS]"), self._mark("[SEP]"))
        self._tagger = _session(content["tagger.onnx"], threads)
        self._around = _session(content["around.onnx"], threads)

    def _mark(self, token: str) -> int:
        found: int | None = self._tokenizer.token_to_id(token)
        if found is None:
            raise ResourceMissing(f"the reader's tokenizer has no {token}. {_INSTALL}.")
        return found

    def spelled(self, text: str) -> tuple[Sequence[int], Sequence[int | None], Sequence[tuple[int, int]]]:
        """Of each piece of a text its id, its word and its characters."""
        encoding = self._tokenizer.encode(_encodable(text), add_special_tokens=False)
        return encoding.ids, encoding.word_ids, encoding.offsets

    def tag(self, ids: Ints, mask: Floats, firsts: Ints) -> Sequence[Floats]:
        """States, kinds and lengths of each slot."""
        return list(self._tagger.run(None, {"ids": ids, "mask": mask, "firsts": firsts}))

    def around(self, states: Floats, spotted: Ints, sentences: Ints, triggers: Ints, seen: Ints) -> Sequence[Floats]:
        """What stands around each trigger."""
        given = {"states": states, "marks": spotted, "sentences": sentences, "triggers": triggers, "bands": seen}
        return list(self._around.run(None, given))


def _session(content: bytes, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


def _encodable(text: str) -> str:
    """The text with lone surrogates, which no UTF-8 holds, as replacement characters: as many code points."""
    return text if text.isascii() else "".join("�" if "\ud800" <= c <= "\udfff" else c for c in text)
