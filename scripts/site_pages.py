"""A hook of mkdocs: what lies outside docs/ belongs to the site too, the project's own pages and the gallery's maps."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_PAGES = ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "gazetteer/SOURCES.md", "gazetteer/basemap/SOURCES.md")
_OTHERS = ("CITATION.cff", "gazetteer/basemap/licences/*.txt", "maps/*/*.html")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add pages and maps from the rest of the repository."""
    root = Path(config.config_file_path).parent
    found = [*_PAGES, *(path.relative_to(root).as_posix() for pattern in _OTHERS for path in sorted(root.glob(pattern)))]
    for name in found:
        files.append(File(name, str(root), config.site_dir, use_directory_urls=False))
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Mend links: docs/ is the site's root, so that what leads out of docs/ in the repository is one step less away, and what leads into it too."""
    name = page.file.src_uri
    if name in _PAGES:
        return re.sub(r"(\]\((?:\.\./)*)docs/", r"\1", markdown)
    up = "../" * (name.count("/") + 1)
    return re.sub(rf"\]\({re.escape(up)}(?!\.\.)", lambda _: f"]({up.removeprefix('../')}", markdown)
