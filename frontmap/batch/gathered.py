"""What the inputs of a build gave beside claims."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from frontmap.batch.outcomes import Outcome
from frontmap.batch.plan import Sheet
from frontmap.corrections.apply import Rejected
from frontmap.records import Document, Placement

__all__ = ["Gathered"]


@dataclass(slots=True)
class Gathered:
    """Documents without their text, mentions without a place, claims that a correction leaves out, and failures.

    `tell` is called with each failure as it comes.
    """

    tell: Callable[[str], None]
    documents: list[Document] = field(default_factory=list)
    unplaced: list[Placement] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    duplicates: int = 0
    cached: int = 0
    _numbers: dict[str, int] = field(default_factory=dict, repr=False)  # of the documents, by id: most sheets tell from a few of them
    _given: list[tuple[Sequence[Placement], Sequence[Rejected]]] = field(default_factory=list, repr=False)

    def take(self, outcome: Outcome) -> None:
        """Keep what a document gave beside its claims."""
        self._numbers[outcome.document.id] = len(self.documents)
        self._given.append((outcome.unplaced, outcome.rejected))
        self.documents.append(outcome.document)
        self.unplaced.extend(outcome.unplaced)
        self.rejected.extend(outcome.rejected)
        self.cached += outcome.cached

    def fail(self, failure: object) -> None:
        """Keep and tell what could not be read."""
        self.failures.append(str(failure))
        self.tell(str(failure))

    def of(self, sheet: Sheet) -> tuple[list[Document], list[Placement], list[Rejected]]:
        """Return what belongs on a sheet: all of it if the sheet shows all claims, else that of the documents it tells from."""
        if sheet.key is None and sheet.recipe.shows_all:
            return self.documents, self.unplaced, self.rejected
        numbers = sorted({self._numbers[claim.doc_id] for claim in sheet.claims if claim.doc_id in self._numbers})
        return (
            [self.documents[number] for number in numbers],
            [placement for number in numbers for placement in self._given[number][0]],
            [rejected for number in numbers for rejected in self._given[number][1]],
        )
