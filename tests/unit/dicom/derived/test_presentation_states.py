"""Presentation states show findings and drawings where they lie, through the reader's window."""

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset

from medviewer.dicom.derived.presentation_states import presentation_states
from medviewer.dicom.derived.workbench import Workbench
from medviewer.domain.reading_record import ReadingRecord, ShownWindow
from medviewer.domain.sign_off import SignOff
from medviewer.domain.voi import VoiWindow
from tests.phantoms.dicom_files import write_image
from tests.phantoms.multi_frames import write_enhanced_ct
from tests.phantoms.recorded_readings import a_reading, largest, opened
from tests.phantoms.series import write_ct
from tests.unit.dicom.derived.validators import errors_of, tool

SIGNED = SignOff("Reader", "2026-01-02T05:06:07Z")


@pytest.fixture
def reading(tmp_path: Path) -> ReadingRecord:
    write_ct(tmp_path / "ct", (8, 32, 32))
    return a_reading(opened(tmp_path / "ct"))


def state_of(record: ReadingRecord) -> Dataset:
    (state,) = presentation_states(Workbench(record))
    return state


def graphics(state: Dataset) -> list[Dataset]:
    return [
        graphic
        for annotation in state.GraphicAnnotationSequence
        for graphic in annotation.get("GraphicObjectSequence", [])
    ]


def texts(state: Dataset) -> list[str]:
    return [
        text.UnformattedTextValue
        for annotation in state.GraphicAnnotationSequence
        for text in annotation.get("TextObjectSequence", [])
    ]


def test_that_a_finding_is_outlined_on_each_of_its_slices(reading: ReadingRecord) -> None:
    accepted = reading.confirmed[0]

    mine = [g for g in graphics(state_of(reading)) if g.TrackingUID == accepted.tracking_uid]

    # columns 3 to 6 and rows 4 to 5, from the outer corners of their pixels
    expected = [3, 4, 7, 4, 7, 6, 3, 6, 3, 4]
    assert [sorted(g.GraphicData) for g in mine] == [sorted(expected)] * 2


def test_that_what_is_undecided_is_shown_in_preliminary_output_only(
    reading: ReadingRecord,
) -> None:
    undecided = reading.findings[0].tracking_uid

    preliminary = {g.TrackingUID for g in graphics(state_of(reading))}
    final = {g.TrackingUID for g in graphics(state_of(replace(reading, sign_off=SIGNED)))}

    assert undecided in preliminary
    assert undecided not in final


def test_that_a_rejected_finding_is_never_drawn(reading: ReadingRecord) -> None:
    rejected = reading.findings[3].tracking_uid

    assert rejected not in {g.TrackingUID for g in graphics(state_of(reading))}


def test_that_every_annotated_image_says_not_verified_until_it_is_signed(
    reading: ReadingRecord,
) -> None:
    preliminary, final = state_of(reading), state_of(replace(reading, sign_off=SIGNED))

    for annotation in preliminary.GraphicAnnotationSequence:
        told = [text.UnformattedTextValue for text in annotation.TextObjectSequence]
        assert any("NOT VERIFIED" in text for text in told)
    assert not any("NOT VERIFIED" in text for text in texts(final))


def test_that_ai_and_reader_have_layers_of_their_own(reading: ReadingRecord) -> None:
    state = state_of(reading)

    layers = {
        graphic.TrackingUID: annotation.GraphicLayer
        for annotation in state.GraphicAnnotationSequence
        for graphic in annotation.get("GraphicObjectSequence", [])
    }
    assert layers[reading.confirmed[0].tracking_uid] == "AI"
    assert layers[reading.confirmed[2].tracking_uid] == "READER"
    assert layers[reading.measurements[0].tracking_uid] == "READER"


