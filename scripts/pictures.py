"""Take the pictures of the README from the built maps: `scripts/build-pictures`. Light PNGs, 256 colours."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
MOST_BYTES = 300_000
WIDE, CARD = (1360, 820), (1000, 620)
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SHOTS = (  # picture, map, the address behind #, size of the window
    ("demo", "demo/index.html", "w=2023-01-01..2023-06-01&p=geonames:713174&t=place&m=9/48.45/37.95", WIDE),
    ("gallery-demo", "demo/index.html", "m=7/48.6/36.2", CARD),
    ("gallery-bakhmut", "bakhmut/index.html", "w=2022-08-01..2023-05-22", CARD),
    ("gallery-months", "months/front-2025-11.html", "", CARD),
    ("gallery-sudan", "sudan/index.html", "m=6/14.4/30.2", CARD),
)


def main() -> None:
    """Write docs/images/*.png."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium") or shutil.which("chromium-browser"), args=FLAGS)
        for name, page, address, size in SHOTS:
            data = light(shot(browser, ROOT / "maps" / page, address, size))
            if len(data) > MOST_BYTES:
                sys.exit(f"{name}.png has {len(data)} bytes: expected at most {MOST_BYTES}, show less")
            (ROOT / "docs" / "images" / f"{name}.png").write_bytes(data)
            sys.stdout.write(f"docs/images/{name}.png {len(data)} bytes\n")
        browser.close()


def shot(browser: Browser, path: Path, address: str, size: tuple[int, int]) -> bytes:
    """Return a picture of a map as it opens at an address, without a network."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, offline=True, locale="en-GB", color_scheme="light")
    page = context.new_page()
    page.goto(f"{path.as_uri()}#{address}")
    page.evaluate("window.frontmap.ready")
    page.wait_for_timeout(1500)
    data = page.screenshot()
    context.close()
    return data


def light(data: bytes) -> bytes:
    """Return a PNG with a palette in the place of true colour: a quarter of the bytes, and no eye sees it on a map."""
    out = io.BytesIO()
    Image.open(io.BytesIO(data)).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
