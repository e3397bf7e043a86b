"""Every target of the fuzzer over its beginnings and over all that it ever found; `scripts/fuzz` looks for more."""

import importlib
import time

import pytest
from fuzz.driver import HERE, LONGEST_INPUT, MOST_SECONDS, names

TARGETS = {name: importlib.import_module(f"fuzz.targets.{name}") for name in names()}
KEPT = [(path.parent.name, path) for path in sorted((HERE / "seeds").glob("*/*"))]


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_lets_its_own_seeds_pass_and_nothing_at_all(name):
    target = TARGETS[name]
    assert target.SEEDS
    assert target.WORDS
    for seed in (*target.SEEDS, b"", b"\x00", b"\xff" * 50):
        target.check(seed)


@pytest.mark.parametrize(("name", "path"), KEPT, ids=[f"{name}-{path.name}" for name, path in KEPT])
def test_what_the_fuzzer_found_is_mended(name, path):
    assert len(path.read_bytes()) <= LONGEST_INPUT
    begun = time.process_time()
    TARGETS[name].check(path.read_bytes())
    assert time.process_time() - begun < MOST_SECONDS * 5
