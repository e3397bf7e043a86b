"""`frontmap control` and `frontmap diff` as a person uses them."""

import base64
import json
import zlib

import pytest
import shapely

REPORTS = [
    ("2023-01-10", "Russian forces captured Soledar, the Russian Ministry of Defence said."),
    ("2023-01-10", "Ukrainian forces hold Bakhmut, Ukraine's military said."),
    ("2023-01-12", "Ukraine's military denied that Soledar was taken."),
    ("2023-01-20", "Russian forces captured Klishchiivka, the Russian Ministry of Defence said."),
]


@pytest.fixture
def reference(tmp_path):
    """Return a function that writes ground east of a meridian as one side's."""

    def write(name, west):
        path = tmp_path / name
        path.write_text(shapely.to_geojson(shapely.box(west, 47, 40, 50)), encoding="utf-8")
        return path

    return write


def states(path):
    return {row["place_name"]: (row["state"], row["side"]) for row in json.loads(path.read_text(encoding="utf-8"))["settlements"]}


def test_control_of_documents_and_of_their_claims_is_the_same(run, documents, claims, tmp_path):
    for source, name in ((documents, "a.json"), (claims, "b.json")):
        code, out, _ = run("control", source, "-o", tmp_path / name)
        assert code == 0
        assert "disputed" in out
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert states(tmp_path / "a.json") == {"Soledar": ("disputed", None), "Bakhmut": ("claimed", "ua"), "Klishchiivka": ("claimed", "ru")}


def test_two_clocks(run, claims, tmp_path):
    run("control", claims, "--on", "2023-01-15", "-o", tmp_path / "on.json")
    assert set(states(tmp_path / "on.json")) == {"Soledar", "Bakhmut"}
    run("control", claims, "--as-known", "2023-01-11", "-o", tmp_path / "known.json")
    assert states(tmp_path / "known.json")["Soledar"] == ("claimed", "ru")


def test_geojson_holds_cells_and_csv_is_flat(run, claims, tmp_path):
    run("control", claims, "-o", tmp_path / "c.geojson", "--radius", "3")
    features = json.loads((tmp_path / "c.geojson").read_text(encoding="utf-8"))["features"]
    assert {feature["properties"]["layer"] for feature in features} >= {"cell"}
    assert all(feature["properties"]["area_km2"] <= 28.3 for feature in features if feature["properties"]["layer"] == "cell")
    run("control", claims, "-o", tmp_path / "c.csv")
    head, *rows = (tmp_path / "c.csv").read_text(encoding="utf-8").splitlines()
    assert head.startswith('"place_id","place_name"')
    assert '"ru_last_age_days"' in head
    assert len(rows) == 3


def test_a_comparison_with_published_maps(run, claims, reference, tmp_path):
    code, out, _ = run(
        "control", claims, "--reference", reference("a.geojson", 38.2), "--reference-date", "2023-01-01", "--reference-sides", "ru,rest=ua",
        "--later", reference("b.geojson", 38.05), "--later-date", "2023-02-01", "-o", tmp_path / "c.json",
    )  # fmt: skip
    assert code == 0
    data = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    beyond = {row["place_name"]: row["beyond_km"] for row in data["changes"]}
    assert beyond["Soledar"] == pytest.approx(9.5, abs=0.3)
    verdicts = {row["place_name"]: row["verdict"] for row in data["outcomes"]}
    assert verdicts == {"Soledar": "confirmed", "Klishchiivka": "contradicted", "Bakhmut": "held before"}
    assert "Borne out by b.geojson" in out
    run("control", claims, "--reference", reference("a.geojson", 38.2), "--reference-date", "2023-01-01", "--reference-sides", "ru,rest=ua", "-o", tmp_path / "c.csv")
    assert "beyond_km" in (tmp_path / "c.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--on", "12 Nov"], "expected a day such as"),
        (["-o", "control.shp"], "control is written as .csv, .geojson, .json"),
        (["--reference", "none.geojson"], "give --reference-date"),
        (["--later", "none.geojson"], "--reference-date too"),
        (["--on", "2020-01-01"], "nothing to show"),
    ],
)
def test_wrong_use_is_told_and_ends_with_two(run, claims, options, says):
    code, _, err = run("control", claims, *options)
    assert code == 2
    assert says in err


