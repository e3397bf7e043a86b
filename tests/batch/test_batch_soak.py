"""Four minutes of `frontmap watch` on feeds that misbehave; `benchmarks/soak.py` does it for an hour."""

import importlib.util
import os
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "soak.py"


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="memory is read by ps, and Ctrl-C is sent as a signal")
def test_a_watch_on_feeds_that_misbehave_loses_nothing_and_ends_at_ctrl_c(monkeypatch):
    spec = importlib.util.spec_from_file_location("soak", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "soak", module)  # its dataclasses look there for their annotations
    spec.loader.exec_module(module)
    found = module.soak(3.6, seed=3, feeds=16, every="5s", say=lambda _: None)
    assert found["traceback"] is None
    assert found["exit"] in {0, 130}
    assert (found["lost"], found["stale"], found["not_mapped"]) == ([], [], [])
    assert found["entries"] >= 16 * 4
    assert sum(found["faults"].values()) >= 8
    assert found["builds"] > 1
