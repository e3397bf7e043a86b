"""Change one sign of a room's code at a time, and see whether the room's own tests notice: `scripts/mutate ROOM [COUNT] [SEED]`.

cosmic-ray tells what can be changed; a seeded choice of it is tried in a copy of the project, one by one. Only changes that could matter are
made, one for each comparison, number, condition, sign and loop; annotations are let alone.

The tests run once unchanged, and what each of them comes by is noted, line by line; a mutant is then tried on the tests that come by its line,
the cheapest first, up to the first that fails. What runs on import, or for a fixture that several tests share, counts for all of them, and memos are
emptied between two tests, so that the second comes by what the first would have left there. Each mutant has a process of its own, forked from the one that ran
the tests: what lies below the room stays loaded, for it cannot know the room; the room, all above it and the tests are imported anew.

A mutant that the tests let pass, or that none comes by, is printed with its difference: a test is missing, or the code says nothing there. One
that goes on for ever is killed, and told. Changed numbers are counted apart: most are weights and bounds that the annotated passages hold.
"""

from __future__ import annotations

import argparse
import functools
import gc
import importlib
import json
import multiprocessing
import os
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import coverage
import hypothesis
import pytest
from cosmic_ray.ast import ast_nodes, get_ast_from_path
from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator, operator_names
from coverage.parser import PythonParser

ROOT = Path(__file__).parents[2]
COPIED = ("frontmap", "gazetteer", "maps", "scripts", "tests", "docs", "pyproject.toml", "README.md")
OPERATORS = re.compile(
    r"core/(?:AddNot|NumberReplacer|RemoveDecorator|ReplaceAndWithOr|ReplaceOrWithAnd|ReplaceBreakWithContinue|ReplaceContinueWithBreak|ReplaceFalseWithTrue|ReplaceTrueWithFalse|ZeroIterationForLoop"
    r"|ReplaceUnaryOperator_Delete_(?:Not|USub)|ReplaceBinaryOperator_(?:Add_Sub|Sub_Add|Mul_Div|Div_Mul|FloorDiv_Mul|Mod_Mul|BitAnd_BitOr)"
    r"|ReplaceComparisonOperator_(?:Lt_LtE|LtE_Lt|Gt_GtE|GtE_Gt|Eq_NotEq|NotEq_Eq|Is_IsNot|IsNot_Is))"
)
# Without effect: a frozen record made mutable, a memo taken away, a bound such as `_LONGEST = 2_000` moved by one.
NO_MATTER = re.compile(r"^\s*@(?:dataclass|functools\.(?:cache|lru_cache))|^_[A-Z_, ]+ = |lru_cache|^__all__|^from |^import ")


@dataclass(frozen=True)
class Mutant:
    """One change: the module, as a path in the project, cosmic-ray's operator and its occurrence there, and the line."""

    path: Path
    operator: str
    occurrence: int
    line: int

    def applied(self, copy: Path) -> AbstractContextManager[tuple[str, str | None]]:
        """Change the copy as long as the context lasts, which gives the module's text before and after."""
        return use_mutation(copy / self.path, get_operator(self.operator)(), self.occurrence)

    @property
    def sort(self) -> str:
        """Return "numbers" for a number that was moved by one, else "logic"."""
        return "numbers" if self.operator.endswith("NumberReplacer") else "logic"


def mutants(room: str) -> list[Mutant]:
    """Return all that can be changed in a room."""
    found = []
    for path in sorted((ROOT / "frontmap" / room).glob("*.py")):
        lines, nodes = path.read_text(encoding="utf-8").splitlines(), list(ast_nodes(get_ast_from_path(path)))
        for name in sorted(filter(OPERATORS.fullmatch, operator_names())):
            operator = get_operator(name)()
            starts = (start for node in nodes for start, _ in operator.mutation_positions(node))
            found += [Mutant(path.relative_to(ROOT), name, occurrence, line) for occurrence, (line, _) in enumerate(starts) if not NO_MATTER.search(lines[line - 1])]
    return found


