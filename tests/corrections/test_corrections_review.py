"""Which claims are doubtful, what a row asks, and what an answer becomes."""

import dataclasses
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import claims as any_claims

from frontmap.config import Settings
from frontmap.contract import claim_from_json, claim_to_json
from frontmap.corrections.apply import BY_CORRECTION, apply_to_claims
from frontmap.corrections.load import ClaimRule, Corrections, PlaceRule, parse
from frontmap.corrections.review import COLUMNS, Answer, decide, doubts, entries, review
from frontmap.places.candidates import Option
from frontmap.places.marks import Resolved, placement
from frontmap.records import RunnerUp, Span

SOLEDAR, ODESA_IVANIVKA = "geonames:692170", "geonames:707451"


@pytest.fixture
def doubtful(claim):
    """A claim whose place could be another one."""
    placement = dataclasses.replace(claim.placement, score=0.5)
    return dataclasses.replace(claim, placement=placement, score=0.45)


@pytest.fixture
def unnamed(claim):
    return dataclasses.replace(claim, id="c3", placement=None, place_text=None, unplaced_reason="the passage names no place", score=0.5)


def changed(claim, **values):
    return dataclasses.replace(claim, placement=dataclasses.replace(claim.placement, **values))


def runner_up(score):
    return RunnerUp("geonames:1", "Ivanivka", "Kherson Oblast", "UA", 46.0, 33.0, score, 212_000.0)


class TestDoubts:
    def test_a_sure_claim_is_not_asked_about(self, claim):
        assert doubts(claim) == ()
        assert list(review([claim])) == []

    @pytest.mark.parametrize(
        ("values", "said"),
        [
            ({"score": 0.59, "runners_up": ()}, "low score: 0.59 for the place"),
            ({"score": 0.8, "runners_up": (runner_up(0.1), runner_up(0.41))}, "close runner-up: Ivanivka, Kherson Oblast, 212 km with 0.41"),
        ],
    )
    def test_a_low_score_and_a_close_runner_up(self, claim, values, said):
        (why,) = doubts(changed(claim, **values))
        assert why.startswith(said)

    def test_just_sure_enough(self, claim):
        assert doubts(changed(claim, score=0.6, runners_up=(runner_up(0.3),))) == ()

    def test_a_reading_in_doubt(self, claim):
        assert doubts(dataclasses.replace(claim, score=0.55)) == ("low score: 0.55 for place and reading together",)

    def test_unplaced_with_the_reason(self, claim):
        gone = dataclasses.replace(claim, placement=None, unplaced_reason="no gazetteer row is called 'X'")
        assert doubts(gone) == ("unplaced: no gazetteer row is called 'X'",)

    @pytest.mark.parametrize(
        ("kind", "said"), [("historic", ("former name",)), ("occupation", ("former name",)), ("fuzzy", ("near spelling",)), ("main", ())]
    )
    def test_former_names_and_near_spellings_as_the_program_words_them(self, claim, kind, said):
        found = claim.placement
        resolved = Resolved(Option(found.place, "Soledar", kind, 0.0), 0.9, (), fuzzy=kind == "fuzzy")
        assert doubts(dataclasses.replace(claim, placement=placement(found.mention, resolved, Settings()))) == said

    def test_what_a_person_settled_is_not_asked_again(self, claim):
        assert doubts(changed(claim, reason=f"{BY_CORRECTION}x", score=1.0)) == ()
        assert doubts(dataclasses.replace(claim, placement=None, unplaced_reason=f"{BY_CORRECTION}x")) == ()

    @given(st.lists(any_claims, max_size=5))
    def test_a_file_of_claims_asks_the_same_as_the_claims(self, claims):
        """Runners-up of unplaced mentions aside, which the contract does not carry."""
        placed = [claim for claim in claims if claim.placed]
        again = [claim_from_json(claim_to_json(claim)) for claim in placed]
        assert list(review(again)) == list(review(placed))


def test_a_row_has_all_that_a_person_needs(doubtful):
    (row,) = review([doubtful])
    assert tuple(row) == COLUMNS
    assert row["claim_id"] == "c1"
    assert (row["document"], row["title"], row["url"]) == ("d1", "Two versions of Soledar", "https://example.org/soledar")
    assert (row["text"], row["sentence"]) == ("Soledar", "Ukraine denied that Soledar was taken.")
    assert (row["placed_at"], row["place_id"], row["admin1"], row["score"]) == ("Soledar, UA (lat 48.6797, lon 38.0897)", SOLEDAR, "Donetsk Oblast", 0.5)
    assert row["runners_up"] == "geonames:1 Soledar, Elsewhere, 200 km"
    assert (row["decision"], row["why"]) == ("", "")


