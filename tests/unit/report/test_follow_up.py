"""Lesions over time in reports and tables: what is stated, and what it says about itself."""

import csv
import io
from dataclasses import replace
from typing import NamedTuple

import pytest

from medviewer.domain.lesion import Lesion, LesionSize, LesionSource, told
from medviewer.domain.longitudinal import (
    Examination,
    FollowUp,
    LesionTimeline,
    TimePoint,
    change_of,
    recist_of,
)
from medviewer.domain.reading_record import ReadingRecord
from medviewer.domain.report import ReportContent
from medviewer.domain.study_ledger import LesionMatch, LesionRole, MatchMethod, PointState
from medviewer.report.blocks import Bullets, Paragraph, Section, Table
from medviewer.report.fhir_observations import Observed
from medviewer.report.fhir_response import response
from medviewer.report.follow_up_tables import follow_up_csv, recist_csv
from medviewer.report.layout import lay_out
from tests.unit.report.report_samples import report, study

EXAMINATIONS = (
    Examination("a", "1.1", "20251124", comparable_by=MatchMethod.REGISTRATION),
    Examination("b", "1.2", "20260304"),  # 100 days later
)


def point(longest: float) -> TimePoint:
    lesion = Lesion(
        ("i",), LesionSource.MEASUREMENT, told("x"), None, "f", "d", size=LesionSize(longest)
    )
    return TimePoint("a", lesion, PointState.MEASURED)


def known(name: str = "Nodule", first: float = 12.0, second: float = 24.0) -> FollowUp:
    """A target that has doubled its diameter in 100 days: a doubling time of 33 days."""
    match = LesionMatch(("i",), "2.25.1", MatchMethod.REGISTRATION, 3.2, "1.1")
    points = (point(first), replace(point(second), match=match, is_confirmed=True))
    change, growth = change_of(points, EXAMINATIONS, is_node=False)
    line = LesionTimeline(
        "2.25.1",
        1,
        told(name),
        told(""),
        "liver",
        LesionRole.TARGET,
        is_node=False,
        points=points,
        change=change,
        growth=growth,
    )
    return FollowUp(EXAMINATIONS, (line,), recist_of((line,), EXAMINATIONS, 0))


def printed(of: FollowUp | None) -> Section | None:
    whole = lay_out(replace(report(), follow_up=of))
    return next((s for s in whole.sections if s.key == "follow-up"), None)


def record(of: FollowUp | None) -> ReadingRecord:
    return ReadingRecord(study(), (), (), (), (), (), ReportContent(), "1", "", follow_up=of)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_that_sizes_stand_under_their_dates_with_the_change_and_the_sum() -> None:
    section = printed(known())

    assert section is not None
    [table] = [block for block in section.blocks if isinstance(block, Table)]
    assert [column.title for column in table.columns][2:4] == ["2025-11-24", "2026-03-04"]
    assert table.rows[0] == (
        "1",
        "Nodule, liver, target",
        "12.0 mm",
        "24.0 mm",
        "grown, +100 %",
        "≈ 33 d",
    )
    assert table.rows[1][1:4] == ("Sum of targets", "12.0 mm", "24.0 mm")


def test_that_the_response_and_how_places_were_compared_are_told() -> None:
    section = printed(known())

    assert section is not None
    told_ = [block.text for block in section.blocks if isinstance(block, Paragraph)]
    assert told_[0].startswith(
        "RECIST 1.1: PD: progressive disease (the sum of the targets); +100 % since"
    )
    assert "2025-11-24: registered" in told_[-1]
    assert "Schwartz" in told_[-1]


def test_that_remarks_on_targets_stand_below_the_response() -> None:
    section = printed(replace(known(), remarks=(told("six targets"),)))

    assert section is not None
    assert [b for b in section.blocks if isinstance(b, Bullets)] == [Bullets(("six targets",))]


def test_that_a_page_holds_the_baseline_and_the_last_two_of_many_dates() -> None:
    many = tuple(Examination(str(n), f"1.{n}", f"202501{n:02}") for n in range(1, 7))
    line = replace(known().timelines[0], points=tuple(point(10.0 + n) for n in range(6)))
    whole = FollowUp(many, (line,), recist_of((line,), many, 0))

    section = printed(whole)

    assert section is not None
    [table] = [block for block in section.blocks if isinstance(block, Table)]
    assert [c.title for c in table.columns][2:5] == ["2025-01-01", "2025-01-05", "2025-01-06"]


def test_that_nothing_stands_where_nothing_was_compared() -> None:
    assert printed(None) is None


def test_that_the_table_has_a_row_for_each_examination() -> None:
    first, second = rows(follow_up_csv(record(known())))

    assert (first["examination_date"], first["long_axis_mm"]) == ("20251124", "12")
    assert (first["change"], second["change"]) == ("", "grown")
    assert (second["growth_percent"], second["growth_days"]) == ("100", "100")
    assert float(second["doubling_time_days"]) == pytest.approx(100 / 3)
    assert (second["matched_by"], second["match_distance_mm"]) == ("registration", "3.2")
    assert second["tracking_uid"] == "2.25.1"


def test_that_the_sums_have_a_table_of_their_own() -> None:
    baseline, now = rows(recist_csv(record(known())))

    assert (baseline["is_baseline"], baseline["sum_mm"]) == ("true", "12")
    assert (now["overall_response"], now["from_nadir_percent"]) == ("PD", "100")


def test_that_a_name_a_spreadsheet_could_run_is_quoted() -> None:
    first, _ = rows(follow_up_csv(record(known("=SUM(A1)"))))

    assert first["name"] == "'=SUM(A1)"


def test_that_nothing_compared_is_a_table_without_rows() -> None:
    assert rows(follow_up_csv(record(None))) == []
    assert rows(recist_csv(record(None))) == []


def test_that_fhir_tells_the_sum_and_the_response_of_confirmed_matches() -> None:
    waiting = replace(known().timelines[0].points[1], is_confirmed=False)
    proposed = replace(known().timelines[0], points=(known().timelines[0].points[0], waiting))
    confirmed = Observed(record(known()), Units(), "", "", "")
    open_one = Observed(record(replace(known(), timelines=(proposed,))), Units(), "", "", "")

    [(_, told_)] = response(confirmed)

    assert told_["valueCodeableConcept"] == {"text": "PD"}
    assert {
        "code": {"text": "Sum of target diameters"},
        "valueQuantity": {
            "value": 24.0,
            "unit": "mm",
            "system": "http://unitsofmeasure.org",
            "code": "mm",
        },
    } in told_["component"]  # type: ignore[operator]
    assert list(response(open_one)) == []


class Unit(NamedTuple):
    value: str
    meaning: str
    scheme_designator: str = "UCUM"


class Units:
    def finding(self, label: str, name: str) -> Unit:
        return Unit(label, name)

    def site(self, label: str, site: str) -> None:
        return None

    def quantity(self, told: object) -> tuple[Unit, ...]:
        return ()

    def unit(self, unit: str) -> Unit:
        return Unit(unit, unit)
