"""Presentation states laid on their images."""

from pathlib import Path

import numpy as np
from PIL import Image
from pydicom.sequence import Sequence

from medviewer.dicom.objects.presented_images import present
from medviewer.dicom.scanner import scan
from medviewer.domain.study import Study
from medviewer.imaging.render import render_grey
from medviewer.progress import CancelToken, ignore_progress
from medviewer.session.images.decoding import Target
from tests.phantoms.presentations import presentation, referenced, with_values
from tests.phantoms.reports import write_object
from tests.phantoms.series import CtSeries


def opened(folder: Path, tmp_path: Path) -> Study:
    found = scan([folder], tmp_path, CancelToken(), ignore_progress, lambda _: None)
    return found.studies[0]


def test_that_the_greys_are_those_of_the_reference_picture(
    shared_data: Path, tmp_path: Path
) -> None:
    folder = shared_data / "dicom" / "gsps"

    presented = present(folder / "prLUTs.dcm", opened(folder, tmp_path))

    [shown] = presented.display_sets
    frame = Target(shown).read(0)
    expected = np.asarray(Image.open(folder / "expected_imgForPrLUT.png").convert("L"))
    np.testing.assert_array_equal(render_grey(frame, shown.frames[0].windows[0].window), expected)


def test_that_only_the_images_named_are_changed(ct_series: CtSeries, tmp_path: Path) -> None:
    study = opened(ct_series.folder, tmp_path)
    [display_set] = study.series[0].display_sets
    named = display_set.frames[3].instance.sop_instance_uid
    state = presentation([named], PresentationLUTShape="INVERSE")

    presented = present(write_object(tmp_path / "pr.dcm", state), study)

    [shown] = presented.display_sets
    inverse = [frame.instance.display.is_inverse for frame in shown.frames]
    assert presented.first == 3
    assert [place for place, one in enumerate(inverse) if one] == [3]
    assert shown.listed_id == display_set.display_set_id


def test_that_a_state_of_images_that_are_not_open_presents_nothing(
    ct_series: CtSeries, tmp_path: Path
) -> None:
    state = write_object(tmp_path / "pr.dcm", presentation(["1.2.3.4"]))

    assert present(state, opened(ct_series.folder, tmp_path)).display_sets == ()


def test_that_an_image_that_is_drawn_on_is_shown_first(ct_series: CtSeries, tmp_path: Path) -> None:
    study = opened(ct_series.folder, tmp_path)
    [display_set] = study.series[0].display_sets
    uids = [frame.instance.sop_instance_uid for frame in display_set.frames]
    point = with_values(
        GraphicAnnotationUnits="PIXEL",
        GraphicDimensions=2,
        NumberOfGraphicPoints=1,
        GraphicData=[3.0, 4.0],
        GraphicType="POINT",
        GraphicFilled="N",
    )
    drawn = with_values(
        GraphicLayer="MARKS",
        ReferencedImageSequence=Sequence([referenced(uids[2])]),
        GraphicObjectSequence=Sequence([point]),
    )
    state = presentation(uids, GraphicAnnotationSequence=Sequence([drawn]))

    assert present(write_object(tmp_path / "pr.dcm", state), study).first == 2
