"""A file of reports, and what is claimed in them, for the verbs that work on claims."""

import json

import pytest


@pytest.fixture
def documents(request, tmp_path):
    """Write the test module's `REPORTS`, pairs of day and text, as documents of one publisher."""
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps({"text": text, "published": day, "publisher": "Eastern Wire"}) + "\n" for day, text in request.module.REPORTS), encoding="utf-8")
    return path


@pytest.fixture
def claims(run, documents, tmp_path):
    run("extract", documents, "-o", tmp_path / "claims.jsonl")
    return tmp_path / "claims.jsonl"
