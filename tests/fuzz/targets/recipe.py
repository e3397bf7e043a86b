"""Recipes of batches, and theatres and settings in their files."""

from fuzz.inputs import written

from frontmap.batch.recipe import load
from frontmap.errors import FrontmapError
from frontmap.theatres.load import load_theatre

KEYS = ("name", "title", "text", "near", "within_km", "regions", "sides", "kinds", "from", "to", "each", "exports", "documents", "claims", "feeds", "output", "gallery", "theatre", "tiles", "min_place_score", "language", "gazetteers")  # fmt: skip
SEEDS = (
    b'\x00title = "Maps"\noutput = "site"\n[inputs]\ndocuments = ["a/*"]\nfeeds = ["https://example.org/feed"]\n[defaults]\nexports = ["geojson"]\n[[map]]\nname = "m"\nnear = "Kyiv"\nwithin_km = 60\nfrom = 2025-08-01\nto = 2025-12-31\n[[map]]\nname = "week-{key}"\neach = "week"\n',
    b'\x01name = "A war"\ntitle = "A war"\nfirst_day = 2022-02-24\nhome = ["UA"]\nnearby = ["RU"]\nextent = [21.5, 8.5, 39.0, 22.5]\n[sides.ru]\nlabel = "Russia"\ncolour = "#1f6fb2"\ncodes = ["RU"]\ncapitals = ["Moscow"]\nadjectives = ["Russian"]\n[sides.other]\nlabel = "Others"\ncolour = "#6d5a8d"\n',
)
WORDS = (*KEYS, "[inputs]", "[defaults]", "[[map]]", " = ", '"', "nan", "inf", "1e400", "2023-02-30", "true", "[[actor]]", "[sides.ru]", "..", "/", "{key}", "nul")


def check(data: bytes) -> None:
    """Load a file."""
    try:
        if data[:1] == b"\x01":
            load_theatre(written("theatre.toml", data[1:]))
            return
        for each in load(written("recipe.toml", data[1:])).maps:
            assert not {"/", "\\", "\x00"} & set(each.name)
            assert each.asked.within_km is None or each.asked.within_km > 0
    except FrontmapError as error:
        assert ".toml" in str(error) or "theatre" in str(error)  # noqa: PT017 - every fault names its file
