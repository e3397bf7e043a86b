"""What the tests of batch builds share: documents, jobs that misbehave, and a build that is killed again and again."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from frontmap.errors import FrontmapError
from frontmap.records import Document

SENTENCES = (
    "Russian forces captured the village of {place}, the Russian Ministry of Defence said on Friday.",
    "Ukraine's military denied that {place} was taken.",
    "Shelling hit {place} overnight, wounding two civilians, the Ukrainian General Staff reported.",
    "Ukrainian forces repelled attacks near {place} and 6 km south of Bakhmut.",
    "Drones struck Kharkiv and the town of {place}; a spokesman said that Lower Nowhere was hit, too.",
)
PLACES = ("Klishchiivka", "Soledar", "Kupiansk", "Vovchansk", "Avdiivka", "Robotyne", "Toretsk", "Pokrovsk")


def story(number: int) -> dict[str, str]:
    """A short document that no other number gives."""
    sentences = (SENTENCES[(number + at) % len(SENTENCES)].format(place=PLACES[(number // 3 + at) % len(PLACES)]) for at in range(2))
    day = 1 + number % 28
    return {
        "id": f"d{number}", "text": f"Report {number}. {' '.join(sentences)}", "published": f"2023-{1 + number // 28 % 12:02d}-{day:02d}",
        "publisher": f"Wire {number % 5}",
    }  # fmt: skip


def write_stories(path: Path, count: int) -> Path:
    path.write_text("".join(json.dumps(story(number)) + "\n" for number in range(count)), encoding="utf-8")
    return path


@dataclass(frozen=True)
class Trouble:
    """A job that does what a document's text says: sleep, spin, die, exit, raise; otherwise it gives the text in capitals."""

    started: Path | None = None

    def open(self) -> Callable[[Document], str]:
        if self.started is not None:
            with self.started.open("a") as file:
                file.write(f"{os.getpid()}\n")
        return self._work

    def _work(self, document: Document) -> str:
        match document.text:
            case "sleep":
                time.sleep(600)
            case "spin":
                while True:
                    pass
            case "die":
                os.kill(os.getpid(), signal.SIGKILL)
            case "exit":
                os._exit(3)
            case "raise":
                raise ZeroDivisionError(document.id)
        return document.text.upper()


class Unready:
    """A job that cannot begin, for a reason that is told."""

    def open(self) -> Callable[[Document], str]:
        raise FrontmapError("the lexicon is broken")


class Doomed:
    """A job whose workers die before they begin."""

    def open(self) -> Callable[[Document], str]:
        os._exit(7)


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "frontmap", *map(str, words)]


def own_home(folder: Path) -> dict[str, str]:
    """An environment whose cache is new and whose compiled gazetteer is that of all tests."""
    from frontmap.config import cache_folder
    from frontmap.gazetteer.index import Gazetteer

    Gazetteer.open()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "gazetteer").symlink_to(cache_folder() / "gazetteer")
    return {**os.environ, "FRONTMAP_HOME": str(folder)}


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A file system of its own below `folder`; where none can be mounted, the test is skipped, saying so."""
    folder.mkdir(parents=True)
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("a small disk needs the right to mount one")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=False, capture_output=True).returncode:
        pytest.skip("no tmpfs can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def killed_at_random(
    words: Sequence[str], result: Callable[[], bytes], *, env: Mapping[str, str], moments: int, seed: int, before_each: Callable[[int], None]
) -> None:
    """Kill a command at random moments, and assert that the run after each gives what an undisturbed one gives.

    Parameters
    ----------
    words : sequence of str
        The command.
    result : callable
        Returns the bytes of all that it wrote.
    env : mapping
        Its environment.
    moments : int
        How many times it is killed.
    seed : int
        For the moments.
    before_each : callable
        Called with the number of the moment before the run that will be killed; may change what there is.
    """
    start = time.monotonic()
    subprocess.run(words, env=env, check=True, capture_output=True)
    seconds = time.monotonic() - start
    wanted = result()
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    for moment in range(moments):
        before_each(moment)
        process = subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        delay = chance.uniform(0, seconds)
        time.sleep(delay)
        process.kill()
        process.wait()
        assert no_process_left(process.pid, 20), f"workers outlive a build that was killed after {delay:.2f} s"
        subprocess.run(words, env=env, check=True, capture_output=True)
        assert result() == wanted, f"the run after one that was killed after {delay:.2f} s differs"


def no_process_left(group: int, seconds: float) -> bool:
    """Whether all processes of a group are gone within some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
