"""A page, opened in a real browser with the network cut off, and everything that went wrong in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
DESKTOP = {"viewport": {"width": 1440, "height": 900}}


@dataclass
class Opened:
    """A page and its faults: script errors, console errors, requests to a network, dialogs."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def ask(self, script: str, argument: Any = None) -> Any:
        return self.page.evaluate(script, argument)

    def until(self, script: str, argument: Any = None) -> None:
        """Wait until a script gives true; playwright's own way needs eval, which the page's policy forbids."""
        for _ in range(100):
            if self.page.evaluate(script, argument):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"was never true: {script}")

    def count(self, selector: str) -> int:
        return self.page.locator(selector).count()


def launch(playwright: Playwright) -> Browser:
    """Start the installed Chromium, or playwright's own; fail with a clear message where there is none."""
    installed = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        return playwright.chromium.launch(executable_path=installed, args=FLAGS)
    except Error as error:
        pytest.fail(f"no browser for the browser tests: install Debian's package chromium or run `playwright install chromium` ({str(error).splitlines()[0]})")


@contextmanager
def opened(browser: Browser, path: Path, *, hash: str = "", **options: Any) -> Iterator[Opened]:  # noqa: A002 - the address's own word
    """Open a file with the network cut off, wait until its map is ready, and assert at the end that nothing went wrong."""
    context = browser.new_context(**{"offline": True, "locale": "en-GB", **(options or DESKTOP)})
    page = context.new_page()
    found = Opened(page)
    page.on("pageerror", lambda error: found.faults.append(f"page error: {error}"))
    page.on("console", lambda message: found.faults.append(f"console: {message.text}") if message.type in ("error", "warning") else None)
    page.on("request", lambda request: found.faults.append(f"request: {request.url[:200]}") if request.url.startswith(("http", "ws", "ftp")) else None)
    page.on("dialog", lambda dialog: (found.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.goto(path.resolve().as_uri() + hash, wait_until="load")
    page.evaluate("frontmap.ready")
    try:
        yield found
        page.wait_for_timeout(50)
    finally:
        context.close()
    assert found.faults == []
