from __future__ import annotations

import pytest

from dateline.errors import ModelMissing
from dateline.resources import language


def test_the_opened_pipeline_parses() -> None:
    (parse,) = language.load_pipeline().pipe(["Gunmen killed two soldiers near the bridge."])
    assert [t.text for t in parse if t.dep_ == "ROOT"] == ["killed"]


def test_a_missing_pipeline_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "PIPELINE", "no_such_pipeline")
    with pytest.raises(ModelMissing, match="pip install"):
        language.load_pipeline()
