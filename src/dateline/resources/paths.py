"""Where built data stands on this machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def data_dir() -> Path:
    """The directory of built data: `$DATELINE_DATA` where set, else `share/dateline` of the environment."""
    named = os.environ.get("DATELINE_DATA")
    return Path(named) if named else Path(sys.prefix) / "share" / "dateline"


def gazetteer_path() -> Path:
    """Where the gazetteer stands unless a caller names another place."""
    return data_dir() / "gazetteer.sqlite"


def basemap_path() -> Path:
    """Where the basemap's tiles stand."""
    return data_dir() / "basemap.pmtiles"


def page_path() -> Path:
    """Where the built page stands: inside an installed package, or in a checkout's `web/dist`."""
    packaged = Path(__file__).resolve().parent.parent / "page"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[3] / "web" / "dist"
