"""Control read from a year of analysts' reports, held against what is known of nine towns on two days.

The reports are long analytic prose, the hardest that the rules read; the towns are those whose fate nobody disputes. Nothing is
claimed of other places.
"""

import datetime as dt

import pytest

from frontmap.config import Settings
from frontmap.control.settlements import State, control_on
from frontmap.corrections.load import Corrections
from frontmap.gazetteer.index import Gazetteer
from frontmap.pipeline import Reading, Tools, read_document, read_inputs
from frontmap.records import Document
from frontmap.theatres.load import load_theatre

pytestmark = pytest.mark.slow

AUTUMN, WINTER = dt.date(2022, 11, 12), dt.date(2022, 12, 31)
UA, RU = "ua", "ru"
HOLDERS = {"Kherson": UA, "Lyman": UA, "Izium": UA, "Kupiansk": UA, "Mariupol": RU, "Sievierodonetsk": RU, "Lysychansk": RU}
REGIONS = {"Lyman": "Donetsk Oblast", "Kherson": "Kherson Oblast"}


@pytest.fixture(scope="module")
def claims(shared):
    """The claims of all reports up to the second day, placed with the large register of settlements."""
    register, corpus = shared / "reference" / "UA.txt", shared / "corpus"
    if not register.exists() or not corpus.exists():
        pytest.skip("the reports or the register of settlements are not in ../shared")
    tools = Tools(Settings(), load_theatre("ukraine"), Gazetteer.open(register), Corrections())
    documents = (item for item in read_inputs([corpus], tools.settings) if isinstance(item, Document))
    readings: list[Reading] = [read_document(item, tools) for item in documents if item.published is None or item.published <= WINTER]
    return [claim for reading in readings for claim in reading.claims]


@pytest.fixture(scope="module")
def control(claims):
    """Return a function that tells a town's control on a day, as it was known on that day."""
    told = {day: control_on(claims, load_theatre("ukraine"), as_happened=day, as_known=day) for day in (AUTUMN, WINTER)}

    def of(town, day):
        (found,) = [each for each in told[day] if each.place.name == town and each.place.admin1 == REGIONS.get(town, each.place.admin1)]
        return found

    return of


@pytest.mark.parametrize("day", [AUTUMN, WINTER], ids=str)
@pytest.mark.parametrize("town", HOLDERS)
def test_towns_are_on_the_side_that_held_them(control, town, day):
    found = control(town, day)
    assert (found.state, found.side) == (State.CLAIMED, HOLDERS[town]), found.reason


@pytest.mark.parametrize("day", [AUTUMN, WINTER], ids=str)
@pytest.mark.parametrize("town", ["Bakhmut", "Soledar"])
def test_towns_that_were_fought_for_are_contested_or_ukrainian(control, town, day):
    found = control(town, day)
    assert found.state is State.DISPUTED or found.side == UA, found.reason


def test_every_state_leads_back_to_claims(control):
    for day in (AUTUMN, WINTER):
        for town in (*HOLDERS, "Bakhmut", "Soledar"):
            found = control(town, day)
            assert found.standing
            assert all(claim.placement.place.id == found.place.id and claim.published.last <= day for claim in found.standing)
