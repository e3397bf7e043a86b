"""One run over inputs: reads them, counts what came of it, and tells the exit code."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

import typer

from frontmap.cli.console import DONE, NOTHING_DONE, SOME_FAILED, STOPPED, complain, counting, say, table
from frontmap.config import Settings

if TYPE_CHECKING:
    from frontmap.batch.cache import Cache
    from frontmap.batch.engines import LocalEngine
    from frontmap.batch.outcomes import Outcome
    from frontmap.corrections.apply import Applied, Rejected
    from frontmap.documents.dedupe import Duplicate
    from frontmap.documents.reader import Failure
    from frontmap.pipeline import Reading, Tools
    from frontmap.records import Claim

__all__ = ["Run", "jobs_for"]

T = TypeVar("T")
_WORTH_WORKERS = 1_000_000  # bytes of input from which several processes are quicker than one, their start included


@dataclass(slots=True)
class Run:
    """The inputs of one command on their way to claims; counts what it sees. As a context manager it answers Ctrl-C."""

    inputs: Sequence[str]
    tools: Tools
    jobs: int = 1
    cache: Cache | None = None
    documents: int = 0
    duplicates: int = 0
    undated: int = 0
    mentions: int = 0
    claims: int = 0
    unplaced: int = 0
    failures: list[Failure] = field(default_factory=list)
    applied: list[Applied] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    settled: list[Claim] = field(default_factory=list)

    @classmethod
    def over(cls, inputs: Sequence[str], settings: Settings, *, jobs: int | None = 1, keep: bool = False) -> Run:
        """Open theatre and gazetteer for a run over `inputs`.

        Parameters
        ----------
        inputs : sequence of str
            As the command line has them.
        settings : Settings
            Theatre, language, corrections and limits.
        jobs : int or None
            Processes that read; None for one a core where there is enough to read.
        keep : bool
            Whether readings are kept for the next run, and taken from the one before.
        """
        from frontmap.batch.cache import Cache
        from frontmap.pipeline import Tools, settle

        tools = Tools.open(settings)
        settle()
        cache = Cache.open(limit_mb=settings.cache_mb, tell=say) if keep and settings.cache_mb else None
        return cls(inputs, tools, jobs or jobs_for(inputs), cache)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.cache is not None:
            self.cache.close()
        if kind is KeyboardInterrupt:
            kept = f"; what came of {self.documents} documents is kept, the same command goes on from there" if self.cache is not None and self.documents else ""
            say(f"frontmap: stopped, no file was changed{kept}")
            raise typer.Exit(STOPPED) from None

    def outcomes(self) -> Iterator[Outcome]:
        """Yield what each document came to; what could not be read is named at once and counted."""
        from frontmap.batch.outcomes import outcomes
        from frontmap.pipeline import read_inputs

        inputs = read_inputs(self.inputs, self.tools.settings)
        items: Generator[Outcome | Duplicate | Failure] = outcomes(inputs, self.tools, engine=self._engine(), cache=self.cache)
        with closing(items):
            for outcome in self._sorted(items):
                self.documents += 1
                self.undated += outcome.document.date is None
                self.mentions += outcome.mentions
                self.claims += len(outcome.claims)
                self.unplaced += sum(not claim.placed for claim in outcome.claims)
                self.applied += outcome.applied
                self.rejected += outcome.rejected
                self.settled += (claim for claim in outcome.claims if self.tools.corrections.rule_for_claim(claim.id) is not None)
                yield outcome

    def mention_lines(self) -> Iterator[bytes]:
        """Yield the names in each document as JSON lines."""
        from frontmap.batch.engines import Done
        from frontmap.batch.outcomes import GeoparseJob
        from frontmap.pipeline import read_inputs

        with closing(self._engine().run(GeoparseJob(self.tools), read_inputs(self.inputs, self.tools.settings))) as items:
            results = (item.result if isinstance(item, Done) else item for item in items)
            for lines in self._sorted(results):
                self.documents += 1
                yield lines

    def readings(self) -> Iterator[Reading]:
        """Yield all that was found in each document, for those who ask why; in this process, and kept nowhere."""
        from frontmap.pipeline import read_documents, read_inputs

        for reading in self._sorted(read_documents(read_inputs(self.inputs, self.tools.settings), self.tools)):
            self.documents += 1
            yield reading

    def _engine(self) -> LocalEngine:
        from frontmap.batch.engines import LocalEngine

        return LocalEngine(self.jobs, self.tools.settings.max_document_seconds)

    def _sorted(self, items: Iterable[T | Duplicate | Failure]) -> Iterator[T]:
        """Yield what was read; count the rest, and name failures."""
        from frontmap.documents.dedupe import Duplicate
        from frontmap.documents.reader import Failure

        for item in counting(items, "documents"):
            if isinstance(item, Failure):
                self.failures.append(item)
                complain(item)
            elif isinstance(item, Duplicate):
                self.duplicates += 1
            else:
                yield item

    def stop_if_nothing_was_read(self) -> None:
        """End with exit code 2 where no input gave a document."""
        if not self.documents:
            complain("nothing was read: give files or folders with text, Markdown, HTML, RSS/Atom, JSONL or CSV")
            raise typer.Exit(NOTHING_DONE)

    @property
    def exit_code(self) -> int:
        """0 where all inputs were read, 1 where some failed."""
        return SOME_FAILED if self.failures else DONE

    def summary(self, output: str, *, to_stderr: bool = False) -> None:
        """Print in a short table what was read and what came of it; name the corrections that matched nothing."""
        from frontmap.corrections.apply import account

        mended = account(self.tools.corrections, self.applied, self.settled, self.rejected)
        for warning in mended.warnings:
            complain(warning)
        rows = {
            "documents": self.documents,
            "duplicates": self.duplicates,
            "mentions": self.mentions,
            "claims": self.claims,
            "unplaced": self.unplaced,
            "undated": self.undated,
            "corrected": mended.changed,
            "rejected": mended.rejected,
            "failed": len(self.failures),
            "written to": "standard output" if output == "-" else output,
        }
        table(rows, to_stderr=to_stderr)


def jobs_for(inputs: Sequence[str]) -> int:
    """Return how many processes are worth their start: one a core, if the files are large enough."""
    size = 0
    for name in inputs:
        path = Path(name)
        for file in path.rglob("*") if path.is_dir() else [path]:
            size += file.stat().st_size if file.is_file() else 0
            if size > _WORTH_WORKERS:
                return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return 1
