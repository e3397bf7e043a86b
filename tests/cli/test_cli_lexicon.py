"""The linguist's tools: explain and lexicon check."""




RULES = """
[[rule]]
id = "storm"
phrases = ["<storm>"]
unless = ["storm warning"]
set = {kind = "assault"}
match = ["They stormed the town"]
reject = ["a storm warning"]
"""


def test_explain_shows_names_claims_and_cues(run, tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("KYIV, Sept 15, 2023 - Moscow said on Friday that Russian forces had captured Klishchiivka.\nNothing else happened.\n", encoding="utf-8")
    code, out, _ = run("explain", path)
    assert code == 0
    assert "actor        Moscow" in out
    assert "place        Klishchiivka: Klishchiivka, Donetsk Oblast" in out
    assert "claim        control asserted actual at Klishchiivka" in out
    assert "'captured' (en.kinds." in out
    assert "Nothing else" not in out
    assert "Nothing else" in run("explain", path, "--all")[1]


def test_the_shipped_lexicon_bears_out_its_examples(run):
    code, out, err = run("lexicon", "check")
    assert (code, err) == (0, "")
    assert int(dict(line.split() for line in out.splitlines())["rules"]) > 300


def test_an_example_that_is_not_borne_out_is_named(run, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(RULES, encoding="utf-8")
    assert run("lexicon", "check", path)[0] == 0
    path.write_text(RULES.replace('reject = ["a storm', 'reject = ["They storm it", "a storm'), encoding="utf-8")
    code, _, err = run("lexicon", "check", path)
    assert code == 1
    assert "en.mine.storm: 'They storm it' stands under reject" in err


def test_a_rule_with_an_unknown_key_names_file_and_key(run, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(RULES.replace("phrases", "phrase"), encoding="utf-8")
    code, _, err = run("lexicon", "check", path)
    assert code == 2
    assert "mine.toml" in err
    assert "'phrases'" in err
