"""A page context as one self-contained HTML file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from frontmap.atomic import writing
from frontmap.records import Claim
from frontmap.webmap import assets
from frontmap.webmap.linked import linked_data
from frontmap.webmap.page import PageContext, page_context

__all__ = ["render_page", "write_map"]


def render_page(context: PageContext, *, linked: str = "") -> str:
    """Return the page as HTML: everything inside, no request to any network, scripts and styles allowed by their hash alone.

    Parameters
    ----------
    context : PageContext
        What the page tells.
    linked : str
        What it tells programs, as `linked.linked_data` gives it: a data block, which no policy has to allow since it is not run.
    """
    styles = [assets.leaflet_style(), assets.engine_style()]
    scripts = [assets.leaflet_script(), assets.engine_script()]
    policy = "; ".join((
        "default-src 'none'",
        "script-src " + " ".join(f"'{assets.content_hash(script)}'" for script in scripts),
        "style-src " + " ".join(f"'{assets.content_hash(style)}'" for style in styles),
        " ".join(("img-src data: blob:", *((context.tiles.origin,) if context.tiles else ()))),
        "base-uri 'none'",
        "form-action 'none'",
    ))
    return assets.template("page.html").render(page=context, say=context.say, styles=styles, scripts=scripts, policy=policy, data=context.packed(), linked=linked)


def write_map(claims: Sequence[Claim], path: Path | str, **page: Any) -> Path:
    """Write claims as a map: one HTML file that needs no network.

    Parameters
    ----------
    claims : sequence of Claim
        As extracted, or as read from a claims file.
    path : path
        The file to write; it appears whole or not at all.
    **page
        What `page_context` takes: `theatre`, `title`, `documents`, `unplaced` and so on.

    Returns
    -------
    Path
        `path`.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    context = page_context(claims, **page)
    html = render_page(context, linked=linked_data(claims, context.title, version=context.version))
    with writing(path) as file:
        file.write(html.encode("utf-8", "replace"))
    return Path(path)
