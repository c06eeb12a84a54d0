"""Reports of any class and writer."""

from pathlib import Path

import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from medviewer.dicom.objects.structured_report import DEEPEST, read_report, report_of
from medviewer.domain.content_tree import ValueType
from medviewer.domain.spatial_coordinates import GraphicType
from medviewer.errors import UnreadableFile
from tests.phantoms.reports import coded, content, image, number, report, write_object

LENGTH = coded("410668003", "SCT", "Length")
MM = coded("mm", "UCUM", "millimeter")
GROUP = coded("125007", "DCM", "Measurement Group")


def planar_group() -> Dataset:
    region = content(
        "SCOORD",
        coded("111030", "DCM", "Image Region"),
        image("1.2.3"),
        GraphicType="POLYLINE",
        GraphicData=[10.5, 20.5, 30.5, 20.5],
    )
    finding = content(
        "CODE",
        coded("121071", "DCM", "Finding"),
        ConceptCodeSequence=Sequence([coded("27925004", "SCT", "Nodule")]),
    )
    return content(
        "CONTAINER",
        GROUP,
        content("TEXT", coded("112039", "DCM", "Tracking Identifier"), TextValue="Lesion 1"),
        content("UIDREF", coded("112040", "DCM", "Tracking Unique Identifier"), UID="2.25.7"),
        finding,
        region,
        number(LENGTH, "12.5", MM),
    )


def test_that_a_tree_is_read_from_a_file_with_its_status(tmp_path: Path) -> None:
    path = write_object(tmp_path / "sr.dcm", report(planar_group()))

    read = read_report(path)

    assert read.title == "Imaging Measurement Report"
    assert (read.status, read.verification) == ("PARTIAL", "UNVERIFIED")
    assert [item.value_type for item in read.root.children] == [ValueType.CONTAINER]


def test_that_a_group_tells_finding_tracking_number_and_region() -> None:
    [group] = report_of(report(planar_group())).groups

    assert (group.kind, str(group.finding)) == ("planar", "Nodule")
    assert (group.tracking_id, group.tracking_uid) == ("Lesion 1", "2.25.7")
    [value] = group.values
    assert (str(value.name), value.value, value.unit) == ("Length", 12.5, "mm")


def test_that_pixels_are_counted_from_the_centre_of_the_first() -> None:
    [region] = report_of(report(planar_group())).groups[0].regions

    assert region.graphic_type is GraphicType.POLYLINE
    assert region.points == ((10.0, 20.0, 0.0), (30.0, 20.0, 0.0))
    assert region.image is not None
    assert region.image.sop_instance_uid == "1.2.3"


def test_that_numbers_of_another_template_are_found_with_their_heading() -> None:
    biometry = content(
        "CONTAINER", coded("125002", "DCM", "Fetal Biometry"), number(LENGTH, "3", MM)
    )

    [group] = report_of(report(biometry)).groups

    assert (str(group.finding), group.values[0].value) == ("Fetal Biometry", 3.0)


def test_that_items_without_a_name_or_of_an_unknown_type_are_kept() -> None:
    odd = content("HOLOGRAM", None)

    [item] = report_of(report(odd)).root.children

    assert (item.value_type, item.name.is_known) == (ValueType.UNKNOWN, False)


def test_that_a_shape_elsewhere_in_the_tree_is_found_by_reference() -> None:
    region = content("SCOORD", None, image("1.2.3"), GraphicType="POINT", GraphicData=[1.5, 2.5])
    pointing = Dataset()
    pointing.RelationshipType = "INFERRED FROM"
    pointing.ReferencedContentItemIdentifier = [1, 1]
    group = content("CONTAINER", GROUP, number(LENGTH, "4", MM, pointing))

    read = report_of(report(region, group))

    [value] = read.groups[-1].values
    assert value.regions[0].points == ((1.0, 2.0, 0.0),)


