"""A war is data: the documents of the Sudan map are read as those of the demo are, and sides are what the theatre says."""

import re
from pathlib import Path

import pytest

from frontmap.config import Settings
from frontmap.pipeline import Tools, ledger, read_document, read_inputs
from frontmap.records import Document, Kind, Modality, Polarity, Precision, Status, Verification
from frontmap.theatres.load import THEATRES_FOLDER, load_theatre, shipped_theatres

MAPS = Path(__file__).parents[2] / "maps"


def claims_of(example, theatre):
    tools = Tools.open(Settings(theatre=str(theatre)))
    documents = [item for item in read_inputs([MAPS / example / "documents"], tools.settings) if isinstance(item, Document)]
    return ledger(read_document(document, tools) for document in documents)


@pytest.fixture(scope="module")
def sudan():
    return claims_of("sudan", "sudan")


def at(claims, name, kind, **wanted):
    """The claims of a kind at the place of a name with the wanted fields, in the order of their texts."""
    return [
        claim
        for claim in claims
        if claim.placed and claim.placement.place.name == name and claim.kind is kind and all(getattr(claim, field) == value for field, value in wanted.items())
    ]


def test_both_theatres_are_shipped():
    assert shipped_theatres() == ("sudan", "ukraine")


@pytest.mark.parametrize("name", shipped_theatres())
def test_nobody_bears_a_name_twice(name):
    """An alias of two actors would give one's words to the other."""
    bearers = {}
    for actor in load_theatre(name).actors:
        for alias in actor.names:
            assert bearers.setdefault(alias, actor.name) == actor.name, alias


@pytest.mark.parametrize(
    ("place", "kind", "polarity", "claimant", "actor"),
    [
        ("Khartoum International Airport", Kind.CONTROL, Polarity.ASSERTED, "rsf", "rsf"),
        ("Khartoum International Airport", Kind.CONTROL, Polarity.DENIED, "saf", "rsf"),
        ("Khartoum International Airport", Kind.CONTROL, Polarity.ASSERTED, "saf", "saf"),
        ("Merowe Airport", Kind.CONTROL, Polarity.DENIED, "saf", "rsf"),
        ("Wad Madani", Kind.CONTROL, Polarity.ASSERTED, "rsf", "rsf"),
        ("Wad Madani", Kind.WITHDRAWAL, Polarity.ASSERTED, "saf", "saf"),
        ("Sennar", Kind.ADVANCE, Polarity.DENIED, "saf", "rsf"),
        ("El Geneina", Kind.CONTROL, Polarity.ASSERTED, "rsf", "rsf"),
        ("Singa", Kind.CONTROL, Polarity.ASSERTED, "rsf", "rsf"),
        ("Singa", Kind.CONTROL, Polarity.DENIED, "saf", "rsf"),
        ("Jebel Aulia", Kind.ENCIRCLEMENT, Polarity.ASSERTED, "saf", "saf"),
        ("Jebel Aulia", Kind.WITHDRAWAL, Polarity.DENIED, "rsf", "rsf"),
        ("Zamzam camp", Kind.CONTROL, Polarity.ASSERTED, "rsf", "rsf"),
        ("Zamzam camp", Kind.CIVILIANS, Polarity.DENIED, "rsf", "rsf"),
        ("Tawila", Kind.STRIKE, Polarity.ASSERTED, "other", None),
        ("El Fasher", Kind.CONTROL, Polarity.ASSERTED, "rsf", "rsf"),
        ("El Fasher", Kind.CONTROL, Polarity.DENIED, "saf", "rsf"),
        ("El Fasher", Kind.WITHDRAWAL, Polarity.ASSERTED, "saf", "saf"),
        ("Babanusa", Kind.ASSAULT, Polarity.ASSERTED, "saf", "saf"),
    ],
)
def test_a_claim_has_its_sides(sudan, place, kind, polarity, claimant, actor):
    assert at(sudan, place, kind, polarity=polarity, claimant_side=claimant, actor_side=actor)


@pytest.mark.parametrize("place", ["Khartoum International Airport", "Merowe Airport", "Singa", "El Fasher", "Bara"])
def test_what_the_other_side_denies_is_disputed(sudan, place):
    for claim in at(sudan, place, Kind.CONTROL, polarity=Polarity.ASSERTED, claimant_side="rsf"):
        assert claim.status is Status.DISPUTED


def test_doubt_travels_with_what_the_parties_say(sudan):
    (claim,) = at(sudan, "El Fasher", Kind.CONTROL, claimant_side="rsf")
    assert claim.verification is Verification.UNVERIFIED
    (footage,) = at(sudan, "El Fasher", Kind.PRESENCE)
    assert (footage.verification, footage.claimant_side) == (Verification.VERIFIED, None)


def test_what_may_come_is_no_news(sudan):
    assert {claim.modality for claim in at(sudan, "Ed Damazin", Kind.ADVANCE)} == {Modality.POSSIBLE}


def test_places_that_only_speak_or_host_are_no_marks(sudan):
    drawn = {claim.placement.place.name for claim in sudan if claim.placed}
    assert not drawn & {"Cairo", "Juba", "Riyadh", "London", "Nairobi", "Geneva", "Addis Ababa"}
    assert {claim.placement.place.country for claim in sudan if claim.placed} == {"SD"}
    assert not [claim for claim in sudan if claim.placed and claim.placement.precision is Precision.COUNTRY]


@pytest.mark.parametrize(("example", "theatre", "one", "other"), [("sudan", "sudan", "saf", "rsf"), ("demo", "ukraine", "ru", "ua")])
def test_swapping_the_sides_of_a_theatre_swaps_those_of_the_claims_and_nothing_else(tmp_path, example, theatre, one, other):
    swap = {one: other, other: one}
    text = (THEATRES_FOLDER / f"{theatre}.toml").read_text(encoding="utf-8")
    mirrored = tmp_path / f"{theatre}.toml"
    mirrored.write_text(
        re.sub(rf'(?m)^(\[sides\.|side = ")({one}|{other})\b', lambda found: found[1] + swap[found[2]], text), encoding="utf-8"
    )
    assert load_theatre(mirrored).side(one).label == load_theatre(theatre).side(other).label

    def row(claim, swap):
        return (
            claim.doc_id, claim.evidence, claim.kind, claim.polarity, claim.modality, claim.actor, claim.claimant, claim.status,
            claim.verification, claim.event, claim.placement, swap.get(claim.actor_side, claim.actor_side), swap.get(claim.claimant_side, claim.claimant_side),
        )  # fmt: skip

    straight = [row(claim, swap) for claim in claims_of(example, theatre)]
    turned = [row(claim, {}) for claim in claims_of(example, mirrored)]
    assert straight
    assert sorted(straight, key=repr) == sorted(turned, key=repr)
