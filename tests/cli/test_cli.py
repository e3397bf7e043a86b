"""The command line as a person uses it."""

import json
import subprocess
import sys

import pytest

STORY = (
    "Russian forces captured the village of Klishchiivka, the Russian Ministry of Defence said on Friday.\n"
    "Ukraine's military denied that Klishchiivka was taken.\n"
    "Shelling hit Bakhmut overnight.\n"
)


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "2023-09-15-klishchiivka.jsonl"
    path.write_text(json.dumps({"text": STORY, "published": "2023-09-15", "publisher": "Eastern Wire"}) + "\n", encoding="utf-8")
    return path


def test_extract_writes_claims_with_the_contract_s_fields(run, story, tmp_path):
    code, _, err = run("extract", story, "-o", tmp_path / "claims.jsonl")
    assert code == 0
    assert "claims" in err
    claims = [json.loads(line) for line in (tmp_path / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    control = {claim["polarity"]: claim for claim in claims if claim["kind"] == "control"}
    assert set(control) == {"asserted", "denied"}
    assert control["asserted"]["claimant_side"] == "ru"
    assert control["denied"]["claimant_side"] == "ua"
    assert control["asserted"]["status"] == "disputed"
    assert control["asserted"]["thread"] == control["denied"]["thread"]
    assert control["asserted"]["place"]["name"] == "Klishchiivka"
    for claim in claims:
        assert STORY[claim["evidence"]["start"] : claim["evidence"]["end"]] == claim["evidence"]["text"]


def test_extract_and_map_work_through_a_pipe(story, tmp_path):
    extract = subprocess.run([sys.executable, "-m", "frontmap", "extract", story, "-o", "-"], capture_output=True, check=True)
    drawn = subprocess.run(
        [sys.executable, "-m", "frontmap", "map", "-", "-o", tmp_path / "map.html"], input=extract.stdout, capture_output=True, check=False
    )
    assert drawn.returncode == 0, drawn.stderr
    assert (tmp_path / "map.html").stat().st_size > 100_000


def test_build_says_in_a_table_what_was_done(run, story, tmp_path):
    code, out, _ = run("build", story, "-o", tmp_path / "map.html", "--title", "Klishchiivka")
    assert code == 0
    table = dict(line.split(maxsplit=1) for line in out.splitlines() if line.strip())
    assert table["documents"] == "1"
    assert table["failed"] == "0"
    assert int(table["claims"]) >= 3
    assert str(tmp_path / "map.html") in out


def test_two_builds_are_equal_to_the_byte(run, story, tmp_path):
    run("build", story, "-o", tmp_path / "a.html")
    run("build", story, "-o", tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_the_order_of_inputs_changes_nothing(run, story, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("KYIV, Sept 16, 2023 - Russian forces shelled Kupiansk, the General Staff said.\n", encoding="utf-8")
    run("extract", story, other, "-o", tmp_path / "a.jsonl")
    run("extract", other, story, "-o", tmp_path / "b.jsonl")
    assert sorted((tmp_path / "a.jsonl").read_text().splitlines()) == sorted((tmp_path / "b.jsonl").read_text().splitlines())


def test_geoparse_gives_roles_and_places(run, story):
    code, out, _ = run("geoparse", story)
    assert code == 0
    mentions = [json.loads(line) for line in out.splitlines()]
    assert all(STORY[mention["start"] : mention["end"]] == mention["text"] for mention in mentions)
    assert {"Klishchiivka", "Bakhmut"} <= {mention["place"]["name"] for mention in mentions if mention["place"]}


def test_geocode_explains_itself(run):
    code, out, _ = run("geocode", "Artyomovsk")
    assert code == 0
    assert "Bakhmut" in out


def test_geocode_gives_json(run):
    code, out, _ = run("geocode", "Soledar", "Nosuchplaceville", "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert found[0]["candidates"][0]["name"] == "Soledar"
    assert found[1]["candidates"] == []


def test_geocode_tells_what_lies_about_a_point(run):
    code, out, _ = run("geocode", "--reverse", "48.595,38.000")
    assert code == 0
    assert "Bakhmut, Donetsk Oblast, UA" in out.splitlines()[1]


def test_geocode_gives_the_places_about_a_point_as_json(run):
    code, out, _ = run("geocode", "--reverse", "48.595,38.000", "--reverse", "-60.5,-30.25", "--json")
    bakhmut, sea = (json.loads(line) for line in out.splitlines())
    assert code == 1
    assert bakhmut["places"][0]["name"] == "Bakhmut"
    assert [place["distance_m"] for place in bakhmut["places"]] == sorted(place["distance_m"] for place in bakhmut["places"])
    assert (sea["lat"], sea["lon"], sea["places"]) == (-60.5, -30.25, [])


@pytest.mark.parametrize("words", [("--reverse", "148.595,38.000"), ("--reverse", "Bakhmut"), ("Bakhmut", "--reverse", "48.6,38.0"), ()])
def test_geocode_says_what_it_expects_of_a_point(run, words):
    code, out, err = run("geocode", *words)
    assert (code, out) == (2, "")
    assert "expected" in err


def test_gazetteer_info_names_sources_and_licences(run):
    code, out, _ = run("gazetteer", "info")
    assert code == 0
    assert "GeoNames" in out
    assert "CC BY" in out


class TestBadInput:
    def test_a_missing_path_is_named_and_the_rest_goes_on(self, run, story, tmp_path):
        code, _, err = run("extract", tmp_path / "none.txt", story, "-o", tmp_path / "claims.jsonl")
        assert code == 1
        assert "none.txt" in err
        assert (tmp_path / "claims.jsonl").read_text()

    def test_nothing_to_read_is_exit_code_2_and_no_file(self, run, tmp_path):
        (tmp_path / "empty").mkdir()
        for path in (tmp_path / "none.txt", tmp_path / "empty"):
            code, _, err = run("build", path, "-o", tmp_path / "map.html")
            assert code == 2
            assert path.name in err
        assert not (tmp_path / "map.html").exists()

    @pytest.mark.parametrize(
        ("name", "content", "said"),
        [
            ("empty.txt", b"", "empty"),
            ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "binary"),
            ("lines.jsonl", b'{"text": "Fighting near Bakhmut."}\n{no json\n', "lines.jsonl:2"),
            ("lacks.jsonl", b'{"text": "Fighting near Bakhmut."}\n{"title": "no text"}\n', "text"),
            ("table.csv", b"headline,date\nx,2023-01-01\n", "headline"),
        ],
    )
    def test_each_sort_of_bad_file_is_one_clear_line(self, run, story, tmp_path, name, content, said):
        (tmp_path / name).write_bytes(content)
        code, _, err = run("extract", tmp_path / name, story, "-o", tmp_path / "claims.jsonl")
        assert code == 1
        (line,) = [line for line in err.splitlines() if line.startswith("frontmap:")]
        assert name in line
        assert said in line
        assert (tmp_path / "claims.jsonl").read_text()

    def test_a_document_that_is_too_long_names_the_limit(self, run, story, tmp_path):
        (tmp_path / "long.txt").write_text("Fighting near Bakhmut. " * 100)
        (tmp_path / "small.toml").write_text("max_document_chars = 1000")
        code, _, err = run("extract", tmp_path / "long.txt", story, "-c", tmp_path / "small.toml", "-o", tmp_path / "claims.jsonl")
        assert code == 1
        assert "max_document_chars" in err

    def test_a_theatre_with_an_unknown_key_names_file_and_key(self, run, story, tmp_path):
        (tmp_path / "mars.toml").write_text('name = "Mars"\nfrist_day = 2022-02-24\n')
        code, _, err = run("extract", story, "--theatre", tmp_path / "mars.toml", "-o", tmp_path / "claims.jsonl")
        assert code == 2
        assert "mars.toml:2" in err
        assert "first_day" in err

    def test_a_theatre_that_is_not_shipped_names_the_nearest(self, run, story, tmp_path):
        code, _, err = run("extract", story, "--theatre", "ukrain", "-o", tmp_path / "claims.jsonl")
        assert code == 2
        assert "'ukraine'" in err

    def test_a_place_that_cannot_be_written_is_named_before_any_work(self, run, story, tmp_path):
        (tmp_path / "file").write_text("")
        code, _, err = run("build", story, "-o", tmp_path / "file" / "map.html")
        assert code == 2
        assert "map.html" in err

    def test_an_unknown_ending_is_told_before_any_work(self, run, story, tmp_path):
        code, _, err = run("extract", story, "-o", tmp_path / "claims.xlsx")
        assert code == 2
        assert ".csv" in err

    def test_bad_usage_is_exit_code_2(self, run):
        assert run("build")[0] == 2
        assert run("nonsense")[0] == 2

    def test_no_input_steers_the_terminal(self, run, story, tmp_path):
        code, _, err = run("extract", tmp_path / "\x1b[31mred.txt", story, "-o", tmp_path / "claims.jsonl")
        assert code == 1
        assert "\x1b" not in err


def test_bad_claims_are_named_and_the_rest_is_drawn(run, story, tmp_path):
    run("extract", story, "-o", tmp_path / "claims.jsonl")
    with (tmp_path / "claims.jsonl").open("a") as file:
        file.write("{broken\n")
    code, _, err = run("map", tmp_path / "claims.jsonl", "-o", tmp_path / "map.html")
    assert code == 1
    assert "claims.jsonl:" in err
    assert (tmp_path / "map.html").exists()


def test_standard_input_is_an_input(story):
    with story.open("rb") as stdin:
        done = subprocess.run([sys.executable, "-m", "frontmap", "extract", "-", "-o", "-"], stdin=stdin, capture_output=True, check=True)
    assert b'"kind": "control"' in done.stdout
