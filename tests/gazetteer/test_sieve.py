"""What surely stands nowhere in the index is told without asking it, and nothing that stands there is ever missed."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from frontmap.gazetteer.index import Gazetteer
from frontmap.gazetteer.scan import Scanner
from frontmap.gazetteer.sieve import Sieve


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=50))
def test_every_key_passes_the_sieve_that_was_made_of_it(keys):
    sieve = Sieve(Sieve.made_of(keys))
    assert all(key in sieve for key in keys)


def test_few_of_the_others_pass():
    keys = [f"місто{number}" for number in range(20_000)]
    sieve = Sieve(Sieve.made_of(keys))
    assert sum(f"село{number}" in sieve for number in range(20_000)) < 400


def test_one_set_of_keys_gives_the_same_bits_in_any_order():
    keys = ["bakhmut", "бахмут", "velykanovosilka", ""]
    assert Sieve.made_of(keys) == Sieve.made_of(keys[::-1])


def test_all_spellings_and_names_of_the_index_pass_its_sieve():
    db = sqlite3.connect(Gazetteer.open().info().path)
    sieve = Scanner(db).sieve
    keys = [key for (key,) in db.execute("SELECT key FROM spelling UNION SELECT key FROM name UNION SELECT skeleton FROM skeleton")]
    db.close()
    assert len(keys) > 200_000
    assert all(key in sieve for key in keys)
