"""What each sort of entry does to placements and claims, and what the account of a build says of it."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import claims as any_claims
from strategies import placements as any_placements

from frontmap.corrections.apply import BY_CORRECTION, account, apply_to_claims, apply_to_placements
from frontmap.corrections.load import ClaimRule, Corrections, PlaceRule
from frontmap.records import Document, Mention, Place, Placement, Precision, Relation, RelationKind, Role, RunnerUp

ODESA_IVANIVKA = "geonames:707451"  # a namesake that the program does not choose
UNKNOWN = "Vysotske Lisnychestvo"


def of(placements, name):
    return next(placement for placement in placements if placement.mention.text == name)


def test_a_name_of_one_document_is_put_where_the_entry_says(story, read, corrections, gazetteer):
    before, _, _ = read(story, Corrections())
    wanted = next(c.place for c in gazetteer.candidates("Ivanivka") if c.place != of(before, "Ivanivka").place)
    after, applied, claims = read(story, corrections(f'[[place]]\ndocument = "story-1"\ntext = "Ivanivka"\nis = "{wanted.id}"\nwhy = "its raion is named"\n'))
    moved = of(after, "Ivanivka")
    assert (moved.place, moved.lat, moved.lon, moved.score, moved.runners_up) == (wanted, wanted.lat, wanted.lon, 1.0, ())
    assert moved.reason.startswith(BY_CORRECTION)
    assert moved.reason.endswith("its raion is named")
    assert [each for each in after if each != moved] == [each for each in before if each.mention.text != "Ivanivka"]
    assert [each.changed for each in applied] == [True]
    assert {claim.placement.place.id for claim in claims if claim.place_text == "Ivanivka"} == {wanted.id}


@pytest.mark.parametrize("document", ["https://example.org/two-villages", "Two villages"])
def test_a_document_may_be_named_by_url_or_title(story, read, corrections, document):
    after, _, _ = read(story, corrections(f'[[place]]\ndocument = "{document}"\ntext = "Ivanivka"\nis = "{ODESA_IVANIVKA}"\nwhy = "x"\n'))
    assert of(after, "Ivanivka").place.id == ODESA_IVANIVKA


def test_another_document_is_left_alone(story, read, corrections):
    other = corrections(f'[[place]]\ndocument = "story-2"\ntext = "Ivanivka"\nis = "{ODESA_IVANIVKA}"\nwhy = "x"\n')
    after, applied, claims = read(story, other)
    assert after == read(story, Corrections())[0]
    (warning,) = account(other, applied, claims, []).warnings
    assert warning == "corrections.toml:1: no document 'story-2' has a mention 'Ivanivka' any more"


def test_never_leaves_a_name_unplaced_and_says_why(story, read, corrections):
    after, applied, claims = read(story, corrections('[[never]]\ntext = "Klishchiivka"\nwhy = "a ship of that name"\n'))
    gone = of(after, "Klishchiivka")
    assert (gone.place, gone.lat, gone.score) == (None, None, 0.0)
    assert gone.reason == f"{BY_CORRECTION}never to be placed; a ship of that name"
    assert [each.changed for each in applied] == [True]
    assert {claim.unplaced_reason for claim in claims if claim.place_text == "Klishchiivka"} == {gone.reason}


def test_never_at_one_place_leaves_the_name_at_others(story, read, corrections):
    at = of(read(story, Corrections())[0], "Klishchiivka").place.id
    here = corrections(f'[[never]]\ntext = "Klishchiivka"\nat = "{at}"\nwhy = "nobody fought there"\n')
    assert of(read(story, here)[0], "Klishchiivka").reason == f"{BY_CORRECTION}not there; nobody fought there"
    elsewhere = corrections(f'[[never]]\ntext = "Klishchiivka"\nat = "{ODESA_IVANIVKA}"\nwhy = "x"\n')
    after, applied, claims = read(story, elsewhere)
    assert of(after, "Klishchiivka").place.id == at
    assert account(elsewhere, applied, claims, []).warnings == (
        f"corrections.toml:1: no document has a mention 'Klishchiivka' placed at {ODESA_IVANIVKA} any more",
    )


def test_a_new_place_places_a_name_that_no_gazetteer_knows(story, read, corrections):
    unknown = of(read(story, Corrections())[0], UNKNOWN)
    assert (unknown.place, unknown.mention.key) == (None, "")
    after, _, claims = read(story, corrections(f'[[new_place]]\ntext = "{UNKNOWN}"\nlat = 48.1\nlon = 37.2\nradius_m = 1500\nwhy = "survey map"\n'))
    placed = of(after, UNKNOWN)
    assert (placed.lat, placed.lon, placed.place.country, placed.score) == (48.1, 37.2, "UA", 1.0)
    assert (placed.precision, placed.radius_m) == (Precision.VICINITY, 6500.0)  # "near": wider than the place's own 1,500 m
    assert any(claim.placed and claim.place_text == UNKNOWN for claim in claims)


def test_a_corrected_offset_is_counted_from_the_right_place():
    relation = Relation(RelationKind.OFFSET, "10 km south of", 10_000.0, 180.0)
    found = Placement(Mention("Ivanivka", Role.PLACE, relation=relation), None)
    rule = PlaceRule("place", ("Ivanivka",), Place("x:1", "Ivanivka", 48.0, 37.0), "x")
    (after,), _ = apply_to_placements(Document("d", ""), [found.mention], [found], Corrections(places=(rule,)))
    assert after.precision is Precision.VICINITY
    assert after.lat == pytest.approx(47.91, abs=0.005)


def test_what_one_document_says_outweighs_what_holds_everywhere(story, read, corrections):
    both = corrections(f"""
