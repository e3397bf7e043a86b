"""The page's own files: scripts, styles, templates and Leaflet, as text."""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jinja2

__all__ = ["content_hash", "engine_script", "engine_style", "environment", "leaflet_icons", "leaflet_script", "leaflet_style", "template"]

FOLDER = Path(__file__).parent

# Each module may use what stands before it; `app.js` puts them together, `mount.js` starts it.
MODULES = (
    "dom", "words", "data", "model", "state", "glyphs", "ground", "tiles", "labels", "front", "control", "drawing", "marks", "compare", "timeline", "ledger", "lanes", "claims", "trays", "legend", "tables", "vector", "picture", "share", "app", "mount",
)  # fmt: skip
_IMAGE = re.compile(r"url\((images/[\w-]+\.png)\)")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


@functools.cache
def environment(folder: Path = FOLDER / "templates") -> jinja2.Environment:
    """Return the templates of a folder; all of them escape what they are given."""
    import jinja2

    return jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def template(name: str) -> jinja2.Template:
    """Return a template of the page."""
    return environment().get_template(name)


@functools.cache
def engine_script() -> str:
    """Return all modules of the page as one classic script that defines `frontmapMount` and nothing else."""
    modules = "\n".join((FOLDER / "static" / f"{name}.js").read_text(encoding="utf-8").strip() for name in MODULES)
    return (FOLDER / "static" / "bundle.js").read_text(encoding="utf-8").replace("/* modules */", modules)


@functools.cache
def engine_style() -> str:
    """Return the page's style sheet."""
    return (FOLDER / "static" / "page.css").read_text(encoding="utf-8")


def _leaflet_folder() -> Path:
    from xstatic.pkg import leaflet

    return Path(leaflet.BASE_DIR)


@functools.cache
def leaflet_script() -> str:
    """Return Leaflet's script, without the link to its source map."""
    return _SOURCE_MAP.sub("", (_leaflet_folder() / "leaflet.js").read_text(encoding="utf-8"))


@functools.cache
def leaflet_style() -> str:
    """Return Leaflet's style sheet with its pictures inside."""
    return _IMAGE.sub(lambda match: f"url({_picture(match[1])})", (_leaflet_folder() / "leaflet.css").read_text(encoding="utf-8"))


@functools.cache
def leaflet_icons() -> dict[str, str]:
    """Return the options of Leaflet's own marker icon, its pictures inside."""
    names = {"iconUrl": "marker-icon", "iconRetinaUrl": "marker-icon-2x", "shadowUrl": "marker-shadow"}
    return {option: _picture(f"images/{name}.png") for option, name in names.items()}


def _picture(name: str) -> str:
    return f"data:image/png;base64,{base64.b64encode((_leaflet_folder() / name).read_bytes()).decode('ascii')}"


def content_hash(text: str) -> str:
    """Return what a Content-Security-Policy calls a script's or style's hash: `sha256-…`."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
