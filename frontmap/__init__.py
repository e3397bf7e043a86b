"""frontmap: who claims what, where, and who denies it, as a dated map.

>>> import frontmap
>>> claims = frontmap.extract(frontmap.read("articles/"))   # a GeoDataFrame, one row a claim
>>> frontmap.claim_map(claims).save("map.html")

Names are imported when they are first used, so that `import frontmap` stays instant.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from frontmap.config import Settings
    from frontmap.desk import ClaimsDesk, open_claims
    from frontmap.errors import (
        ConfigError,
        FrontmapError,
        GazetteerError,
        InputError,
        MissingInputError,
        OutputError,
        RecordError,
        UnknownPlaceError,
    )
    from frontmap.gazetteer.index import Gazetteer
    from frontmap.pipeline import extract, read
    from frontmap.records import Claim, Document, Kind, Mention, Modality, Place, Placement, Polarity, Precision, Status, Verification
    from frontmap.webmap.timeline import ClaimTimeline, claim_map

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "ClaimTimeline",
    "ClaimsDesk",
    "ConfigError",
    "Document",
    "FrontmapError",
    "Gazetteer",
    "GazetteerError",
    "InputError",
    "Kind",
    "Mention",
    "MissingInputError",
    "Modality",
    "OutputError",
    "Place",
    "Placement",
    "Polarity",
    "Precision",
    "RecordError",
    "Settings",
    "Status",
    "UnknownPlaceError",
    "Verification",
    "__version__",
    "claim_map",
    "extract",
    "open_claims",
    "read",
]

_HOMES = {
    "frontmap.config": ("Settings",),
    "frontmap.desk": ("ClaimsDesk", "open_claims"),
    "frontmap.errors": (
        "ConfigError", "FrontmapError", "GazetteerError", "InputError", "MissingInputError", "OutputError", "RecordError",
        "UnknownPlaceError",
    ),
    "frontmap.gazetteer.index": ("Gazetteer",),
    "frontmap.pipeline": ("extract", "read"),
    "frontmap.records": (
        "Claim", "Document", "Kind", "Mention", "Modality", "Place", "Placement", "Polarity", "Precision", "Status", "Verification",
    ),
    "frontmap.webmap.timeline": ("ClaimTimeline", "claim_map"),
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import a public name from its home on first use."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(home), name)
    raise AttributeError(f"module 'frontmap' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