[[place]]
document = "story-1"
text = "Ivanivka"
is = "{ODESA_IVANIVKA}"
why = "here"
[[never]]
text = "Ivanivka"
why = "everywhere"
""")
    after, applied, claims = read(story, both)
    assert of(after, "Ivanivka").place.id == ODESA_IVANIVKA
    assert [(each.rule.sort, each.changed) for each in applied] == [("never", False), ("place", True)]
    assert account(both, applied, claims, []).warnings == ()


def test_one_sentence_outweighs_its_document(read, corrections):
    document = Document("d1", "Ukrainian forces repelled an attack near Klishchiivka. Russian forces shelled Klishchiivka,\nthe General Staff said.")
    both = corrections(f"""
[[never]]
document = "d1"
text = "Klishchiivka"
why = "x"
[[place]]
document = "d1"
sentence = "shelled Klishchiivka, the General Staff"
text = "Klishchiivka"
is = "{ODESA_IVANIVKA}"
why = "x"
[[never]]
sentence = "withdrew from Klishchiivka"
text = "Klishchiivka"
why = "x"
""")
    (first, second), applied, claims = read(document, both)
    assert (first.place, second.place.id) == (None, ODESA_IVANIVKA)
    assert [rule.line for rule, count in account(both, applied, claims, []).per_entry if count] == [2, 6]
    (warning,) = account(both, applied, claims, []).warnings
    assert warning == "corrections.toml:12: no document has a mention 'Klishchiivka' in such a sentence any more"


def test_a_name_that_is_no_place_is_not_placed_and_the_warning_says_so():
    mention = Mention("Syrskyi", Role.PERSON)
    rule = PlaceRule("place", ("Syrskyi",), Place("x:1", "Syrske", 48.0, 37.0), "x", line=7)
    only = Corrections(places=(rule,))
    after, applied = apply_to_placements(Document("d", ""), [mention], [], only)
    assert after == []
    (warning,) = account(only, applied, [], []).warnings
    assert warning.startswith("corrections:7: 'Syrskyi' is named, but as person")


def test_a_rejected_claim_is_kept_apart_with_its_why(claim):
    other = dataclasses.replace(claim, id="c2")
    only = Corrections(claims=(ClaimRule("c1", reject=True, why="satire", line=1), ClaimRule("c3", reject=True, why="x", line=5)))
    kept, rejected = apply_to_claims([claim, other], only)
    assert kept == [other]
    assert [(each.claim, each.why) for each in rejected] == [(claim, "satire")]
    told = account(only, [], kept, rejected)
    assert (told.rejected, told.changed, told.confirmed) == (1, 0, 0)
    assert told.per_entry == ((only.claims[0], 1), (only.claims[1], 0))
    assert told.warnings == ("corrections:5: there is no claim 'c3' any more: its sentence, its place or the reading of it has changed",)


def test_a_claim_said_to_be_right_is_certain(claim):
    bare = dataclasses.replace(claim, id="c2", placement=None, place_text=None, unplaced_reason="the passage names no place", score=0.5)
    only = Corrections(claims=(ClaimRule("c1", reject=False, why="x"), ClaimRule("c2", reject=False, why="seen")))
    (placed, unplaced), rejected = apply_to_claims([claim, bare], only)
    assert rejected == []
    assert placed == dataclasses.replace(claim, score=1.0)
    assert (unplaced.score, unplaced.unplaced_reason) == (1.0, f"{BY_CORRECTION}right without a place; seen")


def test_an_account_tells_changed_from_confirmed(story, read, corrections):
    at = of(read(story, Corrections())[0], "Klishchiivka").place.id
    both = corrections(f'[[place]]\ntext = "Klishchiivka"\nis = "{at}"\nwhy = "checked"\n[[place]]\ntext = "Ivanivka"\nis = "{ODESA_IVANIVKA}"\nwhy = "x"\n')
    _, applied, claims = read(story, both)
    told = account(both, applied, claims, [])
    assert (told.changed, told.confirmed, told.rejected) == (1, 1, 0)
    assert [(rule.names[0], count) for rule, count in told.per_entry] == [("Klishchiivka", 1), ("Ivanivka", 1)]


names = st.sampled_from(["Ivanivka", "IVANIVKA", "Peremoha", "Height 202", "Soledar"])
ids = st.sampled_from(["x:1", "x:2", "x:3"])
places = st.builds(Place, ids, names, st.floats(-89, 89), st.floats(-179, 179), feature=st.sampled_from(["PPL", "ADM1", "PCLI"]))
documents = st.sampled_from([None, "d1", "d2"])
one_name = names.map(lambda name: (name,))
sentences = st.none() | st.sampled_from(["first sentence", "second"])
rules = (
    st.builds(PlaceRule, st.just("place"), one_name, places, st.just("why"), documents, sentences)
    | st.builds(PlaceRule, st.just("never"), one_name, st.none(), st.just("why"), documents, sentences, st.none() | ids)
)
claim_rules = st.builds(ClaimRule, st.sampled_from(["a", "b", "c"]), st.booleans(), st.just("why"))
some_corrections = st.builds(Corrections, places=st.lists(rules, max_size=8).map(tuple), claims=st.lists(claim_rules, max_size=3).map(tuple))
named = st.builds(
    lambda found, name, at: dataclasses.replace(found, mention=dataclasses.replace(found.mention, text=name, start=at, end=at + 1)),
    any_placements(), names, st.sampled_from([0, 5, 25, 90]),
)  # fmt: skip
at_ids = st.builds(lambda found, place: dataclasses.replace(found, place=dataclasses.replace(found.place, id=place)), named, ids)
with_runners = st.builds(
    lambda found, runners: dataclasses.replace(found, runners_up=tuple(runners)),
    at_ids,
    st.lists(st.builds(RunnerUp, ids, names, st.just(""), st.just("UA"), st.just(1.0), st.just(1.0), st.just(0.3)), max_size=2),
)


@given(st.lists(with_runners, max_size=5), st.lists(any_claims, max_size=4))
def test_no_corrections_change_nothing(found, some):
    document = Document("d1", "")
    assert apply_to_placements(document, [each.mention for each in found], found, Corrections()) == (found, [])
    assert apply_to_claims(some, Corrections()) == (some, [])


@given(st.lists(with_runners, max_size=5), some_corrections)
def test_applying_twice_is_applying_once(found, some):
    document, mentions = Document("d1", "A first  sentence. A second one."), [each.mention for each in found]
    once, _ = apply_to_placements(document, mentions, found, some)
    twice, again = apply_to_placements(document, mentions, once, some)
    assert twice == once
    assert [each.mention for each in once] == mentions
    assert not any(each.changed for each in again)


@given(st.lists(any_claims, max_size=4), some_corrections)
def test_no_claim_is_lost_and_twice_is_once(drawn, some):
    found = [dataclasses.replace(claim, id="abcd"[index]) for index, claim in enumerate(drawn)]
    kept, rejected = apply_to_claims(found, some)
    assert {claim.id for claim in kept} | {each.claim.id for each in rejected} == {claim.id for claim in found}
    assert apply_to_claims(kept, some) == (kept, [])