def test_an_unplaced_name_comes_with_the_places_that_bear_it(claim, gazetteer):
    gone = dataclasses.replace(claim, placement=None, place_text="Ivanivka", unplaced_reason="too doubtful")
    (row,) = review([gone], gazetteer)
    assert "geonames:707453 Ivanivka, Kherson Oblast | " in row["runners_up"]
    (row,) = review([dataclasses.replace(gone, place_text="Klishchivvkka")], gazetteer)
    assert "Klishchiivka, Donetsk Oblast" in row["runners_up"]
    (row,) = review([dataclasses.replace(gone, place_text=None)], gazetteer)
    assert row["runners_up"] == ""


def test_a_very_long_sentence_is_cut(doubtful):
    (row,) = review([dataclasses.replace(doubtful, evidence=Span("x" * 100_000, 0, 100_000))])
    assert len(row["sentence"]) == 2001


class TestDecide:
    @pytest.fixture
    def ask(self, gazetteer):
        def asked(claims, *answers, corrections=Corrections(Path("corrections.toml"))):  # noqa: B008 - frozen
            given = [Answer(claim_id, decision, why, Path("review.csv"), line) for line, (claim_id, decision, why) in enumerate(answers, 2)]
            rules, refused = decide(given, claims, corrections, gazetteer)
            return [rule for rule, _ in rules], [str(error) for error in refused]

        return asked

    def test_an_id_says_where_the_name_lies(self, ask, doubtful):
        (rule,), refused = ask([doubtful], ("c1", ODESA_IVANIVKA, "the author says so"))
        assert (rule.sort, rule.document, rule.names, rule.place.id, rule.why) == ("place", "d1", ("Soledar",), ODESA_IVANIVKA, "the author says so")
        assert refused == []

    def test_never_and_reject(self, ask, doubtful):
        (rule,), _ = ask([doubtful], ("c1", "Never", "a ship"))
        assert (rule.sort, rule.place, rule.document) == ("never", None, "d1")
        assert ask([doubtful], ("c1", "reject", "satire"))[0] == [ClaimRule("c1", reject=True, why="satire")]

    def test_ok_confirms_the_place_and_needs_no_why(self, ask, doubtful):
        (rule,), _ = ask([doubtful], ("c1", "OK", ""))
        assert (rule.sort, rule.place.id, rule.why) == ("place", SOLEDAR, "right as it stands")
        assert rule.sentence == doubtful.evidence.text  # and says nothing of the document's other sentences

    def test_ok_confirms_a_doubtful_reading_too(self, ask, claim):
        claim_rule, place_rule = ask([dataclasses.replace(claim, score=0.5)], ("c1", "ok", "read it"))[0]
        assert (claim_rule, place_rule.place.id) == (ClaimRule("c1", reject=False, why="read it"), SOLEDAR)

    def test_ok_of_an_unplaced_name_leaves_it_unplaced(self, ask, claim):
        (rule,), _ = ask([dataclasses.replace(claim, placement=None)], ("c1", "ok", ""))
        assert (rule.sort, rule.names) == ("never", ("Soledar",))

    def test_a_claim_without_a_name_can_be_kept_or_rejected_only(self, ask, unnamed):
        assert ask([unnamed], ("c3", "ok", ""))[0] == [ClaimRule("c3", reject=False, why="right as it stands")]
        assert ask([unnamed], ("c3", "reject", "x"))[0] == [ClaimRule("c3", reject=True, why="x")]
        rules, (refused,) = ask([unnamed], ("c3", SOLEDAR, "x"))
        assert rules == []
        assert "names no place" in refused

    @pytest.mark.parametrize(
        ("answer", "said"),
        [
            (("c1", "perhaps", ""), "'perhaps', which is no id of the gazetteer"),
            (("c1", "yes", "x"), "'yes', which is no id of the gazetteer: expected ok, never, reject or the id"),
            (("c1", "geonames:0", "x"), "geonames:0"),
            (("c1", "reject", ""), "lacks a why"),
            (("c1", "", "he said so"), "no decision"),
            (("c9", "ok", ""), "'c9', which no claim has"),
        ],
    )
    def test_an_answer_that_cannot_be_used_is_refused_by_line_and_the_rest_goes_on(self, ask, doubtful, answer, said):
        other = dataclasses.replace(doubtful, id="c2", doc_id="d2")
        rules, (refused,) = ask([doubtful, other], answer, ("c2", "never", "x"))
        assert refused.startswith("review.csv:2: ")
        assert said in refused
        assert [rule.document for rule in rules] == ["d2"]

    def test_rows_left_empty_are_passed_over(self, ask, doubtful):
        assert ask([doubtful], ("c1", "", "")) == ([], [])

    def test_the_same_answer_twice_is_one_entry_and_another_one_is_refused(self, ask, doubtful):
        other = dataclasses.replace(doubtful, id="c2")
        assert len(ask([doubtful, other], ("c1", "never", "x"), ("c2", "never", "y"))[0]) == 1
        rules, (refused,) = ask([doubtful, other], ("c1", "never", "x"), ("c2", SOLEDAR, "y"))
        assert len(rules) == 1
        assert refused.startswith("review.csv:3: ")
        assert "contradicts line 2, which speaks of 'Soledar' in the same sentence" in refused

    def test_another_answer_for_another_sentence_speaks_of_that_sentence_alone(self, ask, doubtful):
        other = dataclasses.replace(doubtful, id="c2", evidence=Span("Shells hit\nSoledar.", 50, 69))
        (whole, narrow), refused = ask([doubtful, other], ("c1", "never", "x"), ("c2", SOLEDAR, "y"))
        assert refused == []
        assert (whole.sort, whole.sentence) == ("never", None)
        assert (narrow.sort, narrow.sentence) == ("place", "Shells hit Soledar.")

    def test_a_sentence_that_only_leans_on_the_name_cannot_tell_it_apart(self, ask, doubtful):
        other = dataclasses.replace(doubtful, id="c2", evidence=Span("The town was shelled too.", 50, 75))
        rules, (refused,) = ask([doubtful, other], ("c1", "never", "x"), ("c2", SOLEDAR, "y"))
        assert len(rules) == 1
        assert "in the same document" in refused

    def test_what_the_file_says_is_not_said_again(self, ask, doubtful, gazetteer):
        text = '[[never]]\ndocument = "https://example.org/soledar"\ntext = "Soledar"\nwhy = "x"\n'
        there = parse(text, Path("corrections.toml"), gazetteer)
        assert ask([doubtful], ("c1", "never", "x"), corrections=there) == ([], [])

    def test_what_the_file_says_of_a_claim_is_not_contradicted(self, ask, doubtful, gazetteer):
        there = parse('[[claim]]\nid = "c1"\nreject = false\nwhy = "x"\n', Path("corrections.toml"), gazetteer)
        rules, (refused,) = ask([doubtful], ("c1", "reject", "x"), corrections=there)
        assert rules == []
        assert "contradicts corrections.toml:1" in refused


