"""Towns that only give their name to a road or a railway are no place of what happens there."""

import pytest

from frontmap.pipeline import Tools, read_document
from frontmap.records import Document


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("en", "The explosion occurred at a junction of the Kherson-Kerch and Kharkiv-Sevastopol rail lines.", set()),
        ("en", "Russian forces advanced along the Svatove-Kreminna and Bakhmut-Chasiv Yar highways near Bilohorivka.", {"Bilohorivka"}),
        ("en", "Ukrainian troops attacked near Ploshchanka and Chervonopopivka and along the Makiivka-Ploshchanka highway.", {"Ploshchanka", "Chervonopopivka"}),
        ("en", "Russian forces struck Kherson and the Bakhmut-Chasiv Yar highway.", {"Kherson"}),
        ("ru", "ВСУ обстреляли трассу Донецк–Горловка в районе Ясиноватой.", {"Yasynuvata"}),
        ("uk", "Російські війська обстріляли трасу Бахмут – Костянтинівка.", set()),
        ("uk", "Російські війська обстріляли трасу біля Бахмута.", {"Bakhmut"}),
    ],
)
def test_a_road_is_not_its_ends(tools: Tools, language: str, text: str, places: set[str]) -> None:
    claims = read_document(Document("d", text, language=language), tools).claims
    assert {claim.placement.place.name for claim in claims if claim.placement and claim.placement.place} == places
