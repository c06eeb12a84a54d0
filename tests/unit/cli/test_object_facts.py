"""Objects as `medviewer inspect` tells them."""

from pathlib import Path

from medviewer.cli.object_facts import facts_of
from medviewer.cli.object_lines import object_lines
from medviewer.domain.dicom_object import DicomObject
from tests.phantoms.presentations import annotation_sequence, presentation, shape
from tests.phantoms.reports import COMPREHENSIVE, coded, number, report, write_object


def test_that_a_report_tells_its_numbers_with_units(tmp_path: Path) -> None:
    length = number(coded("410668003", "SCT", "Length"), "12.5", coded("mm", "UCUM", "millimeter"))
    path = write_object(tmp_path / "sr.dcm", report(length))

    facts = facts_of(DicomObject(path, "1", COMPREHENSIVE, "Comprehensive SR Storage", "SR")) or {}

    assert facts["kind"] == "report"
    measurements = facts["measurements"]
    assert isinstance(measurements, list)
    told = measurements[0]
    assert (told["name"], told["value"], told["unit"]) == ("Length", 12.5, "mm")


def test_that_a_presentation_state_counts_its_graphics_by_type(tmp_path: Path) -> None:
    shapes = [
        shape("POLYLINE", [1, 1, 5, 5]),
        shape("POLYLINE", [1, 2, 5, 6]),
        shape("POINT", [3, 3]),
    ]
    state = presentation(["1.2.3"], GraphicAnnotationSequence=annotation_sequence(shapes, []))
    path = write_object(tmp_path / "pr.dcm", state)

    facts = facts_of(DicomObject(path, "1", str(state.SOPClassUID), "", "PR")) or {}

    assert facts["graphics"] == {"POINT": 1, "POLYLINE": 2}


def test_that_a_kind_nobody_reads_has_no_facts(tmp_path: Path) -> None:
    uid = "1.2.840.10008.5.1.4.1.1.77.1.5.3"
    relation = DicomObject(tmp_path, "1", uid, "Stereometric Relationship Storage", "SMR")

    assert facts_of(relation) is None


def test_that_a_zero_is_told_in_the_table_and_an_empty_word_is_not() -> None:
    lines = list(
        object_lines({"title": "", "measurements": [{"name": "PP Interval", "value": 0.0}]})
    )

    assert lines == ["measurements: 1", "  name PP Interval, value 0"]