hostile = st.text(max_size=40) | st.sampled_from(['"', "\\", "'''", '"""\n[[claim]]\n', "x\n[[never]]\ntext = 1", "\x7f\x00\x1b[31m", "\ud800", "#", "\u2028[[place]]"])


@given(any_claims, hostile, hostile, hostile, st.sampled_from([None, SOLEDAR]))
def test_whatever_the_text_entries_are_toml_that_says_the_same(gazetteer, drawn, title, document, why, place_id):
    document, why = f"d{document}", f"w{why}"
    claim = dataclasses.replace(drawn, title=title, url=title, evidence=Span(title, 0, 0))
    place = gazetteer.place(place_id) if place_id else None
    made = [(PlaceRule("place" if place else "never", ("Soledar",), place, why, document, "a “sentence”"), claim), (ClaimRule("c1", reject=True, why=why), claim)]
    text = entries(made)
    assert set(tomllib.loads(text)) == {"claim", "place" if place else "never"}
    read = parse(text, Path("corrections.toml"), gazetteer)
    (rule,), (claim_rule,) = read.places, read.claims
    assert rule.sentence == "a “sentence”"
    on_one_line = lambda words: " ".join(words.encode("utf-8", "replace").decode().split())  # noqa: E731 - said once
    assert (rule.document, rule.names, rule.place, rule.why) == (on_one_line(document), ("Soledar",), place, on_one_line(why))
    assert claim_rule == ClaimRule("c1", reject=True, why=on_one_line(why))
    assert text.count("\n# ") == len(made)


def test_round_trip_from_claims_over_answers_to_a_placement(story, read, gazetteer):
    before = Corrections(Path("corrections.toml"))
    _, _, claims = read(story, before)
    asked = {row["text"]: row for row in review(claims)}
    assert asked["Ivanivka"]["place_id"] == ""
    answers = [Answer(str(asked["Ivanivka"]["claim_id"]), ODESA_IVANIVKA, "the author says so")]
    rules, refused = decide(answers, claims, before, gazetteer)
    assert refused == []
    filled = parse(entries(rules), Path("corrections.toml"), gazetteer)
    placements, _, corrected = read(story, filled)
    (moved,) = [placement for placement in placements if placement.mention.text == "Ivanivka"]
    assert (moved.place.id, moved.score) == (ODESA_IVANIVKA, 1.0)
    assert "the author says so" in moved.reason
    assert [claim for claim in apply_to_claims(corrected, filled)[0] if claim.place_text == "Ivanivka" and doubts(claim)] == []
