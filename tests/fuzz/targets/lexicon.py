"""Phrases of lexicon rules, and whole files of them."""

from fuzz.inputs import written

from frontmap.errors import ConfigError
from frontmap.lexicon.load import read_rules
from frontmap.lexicon.phrases import compile_phrase
from frontmap.lexicon.scan import Scanner

RULE = b'\x01[[rule]]\nid = "a"\nphrases = ["<capture>", "took (the)? [village] of"]\nunless = ["not *"]\nset = {kind = "control"}\nmatch = ["Russian forces captured the village"]\nreject = ["nothing"]\n'
SEEDS = (b"\x00<carry out> (a|an|the)? [attack]", "\x00захоп~ * # км".encode(), b"\x00~ly don't a.b", RULE)
WORDS = ("<capture>", "[attack]", "(the)?", "(a|b)", "*", "#", "~", "|", "[[rule]]", "phrases = ", "unless = ", "match = ", "reject = ", "set = ", "{kind = 1}")
TEXT = "Russian forces captured the village of 1,000 people; захопили 5 км - “attacked” quickly"


def check(data: bytes) -> None:
    """Compile, or read and scan."""
    try:
        if data[:1] == b"\x01":
            rules = read_rules(written("rules.toml", data[1:]), "en")
            for hit in Scanner.of({"kinds": rules}).scan(TEXT):
                assert hit.text == TEXT[hit.start : hit.end]
        else:
            compile_phrase(data[1:].decode("utf-8", "replace"), "en")
    except ConfigError:
        pass
