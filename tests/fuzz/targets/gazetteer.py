"""Rows of gazetteers that a user adds: CSV and its like, GeoJSON, GeoNames' tables and archives."""

from fuzz.inputs import written

from frontmap.errors import GazetteerError
from frontmap.gazetteer.added import read_source

GEONAMES = "\t".join(("1", "Town", "Town", "Тown", "48.5", "37.5", "P", "PPL", "UA", "", "05", "", "", "", "10", "", "", "Europe/Kyiv", "2020-01-01"))  # noqa: FLY002 - a row is its fields
FORMS = ("a.csv", "a.tsv", "a.geojson", "a.txt", "a.zip")
SEEDS = (
    b"\x00name,lat,lon,country,id,admin1,feature,population,radius_m,names\nTown,48.5,37.5,UA,1,05,PPL,10,500,T|U\n", b"\x00name;lat;lon;country\nTown;48,5;37,5;UA\n",
    b"\x01name\tlat\tlon\tcountry\nTown\t48.5\t37.5\tUA\n",
    b'\x02{"features": [{"geometry": {"type": "Point", "coordinates": [37.5, 48.5]}, "properties": {"name": "Town", "country": "UA"}}]}',
    b"\x03" + GEONAMES.encode() + b"\n", b"\x04PK\x03\x04",
)  # fmt: skip
WORDS = ("name", "lat", "lon", "country", "id", "admin1", "feature", "population", "radius_m", "names", "UA", "PPL", "\t", "nan", "1e999", "\ufeff", '"coordinates"', '"properties"', "null")


def check(data: bytes) -> None:
    """Read a source."""
    name = FORMS[(data[0] if data else 0) % len(FORMS)]
    try:
        for row in read_source(written(name, data[1:])).rows:
            assert -90 <= row.place.lat <= 90
            assert -180 <= row.place.lon <= 180
    except GazetteerError as error:
        assert name in str(error)  # noqa: PT017 - that it names the file
