"""Names of places and where they lie.

`Gazetteer.open()` (in `index`) gives the names in a text, the places of a name, and the settlements about a point. Its rows
are shipped (`build`), curated (`curated`) and added by the user (`dumps`), merged by `sources` and compiled by `compiler`.
"""
