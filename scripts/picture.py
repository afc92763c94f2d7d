#!/usr/bin/env python3
"""Take the README's picture of the page: `make picture`, with the demo loaded. Needs Chromium."""

from __future__ import annotations

import shutil
import socket
import subprocess
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs/img"
FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--use-angle=swiftshader"]
FLAGS += ["--enable-unsafe-swiftshader"]


def main() -> None:
    """Serve the demo, open an event, and keep what is seen."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(ROOT / ".venv/bin/dateline"), "serve", "--store", str(ROOT / "build/demo.sqlite")]
    server = subprocess.Popen([*command, "--port", str(port)])
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    if browser_path is None:
        raise SystemExit("No Chromium found. Run `make browser`.")
    try:
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=browser_path, args=FLAGS)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            _take(page, f"http://127.0.0.1:{port}/")
            browser.close()
    finally:
        server.terminate()
        server.wait(10)


def _take(page: Page, address: str) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for _ in range(50):
        try:
            page.goto(f"{address}?country=UA", wait_until="networkidle")
            break
        except Exception:
            page.wait_for_timeout(300)
    page.wait_for_timeout(4000)
    page.get_by_text("Kramatorsk").first.click()
    page.wait_for_timeout(3000)
    page.screenshot(path=OUT / "desk.png")


if __name__ == "__main__":
    main()
