"""What the hostile tests share: the shipped gazetteer, opened once."""

import pytest

from frontmap.gazetteer.index import Gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """Return the shipped gazetteer."""
    return Gazetteer.open()
