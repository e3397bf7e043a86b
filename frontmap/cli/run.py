"""One run over inputs: reads them, counts what came of it, and tells the exit code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import typer

from frontmap.cli.console import DONE, NOTHING_DONE, SOME_FAILED, complain, counting, table
from frontmap.config import Settings

if TYPE_CHECKING:
    from frontmap.corrections.apply import Applied, Rejected
    from frontmap.documents.reader import Failure
    from frontmap.pipeline import Reading, Tools
    from frontmap.records import Claim

__all__ = ["Run"]


@dataclass(slots=True)
class Run:
    """The inputs of one command on their way to claims; counts what it sees."""

    inputs: Sequence[str]
    tools: Tools
    documents: int = 0
    duplicates: int = 0
    undated: int = 0
    mentions: int = 0
    failures: list[Failure] = field(default_factory=list)
    applied: list[Applied] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    @classmethod
    def over(cls, inputs: Sequence[str], settings: Settings) -> Run:
        """Open theatre and gazetteer for a run over `inputs`."""
        from frontmap.pipeline import Tools

        return cls(inputs, Tools.open(settings))

    def readings(self) -> Iterator[Reading]:
        """Yield what each document gave; what could not be read is named at once and counted."""
        from frontmap.documents.reader import Failure
        from frontmap.pipeline import Reading, read_documents, read_inputs

        items = read_documents(read_inputs(self.inputs, self.tools.settings), self.tools)
        for item in counting(items, "documents"):
            if isinstance(item, Failure):
                self.failures.append(item)
                complain(item)
            elif isinstance(item, Reading):
                self.documents += 1
                self.undated += item.document.date is None
                self.mentions += len(item.mentions)
                self.applied += item.applied
                self.rejected += item.rejected
                yield item
            else:
                self.duplicates += 1

    def stop_if_nothing_was_read(self) -> None:
        """End with exit code 2 where no input gave a document."""
        if not self.documents:
            complain("nothing was read: give files or folders with text, Markdown, HTML, RSS/Atom, JSONL or CSV")
            raise typer.Exit(NOTHING_DONE)

    @property
    def exit_code(self) -> int:
        """0 where all inputs were read, 1 where some failed."""
        return SOME_FAILED if self.failures else DONE

    def summary(self, claims: Sequence[Claim], output: str, *, to_stderr: bool = False) -> None:
        """Print in a short table what was read and what came of it; name the corrections that matched nothing."""
        from frontmap.corrections.apply import account

        mended = account(self.tools.corrections, self.applied, claims, self.rejected)
        for warning in mended.warnings:
            complain(warning)
        rows = {
            "documents": self.documents,
            "duplicates": self.duplicates,
            "mentions": self.mentions,
            "claims": len(claims),
            "unplaced": sum(not claim.placed for claim in claims),
            "undated": self.undated,
            "corrected": mended.changed,
            "rejected": mended.rejected,
            "failed": len(self.failures),
            "written to": "standard output" if output == "-" else output,
        }
        table(rows, to_stderr=to_stderr)