def test_diff_of_two_files(run, claims, tmp_path):
    lines = claims.read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "less.jsonl").write_text("".join(lines[1:]), encoding="utf-8")
    code, out, _ = run("diff", tmp_path / "less.jsonl", claims)
    assert code == 0
    assert dict(line.rsplit(maxsplit=1) for line in out.splitlines()[:3]) == {"claims before": str(len(lines) - 1), "claims now": str(len(lines)), "new": "1"}
    code, out, _ = run("diff", claims, claims)
    assert "new" not in out


def test_diff_of_two_days_says_what_became_disputed(run, claims):
    code, out, _ = run("diff", claims, "--as-known", "2023-01-11", "2023-01-13", "--json")
    assert code == 0
    found = [json.loads(line) for line in out.splitlines()]
    assert [(each["difference"], each["new"]["place"]["name"]) for each in found[:1]] == [("newly disputed", "Soledar")]
    assert {each["difference"] for each in found[1:]} == {"new"}


def test_diff_needs_two_sides(run, claims):
    code, _, err = run("diff", claims)
    assert code == 2
    assert "two sides are needed" in err


DISPATCHES = [
    ("2025-01-27", "Russian forces captured Velyka Novosilka, the Russian Ministry of Defence said. Russian forces captured Kurakhove, the ministry said."),
    ("2025-02-07", "Russian forces captured Toretsk, the Russian Ministry of Defence said."),
    ("2025-11-10", "Russian forces captured Kupiansk, the Russian Ministry of Defence said. Ukraine's military denied that Kupiansk was taken."),
]


def test_dispatches_against_maps_that_were_published(run, shared, tmp_path):
    folder = shared / "reference" / "control"
    files = sorted(folder.glob("*.geojson"))
    if len(files) < 2:
        pytest.skip("no two published control maps lie in ../shared")
    path = tmp_path / "dispatches.jsonl"
    path.write_text("".join(json.dumps({"text": text, "published": day, "publisher": "Eastern Wire"}) + "\n" for day, text in DISPATCHES), encoding="utf-8")
    code, _, _ = run(
        "control", path, "--reference", files[0], "--reference-date", "2024-07-08", "--reference-sides", "ru,rest=ua",
        "--later", files[-1], "--later-date", "2025-11-12", "-o", tmp_path / "c.json",
    )  # fmt: skip
    assert code == 0
    data = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    beyond = {row["place_name"]: row["beyond_km"] for row in data["changes"]}
    assert beyond == {"Velyka Novosilka": pytest.approx(9.8, abs=1), "Kurakhove": pytest.approx(13, abs=1.5), "Toretsk": pytest.approx(4.2, abs=1), "Kupiansk": pytest.approx(8.6, abs=1)}
    told = {row["place_name"]: (row["verdict"], row["within_days"]) for row in data["outcomes"]}
    assert told["Kurakhove"] == ("confirmed", 289)
    assert told["Toretsk"] == ("confirmed", 278)
    assert told["Kupiansk"][0] != "confirmed"
    total = next(row for row in data["tally"] if row["claimant"] == "all" and row["claimant_side"] == "ru")
    assert (total["tested"], total["confirmed"]) == (4, 3)
    assert total["low"] < 0.4


@pytest.fixture
def recipe(documents, tmp_path):
    """Return a recipe over the documents, which keeps its claims."""
    path = tmp_path / "recipe.toml"
    path.write_text(
        f'output = "site"\n[inputs]\ndocuments = ["{documents.name}"]\n[defaults]\nexports = ["jsonl"]\n[[map]]\nname = "all"\n[[map]]\nname = "soledar"\nnear = "Soledar"\n', encoding="utf-8"
    )
    return path


