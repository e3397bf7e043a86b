"""Claims of other programs, line by line, read and written in every light form."""

import json

from sample_claims import sample_claims

from frontmap.contract import claim_to_json
from frontmap.errors import InputError
from frontmap.exports.csv import csv_lines
from frontmap.exports.geojson import geojson_chunks
from frontmap.exports.jsonl import read_claims

LINES = [json.dumps(claim_to_json(claim), ensure_ascii=False).encode() for claim in sample_claims()[:6]]
SEEDS = (*LINES, b"\n".join(LINES[:2]))
WORDS = (*sorted({f'"{key}"' for line in LINES for key in json.loads(line)}), "null", "NaN", "1e400", "-1", "{}", "[]", "true", "\\ud800", "control", "denied")


def refuse(name: str) -> None:
    """Refuse what is no JSON."""
    raise AssertionError(f"{name} is no JSON")


def check(data: bytes) -> None:
    """Read; what was read can be written."""
    claims = [found for found in read_claims(data.splitlines(keepends=True)) if not isinstance(found, InputError)]
    if claims:
        json.loads(b"".join(geojson_chunks(claims)), parse_constant=refuse)
        b"".join(csv_lines(claims))
        json.dumps([claim_to_json(claim) for claim in claims], allow_nan=False)