def test_that_a_reference_to_what_contains_it_ends() -> None:
    circle = Dataset()
    circle.RelationshipType = "INFERRED FROM"
    circle.ReferencedContentItemIdentifier = [1]

    read = report_of(report(content("CONTAINER", GROUP, circle, number(LENGTH, "4", MM))))

    assert [value.value for value in read.groups[0].values] == [4.0]


def test_that_nesting_without_end_is_cut_and_told() -> None:
    deep = content("CONTAINER", None)
    for _ in range(DEEPEST + 5):
        deep = content("CONTAINER", None, deep)

    read = report_of(report(deep))

    assert len(list(read.root.walk())) == DEEPEST + 1
    assert len(read.notes) == 1


def test_that_a_report_without_content_is_refused_with_a_sentence() -> None:
    with pytest.raises(UnreadableFile, match="no content"):
        report_of(Dataset())


def test_that_a_report_of_another_writer_tells_its_uptakes(shared_data: Path) -> None:
    path = shared_data / "dicom" / "sr_seg" / "tid1500_pet" / "sr.dcm"

    groups = read_report(path).groups

    told = {(str(v.name), v.modifiers): (v.value, v.unit) for v in groups[0].values}
    assert told["SUVbw", ("Mean",)] == (6.01529, "{SUVbw}g/ml")
    assert groups[0].segment is not None
    assert groups[0].segment.segments == (1,)


def test_that_groups_inside_groups_keep_their_own_numbers() -> None:
    inner = content("CONTAINER", GROUP, number(LENGTH, "2", MM))
    outer = content("CONTAINER", GROUP, number(LENGTH, "1", MM), inner)

    found = report_of(report(outer)).groups

    assert [[value.value for value in group.values] for group in found] == [[1.0], [2.0]]


def test_that_numbers_below_numbers_and_headings_of_a_group_are_read() -> None:
    width, depth = (coded(str(at), "99X", name) for at, name in enumerate(("Width", "Depth")))
    heading = content("CONTAINER", coded("9", "99X", "More"), number(depth, "3", MM))
    group = content("CONTAINER", GROUP, number(LENGTH, "1", MM, number(width, "2", MM)), heading)

    [found] = report_of(report(group)).groups

    assert [(str(value.name), value.value) for value in found.values] == [
        ("Length", 1.0),
        ("Width", 2.0),
        ("Depth", 3.0),
    ]


def test_that_a_number_below_a_loose_number_is_read() -> None:
    measured = report(number(LENGTH, "1", MM, number(LENGTH, "2", MM)))

    [found] = report_of(measured).groups

    assert [value.value for value in found.values] == [1.0, 2.0]


def test_that_a_number_is_written_with_all_its_digits() -> None:
    [item] = report_of(report(number(LENGTH, "12345678.9", MM))).root.children

    assert item.value == "12345678.9 mm"


def test_that_the_algorithm_of_a_number_is_no_modifier_of_it() -> None:
    mean = content(
        "CODE",
        coded("121401", "DCM", "Derivation"),
        RelationshipType="HAS CONCEPT MOD",
        ConceptCodeSequence=Sequence([coded("373098007", "SCT", "Mean")]),
    )
    named = [
        content(
            "TEXT", coded(value, "DCM", meaning), RelationshipType="HAS CONCEPT MOD", TextValue=text
        )
        for value, meaning, text in (
            ("111001", "Algorithm Name", "Nodules"),
            ("111003", "Algorithm Version", "2.1"),
        )
    ]
    group = content("CONTAINER", GROUP, number(LENGTH, "1", MM, mean, *named))

    [found] = report_of(report(group)).groups

    assert (found.values[0].modifiers, found.algorithm) == (("Mean",), "Nodules 2.1")


def test_that_a_numbers_uncertainty_is_no_measurement() -> None:
    uncertainty = number(coded("371885009", "SCT", "Uncertainty"), "0.5", MM)
    uncertainty.RelationshipType = "HAS PROPERTIES"
    group = content("CONTAINER", GROUP, number(LENGTH, "12", MM, uncertainty))

    [found] = report_of(report(group)).groups

    assert [value.value for value in found.values] == [12.0]
