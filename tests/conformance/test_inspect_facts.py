"""`medviewer inspect` on real series against facts computed by others: values, probes, places, order."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import pytest

from medviewer.__main__ import main
from tests.shared_folder import WHY_MISSING, find_shared

SHARED = find_shared()
FACTS = sorted((SHARED / "data/dicom/expected").glob("*.json")) if SHARED else []

pytestmark = pytest.mark.skipif(SHARED is None, reason=WHY_MISSING)


@pytest.mark.parametrize("facts", FACTS, ids=lambda path: path.stem)
def test_that_inspect_says_what_others_computed(
    facts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = json.loads(facts.read_text(encoding="utf-8"))
    assert SHARED is not None
    folder = SHARED / "data/dicom" / expected["series_folder"]
    probes = expected["probes_lps_mm_value"]

    shown = inspected(capsys, folder, [probe["lps"] for probe in probes], expected["n_slices"])

    assert_same_values(shown, expected)
    assert_same_place(shown, expected)
    # the facts' places are rounded to 1e-5 mm, far less than half a voxel
    found = [probe["value"] for probe in shown["probes"]]
    np.testing.assert_allclose(found, [probe["value"] for probe in probes], rtol=1e-9, atol=1e-6)


def inspected(
    capsys: pytest.CaptureFixture[str], folder: Path, points: list[list[float]], count: int
) -> dict[str, Any]:
    """The one display set of that many frames."""
    words = [f"--probe={','.join(map(str, point))}" for point in points]
    assert main(["inspect", str(folder), "--json", *words]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["unreadable"] == []
    sets = [d for study in document["studies"] for s in study["series"] for d in s["display_sets"]]
    shown: dict[str, Any]
    [shown] = [one for one in sets if one["frames"] == count]
    return shown


def assert_same_values(shown: dict[str, Any], expected: dict[str, Any]) -> None:
    found = [shown["min"], shown["max"], shown["mean"]]
    told = [expected["rescaled_min"], expected["rescaled_max"], expected["rescaled_mean"]]
    np.testing.assert_allclose(found, told, rtol=1e-9, atol=1e-6)  # the mean is told to 1e-6
    along_normal = [one["sop"] for one in expected["slices"]]
    assert shown["sop_instance_uids"] in (along_normal, along_normal[::-1])


def assert_same_place(shown: dict[str, Any], expected: dict[str, Any]) -> None:
    """The affine puts the first pixel of every slice where the slice's own header does."""
    assert shown["regular"] == expected["uniform_spacing"]
    assert (shown["affine_lps"] is not None) == expected["uniform_spacing"]
    gap = expected["slice_gaps_min_median_max"][1]
    np.testing.assert_allclose(shown["spacing_mm"], [*expected["pixel_spacing_row_col"], gap], 1e-4)
    if shown["affine_lps"] is None:
        return
    places = {one["sop"]: one["ipp"] for one in expected["slices"]}
    for index, uid in enumerate(shown["sop_instance_uids"]):
        at = np.asarray(shown["affine_lps"]) @ [0, 0, index, 1]
        np.testing.assert_allclose(at[:3], places[uid], atol=1e-3)


def test_that_suv_of_the_whole_body_pet_is_what_its_header_gives(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """GE, BQML, decay corrected to the start: weight over the dose left when the scan began."""
    assert SHARED is not None
    folder = SHARED / "data/dicom/pet/sts_001_fdg_wholebody/image"
    header = pydicom.dcmread(next(folder.glob("*.dcm")))
    injected = header.RadiopharmaceuticalInformationSequence[0]
    waited_s = seconds(header.SeriesTime) - seconds(injected.RadiopharmaceuticalStartTime)
    left = 0.5 ** (waited_s / float(injected.RadionuclideHalfLife))
    expected = 1000 * float(header.PatientWeight) / (float(injected.RadionuclideTotalDose) * left)

    shown = inspected(capsys, folder, [], 267)

    assert shown["suv_factor"] == pytest.approx(expected, rel=1e-6)


def seconds(time: str) -> float:
    return int(time[:2]) * 3600 + int(time[2:4]) * 60 + float(time[4:])
