"""Change one sign of a room's code at a time, and see whether the room's own tests notice: `scripts/mutate ROOM [COUNT] [SEED]`.

cosmic-ray tells what can be changed; a seeded choice of it is tried in a copy of the project, one by one. A mutant that the tests let pass is
printed with its difference: a test is missing, or the code says nothing there. Only changes that could matter are made, one for each
comparison, number, condition, sign and loop; annotations are let alone.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
COPIED = ("frontmap", "gazetteer", "maps", "scripts", "tests", "docs", "pyproject.toml", "README.md")
OPERATORS = re.compile(
    r"core/(?:AddNot|NumberReplacer|RemoveDecorator|ReplaceAndWithOr|ReplaceOrWithAnd|ReplaceBreakWithContinue|ReplaceContinueWithBreak|ReplaceFalseWithTrue|ReplaceTrueWithFalse|ZeroIterationForLoop"
    r"|ReplaceUnaryOperator_Delete_(?:Not|USub)|ReplaceBinaryOperator_(?:Add_Sub|Sub_Add|Mul_Div|Div_Mul|FloorDiv_Mul|Mod_Mul|BitAnd_BitOr)"
    r"|ReplaceComparisonOperator_(?:Lt_LtE|LtE_Lt|Gt_GtE|GtE_Gt|Eq_NotEq|NotEq_Eq|Is_IsNot|IsNot_Is))"
)
# Without effect: a frozen record made mutable, a memo taken away, a bound such as `_LONGEST = 2_000` moved by one.
NO_MATTER = re.compile(r"^\s*@(?:dataclass|functools\.(?:cache|lru_cache))|^_[A-Z_, ]+ = |lru_cache|^__all__|^from |^import ")


def mutants(room: str) -> list[tuple[Path, str, int, int]]:
    """Return module, operator, occurrence and line of all that can be changed in a room."""
    of = importlib.import_module("cosmic_ray.commands.init")._all_work_items
    found = []
    for path in sorted((ROOT / "frontmap" / room).glob("*.py")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for item in of([path], {}):
            (change,) = item.mutations
            line = change.start_pos[0]
            if OPERATORS.fullmatch(change.operator_name) and not NO_MATTER.search(lines[line - 1]):
                found.append((path.relative_to(ROOT), change.operator_name, change.occurrence, line))
    return found


def survives(copy: Path, mutant: tuple[Path, str, int, int], tests: list[str], seconds: float) -> tuple[bool, str]:
    """Whether the tests pass although the code was changed; and the line as it was and as it was made."""
    from cosmic_ray.mutating import use_mutation
    from cosmic_ray.plugins import get_operator

    path, operator, occurrence, line = mutant
    with use_mutation(copy / path, get_operator(operator)(), occurrence) as (before, after):
        was, now = before.splitlines(), (after or before).splitlines()
        told = "".join(f"\n    - {a.strip()}\n    + {b.strip()}" for a, b in zip(was, now, strict=False) if a != b)[:600]
        words = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", "not slow", *tests]
        try:
            done = subprocess.run(words, cwd=copy, env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}, capture_output=True, timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            return False, told
        return done.returncode == 0, f"{path}:{line} {operator.removeprefix('core/')}{told}"


def main() -> None:
    """Try so many mutants of a room."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("room")
    parser.add_argument("count", type=int, nargs="?", default=40)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--tests", nargs="*", help="instead of tests/ROOM")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so many")
    given = parser.parse_args()
    every = mutants(given.room)
    chosen = random.Random(given.seed).sample(every, min(given.count, len(every)))  # noqa: S311 - not for secrets
    tests = given.tests or [f"tests/{given.room}"]
    with tempfile.TemporaryDirectory(prefix="frontmap-mutate-") as name:
        copy = Path(name)
        for each in COPIED:
            (shutil.copytree if (ROOT / each).is_dir() else shutil.copy)(ROOT / each, copy / each)
        begun = time.monotonic()
        plain = subprocess.run([sys.executable, "-m", "pytest", "-q", "-x", "-m", "not slow", *tests], cwd=copy, env={**os.environ, "PYTHONPATH": str(copy)}, capture_output=True, text=True, check=False)
        if plain.returncode:
            raise SystemExit(f"the tests fail before anything was changed:\n{plain.stdout[-2000:]}")
        limit = 120 + 10 * (time.monotonic() - begun)
        counts: Counter[str] = Counter()
        for mutant in chosen:
            if (time.monotonic() - begun) / 60 > given.minutes:
                break
            alive, told = survives(copy, mutant, tests, limit)
            counts["survived" if alive else "killed"] += 1
            if alive:
                print(told, flush=True)
    tried = counts.total()
    print(json.dumps({"room": given.room, "mutants": len(every), "tried": tried, "killed": counts["killed"], "survived": counts["survived"], "score": round(counts["killed"] / max(1, tried), 3), "seed": given.seed}))


if __name__ == "__main__":
    main()
