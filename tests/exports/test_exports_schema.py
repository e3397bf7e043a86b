"""The schema tells of a claim what the contract gives, and the dictionary in docs/ is the one that the code makes."""

from pathlib import Path

from hypothesis import given
from strategies import claims

from frontmap.contract import claim_to_json
from frontmap.exports.csv import COLUMNS, flat_row
from frontmap.exports.dictionary import data_dictionary
from frontmap.exports.schema import CLAIM, FLAT, FieldType

PYTHON = {FieldType.TEXT: str, FieldType.EDTF: str, FieldType.INTEGER: int, FieldType.NUMBER: (int, float), FieldType.FLAG: bool}


def check(fields, value):
    """Assert that an object has exactly these fields, of these types, with these values."""
    assert list(value) == [field.name for field in fields]
    for field in fields:
        found = value[field.name]
        if found is None:
            assert field.nullable, field.name
        elif field.type is FieldType.OBJECT:
            check(field.fields, found)
        elif field.type is FieldType.OBJECTS:
            for each in found:
                check(field.fields, each)
        else:
            assert isinstance(found, PYTHON[field.type]), field.name
            assert not field.values or found in field.values, field.name


@given(claims)
def test_every_claim_is_as_the_schema_tells(claim):
    check(CLAIM, claim_to_json(claim))


@given(claims)
def test_every_flat_row_is_as_the_schema_tells(claim):
    row = flat_row(claim)
    assert tuple(row) == COLUMNS == tuple(column.name for column in FLAT)
    for column in FLAT:
        assert row[column.name] is None or isinstance(row[column.name], PYTHON[column.type]), column.name


def test_every_field_says_what_it_means():
    def all_of(fields):
        for field in fields:
            yield field
            yield from all_of(field.fields)

    assert all(field.text for field in all_of(CLAIM))
    assert all(column.text for column in FLAT)


def test_the_dictionary_is_the_one_that_the_code_makes():
    kept = Path(__file__).parents[2] / "docs" / "data-model.md"
    assert kept.read_text(encoding="utf-8") == data_dictionary(), "run scripts/build-docs"
