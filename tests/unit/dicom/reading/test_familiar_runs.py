"""A walk that remembers finds what a walk without memory finds, whatever comes after what."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import UID, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from medviewer.dicom.reading import walker
from medviewer.dicom.reading.walker import HeadEndsEarly, WalkMemory, walk
from medviewer.dicom.reading.wanted_attributes import WANTED_TAGS
from tests.phantoms.dicom_files import write_image

PIXELS = np.arange(16, dtype=np.uint16).reshape(4, 4)
BOTH = pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian])


def head_of(folder: Path, number: int, syntax: UID, **attributes: Any) -> bytes:
    path = folder / f"IM{number}"
    common = dict.fromkeys(COMMON, "common")
    varying = {
        "SOPInstanceUID": f"1.2.{10**number}",
        "InstanceNumber": number,
        "ReferencedImageSequence": [Dataset()],
    }
    write_image(path, PIXELS, syntax, **{**common, **varying, **attributes})
    return path.read_bytes()


COMMON = [
    "StationName",
    "StudyDescription",
    "SeriesDescription",
    "PhysiciansOfRecord",
    "InstitutionName",
    "ProtocolName",
    "DeviceSerialNumber",
    "SoftwareVersions",
    "FilterType",
    "ConvolutionKernel",
    "StudyID",
    "ContrastBolusAgent",
    "ImageComments",
    "RequestedProcedureDescription",
    "PatientComments",
    "EthnicGroup",
    "Occupation",
    "CountryOfResidence",
    "RegionOfResidence",
]


@BOTH
def test_that_headers_of_a_series_are_walked_over_in_runs(tmp_path: Path, syntax: UID) -> None:
    memory, single = WalkMemory(), []
    kind = "_walk_implicit" if syntax == ImplicitVRLittleEndian else "_walk_explicit"
    step_by_step = getattr(walker, kind)

    def counting(*args: Any) -> int:
        single.append(step_by_step(*args))
        return int(single[-1])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(walker, kind, counting)
        for number in range(4):
            walk(head_of(tmp_path, number, syntax), WANTED_TAGS, memory)

    assert single[-1] < 10 < single[0]


@BOTH
@pytest.mark.parametrize(
    "changed",
    [
        {"StudyDescription": "another"},
        {"StudyDescription": None},
        {"StudyDescription": ""},
        {"StudyComments": "more"},
        {"SeriesInstanceUID": "1.2.3.4.5.6"},
        {"ReferencedImageSequence": None},
        dict.fromkeys(COMMON, None),
    ],
    ids=["other", "missing", "empty", "more", "uid", "sequence", "none"],
)
def test_that_what_differs_is_found(
    tmp_path: Path, syntax: UID, changed: dict[str, str | None]
) -> None:
    memory = WalkMemory()
    heads = [head_of(tmp_path, number, syntax) for number in range(3)]
    heads.insert(2, head_of(tmp_path, 9, syntax, **changed))

    for head in [*heads, *heads]:
        assert walk(head, WANTED_TAGS, memory) == walk(head, WANTED_TAGS)


def test_that_a_familiar_head_that_ends_early_is_told(tmp_path: Path) -> None:
    memory = WalkMemory()
    heads = [head_of(tmp_path, number, ExplicitVRLittleEndian) for number in range(3)]
    for head in heads:
        walk(head, WANTED_TAGS, memory)

    for length in range(400, len(heads[0]) - PIXELS.nbytes, 50):
        with pytest.raises(HeadEndsEarly):
            walk(heads[0][:length], WANTED_TAGS, memory)
