"""The page's types are those of the API."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

from dateline.api.app import create_app

TYPES = Path(__file__).resolve().parents[3] / "web" / "src" / "types.ts"


def test_the_page_reads_no_field_that_the_api_does_not_send(desk: ModuleType, page: Path) -> None:
    schemas = create_app(desk.fill(), page=page, basemap=None).openapi()["components"]["schemas"]
    declared = re.findall(r"export interface (\w+) \{(.*?)\n\}", TYPES.read_text(), re.S)
    assert len(declared) > 20
    for name, body in declared:
        fields = set(re.findall(r"^  (\w+):", body, re.M))
        assert name in schemas, f"{name} is no schema of the API"
        assert fields <= set(schemas[name]["properties"]), f"{name}: {fields - set(schemas[name]['properties'])}"
