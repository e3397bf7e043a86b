"""Every view and export can be asked as known and as happened on a day, in the same words."""

import csv
import json

import pytest

REPORTS = [
    ("2023-01-10", "Russian forces captured Soledar, the Russian Ministry of Defence said."),
    ("2023-01-12", "Ukraine's military denied that Soledar was taken."),
    ("2023-01-20", "Russian forces captured Klishchiivka on January 8, the Russian Ministry of Defence said."),
]
VERBS = ("build", "map", "extract", "export", "still", "review", "ledger", "control", "diff")


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_has_both_clocks_by_the_same_names(run, verb):
    code, out, _ = run(verb, "--help")
    assert code == 0
    assert "--as-known" in out
    assert "--as-happened" in out


@pytest.mark.parametrize("verb", ["build", "map", "extract", "export", "still", "review", "ledger", "control"])
@pytest.mark.parametrize("option", ["--as-known", "--as-happened"])
def test_what_is_no_day_is_refused(run, claims, tmp_path, verb, option):
    code, _, err = run(verb, claims, "-o", tmp_path / ("out.csv" if verb in {"export", "extract", "review", "ledger", "control"} else "out.png" if verb == "still" else "out.html"), option, "12 Jan")
    assert code == 2
    assert f"{option} is '12 Jan': expected a day such as" in err


def told(path):
    return {(row["place_name"], row["status"]) for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())}


@pytest.mark.parametrize("verb", ["extract", "export"])
def test_exports_tell_the_statuses_of_the_day(run, documents, claims, tmp_path, verb):
    source = documents if verb == "extract" else claims
    run(verb, source, "-o", tmp_path / "a.csv", "--as-known", "2023-01-11")
    assert told(tmp_path / "a.csv") == {("Soledar", "claimed")}
    run(verb, source, "-o", tmp_path / "b.csv", "--as-known", "2023-01-13")
    assert ("Soledar", "disputed") in told(tmp_path / "b.csv")
    run(verb, source, "-o", tmp_path / "c.csv", "--as-happened", "2023-01-09")
    assert {place for place, _ in told(tmp_path / "c.csv")} == {"Klishchiivka"}
    run(verb, source, "-o", tmp_path / "d.csv", "--as-happened", "2023-01-09", "--as-known", "2023-01-13")
    assert told(tmp_path / "d.csv") == set()


@pytest.mark.parametrize("verb", ["build", "map"])
def test_a_map_says_by_which_clocks_it_was_drawn(run, documents, claims, tmp_path, verb):
    code, _, _ = run(verb, documents if verb == "build" else claims, "-o", tmp_path / "map.html", "--as-known", "2023-01-13", "--as-happened", "2023-01-12")
    assert code == 0
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert '<span data-say="header.as-known">As known on</span> <time datetime="2023-01-13">' in page
    assert '<span data-say="header.as-happened">As happened by</span> <time datetime="2023-01-12">' in page
    assert 'data-count="header.motto" data-n="2"' in page  # the third report had not been published
    run(verb, documents if verb == "build" else claims, "-o", tmp_path / "map.html")
    assert "header.as-known" not in (tmp_path / "map.html").read_text(encoding="utf-8").partition("<script>")[0]


def test_a_figure_says_by_which_clocks_it_was_drawn(run, claims, tmp_path):
    pytest.importorskip("matplotlib")
    code, out, _ = run("still", claims, "-o", tmp_path / "a.svg", "--as-known", "2023-01-11")
    assert code == 0
    assert "claims      1" in out
    assert (tmp_path / "a.svg").read_bytes() != (run("still", claims, "-o", tmp_path / "b.svg", "--as-happened", "2023-01-10"), (tmp_path / "b.svg").read_bytes())[1]


def test_review_asks_of_what_was_known(run, claims, tmp_path):
    _, out, _ = run("review", claims, "-o", tmp_path / "review.csv", "--as-known", "2023-01-11")
    assert out.splitlines()[0].split() == ["claims", "1"]


def test_control_has_a_short_name_for_the_day(run, claims, tmp_path):
    for option in ("--on", "--as-happened"):
        run("control", claims, option, "2023-01-09", "-o", tmp_path / "c.json")
        assert [row["place_name"] for row in json.loads((tmp_path / "c.json").read_bytes())["settlements"]] == ["Klishchiivka"]


def test_differences_of_what_had_happened(run, claims):
    _, out, _ = run("diff", claims, "--as-known", "2023-01-11", "2023-01-31", "--as-happened", "2023-01-09", "--json")
    (found,) = [json.loads(line) for line in out.splitlines()]
    assert (found["difference"], found["new"]["place"]["name"]) == ("new", "Klishchiivka")
