"""A batch builds what a recipe asks for, draws only what changed, and leaves what is not its own."""

import base64
import datetime as dt
import json
import shutil
import xml.etree.ElementTree as ET
import zlib

import pytest
from batch.harness import story, write_stories

from frontmap.batch import build as building
from frontmap.batch.build import Means, build, rehearse
from frontmap.batch.cache import Cache
from frontmap.batch.folder import JOURNAL
from frontmap.batch.lock import LOCK_NAME, folder_lock
from frontmap.batch.recipe import load
from frontmap.errors import ConfigError, InputError, OutputError

ATOM = "{http://www.w3.org/2005/Atom}"
MORNING, EVENING = dt.datetime(2026, 1, 5, 6, tzinfo=dt.UTC), dt.datetime(2026, 1, 5, 18, tzinfo=dt.UTC)
RECIPE = """\
title = "Our maps"
output = "site"

[inputs]
documents = ["articles/*"]

[[map]]
name = "all"
exports = ["geojson"]

[[map]]
name = "soledar"
near = "Soledar"
within_km = 5

[[map]]
name = "kupiansk"
title = "Kupiansk"
near = "Kupiansk"
within_km = 10
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "articles").mkdir()
    for number in range(4):
        (tmp_path / "articles" / f"{number}.jsonl").write_text(json.dumps(story(number)) + "\n")
    (tmp_path / "recipe.toml").write_text(RECIPE)
    return tmp_path


@pytest.fixture
def run(folder):
    def builds(*only, now=MORNING, **means):
        return build(load(folder / "recipe.toml"), only, means=Means(**means), now=now)

    return builds


def amend(folder, number=0, **fields):
    fields = fields or {"text": "Ukraine's military denied that Soledar was taken."}
    (folder / "articles" / f"{number}.jsonl").write_text(json.dumps({**story(number), **fields}) + "\n")


def rewrite(folder, old, new):
    text = (folder / "recipe.toml").read_text()
    assert old in text
    (folder / "recipe.toml").write_text(text.replace(old, new))


def page_data(folder, name):
    html = (folder / "site" / f"{name}.html").read_text(encoding="utf-8")
    return json.loads(zlib.decompress(base64.b64decode(html.split('data-encoding="base64 deflate json">')[1].split("<")[0])))


def files(folder):
    return {path.name: path.read_bytes() for path in (folder / "site").iterdir() if path.name != LOCK_NAME}


def without_times(found):
    """The files of a folder with the moments of its builds taken out."""
    record = json.loads(found["build.json"])
    record["times"] = None
    record["news"] = [{**each, "updated": None} for each in record["news"]]
    record["beside"] = [each for each in record["beside"] if each["name"] != "feed.xml"]
    feed = ET.fromstring(found["feed.xml"])  # noqa: S314 - our own
    for each in feed.iter(f"{ATOM}updated"):
        each.text = ""
    return {**found, "build.json": json.dumps(record), "feed.xml": ET.tostring(feed)}


def test_a_recipe_gives_its_maps_with_gallery_feed_and_record(run, folder):
    done = run()
    assert done.drawn == ("all", "soledar", "kupiansk")
    assert {"all.html", "all.geojson", "soledar.html", "kupiansk.html", "index.html", "feed.xml", "build.json"} <= set(files(folder))
    record = json.loads(files(folder)["build.json"])
    assert record["counts"]["documents"] == 4
    assert [each["name"] for each in record["maps"]] == ["all", "soledar", "kupiansk"]
    assert all((folder / "site" / file["name"]).stat().st_size == file["size"] for each in record["maps"] for file in each["files"])
    assert not (folder / "site" / JOURNAL).exists()


def test_nothing_changed_draws_and_writes_nothing(run, folder):
    run()
    before = {path: path.stat().st_mtime_ns for path in (folder / "site").iterdir() if path.name != LOCK_NAME}
    done = run(now=EVENING)
    assert (done.drawn, done.kept) == ((), ("all", "soledar", "kupiansk"))
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_one_changed_document_draws_only_its_maps(run, folder, tmp_path):
    with Cache.open(tmp_path / "cache.sqlite") as cache:
        run(cache=cache)
        kupiansk = files(folder)["kupiansk.html"]
        amend(folder, 0)
        done = run(cache=cache, now=EVENING)
    assert done.drawn == ("all", "soledar")
    assert done.kept == ("kupiansk",)
    assert done.cached == 3
    assert files(folder)["kupiansk.html"] == kupiansk


def test_builds_one_after_the_other_end_where_a_first_one_would(run, folder):
    """News aside, which tell what came when."""
    run()
    amend(folder, 0)
    run(now=EVENING)
    after = files(folder)
    shutil.rmtree(folder / "site")
    run(now=EVENING)
    fresh = files(folder)
    for found in (after, fresh):
        record = json.loads(found["build.json"])
        del found["feed.xml"], found["build.json"]
        found["maps"] = record["maps"]
    assert after == fresh


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"format": 2}', b'{"format": 1, "maps": []}', b"\xff\xfe"])
def test_a_corrupt_record_costs_only_the_drawing(run, folder, damage):
    run()
    whole = without_times(files(folder))
    (folder / "site" / "build.json").write_bytes(damage)
    assert run().drawn == ("all", "soledar", "kupiansk")
    assert without_times(files(folder)) == whole


def test_a_record_whose_names_lead_out_of_the_folder_is_not_trusted(run, folder):
    run()
    (folder / "precious.txt").write_text("mine")
    record = json.loads((folder / "site" / "build.json").read_text())
    record["maps"][0]["files"].append({"name": "../precious.txt", "size": 4, "hash": "0"})
    (folder / "site" / "build.json").write_text(json.dumps(record))
    run()
    assert (folder / "precious.txt").read_text() == "mine"


@pytest.mark.parametrize("name", ["soledar.html", "all.geojson", "index.html", "feed.xml"])
@pytest.mark.parametrize("damage", ["gone", "changed"])
def test_a_file_that_is_gone_or_changed_is_written_again(run, folder, name, damage):
    run()
    whole = files(folder)
    path = folder / "site" / name
    path.unlink() if damage == "gone" else path.write_bytes(path.read_bytes()[:-1] + b"!")
    done = run()
    assert done.drawn == ((name.split(".")[0],) if name[:5] not in ("index", "feed.") else ())
    assert without_times(files(folder)) == without_times(whole)


def test_what_nobody_asks_for_any_more_is_taken_away_but_nothing_of_others(run, folder):
    run()
    (folder / "site" / "notes.html").write_text("mine")
    (folder / "site" / "soledar.html").write_text("mine now")
    rewrite(folder, 'exports = ["geojson"]\n', "")
    rewrite(folder, RECIPE[RECIPE.index('[[map]]\nname = "soledar"') :], "")
    done = run()
    assert set(done.removed) == {"all.geojson", "kupiansk.html", *(name for name in done.removed if name.startswith("shown-"))}
    assert (folder / "site" / "notes.html").read_text() == "mine"
    assert (folder / "site" / "soledar.html").read_text() == "mine now"
    assert "kupiansk.html" not in files(folder)


def test_only_some_maps_leave_the_others_as_they_are_in_record_gallery_and_feed(run, folder):
    run()
    before = files(folder)
    amend(folder, 0)
    done = run("soledar", now=EVENING)
    after = files(folder)
    assert done.drawn == ("soledar",)
    assert after["all.html"] == before["all.html"]
    assert after["soledar.html"] != before["soledar.html"]
    record = json.loads(after["build.json"])
    assert [each["name"] for each in record["maps"]] == ["all", "soledar", "kupiansk"]
    assert record["maps"][0] == json.loads(before["build.json"])["maps"][0]
    assert all(f'href="{name}.html"'.encode() in after["index.html"] for name in ("all", "soledar", "kupiansk"))
    told = [each["title"] for each in record["news"] if each["updated"] == EVENING.isoformat()]
    assert len(told) == 1
    assert run("soledar").drawn == ()
    assert run().drawn == ("all",)
    told = [each["title"] for each in json.loads(files(folder)["build.json"])["news"][:1]]
    assert told[0].startswith("Our maps: ")


def test_only_a_first_map_can_be_built_alone(run, folder):
    assert run("kupiansk").drawn == ("kupiansk",)
    assert "all.html" not in files(folder)
    assert run().drawn == ("all", "soledar")
    with pytest.raises(ConfigError, match="did you mean 'soledar'"):
        run("soldar")


def test_a_rehearsal_tells_what_a_build_then_does_and_writes_nothing(run, folder):
    recipe = load(folder / "recipe.toml")
    found = rehearse(recipe)
    assert found.drawn == ("all", "soledar", "kupiansk")
    assert not (folder / "site").exists()
    run()
    assert rehearse(recipe).drawn == ()
    amend(folder, 0)
    before = files(folder)
    found = rehearse(recipe)
    assert (found.drawn, found.kept) == (("all", "soledar"), ("kupiansk",))
    assert rehearse(recipe, ["soledar"]).drawn == ("soledar",)
    assert files(folder) == before
    assert run().drawn == found.drawn


def test_the_feed_tells_what_is_new_and_what_changed_its_status(run, folder):
    run()
    amend(folder, 0)
    run(now=EVENING)
    entries = ET.fromstring(files(folder)["feed.xml"]).findall(f"{ATOM}entry")  # noqa: S314 - our own
    newest = [each for each in entries if each.findtext(f"{ATOM}updated") == EVENING.isoformat()]
    assert {each.find(f"{ATOM}link").get("href") for each in newest} == {"all.html", "soledar.html"}
    assert "denied" in newest[0].findtext(f"{ATOM}content")
    assert len({each.findtext(f"{ATOM}id") for each in entries}) == len(entries)


def test_a_document_that_cannot_be_read_is_told_in_record_and_gallery(run, folder):
    (folder / "articles" / "broken.jsonl").write_text("{")
    said = []
    done = run(tell=said.append)
    assert len(said) == 1
    assert "broken.jsonl" in done.record.failures[0]
    assert b"1 input could not be read" in files(folder)["index.html"]
    assert run(tell=said.append).drawn == ()
    assert len(said) == 2  # told again, though nothing was read


def test_inputs_that_are_all_gone_cost_no_map_that_stands(run, folder):
    run()
    before = files(folder)
    (folder / "articles").rename(folder / "moved")
    said = []
    with pytest.raises(InputError, match="nothing of the inputs could be read: what stands there is left as it was"):
        run(tell=said.append)
    assert "no file fits" in str(said[0])
    assert files(folder) == before
    (folder / "moved").rename(folder / "articles")
    assert run().drawn == ()


def test_a_second_build_on_the_folder_is_told_who_is_at_work(run, folder):
    with folder_lock(folder / "site"), pytest.raises(OutputError, match="is being built by process"):
        run()


def test_a_build_may_write_beside_its_recipe_and_never_reads_what_it_wrote(folder):
    rewrite(folder, 'output = "site"', 'output = "."\ngallery = "gallery.html"')
    rewrite(folder, '["articles/*"]', '["**/*"]')
    rewrite(folder, 'name = "all"', 'name = "index"')
    recipe = load(folder / "recipe.toml")
    said = []
    build(recipe, means=Means(tell=said.append), now=MORNING)
    first = (folder / "index.html").read_bytes()
    again = build(recipe, means=Means(tell=said.append), now=MORNING)
    assert again.drawn == ()
    assert again.record.counts["documents"] == 4
    assert (folder / "index.html").read_bytes() == first
    assert all("recipe.toml" in each for each in said)  # which is no document, and lies among them


def test_what_a_killed_build_left_is_taken_away_by_the_next(run, folder):
    """Killed between the drawing of a map and the record; then the map is not wanted any more."""
    rewrite(folder, 'name = "all"', 'name = "all-{key}"\neach = "day"')
    run()
    whole = files(folder)
    amend(folder, 3, published="2022-06-01")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "write_record", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            run()
    (folder / "site" / ".all-2022-06-01.html.abcd1234.part").write_text("half")
    assert "all-2022-06-01.html" in files(folder)
    amend(folder, 3, text=story(3)["text"])
    run()
    assert without_times(files(folder)) == without_times(whole)


def test_two_maps_that_would_share_a_file_are_named_apart(folder):
    rewrite(folder, 'name = "soledar"', 'name = "all-2023-01-01"')
    rewrite(folder, 'name = "all"', 'name = "all-{key}"\neach = "day"')
    recipe = load(folder / "recipe.toml")
    build(recipe, now=MORNING)
    assert (folder / "site" / "all-2023-01-01.html").exists()
    assert (folder / "site" / "all-2023-01-01-2.html").exists()
    rewrite(folder, 'name = "kupiansk"', 'name = "index"')
    with pytest.raises(ConfigError, match="as the gallery is") as fault:
        load(folder / "recipe.toml")
    assert fault.value.line == 18


def test_claims_files_are_inputs_too_and_each_claim_counts_once(run, folder):
    from frontmap.cli.main import main

    write_stories(folder / "articles.jsonl", 4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["frontmap", "extract", str(folder / "articles.jsonl"), "-o", str(folder / "claims.jsonl"), "--no-cache"])
        with pytest.raises(SystemExit) as stop:
            main()
    assert not stop.value.code
    expected = run().record.counts["claims"]
    rewrite(folder, 'documents = ["articles/*"]', 'documents = ["articles/*"]\nclaims = ["claims.jsonl", "gone/*.jsonl"]')
    done = run()
    assert done.record.counts["claims"] == expected
    assert "gone" in done.record.failures[0]


def test_the_record_is_the_same_whoever_read_and_whatever_was_kept(run, folder, tmp_path):
    run()
    alone = without_times(files(folder))
    shutil.rmtree(folder / "site")
    with Cache.open(tmp_path / "cache.sqlite") as cache:
        run(cache=cache)
        shutil.rmtree(folder / "site")
        assert run(cache=cache).cached == 4
    assert without_times(files(folder)) == alone


def test_progress_is_told(run):
    class Watcher:
        def __init__(self):
            self.shares, self.maps = [], []

        def read(self, documents, share):
            self.shares.append((documents, share))

        def drawn(self, maps, of):
            self.maps.append((maps, of))

    watcher = Watcher()
    run(progress=watcher)
    assert [documents for documents, _ in watcher.shares] == [1, 2, 3, 4]
    shares = [share for _, share in watcher.shares]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1
    assert watcher.maps == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_recipe_with_another_name_for_a_map_keeps_nothing_of_the_old(run, folder):
    run()
    rewrite(folder, 'name = "kupiansk"', 'name = "north"')
    done = run()
    assert done.drawn == ("north",)
    assert "kupiansk.html" in done.removed



def test_a_map_can_show_who_is_said_to_hold_what(folder, run):
    run()
    assert "control" not in page_data(folder, "soledar")
    rewrite(folder, 'near = "Soledar"', 'near = "Soledar"\ncontrol = true')
    assert run(now=EVENING).drawn == ("soledar",)
    assert page_data(folder, "soledar")["control"]
    rewrite(folder, "control = true", 'control = "yes"')
    with pytest.raises(ConfigError, match=r"control is 'yes': expected true or false"):
        load(folder / "recipe.toml")
