"""Importing frontmap pulls in nothing heavy, and its public surface is the one list."""

import subprocess
import sys

import frontmap

HEAVY = ("folium", "geopandas", "pandas", "numpy", "shapely", "dask", "matplotlib", "trafilatura", "feedparser", "branca", "pyarrow", "rich")


def modules_after(code):
    script = f"{code}\nimport sys\nprint(' '.join(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_import_frontmap_is_light():
    assert not modules_after("import frontmap") & {*HEAVY, "typer"}


def test_the_command_line_starts_light():
    assert not modules_after("import frontmap.cli.main") & set(HEAVY)


def test_the_public_surface_is_sorted_and_there():
    assert frontmap.__all__ == sorted(frontmap.__all__)
    for name in frontmap.__all__:
        assert getattr(frontmap, name) is not None
    assert dir(frontmap) == frontmap.__all__


def test_the_list_holds_these_names():
    assert {"read", "extract", "claim_map", "ClaimTimeline", "Gazetteer", "Settings", "Document", "Claim"} <= set(frontmap.__all__)


def test_an_unknown_name_is_an_attribute_error():
    import pytest

    with pytest.raises(AttributeError, match="nonsense"):
        frontmap.nonsense  # noqa: B018 - the look-up is the test
