"""What the command line's tests share."""

import sys

import pytest

from frontmap.cli.main import main


@pytest.fixture
def run(monkeypatch, capfd):
    """Run the command in this process; returns exit code, standard output and standard error."""

    def runs(*words):
        monkeypatch.setattr(sys, "argv", ["frontmap", *map(str, words)])
        with pytest.raises(SystemExit) as stop:
            main()
        out, err = capfd.readouterr()
        return stop.value.code or 0, out, err

    return runs
