"""A presentation state made of LUTs alone, beside the picture that its makers say it gives."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from medviewer.dicom.facts.presentation_luts import read_presentation_luts
from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.frames import read_frame
from medviewer.imaging.luts import default_window
from medviewer.imaging.render import render_grey
from tests.conformance.outcomes import Row, judged


def presentation_rows(folder: Path) -> Iterator[Row]:
    """Modality, VOI and presentation LUT of the state in place of the image's own."""
    here = folder / "gsps"
    luts = read_presentation_luts(here / "prLUTs.dcm")
    source = luts.applied_to(read_header(here / "imageForPrLUTs.dcm").frames[0])
    frame = read_frame(source)
    found = render_grey(frame, default_window(frame, source.windows))
    with Image.open(here / "expected_imgForPrLUT.png") as picture:
        told = np.asarray(picture)
    wrong = int((found != told).sum()) if found.shape == told.shape else told.size
    said = [f"{wrong} of {told.size} pixels differ"] if wrong else []
    yield Row("presentation state", "three LUTs", (judged("gsps/prLUTs.dcm", said),))
