import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_gazetteer import SmallGazetteer

from frontmap.errors import ConfigError
from frontmap.lexicon.load import load_rules
from frontmap.mentions.adjectives import place_of_adjective
from frontmap.mentions.match import find_mentions
from frontmap.mentions.phrases import PhraseTrie, expand
from frontmap.mentions.tokens import tokenize
from frontmap.records import Document, Role
from frontmap.theatres.load import load_theatre

WORDS = ["Kyiv", "Bakhmut", "Ukraine", "near", "’s", "(", ")", "north of", "Russia said", ",", "and", "6 km", "\n", ".", "Oblast", "“", "Terny", "the village of", "Zzyv"]


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=25).map(" ".join), st.sampled_from(["en", "uk", "ru"]))
def test_offsets_hold_and_names_never_overlap_whatever_the_text(text, language):
    found = find_mentions(Document(id="d", text=text, language=language), SmallGazetteer(), load_theatre("ukraine"))
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


def test_a_place_like_word_that_no_gazetteer_knows_is_kept_without_a_key(mentions):
    found = mentions("They took the village of Zaluzhne near Mokrytsia and Bakhmut.")
    assert (found["Zaluzhne"].role, found["Zaluzhne"].key) == (Role.PLACE, "")
    assert found["Mokrytsia"].key == ""


def test_unknown_names_in_a_list_and_before_a_remark_are_kept(mentions):
    assert "Verkhivka" in mentions("They struck Bakhmut, Verkhivka, and Kreminna.")
    assert "Nova Verkhivka" in mentions("They seized Nova Verkhivka (northwest of Kreminna).")


@pytest.mark.parametrize("text", ["Near Bakhmut, Russian forces fled.", "In January they left.", "Ihor Verkhov, near Bakhmut, spoke.", "NATO and Kharkiv"])
def test_ordinary_capitals_are_no_places(mentions, text):
    assert {said for said, mention in mentions(text).items() if mention.role is Role.PLACE} <= {"Bakhmut", "Kharkiv"}


def test_half_of_an_unknown_longer_name_is_not_taken_for_the_whole(mentions):
    assert "Terny" not in mentions("They took Novi Terny yesterday.")


def test_a_longer_name_wins_and_takes_the_words_that_belong_to_it(mentions):
    assert set(mentions("Strikes hit Kharkiv Oblast and Bakhmut City.")) == {"Kharkiv Oblast", "Bakhmut City"}


def test_actors_and_outlets_of_the_theatre_are_found_as_whole_words(mentions):
    found = mentions("The Institute for the Study of War and TASS said so, not TASSO.")
    assert found["TASS"].role is Role.OUTLET
    assert found["Institute for the Study of War"].role is Role.ACTOR
    assert "TASSO" not in found


def test_an_adjective_is_undone_only_to_a_known_name():
    class Known(SmallGazetteer):
        def candidates(self, name):
            return super().candidates({"покровськ": "Bakhmut", "лиман": "Kreminna"}.get(name.lower(), ""))

    gazetteer = Known()
    assert place_of_adjective(gazetteer, "Покровському") == "Покровськ"
    assert place_of_adjective(gazetteer, "лиманський") == "Лиман"
    assert place_of_adjective(gazetteer, "Польському") == ""
    assert place_of_adjective(gazetteer, "Бахмут") == ""


def test_tokens_cover_the_text_and_keep_offsets():
    tokens = tokenize("Kyiv’s T-72, 15km")
    assert tokens.raw == ("Kyiv", "'", "s", "T", "-", "72", ",", "15", "km")
    assert [tokens.text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)][0:3] == ["Kyiv", "’", "s"]


def test_phrases_are_expanded_and_gaps_refused():
    assert set(expand("(near|outside) (the)? town", "en")) == {("near", "the", "town"), ("near", "town"), ("outside", "the", "town"), ("outside", "town")}
    with pytest.raises(ConfigError, match="plain words"):
        expand("near * town", "en")
    with pytest.raises(ConfigError, match="does not close"):
        expand("(near|outside", "en")
    with pytest.raises(ConfigError, match="did not open"):
        expand("near) town", "en")


def test_the_longest_phrase_wins_both_ways():
    trie = PhraseTrie(load_rules("en", "relations"), "en")
    tokens = tokenize("in the eastern part of Bakhmut")
    assert trie.before(tokens, 5).first == 1
    assert trie.after(tokens, 1).stop == 5


def test_a_phrase_is_found_wherever_it_begins_also_with_a_capital_inside_or_alone():
    trie = PhraseTrie([rule for rule in load_rules("en", "roles") if rule.values["side"] == "topic"], "en")
    text = "Football first. The World Cup final and the head coach; a world without cups. Head of state."
    tokens = tokenize(text)
    assert [tokens.raw[at] for at in trie.everywhere(tokens)] == [tokens.raw[at] for at in range(len(tokens)) if trie.after(tokens, at)]
    assert trie.everywhere(tokens)
    assert trie.everywhere(tokenize("The head of the world said nothing.")) == []


@pytest.mark.parametrize("text", ["", "a . b ! c", "x\n\ny. z? end", ". . .", "no sign at all"])
def test_few_words_are_sought_as_many_are(text):
    tokens = tokenize(text)
    for words in ({"."}, {".", "!", "?", "\n"}, {"a", "b", "c", "x", "y", "z", "."}, set()):
        assert tokens.among(words) == [at for at, word in enumerate(tokens.lower) if word in words]


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
@pytest.mark.parametrize("topic", ["roles", "relations", "place_words"])
def test_every_rule_finds_its_examples_and_leaves_its_rejects(language, topic):
    rules = load_rules(language, topic)
    assert rules
    for rule in rules:
        assert all(any(rule.find(text)) for text in rule.match), rule.id
        assert not any(list(rule.find(text)) for text in rule.reject), rule.id
        assert all(expand(phrase, language) for phrase in rule.phrases), rule.id
