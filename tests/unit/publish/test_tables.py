from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import replace
from typing import Any

import pytest

from dateline.model import CasualtyKind, Choice, Event, Level, Modality, ReviewState, Status, SubEventType, Toll
from dateline.model.records import EventRecord
from dateline.publish import acled, ucdp
from dateline.publish.tables import Form, write_events


def written(events: list[Event], form: Form, docs: Any = None) -> str:
    out = io.StringIO(newline="")
    assert write_events(events, out, form=form, documents=(docs or {}).get) == len(events)
    return out.getvalue()


def rows(events: list[Event], form: Form, docs: Any = None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(events, form, docs), newline="")))


def test_acled_has_its_31_columns_in_order(event: Event, docs: Any) -> None:
    header = written([event], Form.ACLED, docs).splitlines()[0].split(",")
    assert len(header) == 31
    assert header[:7] == [
        "event_id_cnty",
        "event_date",
        "year",
        "time_precision",
        "disorder_type",
        "event_type",
        "sub_event_type",
    ]
    assert header[-7:] == ["geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp"]
    (row,) = rows([event], Form.ACLED, docs)
    expected = {
        "event_id_cnty": "UAe1",
        "event_date": "2022-05-18",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "iso": "804",
        "country": "Ukraine",
        "geo_precision": "1",
        "source": "Reuters; Radio Svit",
        "fatalities": "3",
        "inter1": "",
    }
    assert {k: row[k] for k in expected} == expected


def test_ucdp_has_its_49_columns_in_order(event: Event, docs: Any) -> None:
    header = written([event], Form.UCDP, docs).splitlines()[0].split(",")
    assert len(header) == 49
    assert header[:3] == ["id", "relid", "year"]
    assert header[-5:] == ["best", "high", "low", "gwnoa", "gwnob"]
    (row,) = rows([event], Form.UCDP, docs)
    expected = {
        "where_prec": "1",
        "date_prec": "1",
        "best": "3",
        "low": "3",
        "high": "5",
        "deaths_unknown": "3",
        "deaths_civilians": "",
        "number_of_sources": "2",
        "geom_wkt": "POINT (37.25 49.21)",
        "source_date": "2022-05-19",
        "side_b": "",
    }
    assert {k: row[k] for k in expected} == expected


def test_unknown_stays_empty_in_every_table(bare: Event) -> None:
    told = replace(bare, modality=Choice(value=Modality.ACTUAL, supporting=bare.claims), status=Status.SINGLE_ORIGIN)
    for form in (Form.CSV, Form.ACLED, Form.UCDP):
        (row,) = rows([told], form)
        for column in (
            "event_date",
            "latitude",
            "lat",
            "lon",
            "earliest",
            "best",
            "fatalities",
            "killed_best",
            "actor1",
        ):
            assert row.get(column, "") == "", (form, column)


def test_a_country_has_a_name_and_no_point_in_any_table(event: Event) -> None:
    assert event.place is not None
    country = replace(event.place.value, name="Ukraine", level=Level.COUNTRY)
    wide = replace(event, place=Choice(value=country, supporting=event.claims))
    (row,) = rows([wide], Form.ACLED)
    assert (row["latitude"], row["longitude"], row["geo_precision"]) == ("", "", "3")
    (row,) = rows([wide], Form.UCDP)
    assert (row["latitude"], row["geom_wkt"], row["where_prec"]) == ("", "", "6")
    (row,) = rows([wide], Form.CSV)
    assert (row["lat"], row["lon"], row["place"], row["level"]) == ("", "", "Ukraine", "country")
    (feature,) = json.loads(written([wide], Form.GEOJSON))["features"]
    assert feature["geometry"] is None
    assert (feature["properties"]["lat"], feature["properties"]["place"]) == (None, "Ukraine")


def test_a_division_stands_in_its_own_column(event: Event) -> None:
    assert event.place is not None
    for level, first, second in ((Level.ADMIN1, "Kharkiv Oblast", ""), (Level.ADMIN2, "", "Kharkiv Oblast")):
        area = replace(event.place.value, name="Kharkiv Oblast", level=level, admin1=None, admin2=None)
        wide = replace(event, place=Choice(value=area, supporting=event.claims))
        (row,) = rows([wide], Form.UCDP)
        assert (row["adm_1"], row["adm_2"]) == (first, second)
        for form in (Form.ACLED, Form.CSV):
            (row,) = rows([wide], form)
            assert (row["admin1"], row["admin2"]) == (first, second)