def test_that_the_readers_window_is_over_values_of_the_images_own_meaning(
    reading: ReadingRecord,
) -> None:
    state = state_of(reading)

    (voi,) = state.SoftcopyVOILUTSequence
    assert (voi.WindowCenter, voi.WindowWidth) == (40, 400)
    assert (state.RescaleSlope, state.RescaleIntercept) == (1, -1024)


@pytest.mark.parametrize(
    ("photometric", "is_inverted", "shape"),
    [
        ("MONOCHROME2", False, "IDENTITY"),
        ("MONOCHROME2", True, "INVERSE"),
        ("MONOCHROME1", False, "INVERSE"),
        ("MONOCHROME1", True, "IDENTITY"),
    ],
)
def test_that_greys_come_out_as_the_reader_saw_them(
    tmp_path: Path, photometric: str, is_inverted: bool, shape: str
) -> None:
    write_ct(tmp_path / "ct", (3, 16, 16), PhotometricInterpretation=photometric)
    reading = a_reading(opened(tmp_path / "ct"))
    window = ShownWindow(largest(reading.study).display_set_id, VoiWindow(0, 100), is_inverted)

    assert state_of(replace(reading, windows=(window,))).PresentationLUTShape == shape


def test_that_images_of_different_slopes_have_states_of_their_own(tmp_path: Path) -> None:
    for index in range(3):
        attributes: dict[str, Any] = {
            "ImagePositionPatient": [0, 0, 5 * index],
            "RescaleSlope": 1 + index,
            "InstanceNumber": index + 1,
        }
        write_image(tmp_path / "s" / f"{index}", np.zeros((32, 32), np.uint16), **attributes)
    reading = a_reading(opened(tmp_path / "s"))

    slopes = sorted(float(s.RescaleSlope) for s in presentation_states(Workbench(reading)))

    assert slopes == [1, 2, 3]


def test_that_pixels_keep_their_shape(tmp_path: Path) -> None:
    write_ct(tmp_path / "ct", (3, 16, 16), PixelSpacing=[0.8, 0.5])

    (area,) = state_of(a_reading(opened(tmp_path / "ct"))).DisplayedAreaSelectionSequence

    assert list(area.PresentationPixelSpacing) == [0.8, 0.5]
    assert "PresentationPixelAspectRatio" not in area


def test_that_words_on_a_whole_image_stand_in_a_corner(reading: ReadingRecord) -> None:
    first, *others = reading.findings
    whole = replace(first.finding, box_voxel=None, center_voxel=None, outlines=(), image_index=2)
    record = replace(reading, findings=(replace(first, finding=whole), *others))

    assert "AI 1 lung nodule 8.5 mm - NOT VERIFIED" in texts(state_of(record))


def test_that_a_colour_image_has_a_colour_state(tmp_path: Path) -> None:
    write_image(tmp_path / "c" / "1", np.zeros((32, 32, 3), np.uint8), RescaleSlope=None)
    reading = a_reading(opened(tmp_path / "c"))

    state = state_of(reading)

    assert state.SOPClassUID == "1.2.840.10008.5.1.4.1.1.11.2"
    assert "ICCProfile" in state


def test_that_validators_accept_it(reading: ReadingRecord, tmp_path: Path) -> None:
    path = tmp_path / "pr.dcm"
    plain = replace(reading, content=replace(reading.content, reader="Reader"))
    state_of(plain).save_as(path, enforce_file_format=True)

    checked = subprocess.run([tool("dcmpschk"), path], capture_output=True, text=True)

    assert errors_of(path) == []
    assert "Test passed" in checked.stdout + checked.stderr


def test_that_an_enhanced_image_without_a_chosen_window_states_none(tmp_path: Path) -> None:
    (tmp_path / "ct").mkdir()
    write_enhanced_ct(tmp_path / "ct" / "1.dcm")
    record = replace(a_reading(opened(tmp_path / "ct")), windows=())

    state = state_of(record)

    assert "SoftcopyVOILUTSequence" not in state
    assert graphics(state)