class Anew:
    """Which modules a mutant of a room must not find loaded: the room's, those of all rooms above it, and the tests'."""

    def __init__(self, room: str) -> None:
        layers = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"][0]["layers"]
        rooms = [set(layer.split(" | ")) for layer in layers]
        at = next(number for number, layer in enumerate(rooms) if room in layer)
        self._kept = set().union(*rooms[at + 1 :])

    def __contains__(self, name: str) -> bool:
        """Whether a module is to be imported anew."""
        top, _, rest = name.partition(".")
        if top == "frontmap":
            return bool(rest) and rest.partition(".")[0] not in self._kept
        file = getattr(sys.modules.get(name), "__file__", None)
        return bool(file) and Path(file).is_relative_to(Path.cwd() / "tests")

    def forget(self) -> None:
        """Forget those modules."""
        for name in [name for name in sys.modules if name in self]:
            within, _, last = name.rpartition(".")
            del sys.modules[name]
            if within in sys.modules:
                vars(sys.modules[within]).pop(last, None)


class Reach:
    """A plugin of pytest that notes which tests come by each line of a room, and how long each test takes."""

    def __init__(self, room: str, anew: Anew) -> None:
        self.seconds: Counter[str] = Counter()
        self._anew, self._memos, self._modules, self._context = anew, [], 0, ""
        self._coverage = coverage.Coverage(data_file=None, config_file=False, source=[str(Path.cwd() / "frontmap" / room)])
        self._coverage.start()
        for path in sorted(Path("frontmap", room).glob("*.py")):
            importlib.import_module(".".join(path.with_suffix("").parts))

    def _within(self, context: str) -> Generator[None, object, object]:
        """Note what runs meanwhile under a test's name, "" for all tests."""
        before, self._context = self._context, context
        self._coverage.switch_context(context)
        try:
            return (yield)
        finally:
            self._context = before
            self._coverage.switch_context(before)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        if len(sys.modules) != self._modules:
            self._modules = len(sys.modules)
            self._memos = [each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper) and each.__module__ in self._anew]
        for memo in self._memos:
            memo.cache_clear()
        begun = time.process_time()
        try:
            return (yield from self._within(item.nodeid))
        finally:
            self.seconds[item.nodeid] = time.process_time() - begun

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef):
        return (yield from self._within(self._context if fixturedef.scope == "function" else ""))

    def stop(self) -> None:
        self._coverage.stop()

    @functools.cache  # noqa: B019 - one lives as long as the process
    def _lines(self, path: Path) -> tuple[PythonParser, dict[int, set[str]]]:
        parser = PythonParser(text=path.read_text(encoding="utf-8"))
        parser.parse_source()
        found = defaultdict(set)
        for line, names in self._coverage.get_data().contexts_by_lineno(str(path)).items():
            found[parser.first_line(line)].update(names)
        return parser, found

    def tests_of(self, path: Path, line: int) -> list[str]:
        """Return the tests that come by a statement, the cheapest first, those of a file together."""
        parser, found = self._lines(path)
        names = found[parser.first_line(line)]
        return self.in_order(self.seconds if "" in names else names)

    def in_order(self, names: Iterable[str]) -> list[str]:
        """Return tests with the cheapest first, those of a file together."""
        of_file: Counter[str] = Counter()
        for name in names:
            of_file[name.partition("::")[0]] += self.seconds[name]
        return sorted(names, key=lambda name: (of_file[name.partition("::")[0]], name.partition("::")[0], self.seconds[name], name))


    def limit(self, names: Iterable[str]) -> int:
        """Return the seconds of the processor after which tests go on for ever; noting their lines and emptying their memos took some of what they took."""
        return 15 + round(2 * sum(self.seconds[name] for name in names))


class Chosen:
    """A plugin of pytest that runs the named tests alone, in their order."""

    def __init__(self, names: list[str]) -> None:
        self._place = {name: place for place, name in enumerate(names)}

    def pytest_collection_modifyitems(self, items):
        items[:] = sorted((item for item in items if item.nodeid in self._place), key=lambda item: self._place[item.nodeid])


