"""A page in Firefox, spoken to by WebDriver BiDi over Firefox's own socket: no driver binary, any installed Firefox."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

__all__ = ["Firefox", "firefox"]


class Firefox:
    """One window of a running Firefox, and what went wrong in it."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._next = 0
        self.faults: list[str] = []
        self.send("session.new", capabilities={})
        self.send("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent", "browsingContext.userPromptOpened"])
        self.window = self.send("browsingContext.getTree")["contexts"][0]["context"]

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and return its result; events that come before it are looked through for faults."""
        self._next += 1
        self._socket.send(json.dumps({"id": self._next, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(timeout=60))
            if message.get("id") == self._next:
                assert message["type"] == "success", message
                found: dict[str, Any] = message["result"]
                return found
            self._note(message)

    def _note(self, message: dict[str, Any]) -> None:
        params = message.get("params", {})
        if params.get("context", params.get("source", {}).get("context")) != getattr(self, "window", None):
            return
        if message.get("method") == "log.entryAdded" and params["level"] in ("error", "warn"):
            self.faults.append(f"console: {params['text']}")
        elif message.get("method") == "network.beforeRequestSent" and params["request"]["url"].startswith(("http", "ws")):
            self.faults.append(f"request: {params['request']['url'][:200]}")
        elif message.get("method") == "browsingContext.userPromptOpened":
            self.faults.append(f"dialog: {params.get('message')}")

    def open(self, path: Path, hash: str = "") -> None:  # noqa: A002 - the address's own word
        """Open a file and wait until its map is ready."""
        self.send("browsingContext.setViewport", context=self.window, viewport={"width": 1280, "height": 800})
        # By way of an empty page: from the same file, Firefox may answer for the document that is about to go.
        self.send("browsingContext.navigate", context=self.window, url="about:blank", wait="complete")
        self.send("browsingContext.navigate", context=self.window, url=path.resolve().as_uri() + hash, wait="complete")
        self.ask("frontmap.ready.then(() => 1)")

    def ask(self, script: str) -> Any:
        """Return what a script gives: a string, number, truth value or null."""
        answer = self.send("script.evaluate", expression=script, target={"context": self.window}, awaitPromise=True)
        assert answer["type"] == "success", answer.get("exceptionDetails", {}).get("text")
        return answer["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until a script gives true."""
        for _ in range(100):
            if self.ask(script):
                return
            time.sleep(0.05)
        raise AssertionError(f"was never true: {script}")

    def press(self, selector: str) -> None:
        """Click the middle of an element with the pointer, when it is there."""
        self.until(f"document.querySelector({json.dumps(selector)})?.checkVisibility()")
        x, y = json.loads(self.ask(f"(() => {{ const b = document.querySelector({json.dumps(selector)}).getBoundingClientRect(); return JSON.stringify([b.x + b.width / 2, b.y + b.height / 2]); }})()"))
        steps = [{"type": "pointerMove", "x": round(x), "y": round(y)}, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.send("input.performActions", context=self.window, actions=[{"type": "pointer", "id": "mouse", "actions": steps}])

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self.send("input.performActions", context=self.window, actions=[{"type": "key", "id": "keys", "actions": keys}])


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Start Firefox without a window and end it again; skip, saying so, where there is none."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        pytest.skip("no Firefox is installed: Debian's package is firefox-esr")
    client = pytest.importorskip("websockets.sync.client", reason="pip install websockets")
    profile = folder / "profile"
    profile.mkdir()
    quiet = {"app.update.enabled": False, "datareporting.policy.dataSubmissionEnabled": False, "network.captive-portal-service.enabled": False, "services.settings.server": "data:,"}
    (profile / "user.js").write_text("".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in quiet.items()))
    log = folder / "firefox.log"
    with log.open("w") as output:
        running = subprocess.Popen([program, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"], stdout=output, stderr=output)
    try:
        with client.connect(f"{_address(log, running)}/session", max_size=None, compression=None) as socket:
            yield Firefox(socket)
    finally:
        running.terminate()
        running.wait(30)


def _address(log: Path, running: subprocess.Popen[bytes]) -> str:
    for _ in range(600):
        found = re.search(r"WebDriver BiDi listening on (ws://\S+)", log.read_text(errors="replace"))
        if found:
            return found[1]
        if running.poll() is not None:
            break
        time.sleep(0.1)
    raise AssertionError(f"Firefox did not start: {log.read_text(errors='replace')[-400:]}")
