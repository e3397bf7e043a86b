import pytest

from frontmap.config import Settings, cache_folder
from frontmap.errors import ConfigError, MissingInputError


def write(tmp_path, text):
    path = tmp_path / "frontmap.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_flags_win_over_the_file(tmp_path):
    path = write(tmp_path, 'title = "From the file"\nmin_place_score = 0.5\n')
    settings = Settings.from_toml(path, title="From the flag", theatre=None)
    assert (settings.title, settings.min_place_score, settings.theatre) == ("From the flag", 0.5, "ukraine")


def test_an_unknown_key_names_file_line_and_the_nearest_known_one(tmp_path):
    path = write(tmp_path, '# a comment\nthaetre = "ukraine"\n')
    with pytest.raises(ConfigError, match=r"frontmap\.toml:2: unknown key 'thaetre'.*did you mean 'theatre'"):
        Settings.from_toml(path)


@pytest.mark.parametrize("text", ['min_place_score = "high"', "title = 3", "max_document_chars = true"])
def test_a_value_of_the_wrong_type_is_named(tmp_path, text):
    with pytest.raises(ConfigError, match=text.split(" ", maxsplit=1)[0]):
        Settings.from_toml(write(tmp_path, text))


def test_what_is_no_toml_is_said_to_be_none(tmp_path):
    with pytest.raises(ConfigError, match="no TOML"):
        Settings.from_toml(write(tmp_path, "title ="))


def test_a_file_that_begins_with_the_mark_of_windows_editors_is_read(tmp_path):
    assert Settings.from_toml(write(tmp_path, '\ufefftitle = "Мапа"\n')).title == "Мапа"


def test_a_missing_file_is_a_missing_file(tmp_path):
    with pytest.raises(MissingInputError, match="no such settings file"):
        Settings.from_toml(tmp_path / "none.toml")


def test_the_fingerprint_follows_the_values():
    assert Settings().fingerprint == Settings().fingerprint
    assert Settings(min_place_score=0.4).fingerprint != Settings().fingerprint


def test_frontmap_home_names_the_cache_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("FRONTMAP_HOME", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("FRONTMAP_HOME")
    assert cache_folder().name == "frontmap"
