from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from pydicom.dataset import Dataset
from pydicom.uid import GrayscaleSoftcopyPresentationStateStorage

from medviewer.dicom.facts.presentation_luts import read_presentation_luts
from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.frames import read_frame
from medviewer.domain.study import FrameSource
from medviewer.imaging.luts import default_window
from medviewer.imaging.render import ImageArray, render_grey
from tests.phantoms.dicom_files import write_image


def shown(source: FrameSource) -> ImageArray:
    frame = read_frame(source)
    return render_grey(frame, default_window(frame, source.windows))


def write_state(path: Path, **attributes: Any) -> Path:
    """A presentation state; the pixels it is written with are no part of one and do no harm."""
    values = {
        "SOPClassUID": GrayscaleSoftcopyPresentationStateStorage,
        "Modality": "PR",
        "RescaleSlope": None,
        "RescaleIntercept": None,
        "PixelData": None,
        **attributes,
    }
    write_image(path, np.zeros((1, 1), np.uint8), **values)
    return path


def voi(center: int, width: int, *sop_instance_uids: str) -> Dataset:
    item = Dataset()
    item.WindowCenter, item.WindowWidth, item.VOILUTFunction = center, width, "LINEAR_EXACT"
    item.ReferencedImageSequence = []
    for sop_instance_uid in sop_instance_uids:
        referenced = Dataset()
        referenced.ReferencedSOPInstanceUID = sop_instance_uid
        item.ReferencedImageSequence.append(referenced)
    return item


def ramp(path: Path, **attributes: Any) -> FrameSource:
    write_image(path, np.array([[0, 51, 102, 255]], np.uint8), **attributes)
    return read_header(path).frames[0]


def test_that_three_scrambled_luts_give_the_expected_picture(shared_data: Path) -> None:
    folder = shared_data / "dicom/gsps"
    luts = read_presentation_luts(folder / "prLUTs.dcm")
    source = read_header(folder / "imageForPrLUTs.dcm").frames[0]

    picture = shown(luts.applied_to(source))

    with Image.open(folder / "expected_imgForPrLUT.png") as expected:
        assert np.array_equal(np.asarray(expected), picture)


def test_that_what_a_state_leaves_out_is_the_identity_not_the_images_own(tmp_path: Path) -> None:
    source = ramp(tmp_path / "image.dcm", WindowCenter=10, WindowWidth=10, RescaleIntercept=-1024)
    luts = read_presentation_luts(write_state(tmp_path / "pr.dcm"))

    assert shown(luts.applied_to(source)).tolist() == [[0, 51, 102, 255]]


def test_that_an_inverse_shape_turns_the_greys(tmp_path: Path) -> None:
    state = write_state(tmp_path / "pr.dcm", PresentationLUTShape="INVERSE")
    source = ramp(tmp_path / "image.dcm", PhotometricInterpretation="MONOCHROME1")

    assert shown(read_presentation_luts(state).applied_to(source)).tolist() == [[255, 204, 153, 0]]


def test_that_each_image_has_the_voi_that_names_it(tmp_path: Path) -> None:
    vois = [voi(51, 102, "1.2.3"), voi(25, 50, "4.5.6")]
    state = write_state(tmp_path / "pr.dcm", SoftcopyVOILUTSequence=vois)
    source = ramp(tmp_path / "image.dcm", SOPInstanceUID="4.5.6")

    assert shown(read_presentation_luts(state).applied_to(source)).tolist() == [[0, 255, 255, 255]]
