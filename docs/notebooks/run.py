"""Run the notebooks in docs/notebooks and keep what they print; with --check, say where that differs from what is kept.

Only text is compared: pictures differ with the libraries that draw them. Maps for the cell are left out of what is kept.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parent
MOST_BYTES = 400_000  # of a notebook with all that it shows
INSTEAD = "The map stands here when the cell is run."


def executed(path: Path) -> nbformat.NotebookNode:
    """Return a notebook as it is after a run, without what depends on the moment and the machine."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, kernel_name="python3", extra_arguments=["--log-level=ERROR"], resources={"metadata": {"path": str(FOLDER)}}).execute()
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}
    for number, cell in enumerate(notebook.cells, 1):
        cell.id, cell.metadata = f"cell-{number}", {}
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
            if "folium" in output.get("data", {}).get("text/plain", ""):
                output.data = {"text/plain": INSTEAD}
            if "image/png" in output.get("data", {}):
                output.data = {"image/png": output.data["image/png"], "text/plain": "A figure."}
    return notebook


def told(notebook: nbformat.NotebookNode) -> Iterator[str]:
    """Yield the lines of all that a notebook prints, whatever room columns were given."""
    for number, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", ()):
            text = output.get("text") or output.get("data", {}).get("text/plain", "")
            yield from (f"cell {number}: {' '.join(line.split())}" for line in text.splitlines() if line.strip())


def differences(path: Path, run: nbformat.NotebookNode) -> list[str]:
    """Return where a run prints otherwise than is kept, as lines of a diff."""
    kept = nbformat.read(path, as_version=4)
    return list(difflib.unified_diff(list(told(kept)), list(told(run)), f"{path.name} as kept", f"{path.name} as run", lineterm="", n=0))


def main() -> int:
    """Run all notebooks; return 1 where --check finds a difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, and say what differs")
    check = parser.parse_args().check
    differs = False
    for path in sorted(FOLDER.glob("*.ipynb")):
        run = executed(path)
        lines = differences(path, run)
        differs = differs or bool(lines)
        print("\n".join([f"{path.name}: {'differs' if lines else 'as kept'}", *lines]))
        if not check:
            nbformat.write(run, path)
    return int(check and differs)


if __name__ == "__main__":
    sys.exit(main())
