"""Reading twice, twice at once, or after being killed changes nothing and loses nothing: with the real command."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.model import Claim, Document, Event
from dateline.store import open_store

ROOT = Path(__file__).resolve().parents[2]
DATELINE = Path(sys.executable).with_name("dateline")
State = tuple[dict[str, Document], dict[str, Claim], dict[str, Event]]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dozen reports of the demo corpus, some about the same events."""
    folder = tmp_path_factory.mktemp("reports")
    for path in sorted((ROOT / "demo/corpus").glob("k*.txt"))[:12]:
        shutil.copy(path, folder)
    return folder


@pytest.fixture(scope="module")
def undisturbed(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> State:
    """What the store holds when nothing goes wrong."""
    store = tmp_path_factory.mktemp("calm") / "desk.sqlite"
    subprocess.run([DATELINE, "add", reports, "--store", store], check=True, capture_output=True, timeout=120)
    return state(store)


def state(store: Path) -> State:
    with open_store(str(store)) as kept:
        return (
            {d.id: d for d in kept.documents()},
            {c.id: c for c in kept.claims()},
            {e.id: e for e in kept.events()},
        )


def without_ids(events: dict[str, Event]) -> list[frozenset[str]]:
    """Events as sets of claims: an event's id follows the order of storing, which two processes share out by chance."""
    return sorted((frozenset(e.claims) for e in events.values()), key=sorted)


def test_adding_twice_changes_nothing(reports: Path, undisturbed: State, tmp_path: Path) -> None:
    store = tmp_path / "desk.sqlite"
    for _ in range(2):
        subprocess.run([DATELINE, "add", reports, "--store", store], check=True, capture_output=True, timeout=120)
    assert state(store) == undisturbed
    assert len(undisturbed[0]) == 12
    assert len(undisturbed[1]) > 12


def test_two_at_once_add_everything_once(reports: Path, undisturbed: State, tmp_path: Path) -> None:
    store = tmp_path / "desk.sqlite"
    both = [
        subprocess.Popen([DATELINE, "add", reports, "--store", store], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=180)[0].decode() for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    docs, claims, events = state(store)
    assert (docs, claims) == undisturbed[:2]
    assert without_ids(events) == without_ids(undisturbed[2])


def test_killed_in_the_middle_the_same_command_goes_on(reports: Path, undisturbed: State, tmp_path: Path) -> None:
    store = tmp_path / "desk.sqlite"
    for documents in (1, 5):
        process = subprocess.Popen([DATELINE, "add", reports, "--store", store], stderr=subprocess.DEVNULL)
        _wait_for(store, documents)
        process.send_signal(signal.SIGKILL)
        process.wait(30)
    subprocess.run([DATELINE, "add", reports, "--store", store], check=True, capture_output=True, timeout=120)
    assert state(store) == undisturbed


def _wait_for(store: Path, documents: int) -> None:
    """Until so many documents are stored, so that the kill comes in the middle of the work."""
    for _ in range(600):
        if store.exists() and store.stat().st_size:
            with open_store(str(store)) as kept:
                if sum(1 for _ in kept.documents()) >= documents:
                    return
        time.sleep(0.05)
    raise AssertionError("nothing was stored in half a minute")
