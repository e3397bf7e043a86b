"""What came before is known, in memory or on disk."""

from hypothesis import given
from hypothesis import strategies as st

from frontmap.documents.seen import Seen


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "ґ", "\ud800", ""]), st.text(max_size=3))), st.sampled_from([0, 2, 100]))
def test_the_first_word_on_a_key_is_kept(pairs, in_memory):
    first = {}
    with Seen(in_memory) as seen:
        for key, value in pairs:
            assert seen.first(key, value) == first.get(key)
            first.setdefault(key, value)
