"""Claims as events of ACLED and VIINA: what makes one, how they are counted, and how exactly they are known."""

import csv
import dataclasses
import datetime as dt
import io

import pytest
from sample_claims import make_claim, sample_claims

from frontmap.exports.acled import COLUMNS as ACLED
from frontmap.exports.acled import acled_lines
from frontmap.exports.viina import COLUMNS as VIINA
from frontmap.exports.viina import viina_lines
from frontmap.records import Counted, Kind, Modality, Precision, Quantity, Status
from frontmap.theatres.load import load_theatre

THEATRE = load_theatre("ukraine")
DAY = dt.date(2023, 1, 13)


def table(lines, *claims):
    return list(csv.DictReader(io.StringIO(b"".join(lines(claims, THEATRE)).decode(), newline="")))


def acled(*claims):
    return table(acled_lines, *claims)


def viina(*claims):
    return table(viina_lines, *claims)


@pytest.mark.parametrize(
    ("kind", "actor", "words", "types"),
    [
        (Kind.CONTROL, "ru", "They took Bakhmut.", ("Battles", "Non-state actor overtakes territory")),
        (Kind.CONTROL, "ua", "They took Bakhmut.", ("Battles", "Government regains territory")),
        (Kind.ASSAULT, "ru", "Clashes in Bakhmut.", ("Battles", "Armed clash")),
        (Kind.STRIKE, "ru", "Drones hit Bakhmut.", ("Explosions/Remote violence", "Air/drone strike")),
        (Kind.STRIKE, "ru", "Ворог вдарив авіабомбами по Бахмуту.", ("Explosions/Remote violence", "Air/drone strike")),
        (Kind.STRIKE, "ru", "Artillery hit Bakhmut.", ("Explosions/Remote violence", "Shelling/artillery/missile attack")),
        (Kind.STRIKE, "ru", "A landmine went off in Bakhmut.", ("Explosions/Remote violence", "Remote explosive/landmine/IED")),
        (Kind.WITHDRAWAL, "ua", "They left Bakhmut.", ("Strategic developments", "Non-violent transfer of territory")),
    ],
)
def test_kinds_become_types(kind, actor, words, types):
    claim = dataclasses.replace(make_claim("Bakhmut", kind, "ru", DAY, text=words), actor_side=actor)
    (row,) = acled(claim)
    assert (row["event_type"], row["sub_event_type"]) == types
    assert row["actor1"].startswith("Military Forces of Russia" if actor == "ru" else "Military Forces of Ukraine")
    assert (row["country"], row["iso"], row["location"], row["admin1"]) == ("Ukraine", "804", "Bakhmut", "Donetsk Oblast")
    assert tuple(row) == ACLED


@pytest.mark.parametrize(
    "change",
    [
        {"modality": Modality.PLANNED}, {"modality": Modality.POSSIBLE}, {"background": True}, {"event": None}, {"placement": None}, {"status": Status.RETRACTED},
        {"kind": Kind.VISIT}, {"quantities": (Quantity(Counted.KILLED, low=5, total=True),)},
    ],
)  # fmt: skip
def test_what_did_not_happen_on_a_day_at_a_place_is_no_event(change):
    claim = make_claim("Bakhmut", Kind.ASSAULT, "ru", DAY)
    assert len(acled(claim)) == 1
    assert not acled(dataclasses.replace(claim, **change))


def test_denials_and_whole_countries_make_no_event():
    assert not acled(make_claim("Bakhmut", Kind.CONTROL, "ua", DAY, denied=True))
    assert not acled(make_claim("Ukraine", Kind.STRIKE, "ru", DAY, precision=Precision.COUNTRY, point=(49.0, 31.4)))


def test_one_event_a_day_however_many_tell_of_it():
    told = [make_claim("Bakhmut", Kind.ASSAULT, side, DAY, publisher=publisher) for side, publisher in (("ru", "TASS"), ("ua", "Ukrinform"))]
    told.append(make_claim("Bakhmut", Kind.ASSAULT, "ua", DAY + dt.timedelta(days=1)))
    first, second = acled(*told)
    assert first["frontmap_claims"].split() == [told[0].id, told[1].id]
    assert first["source"] == "TASS; Ukrinform"
    assert (first["event_date"], second["event_date"]) == ("2023-01-13", "2023-01-14")
    assert first["event_id_cnty"] == acled(*told[:1])[0]["event_id_cnty"], "another report of it changes no id"
    assert viina(*told)[0]["n_reports"] == "2"


@pytest.mark.parametrize(("days", "precision"), [(0, "1"), (3, "2"), (6, "2"), (7, "3"), (30, "3"), (31, None)])
def test_time_precision_is_day_week_month(days, precision):
    rows = acled(make_claim("Bakhmut", Kind.ASSAULT, "ru", DAY, last=DAY + dt.timedelta(days=days)))
    assert [row["time_precision"] for row in rows] == ([precision] if precision else [])


@pytest.mark.parametrize(
    ("precision", "number", "word"), [("exact", "1", "STREET"), ("settlement", "1", "ADM3"), ("vicinity", "2", "ADM3"), ("district", "2", "ADM2"), ("region", "3", "ADM1")]
)
def test_geo_precision(precision, number, word):
    claim = make_claim("Bakhmut", Kind.ASSAULT, "ru", DAY, precision=Precision(precision))
    assert acled(claim)[0]["geo_precision"] == number
    assert viina(claim)[0]["GEO_PRECISION"] == word


def test_the_dead_are_counted_low_and_unknown_is_not_none():
    claim = make_claim("Bakhmut", Kind.LOSSES, "ua", DAY)
    numbers = (Quantity(Counted.KILLED, "soldiers", 3, 9), Quantity(Counted.WOUNDED, "soldiers", 40, 40))
    assert acled(dataclasses.replace(claim, quantities=numbers))[0]["fatalities"] == "3"
    assert acled(claim)[0]["fatalities"] == ""


def test_viina_tells_who_and_what():
    claim = dataclasses.replace(make_claim("Bakhmut", Kind.STRIKE, "ua", DAY, text="Shahed drones hit a hospital in Bakhmut."), language="uk")
    (row,) = viina(claim)
    assert (row["date"], row["lang"], row["a_rus_b"], row["a_ukr_b"]) == ("20230113", "ua", "1", "0")
    assert {name for name in VIINA if name.startswith("t_") and row[name] == "1"} == {"t_mil_b", "t_loc_b", "t_airstrike_b", "t_uav_b", "t_hospital_b"}
    assert row["t_cyber_b"] == "", "not judged"


def test_events_stand_by_day_and_every_one_leads_back_to_its_claims():
    claims = sample_claims()
    known = {claim.id for claim in claims}
    for rows, day in ((acled(*claims), "event_date"), (viina(*claims), "date")):
        assert [row[day] for row in rows] == sorted(row[day] for row in rows)
        assert len(rows) > 20
        assert all(set(row["frontmap_claims"].split()) <= known for row in rows)
