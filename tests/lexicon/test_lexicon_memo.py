"""What is remembered of words, and that a stream of them needs no more room than a few."""

from frontmap.lexicon.memo import Memo


def test_an_answer_is_worked_out_once():
    asked = []
    lengths = Memo(lambda word: asked.append(word) or len(word))
    assert [lengths[word] for word in ("village", "town", "village")] == [7, 4, 7]
    assert asked == ["village", "town"]


def test_no_more_is_remembered_than_there_is_room_for():
    lengths = Memo(len, most=3)
    assert all(lengths["x" * count] == count for count in range(50))
    assert len(lengths) <= 3
