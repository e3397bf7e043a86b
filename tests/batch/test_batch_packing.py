"""Records to bytes and back: exactly, and refused where the bytes are none of ours."""

import dataclasses
import datetime as dt

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st

from frontmap.packing import pack, unpack
from frontmap.records import Basis, Claim, DateSpan, Document, Place


@given(strategies.claims)
def test_a_claim_comes_back_as_it_was_with_what_takes_no_part_in_equality(claim):
    assert repr(unpack(Claim, pack(claim))) == repr(claim)


@given(st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_numbers_keep_their_last_bit(lat, lon):
    place = Place("p", "Orlivka", lat, lon)
    assert unpack(Place, pack(place)) == place


@given(st.text())
def test_any_text_comes_back(text):
    document = Document("d", text, published=dt.date(2023, 1, 13), date=DateSpan(dt.date(2023, 1, 13), dt.date(2023, 1, 14), Basis.TEXT, approximate=True))
    assert repr(unpack(Document, pack(document))) == repr(document)


def test_a_lone_surrogate_comes_back():
    assert unpack(Document, pack(Document("d", "\ud800"))).text == "\ud800"


def test_what_is_shared_is_written_once_and_is_one_object_again(claim):
    @dataclasses.dataclass(frozen=True)
    class Two:
        claims: tuple[Claim, ...]

    two = Two((claim, dataclasses.replace(claim, id="c2")))
    globals()["Two"] = Two
    assert len(pack(two)) < 1.6 * len(pack(claim))
    first, second = unpack(Two, pack(two)).claims
    assert first.placement is second.placement


@pytest.mark.parametrize("data", [b"", b"[]", b"[[1,2],[]]", b"\xff", b'["x",[]]', b"[[9],[[1]]]"])
def test_bytes_that_are_no_record_are_refused(data):
    with pytest.raises(ValueError, match="these bytes are no Claim"):
        unpack(Claim, data)


def test_a_field_that_cannot_be_packed_is_named():
    @dataclasses.dataclass
    class Odd:
        names: dict

    with pytest.raises(TypeError, match="cannot be packed"):
        pack(Odd({}))
