"""Claims as columns."""

import base64
import dataclasses
import datetime as dt
import json
import zlib

from hypothesis import given
from sample_claims import make_claim, sample_claims
from strategies import claims as any_claims

from frontmap.records import Counted, Cue, Document, Kind, Mention, Placement, Precision, Quantity, Role, Span
from frontmap.theatres.load import load_theatre
from frontmap.webmap.columns import Shared, claim_columns, day_number, pack

THEATRE = load_theatre("ukraine")


def columns_of(*claims, **more):
    return claim_columns(claims, theatre=THEATRE, **more)


def test_packing_loses_nothing_and_holds_no_markup():
    data = {"b": ["</script>", "\u2028"], "a": [1, None, 0.5]}
    packed = pack(data)
    assert json.loads(zlib.decompress(base64.b64decode(packed))) == data
    assert packed.isascii()
    assert "<" not in packed


def test_what_pages_share_is_packed_once_and_read_as_one():
    shared = Shared({"ground": list(range(5000)), "words": {"а": "б\u2028</script>"}})
    for data in ({"a": 1, "text": "ґ" * 1000}, {"b": [None]}):
        packed = pack(data, shared)
        assert json.loads(zlib.decompress(base64.b64decode(packed))) == {**shared.data, **data}
        assert packed == pack(data, Shared(shared.data))
        assert "<" not in packed


def test_days_are_counted_from_1970():
    assert day_number(dt.date(1970, 1, 1)) == 0
    assert day_number(dt.date(2025, 11, 12)) == 20404
    assert day_number(None) is None


def test_each_string_stands_once():
    tables = columns_of(*sample_claims())
    assert len(tables["strings"]) == len(set(tables["strings"]))
    assert tables["strings"].count("Russian Ministry of Defence") == 1


def test_every_column_of_a_table_is_as_long_as_the_others():
    tables = columns_of(*sample_claims(), documents=[Document("d", "text")], unplaced=[Placement(Mention("X", Role.PLACE), None)])
    for name in ("documents", "spots", "runners", "claims", "mentions"):
        assert len({len(column) for column in tables[name].values()}) == 1, name


@given(any_claims)
def test_any_claim_becomes_a_row(claim):
    tables = columns_of(claim)
    row = {name: column[0] for name, column in tables["claims"].items()}
    assert tables["strings"][row["text"]] == claim.evidence.text
    assert (row["spot"] >= 0) == claim.placed
    sentence = claim.evidence.text.encode("utf-16-le", "surrogatepass")
    for start, end, _ in row["cues"]:
        assert sentence[start * 2 : end * 2].decode("utf-16-le", "surrogatepass") in {cue.text for cue in claim.cues}


def test_offsets_count_as_javascript_counts():
    claim = make_claim("Soledar", Kind.CONTROL, "ru", None)
    sentence = "𝄞𝄞 had captured Soledar"
    claim = dataclasses.replace(claim, evidence=Span(sentence, 10, 10 + len(sentence)), cues=(Cue("had captured", "r", 13, 25),))
    tables = columns_of(claim)
    assert tables["claims"]["cues"][0][0][:2] == [5, 17]
    assert tables["claims"]["mention"][0] == [18, 25]


def test_the_speaker_is_found_by_any_of_its_names():
    claim = make_claim("Soledar", Kind.CONTROL, "ru", None, text="On Friday the Russian MoD said Soledar was its own.")
    assert columns_of(claim)["claims"]["speaker"] == [[14, 25]]


def test_claims_on_one_place_share_a_spot_and_a_point_beside_it_is_another():
    tables = columns_of(*sample_claims())
    names = [tables["strings"][name] for name in tables["spots"]["name"]]
    assert names.count("Soledar") == 1
    assert names.count("Bakhmut") == 2
    assert sorted(tables["spots"]["moved"][index] for index, name in enumerate(names) if name == "Bakhmut") == [0, 1]


def test_an_area_and_a_point_of_one_place_are_two_spots():
    point = make_claim("Sumy", Kind.STRIKE, "ua", None)
    area = make_claim("Sumy", Kind.STRIKE, "ua", None, precision=Precision.REGION, radius_m=90_000)
    assert len(columns_of(point, area)["spots"]["place"]) == 2


def test_documents_without_a_claim_are_kept_and_known_ones_are_not_doubled():
    claim = sample_claims()[0]
    tables = columns_of(claim, documents=[Document(claim.doc_id, "t", title="Told by the build"), Document("silent", "t", title="Silent")])
    titles = [tables["strings"][title] for title in tables["documents"]["title"]]
    assert titles == ["Told by the build", "Silent"]
    assert tables["claims"]["document"] == [0]


def test_a_sum_over_the_war_has_no_day_and_numbers_keep_their_bounds():
    claim = sample_claims()[0]
    day = dataclasses.replace(claim, quantities=(Quantity(Counted.KILLED, "soldiers", 20.0, None, approximate=True),), background=True)
    total = dataclasses.replace(claim, quantities=(Quantity(Counted.CASUALTIES, "soldiers", 9.0, 9.0, total=True),))
    tables = columns_of(day, total)
    soldiers = tables["strings"].index("soldiers")
    assert tables["claims"]["quantities"] == [[["killed", soldiers, 20.0, None, 1, 0]], [["casualties", soldiers, 9.0, 9.0, 0, 1]]]
    assert tables["claims"]["background"] == [1, 0]
    assert tables["claims"]["event_first"][0] is not None
    assert tables["claims"]["event_first"][1] is None
