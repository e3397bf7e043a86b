"""What reads a text whole, as the program does."""

import pytest

from frontmap.config import Settings
from frontmap.pipeline import Tools


@pytest.fixture(scope="session")
def tools() -> Tools:
    return Tools.open(Settings())