def test_tables_of_what_happened_leave_out_what_nobody_asserts(event: Event) -> None:
    unlikely = [
        *(replace(event, modality=Choice(value=m, supporting=())) for m in Modality if m is not Modality.ACTUAL),
        replace(event, status=Status.DENIED),
        replace(event, status=Status.UNREALISED),
        replace(event, review=ReviewState.REJECTED),
    ]
    for form in (Form.ACLED, Form.UCDP):
        out = io.StringIO()
        assert write_events([*unlikely, event], out, form=form) == 1
        assert len(out.getvalue().splitlines()) == 2
    assert [r["status"] for r in rows(unlikely, Form.CSV)][-3:] == ["denied", "unrealised", "disputed"]
    assert len(written(unlikely, Form.JSONL).splitlines()) == len(unlikely)
    assert len(json.loads(written(unlikely, Form.GEOJSON))["features"]) == len(unlikely)


def test_titles_of_documents_are_ucdp_headlines(event: Event, docs: Any) -> None:
    (row,) = rows([event], Form.UCDP, docs)
    assert row["source_headline"] == "Shells hit Izyum"


def test_every_list_is_parted_in_the_same_way(event: Event, docs: Any) -> None:
    second = next(k for k in docs if k == "d2")
    both = docs | {second: replace(docs[second], url="https://example.org/2")}
    (row,) = rows([event], Form.CSV, both)
    assert row["urls"] == "https://example.org/1; https://example.org/2"
    assert row["outlets"] == "Reuters; Radio Svit"


def test_acled_names_origins_where_no_document_is_known(event: Event) -> None:
    (row,) = rows([event], Form.ACLED)
    assert row["source"] == "Reuters; Shazia, a nurse"


def test_no_cell_can_be_taken_for_a_formula(event: Event) -> None:
    hostile = replace(
        event,
        actor=Choice(value='=HYPERLINK("http://x")', supporting=event.claims),
        target=Choice(value="@SUM(A1)", supporting=event.claims),
        weapon=Choice(value=" +1", supporting=event.claims),
        victim=Choice(value="-x\x00\ud800", supporting=event.claims),
    )
    (row,) = rows([hostile], Form.CSV)
    assert [row[c][0] for c in ("actor", "target", "weapon", "victim")] == ["'"] * 4
    written([hostile], Form.CSV).encode("utf-8")


def test_southern_and_western_points_stay_numbers(event: Event) -> None:
    assert event.place is not None
    lima = replace(event.place.value, lat=-12.05, lon=-77.04, country="PE")
    (row,) = rows([replace(event, place=Choice(value=lima, supporting=event.claims))], Form.CSV)
    assert (row["lat"], row["lon"]) == ("-12.05", "-77.04")


def test_geojson_is_valid_with_and_without_places(event: Event, bare: Event, docs: Any) -> None:
    collection = json.loads(written([event, bare], Form.GEOJSON, docs))
    assert collection["type"] == "FeatureCollection"
    first, second = collection["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [37.25, 49.21]}
    assert second["geometry"] is None
    assert first["id"] == "e1"
    assert first["properties"]["headline"].startswith("Shelling or missile attack reported in Izyum")
    assert json.loads(written([], Form.GEOJSON)) == {"type": "FeatureCollection", "features": []}
    assert all(math.isfinite(x) for x in first["geometry"]["coordinates"])


def test_json_lines_are_whole_records(event: Event, bare: Event) -> None:
    lines = written([event, bare], Form.JSONL).splitlines()
    assert [EventRecord.model_validate_json(line).value() for line in lines] == [event, bare]


def test_no_table_holds_text_of_a_document(event: Event, docs: Any) -> None:
    for form in Form:
        assert "The full text stays here" not in written([event], form, docs)


def test_a_missing_document_leaves_its_columns_empty(event: Event) -> None:
    (row,) = rows([event], Form.CSV)
    assert (row["outlets"], row["documents"]) == ("", "d1; d2")


@pytest.mark.parametrize(
    ("kind", "disorder"),
    [
        (SubEventType.SHELLING, "Political violence"),
        (SubEventType.PEACEFUL_PROTEST, "Demonstrations"),
        (SubEventType.VIOLENT_DEMONSTRATION, "Demonstrations"),
        (SubEventType.MOB_VIOLENCE, "Political violence"),
        (SubEventType.EXCESSIVE_FORCE, "Political violence; Demonstrations"),
        (SubEventType.ARRESTS, "Strategic developments"),
    ],
)
def test_disorder_types_follow_acled(kind: SubEventType, disorder: str) -> None:
    assert acled.disorder(kind) == disorder


def test_an_open_toll_has_its_lower_bound_as_ucdp_high(event: Event) -> None:
    toll = Toll(kind=CasualtyKind.KILLED, low=101, best=101, high=None, conservative=101, supporting=event.claims)
    (row,) = rows([replace(event, tolls=(toll,))], Form.UCDP)
    assert (row["low"], row["best"], row["high"]) == ("101", "101", "101")
    assert len(ucdp.COLUMNS) == 49