def test_diff_of_a_recipe_at_two_dates_is_that_of_its_claims(run, recipe, claims):
    code, out, _ = run("diff", recipe, "--as-known", "2023-01-11", "2023-01-13", "--json")
    assert code == 0
    assert out == run("diff", claims, "--as-known", "2023-01-11", "2023-01-13", "--json")[1]
    assert not (recipe.parent / "site").exists()


def test_diff_of_two_builds(run, recipe, documents, claims, tmp_path):
    run("batch", recipe)
    (tmp_path / "site").rename(tmp_path / "monday")
    with documents.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({"text": "Russian forces captured Opytne, the Russian Ministry of Defence said.", "published": "2023-01-21", "publisher": "Eastern Wire"}) + "\n")
    run("batch", recipe)
    for new in (tmp_path / "site", recipe):
        code, out, _ = run("diff", tmp_path / "monday", new, "--json")
        assert code == 0
        assert [(each["difference"], each["new"]["place"]["name"]) for each in map(json.loads, out.splitlines())] == [("new", "Opytne")]
    assert run("diff", claims, tmp_path / "monday", "--json")[1] == ""


def test_what_holds_no_claims_is_named_with_the_remedy(run, recipe, claims, tmp_path):
    recipe.write_text(recipe.read_text(encoding="utf-8").replace('["jsonl"]', '["csv"]'), encoding="utf-8")
    run("batch", recipe)
    code, _, err = run("diff", claims, tmp_path / "site")
    assert code == 2
    assert 'write exports = ["jsonl"] under [defaults]' in err
    code, _, err = run("diff", claims, tmp_path / "site" / "all.html")
    assert code == 2
    assert "is a map that frontmap drew" in err
    code, _, err = run("ledger", claims, recipe)
    assert code == 2
    assert "give it alone" in err


def test_a_recipe_s_theatre_counts(run, recipe):
    recipe.write_text('theatre = "sudan"\n' + recipe.read_text(encoding="utf-8").replace('[[map]]\nname = "soledar"\nnear = "Soledar"\n', ""), encoding="utf-8")
    (recipe.parent / "reports.jsonl").write_text(json.dumps({"text": "The RSF captured El Fasher, the group said.", "published": "2025-10-26", "publisher": "Eastern Wire"}) + "\n", encoding="utf-8")
    code, out, err = run("control", recipe)
    assert code == 0, err
    assert "El Fasher" in out


def test_a_comparison_table_prints_its_numbers_and_its_limits(run, claims, reference):
    _, out, _ = run(
        "control", claims, "--reference", reference("a.geojson", 38.2), "--reference-date", "2023-01-01", "--reference-sides", "ru,rest=ua",
        "--later", reference("b.geojson", 38.05), "--later-date", "2023-02-01",
    )  # fmt: skip
    head, *rows = [line.split() for line in out.partition("first claim of a place\n")[2].splitlines()]
    assert head[:8] == ["claimant", "claimant_side", "side", "kind", "tested", "confirmed", "share", "low"]
    assert rows[0][:8] == ["all", "ru", "ru", "control", "2", "1", "0.5", "0.09"]
    assert "Few cases: see low and high (95 %)" in out


def test_the_ground_is_drawn_on_a_figure_and_on_both_sides_of_a_comparison(run, claims, tmp_path):
    for name, flags in (("bare.svg", ()), ("ground.svg", ("--control",))):
        assert run("still", claims, "-o", tmp_path / name, *flags)[0] == 0
    assert (tmp_path / "bare.svg").read_bytes() != (tmp_path / "ground.svg").read_bytes()
    assert run("diff", claims, "--as-known", "2023-01-11", "2023-01-21", "--control", "-o", tmp_path / "diff.html")[0] == 0
    page = (tmp_path / "diff.html").read_text(encoding="utf-8")
    data = json.loads(zlib.decompress(base64.b64decode(page.split('data-encoding="base64 deflate json">')[1].split("<")[0])))
    before, now = (set(data[name]["cells"]["name"]) for name in ("control_before", "control"))
    assert now - before == {"Klishchiivka"}
