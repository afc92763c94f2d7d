"""What many tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Evaluation data that stands beside a checkout on the project's own machines; users do not have it."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("no evaluation data beside this checkout")
    return SHARED
