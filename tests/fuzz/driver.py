"""Drive one target with atheris, guided by coverage: `scripts/fuzz TARGET MINUTES`, or `scripts/fuzz` for the list.

A target is a file of `tests/fuzz/targets` with `SEEDS`, a tuple of bytes from which mutation begins, `WORDS`, what a grammar
of its input is made of, and `check(data)`, which raises where something is wrong: an exception outside our error tree, an offset
that does not match. Longer than two seconds of processor time for one input is wrong, too. What is found stands in
`.fuzz/TARGET/crash-…`; mended, it goes into `tests/fuzz/seeds/TARGET`, which every test run reads.
"""

from __future__ import annotations

import importlib
import sys
import time
from pathlib import Path

LONGEST_INPUT = 1500  # bytes
MOST_SECONDS = 2.0
HERE = Path(__file__).parent


def names() -> list[str]:
    """Return the targets."""
    return sorted(path.stem for path in (HERE / "targets").glob("*.py"))


def corpus(target: object, folder: Path, name: str) -> None:
    """Write where mutation begins, and the dictionary."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = [path.read_bytes() for path in sorted((HERE / "seeds" / name).glob("*"))]
    for number, seed in enumerate([*target.SEEDS, *kept]):
        (folder / f"seed-{number}").write_bytes(seed)
    quoted = ("".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}" for byte in word.encode("utf-8", "surrogatepass")) for word in target.WORDS if word)
    folder.with_suffix(".dict").write_text("".join(f'"{word}"\n' for word in quoted), encoding="ascii")


def main() -> None:
    """Run a target for some minutes."""
    if len(sys.argv) != 3 or sys.argv[1] not in names():
        print(f"usage: scripts/fuzz TARGET MINUTES, TARGET one of: {', '.join(names())}")  # noqa: T201 - a command's word
        raise SystemExit(2)
    name, minutes = sys.argv[1], float(sys.argv[2])
    import atheris

    sys.path.insert(0, str(HERE.parent))
    with atheris.instrument_imports(include=["frontmap"]):
        target = importlib.import_module(f"fuzz.targets.{name}")
        for seed in target.SEEDS:  # what is imported when it is used is instrumented, too
            target.check(seed)

    def check(data: bytes) -> None:
        begun = time.process_time()
        target.check(data)
        if (took := time.process_time() - begun) > MOST_SECONDS:
            raise TimeoutError(f"{len(data)} bytes took {took:.1f} s")

    folder = Path(".fuzz") / name
    corpus(target, folder / "corpus", name)
    flags = [f"-max_total_time={round(minutes * 60)}", f"-max_len={LONGEST_INPUT}", "-timeout=120", "-rss_limit_mb=4096", f"-artifact_prefix={folder}/", f"-dict={folder}/corpus.dict", "-print_final_stats=1", "-seed=1"]
    atheris.Setup([sys.argv[0], *flags, str(folder / "corpus")], check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
