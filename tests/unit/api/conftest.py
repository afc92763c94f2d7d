"""The sample desk, and a client of the app over it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import anyio
import httpx
import pytest
from fastapi import FastAPI

from dateline.api.app import create_app

SAMPLE = Path(__file__).resolve().parents[2] / "browser" / "sample_desk.py"


@pytest.fixture(scope="session")
def desk() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sample_desk", SAMPLE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>page</title>")
    (tmp_path / "assets" / "a-1.js").write_text("1;")
    return tmp_path


class Client:
    """Asks an app in the same process, as a browser at `base` would."""

    def __init__(self, app: FastAPI, base: str = "http://127.0.0.1:8710") -> None:
        self.app = app
        self.base = base

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self._ask("GET", path, options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        return self._ask("POST", path, options)

    def _ask(self, method: str, path: str, options: dict[str, Any]) -> httpx.Response:
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=self.base) as client:
                return await client.request(method, path, **options)

        return anyio.run(asked)


@pytest.fixture
def client(desk: ModuleType, page: Path, tmp_path_factory: pytest.TempPathFactory) -> Client:
    basemap = tmp_path_factory.mktemp("data") / "basemap.pmtiles"
    basemap.write_bytes(bytes(range(256)))
    store = desk.fill()
    return Client(create_app(store, page=page, basemap=basemap, decide=desk.Deciding(store)))


@pytest.fixture
def bare(desk: ModuleType, page: Path) -> Client:
    """An app without a basemap and without anybody to decide."""
    return Client(create_app(desk.fill(), page=page, basemap=None))
