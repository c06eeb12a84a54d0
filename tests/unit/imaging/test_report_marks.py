"""Measurements of a report, over its images."""

from medviewer.domain.code import Code
from medviewer.domain.content_tree import ContentItem, StructuredReport, ValueType
from medviewer.domain.measured_group import MeasuredGroup, MeasuredValue
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.spatial_coordinates import GraphicType, SpatialCoordinates
from medviewer.imaging.report_marks import report_marks


def report(group: MeasuredGroup) -> StructuredReport:
    return StructuredReport("1.2", "T", ContentItem(ValueType.CONTAINER), groups=(group,))


def test_that_a_region_says_what_it_is_and_what_was_measured() -> None:
    region = SpatialCoordinates(
        GraphicType.POLYLINE, ((1.0, 2.0, 0.0), (5.0, 2.0, 0.0)), image=ObjectReference("1.2.3")
    )
    value = MeasuredValue(Code("1", "SCT", "Length"), 12.5, "mm")
    group = MeasuredGroup(
        "planar", finding=Code("2", "SCT", "Nodule"), values=(value,), regions=(region,)
    )

    [placed] = report_marks(report(group), "study").placed

    assert placed.mark.lines == (((1.0, 2.0), (5.0, 2.0)),)
    assert placed.mark.texts[0].lines == ("Nodule", "Length 12.5 mm")
    assert placed.is_on("1.2.3", 0)
    assert not placed.is_on("1.2.4", 0)


def test_that_a_polygon_in_the_patient_is_closed() -> None:
    ring = ((0.0, 0.0, 5.0), (4.0, 0.0, 5.0), (4.0, 4.0, 5.0))
    region = SpatialCoordinates(GraphicType.POLYGON, ring, True, "1.9")

    [mark] = report_marks(report(MeasuredGroup("planar", regions=(region,))), "study").in_patient

    assert mark.lines == ((*ring, ring[0]),)
    assert mark.frame_of_reference_uid == "1.9"
