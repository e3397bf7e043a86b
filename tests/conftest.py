"""What all tests share: the sibling folder with reference material, where there is one."""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The first example pays for imports, and a busy machine makes them slowly; speed is measured in benchmarks/, never in a test. Same examples every run.
settings.register_profile("frontmap", deadline=None, derandomize=True, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("frontmap")

# Who starts the tests in the background may have them ignore Ctrl-C; what they start must not inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the checkout; tests that need it are skipped, saying so, where it is absent."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the sibling folder ../shared is not here")
    return folder


@pytest.fixture(autouse=True, scope="session")
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Compiled indexes of the tests stay out of the user's cache; FRONTMAP_TEST_HOME names the folder that several runs share."""
    patch = pytest.MonkeyPatch()
    patch.setenv("FRONTMAP_HOME", os.environ.get("FRONTMAP_TEST_HOME") or str(tmp_path_factory.mktemp("home")))
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    """A command freezes what is open, for its process ends with it (`settle`); this one goes on, and hypothesis asks the garbage collector who holds what."""
    yield
    gc.unfreeze()


@pytest.fixture
def run(monkeypatch, capfd):
    """Run the command in this process; returns exit code, standard output and standard error."""
    from frontmap.cli.main import main

    def runs(*words):
        monkeypatch.setattr(sys, "argv", ["frontmap", *map(str, words)])
        with pytest.raises(SystemExit) as stop:
            main()
        out, err = capfd.readouterr()
        return stop.value.code or 0, out, err

    return runs


@pytest.fixture
def claim():
    """A placed claim with every field filled."""
    import datetime as dt

    from frontmap.records import (
        Basis,
        Claim,
        Cue,
        DateSpan,
        Kind,
        Mention,
        Modality,
        Place,
        Placement,
        Polarity,
        Precision,
        Role,
        RunnerUp,
        Span,
        Status,
        Verification,
    )

    day = dt.date(2023, 1, 13)
    place = Place("geonames:692170", "Soledar", 48.6797, 38.0897, "UA", "Donetsk Oblast", "PPL", 10490)
    return Claim(
        id="c1",
        kind=Kind.CONTROL,
        polarity=Polarity.DENIED,
        modality=Modality.ACTUAL,
        evidence=Span("Ukraine denied that Soledar was taken.", 0, 38),
        actor="Russian forces",
        actor_side="ru",
        claimant="Ukraine",
        claimant_side="ua",
        publisher="Eastern Wire",
        verification=Verification.UNVERIFIED,
        placement=Placement(
            Mention("Soledar", Role.PLACE, "soledar", doc_id="d1", start=20, end=27),
            place,
            place.lat,
            place.lon,
            Precision.SETTLEMENT,
            2000.0,
            0.93,
            (RunnerUp("geonames:1", "Soledar", "Elsewhere", "RU", 50.0, 40.0, 0.2, 200_000.0),),
            "only Soledar in the theatre",
        ),
        place_text="Soledar",
        event=DateSpan(day, day, Basis.WEEKDAY),
        stated=DateSpan(day, day),
        published=DateSpan(day, day, Basis.WAR_DAY),
        cues=(Cue("denied", "en.polarity.deny", 8, 14),),
        score=0.9,
        status=Status.DISPUTED,
        thread="t1",
        origin="o1",
        title="Two versions of Soledar",
        url="https://example.org/soledar",
        doc_id="d1",
    )
