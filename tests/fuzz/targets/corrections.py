"""Corrections of places and claims."""

from pathlib import Path

from fuzz.inputs import gazetteer

from frontmap.corrections.load import parse
from frontmap.errors import ConfigError

KEYS = ("document", "sentence", "text", "other", "is", "why", "at", "name", "lat", "lon", "radius_m", "country", "admin1", "feature", "id", "reject", "reliability", "credibility", "place", "never")
SEEDS = (
    b'[[place]]\ntext = "Mykolaivka"\nis = "Soledar"\nwhy = "w"\n[[never]]\ntext = "Moscow"\nwhy = "an actor"\n',
    b'[[new_place]]\ntext = "Zero"\nname = "Zero"\nlat = 48.5\nlon = 37.5\nradius_m = 100\nwhy = "w"\n[[claim]]\nid = "x"\nreject = true\nwhy = "w"\n',
)
WORDS = (*KEYS, "[[place]]", "[[never]]", "[[new_place]]", "[[claim]]", " = ", '"', "nan", "inf", "1e400", "true")


def check(data: bytes) -> None:
    """Parse."""
    try:
        parse(data.decode("utf-8", "replace"), Path("corrections.toml"), gazetteer())
    except ConfigError as error:
        assert "corrections.toml" in str(error)  # noqa: PT017 - that it names the file