def ask(words: Iterable[str], plugin: object) -> int:
    """Run tests in this process, up to the first that fails; return pytest's exit code."""
    return int(pytest.main(["-q", "-x", "--basetemp", "temporary", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning", "-m", "not slow", "--hypothesis-profile", "mutation", *words], plugins=[plugin]))


def _try(names: list[str], anew: Anew, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    sys.dont_write_bytecode = True  # a changed module of the same length and second would be taken for another
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    anew.forget()
    sys.exit(ask(dict.fromkeys(name.partition("::")[0] for name in names), Chosen(names)))


def outcome(names: list[str], anew: Anew, seconds: int) -> str:
    """Return what tests say of the code as it stands in the copy, in a process of their own: "survived", "killed" or "timeout"."""
    process = multiprocessing.get_context("fork").Process(target=_try, args=(names, anew, seconds))
    process.start()
    process.join(20 * seconds)  # by the clock: on a busy machine, and for what waits for ever
    if process.exitcode is None:
        process.kill()
        process.join()
    return {0: "survived", -signal.SIGKILL: "timeout", -signal.SIGXCPU: "timeout"}.get(process.exitcode, "killed")


def rehearse(room: str, tests: list[str], anew: Anew) -> Reach:
    """Run the tests as they are, and once more in a process as a mutant has it."""
    # A failure is enough; the smallest example that fails is not sought.
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile("mutation", deadline=None, derandomize=True, phases=phases)
    reach = Reach(room, anew)
    code = ask(tests, reach)
    reach.stop()
    gc.collect()
    gc.freeze()
    if code or outcome(reach.in_order(reach.seconds), anew, reach.limit(reach.seconds)) != "survived":
        raise SystemExit("the tests fail before anything was changed")
    return reach


def difference(before: str, after: str) -> str:
    """Return the lines that differ."""
    return "".join(f"\n    - {was.strip()}\n    + {now.strip()}" for was, now in zip(before.splitlines(), after.splitlines(), strict=False) if was != now)[:600]


def main() -> None:
    """Try so many mutants of a room."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("room")
    parser.add_argument("count", type=int, nargs="?", default=150)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--tests", nargs="*", help="instead of tests/ROOM")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so many")
    given = parser.parse_args()
    every = mutants(given.room)
    chosen = random.Random(given.seed).sample(every, min(given.count, len(every)))  # noqa: S311 - not for secrets
    counts: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory(prefix="frontmap-mutate-") as name:
        copy = Path(name).resolve()
        for each in COPIED:
            (shutil.copytree if (ROOT / each).is_dir() else shutil.copy2)(ROOT / each, copy / each)
        os.chdir(copy)
        sys.path[:0] = [str(copy), str(copy / "tests")]
        os.environ |= {"PYTHONPATH": str(copy), "FRONTMAP_TEST_HOME": str(copy / "home")}
        begun = time.monotonic()
        anew = Anew(given.room)
        reach = rehearse(given.room, given.tests or [f"tests/{given.room}"], anew)
        for mutant in chosen:
            if (time.monotonic() - begun) / 60 > given.minutes:
                break
            names = reach.tests_of(copy / mutant.path, mutant.line)
            with mutant.applied(copy) as (before, after):
                came = outcome(names, anew, reach.limit(names)) if names else "unreached"
            counts[mutant.sort, came] += 1
            if came != "killed":
                print(f"{came}: {mutant.path}:{mutant.line} {mutant.operator.removeprefix('core/')}{difference(before, after or before)}", flush=True)
    told = {"room": given.room, "seed": given.seed, "mutants": len(every), "tried": counts.total(), "seconds": round(time.monotonic() - begun)}
    for sort in ("logic", "numbers"):
        told[sort] = {came: counts[sort, came] for came in ("killed", "timeout", "survived", "unreached")}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
