"""`frontmap review` as a person uses it: doubtful claims out, filled answers in, corrections added to a file."""

import csv
import io
import json

import pytest
import typer
from typer.testing import CliRunner

from frontmap.cli.review import review
from frontmap.contract import claim_to_json
from frontmap.corrections.load import load
from frontmap.corrections.review import COLUMNS
from frontmap.errors import ConfigError, InputError, MissingInputError, OutputError
from frontmap.gazetteer.index import Gazetteer

SOLEDAR = "geonames:692170"


@pytest.fixture
def run():
    """Run the verb; returns exit code, standard output and standard error, or raises the error that ended it."""
    app = typer.Typer()
    app.command("review")(review)

    def runs(*words, stdin=None):
        done = CliRunner().invoke(app, [str(word) for word in words], input=stdin)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.stdout, done.stderr

    return runs


@pytest.fixture
def claims(claim, tmp_path):
    """A file with a sure claim, one placed in doubt and one unplaced."""
    sure, doubtful, unplaced = (claim_to_json(claim) for _ in range(3))
    doubtful |= {"id": "c2", "doc_id": "d2", "title": '=HYPERLINK("http://evil.example","x")\r\n,"', "place": {**doubtful["place"], "score": 0.4}}
    unplaced |= {"id": "+c3", "doc_id": "d3", "place": None, "place_text": "@Peremoha", "unplaced_reason": "no gazetteer row is called so"}
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in (sure, doubtful, unplaced)), encoding="utf-8")
    return path


def rows_of(path):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))


@pytest.fixture
def fill(run, claims, tmp_path):
    """Write the review, put (decision, why) into its rows and save it, as a spreadsheet would."""

    def filled(*answers, delimiter=",", encoding="utf-8", name="filled.csv"):
        run(claims, "-o", tmp_path / "review.csv")
        rows = rows_of(tmp_path / "review.csv")
        for row, (decision, why) in zip(rows, answers, strict=True):
            row |= {"decision": decision, "why": why}
        buffer = io.StringIO()
        writer = csv.DictWriter(buffer, COLUMNS, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
        path = tmp_path / name
        path.write_bytes(buffer.getvalue().encode(encoding))
        return path

    return filled


def test_the_doubtful_claims_are_written_with_cells_to_fill(run, claims, tmp_path):
    code, out, _ = run(claims, "-o", tmp_path / "review.csv")
    assert code == 0
    assert dict(line.split(maxsplit=1) for line in out.splitlines())["doubtful"] == "2"
    rows = rows_of(tmp_path / "review.csv")
    assert tuple(rows[0]) == COLUMNS
    assert [(row["document"], row["decision"], row["why"]) for row in rows] == [("d2", "", ""), ("d3", "", "")]


def test_no_cell_is_a_formula(run, claims, tmp_path):
    run(claims, "-o", tmp_path / "review.csv")
    doubtful, unplaced = rows_of(tmp_path / "review.csv")
    assert doubtful["title"].startswith("'=HYPERLINK")
    assert (unplaced["claim_id"], unplaced["text"]) == ("'+c3", "'@Peremoha")
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in (doubtful, unplaced) for cell in row.values())


def test_a_pipe_in_and_out(run, claims):
    code, out, err = run("-", "-o", "-", stdin=claims.read_text())
    assert code == 0
    assert len(list(csv.DictReader(io.StringIO(out)))) == 2
    assert "standard output" in err


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-8")])
def test_answers_become_corrections_that_can_be_loaded(run, claims, fill, tmp_path, delimiter, encoding):
    path = fill((SOLEDAR, "the author\nsays so"), ("never", "a ship"), delimiter=delimiter, encoding=encoding)
    code, out, _ = run(claims, "--apply", path, "-o", tmp_path / "corrections.toml")
    assert code == 0
    assert dict(line.split(maxsplit=1) for line in out.splitlines())["entries"] == "2"
    place, never = load(tmp_path / "corrections.toml", Gazetteer.open()).places
    assert (place.document, place.place.id, place.why) == ("d2", SOLEDAR, "the author says so")
    assert (never.document, never.names, never.why) == ("d3", ("@Peremoha",), "a ship")


