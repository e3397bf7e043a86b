"""The places that a sentence is about, to which "the town" in a later one goes back."""

from __future__ import annotations

from collections.abc import Sequence

from frontmap.claims.clauses import is_relative
from frontmap.claims.drafts import Draft
from frontmap.claims.reading import Reading
from frontmap.claims.sites import Site, is_measured
from frontmap.records import Modality

__all__ = ["topic_of"]

_OPENS_WITH = 40  # characters before a place with which a sentence opens


def topic_of(reading: Reading, own: Sequence[Site], drafts: Sequence[Draft], *, first: bool) -> list[Site]:
    """The places that a sentence is about, for "the town" in a later one.

    First those of which it claims something in a main clause, then its other places there. A place in a side remark
    (a relative clause, an office, "ten kilometres from X") is none while an earlier sentence was about another.
    """
    main = [site for site in own if not site.gloss and not site.title and not is_relative(reading.text, reading.clause_of(site.start), reading.grammar)]
    main = [site for site in main if not is_measured(site)]
    main = [site for site in main if not reading.grammar.begins("looking-back", reading.between(reading.clause_of(site.start).start, site.start))] or main  # "the biggest victory since it took X"
    claimed = {draft.place_key: draft.modality is Modality.ACTUAL for draft in drafts if draft.site is not None}
    about = [site for site in main if claimed.get(site.key) and site.fine]
    towns = {hit.start for hit in reading.topic("anaphora") if hit.get("level") == "settlement"}
    again = [site for site in reading.sites if site.leaning and not site.gloss and site.start in towns]
    opening = [site for site in main if site.fine and site.start - reading.start <= _OPENS_WITH]
    told = about or again or opening or [site for site in main if site.key in claimed and site.fine]
    areas = [site for site in own if not site.fine]
    return [*(told or (main if first else [])), *areas]
