"""The notebooks run, print what is kept of them, and stay small."""

import importlib.util
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


@pytest.fixture(scope="module")
def runner():
    """Return the script that runs notebooks, as a module."""
    pytest.importorskip("nbclient")
    spec = importlib.util.spec_from_file_location("run_notebooks", FOLDER / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_notebooks():
    assert {path.stem for path in NOTEBOOKS} == {"first-steps", "reports-to-control"}


# The kernel's own libraries warn of their own futures, and leave sockets to the collector.
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_prints_what_is_kept_of_it(runner, path):
    assert runner.differences(path, runner.executed(path)) == [], "where the new words are right, run scripts/build-notebooks and commit what it keeps"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_as_it_was_run_and_small(runner, path):
    import nbformat

    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert not any("<script" in str(cell.get("outputs")) for cell in code)
    assert path.stat().st_size <= runner.MOST_BYTES