def test_a_file_that_is_there_keeps_all_it_says(run, claims, fill, tmp_path):
    there = b'# our own notes, by hand\r\n[[claim]] # satire\r\nid = "c9"\r\nreject = true\r\nwhy = "x"'
    (tmp_path / "corrections.toml").write_bytes(there)
    code, _, _ = run(claims, "--apply", fill(("ok", ""), ("reject", "x")), "-o", tmp_path / "corrections.toml")
    assert code == 0
    assert (tmp_path / "corrections.toml").read_bytes().startswith(there + b"\n")
    read = load(tmp_path / "corrections.toml", Gazetteer.open())
    assert [rule.id for rule in read.claims] == ["c9", "+c3"]
    assert [rule.names for rule in read.places] == [("Soledar",)]


def test_applying_the_same_answers_again_adds_nothing(run, claims, fill, tmp_path):
    path = fill(("ok", ""), ("reject", "x"))
    run(claims, "--apply", path, "-o", tmp_path / "corrections.toml")
    once = (tmp_path / "corrections.toml").read_bytes()
    assert run(claims, "--apply", path, "-o", tmp_path / "corrections.toml")[0] == 0
    assert (tmp_path / "corrections.toml").read_bytes() == once


def test_an_unknown_decision_is_named_by_file_and_line_and_the_rest_goes_on(run, claims, fill, tmp_path):
    code, _, err = run(claims, "--apply", fill(("perhaps", "x"), ("never", "x")), "-o", tmp_path / "corrections.toml")
    assert code == 1
    (line,) = [line for line in err.splitlines() if line.startswith("frontmap:")]
    assert "filled.csv:2:" in line
    assert "'perhaps'" in line
    assert len(load(tmp_path / "corrections.toml", Gazetteer.open()).places) == 1


def test_without_answers_no_file_is_made(run, claims, fill, tmp_path):
    assert run(claims, "--apply", fill(("", ""), ("", "")), "-o", tmp_path / "corrections.toml")[0] == 0
    assert not (tmp_path / "corrections.toml").exists()


def test_corrections_can_be_looked_at_first(run, claims, fill):
    code, out, _ = run(claims, "--apply", fill(("never", "x"), ("", "")), "-o", "-")
    assert code == 0
    assert "[[never]]" in out


def test_answers_are_never_written_over(run, claims, fill):
    path = fill(("ok", ""), ("", ""))
    before = path.read_bytes()
    with pytest.raises(OutputError, match="holds answers already"):
        run(claims, "-o", path)
    assert path.read_bytes() == before


def test_bad_lines_of_claims_are_named_and_the_rest_is_asked(run, claims, tmp_path):
    claims.write_text(claims.read_text() + "{broken\n")
    code, _, err = run(claims, "-o", tmp_path / "review.csv")
    assert code == 1
    assert "claims.jsonl:4:" in err
    assert len(rows_of(tmp_path / "review.csv")) == 2
    claims.write_text("{broken\n")
    assert run(claims, "-o", tmp_path / "none.csv")[0] == 2
    assert not (tmp_path / "none.csv").exists()


class TestNothingCanBeDone:
    def test_a_missing_file(self, run, claims, tmp_path):
        with pytest.raises(MissingInputError, match=r"none\.jsonl"):
            run(tmp_path / "none.jsonl", "-o", tmp_path / "review.csv")
        with pytest.raises(MissingInputError, match=r"none\.csv"):
            run(claims, "--apply", tmp_path / "none.csv", "-o", tmp_path / "corrections.toml")

    def test_a_review_goes_to_a_csv(self, run, claims, tmp_path):
        with pytest.raises(OutputError, match=r"corrections\.toml"):
            run(claims, "-o", tmp_path / "corrections.toml")

    @pytest.mark.parametrize(
        ("content", "said"),
        [(b"claim_id,why\nc1,x\n", "review.csv:1: lacks the column 'decision'"), (b"", "lacks the column"), ("claim_id,decision,why\nc1,ok,ні".encode("cp1251"), "UTF-8")],
    )
    def test_a_table_that_is_no_review(self, run, claims, tmp_path, content, said):
        (tmp_path / "review.csv").write_bytes(content)
        with pytest.raises(InputError, match=said):
            run(claims, "--apply", tmp_path / "review.csv", "-o", tmp_path / "corrections.toml")

    def test_a_corrections_file_that_is_broken_stays_as_it_is(self, run, claims, fill, tmp_path):
        path = tmp_path / "corrections.toml"
        path.write_text("[[nevr]]\n")
        with pytest.raises(ConfigError, match="did you mean 'never'"):
            run(claims, "--apply", fill(("ok", ""), ("", "")), "-o", path)
        assert path.read_text() == "[[nevr]]\n"
