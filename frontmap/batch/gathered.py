"""What the inputs of a build gave beside claims."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

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

    def fail(self, failure: object) -> None:
        """Keep and tell what could not be read."""
        self.failures.append(str(failure))
        self.tell(str(failure))

    def of(self, sheet: Sheet) -> tuple[list[Document], list[Placement], list[Rejected]]:
        """Return what belongs on a sheet: all of it if the sheet shows all claims, else that of the documents it tells from."""
        if sheet.key is None and sheet.recipe.shows_all:
            return self.documents, self.unplaced, self.rejected
        ids = {claim.doc_id for claim in sheet.claims}
        return (
            [document for document in self.documents if document.id in ids],
            [placement for placement in self.unplaced if placement.mention.doc_id in ids],
            [each for each in self.rejected if each.claim.doc_id in ids],
        )
