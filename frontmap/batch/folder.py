"""The output folder of a build: which files in it are ours, and which of them have to go.

Whatever is about to be written is first put down in a journal beside it. A build that is killed leaves the journal, so that the next
one knows which files nobody asked for any more are ours, though no record names them. Files that are none of ours are never touched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from frontmap.atomic import writing
from frontmap.batch.report import Written, written
from frontmap.errors import OutputError

__all__ = ["JOURNAL", "OutputFolder"]

JOURNAL = ".frontmap.journal"
_PART = ".{name}.*.part"  # what `writing` leaves where it was killed


class OutputFolder:
    """A folder that is being built, held by this process alone (`folder_lock`)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._journal = path / JOURNAL
        self._left = frozenset(self._read())
        self._noted: set[str] = set()
        for name in self._left:
            for part in path.glob(_PART.format(name=name[:80].replace("[", "[[]"))):
                with suppress(OSError):
                    part.unlink()

    @property
    def left_behind(self) -> bool:
        """Whether the build before this one was killed."""
        return bool(self._left)

    def note(self, *names: str) -> None:
        """Put down names of files that are ours from now on, whatever becomes of this build.

        Raises
        ------
        OutputError
            If the folder cannot be written.
        """
        fresh = [name for name in names if name not in self._noted]
        if not fresh:
            return
        self._noted.update(fresh)
        try:
            with self._journal.open("a", encoding="utf-8") as file:
                file.writelines(f"{name}\n" for name in fresh)
        except OSError as error:
            raise OutputError(f"cannot be written ({error.strerror}): free the disk, or choose another folder", path=self.path) from None

    def put(self, name: str, data: bytes) -> Written:
        """Write a file, unless it stands there as it would be written."""
        path = self.path / name
        if not path.is_file() or path.read_bytes() != data:
            self.note(name)
            with writing(path) as file:
                file.write(data)
        return written(path)

    def stale(self, before: Iterable[Written], keep: Collection[str]) -> list[str]:
        """Return the names of our files that are not to be kept: those of the build before that are as it wrote them, and a killed build's."""
        known = [file.name for file in before if file.name not in keep and file.stands(self.path)]
        kept = {name.casefold(): name for name in keep}
        return sorted(name for name in {*known, *self._left}.difference(keep) if not self._is_one(name, kept.get(name.casefold())))

    def _is_one(self, name: str, kept: str | None) -> bool:
        """Whether two names that differ in case alone are one file, as on Windows and most Macs."""
        with suppress(OSError):
            return kept is not None and (self.path / name).samefile(self.path / kept)
        return False

    def clear(self, stale: Iterable[str]) -> None:
        """Take away files of ours, and with them the journal: the build is whole."""
        for name in (*stale, JOURNAL):
            with suppress(OSError):
                (self.path / name).unlink(missing_ok=True)

    def _read(self) -> list[str]:
        try:
            names = self._journal.read_text(encoding="utf-8").split("\n")[:-1]  # a last line without an end was cut off
        except (OSError, UnicodeDecodeError):
            return []
        return [name for name in names if name and Path(name).name == name]
