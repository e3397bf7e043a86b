"""Sentences and paragraphs: their bounds, and that nothing is lost between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontmap.documents.sentences import paragraphs, sentences

CASES = {
    "ranks, initials, states": ["Lt. Gen. O. V. Syrskyi met U.S. President Biden.", "He left."],
    "a state at the end": ["It came from the U.S.", "The brigade confirmed it."],
    "places and numbers": ["St. Petersburg sent No. 3 and No. 4 on Feb. 05, 2023, 5 km. away.", "They arrived."],
    "quotation marks stay": ["He said: “We hold.”", "She left.", '"It is over."', "They fled."],
    "a question that is quoted": ['"Really?" he asked.', "Nobody answered!", "Why?"],
    "dots and ellipses": ["They wait…", "And wait... until dawn.", "Then 19.1 percent fell."],
    "times": ["At 5 p.m. the sirens sounded.", "It was 6 a.m.", "The city slept."],
    "Ukrainian": ["Бої точаться в с. Роботине та м. Бахмут, ім. Шевченка і т.д.", "Ворог відступив у 2023 р.", "Далі тихо."],
    "Russian": ["В г. Бахмут и пос. Часов Яр идут бои.", "Это было в 2023 г.", "Город взят."],
    "brackets": ["They left (it is said.)", "Nobody knows."],
}


@pytest.mark.parametrize("expected", CASES.values(), ids=CASES)
def test_sentences_of_one_line(expected):
    assert [span.text for span in sentences(" ".join(expected))] == expected


def test_glued_sentences_are_split_and_addresses_are_not():
    text = "They dug a bunker.The soldiers fled to Lyman.Nobody saw it. See www.example.Com or https://a.Bc/x.Html now."
    assert [span.text for span in sentences(text)] == [
        "They dug a bunker.",
        "The soldiers fled to Lyman.",
        "Nobody saw it.",
        "See www.example.Com or https://a.Bc/x.Html now.",
    ]


def test_lines_and_bullets_are_sentences_of_their_own():
    text = "A title without a period\n20220408\nhttps://example.org/a.html\nBut on Thursday he spoke\n- a bullet\n• another one\n1. A numbered item\n2) and one more"
    assert [span.text for span in sentences(text)] == text.split("\n")


def test_wrapped_lines_are_read_as_one_paragraph():
    text = (
        "KYIV, Jan 13, 2023 - Ukrainian forces are still holding on in\n"
        "Soledar after a night of fierce fighting, the deputy defence\n"
        "minister said. Russian forces had claimed the town on Friday.\n"
        "Neither claim could be checked."
    )
    found = [span.text for span in sentences(text)]
    assert len(found) == 3
    assert found[0].endswith("the deputy defence\nminister said.")
    assert [span.text for span in paragraphs(text)] == [text]


def test_paragraphs_are_split_by_blank_lines_or_by_lines():
    assert [span.text for span in paragraphs("One.\nStill one.\n \n\nTwo.\n- a bullet")] == ["One.\nStill one.", "Two.", "- a bullet"]
    assert [span.text for span in paragraphs("One.\nTwo.")] == ["One.", "Two."]


def test_no_text_no_sentences():
    assert sentences("") == paragraphs(" \n\t") == ()


PIECES = st.sampled_from(["Gen. ", "U.S. ", "fell", "Soledar", ". ", ".", "\n", "\n\n", "”", "“", "5", " ", "т.д. ", "?! ", "…", "- ", "\u2028", "É", "\t"])


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
@pytest.mark.parametrize("cut", [sentences, paragraphs])
def test_spans_cover_all_that_is_not_blank_in_order(cut, text):
    end = 0
    for span in cut(text):
        assert text[span.start : span.end] == span.text == span.text.strip() != ""
        assert not text[end : span.start].strip()
        end = span.end
    assert not text[end:].strip()


def test_seed_texts_are_cut_without_loss(shared):
    for path in sorted((shared / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        spans = sentences(text)
        assert "".join("".join(span.text for span in spans).split()) == "".join(text.split())
        assert all(len(span.text) < 700 for span in spans)


def test_a_footnote_closes_its_sentence():
    text = "They left in days.[13] The order came.[14][15] He said “yes.”[16] See the note [3] on it."
    assert [span.text for span in sentences(text)] == ["They left in days.[13]", "The order came.[14][15]", "He said “yes.”[16]", "See the note [3] on it."]


def test_paragraphs_joined_by_commas_are_split():
    text = "They left.[3],Russian forces fell back.,,We do not report it, e.g., here."
    assert [span.text.strip(",") for span in sentences(text)] == ["They left.[3]", "Russian forces fell back.", "We do not report it, e.g., here."]


@pytest.mark.parametrize("glue", [",,", "., ,", ".,\N{NO-BREAK SPACE},", ",\N{NO-BREAK SPACE},", "\N{NO-BREAK SPACE},", ".,", ".,,,"])
def test_commas_in_place_of_a_break_end_a_sentence(glue):
    found = [span.text.strip(" ,.\N{NO-BREAK SPACE}") for span in sentences(f"They shelled the town{glue}Our troops hold the road.")]
    assert found == ["They shelled the town", "Our troops hold the road"]


@pytest.mark.parametrize("text", ["In Kherson, Orlivka and Stepove they fled.", "Orlivka, Donetsk Oblast, fell.", "On May 5, 2023, Orlivka fell."])
def test_commas_of_a_list_end_no_sentence(text):
    assert [span.text for span in sentences(text)] == [text]
