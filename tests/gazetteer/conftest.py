import pytest

from frontmap.gazetteer.index import Gazetteer


@pytest.fixture(scope="session")
def gazetteer(_own_home) -> Gazetteer:
    return Gazetteer.open()
