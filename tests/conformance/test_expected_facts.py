"""Real series against facts computed by others: pixels, values and places, slice by slice.

The facts come from pydicom and agree with dcm2niix and SimpleITK (see the data's MANIFEST.md).
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from medviewer.dicom.pixels.frames import read_frame, read_stored
from medviewer.dicom.pixels.volumes import load_volume
from medviewer.dicom.scanner import scan
from medviewer.domain.source_grid import source_affine_lps
from medviewer.domain.study import DisplaySet, FrameSource
from medviewer.progress import CancelToken, ignore_progress
from tests.shared_folder import WHY_MISSING, find_shared

SHARED = find_shared()
FACTS = sorted((SHARED / "data/dicom/expected").glob("*.json")) if SHARED else []

pytestmark = pytest.mark.skipif(SHARED is None, reason=WHY_MISSING)
each_series = pytest.mark.parametrize("facts", FACTS, ids=lambda path: path.stem)


@cache
def opened(facts: Path) -> tuple[dict[str, Any], DisplaySet]:
    """The facts, and the one display set that holds the series' images."""
    expected = json.loads(facts.read_text(encoding="utf-8"))
    assert SHARED is not None
    folder = SHARED / "data/dicom" / expected["series_folder"]
    nowhere = facts.parent / "unused"  # nothing is unpacked
    summary = scan([folder], nowhere, CancelToken(), ignore_progress, lambda update: None)
    [display_set] = [
        display_set
        for study in summary.studies
        for series in study.series
        for display_set in series.display_sets
        if len(display_set.source_frames) == expected["n_slices"]
    ]
    return expected, display_set


def by_uid(display_set: DisplaySet) -> dict[str, FrameSource]:
    return {frame.instance.sop_instance_uid: frame for frame in display_set.source_frames}


def place_mm(expected: dict[str, Any], frame: FrameSource) -> float:
    assert frame.plane is not None
    return float(np.dot(expected["normal"], frame.plane.position))


@each_series
def test_that_slices_lie_in_one_direction_along_the_normal(facts: Path) -> None:
    expected, display_set = opened(facts)

    uids = [frame.instance.sop_instance_uid for frame in display_set.source_frames]

    along_normal = [one["sop"] for one in expected["slices"]]
    assert uids in (along_normal, along_normal[::-1])


@each_series
def test_that_stored_pixels_are_those_of_the_file(facts: Path) -> None:
    expected, display_set = opened(facts)
    frames = by_uid(display_set)

    wrong = [
        one["file"]
        for one in expected["slices"]
        if hashlib.sha256(read_stored(frames[one["sop"]]).astype("<i4").tobytes()).hexdigest()
        != one["stored_sha256_int32le"]
    ]

    assert wrong == []


@each_series
def test_that_values_have_the_expected_mean_and_range(facts: Path) -> None:
    expected, display_set = opened(facts)
    frames = by_uid(display_set)

    for one in expected["slices"]:
        values = read_frame(frames[one["sop"]]).array.astype(np.float64)
        # float32 holds seven digits; PET values are products of a slope with seven of its own
        found = [values.mean(), values.min(), values.max()]
        told = [one["mean_rescaled"], one["min"], one["max"]]
        np.testing.assert_allclose(found, told, rtol=2e-6, atol=1e-3)


@each_series
def test_that_every_probe_lies_where_it_should_and_has_its_value(facts: Path) -> None:
    expected, display_set = opened(facts)
    by_place = sorted(display_set.source_frames, key=lambda frame: place_mm(expected, frame))

    for probe in expected["probes_lps_mm_value"]:
        source = by_place[probe["slice"]]
        assert source.plane is not None
        place = source.plane.pixel_to_patient(probe["row"], probe["col"])
        value = read_frame(source).array[probe["row"], probe["col"]]

        np.testing.assert_allclose(place, probe["lps"], atol=1e-4)
        np.testing.assert_allclose(value, probe["value"], rtol=2e-6, atol=1e-3)


@each_series
def test_that_every_series_here_is_a_volume(facts: Path) -> None:
    """Also the one with a missing slice and the one of 0.75 and 1.5 mm: whole multiples of the median."""
    expected, display_set = opened(facts)
    smallest, median, _ = expected["slice_gaps_min_median_max"]

    assert display_set.geometry is not None
    step = median if expected["uniform_spacing"] or median < 1.2 * smallest else smallest
    assert display_set.geometry.slice_spacing_mm == pytest.approx(step, rel=0.01)
    assert display_set.geometry.shape[0] == display_set.count
    assert not display_set.geometry.is_sheared
    assert (display_set.tilt_degrees is not None) == expected["positions_sheared_gantry_tilt"]


@each_series
def test_that_the_affine_puts_every_source_slice_where_its_header_does(facts: Path) -> None:
    expected, display_set = opened(facts)

    affine = source_affine_lps(display_set)

    assert (affine is not None) == expected["uniform_spacing"]
    if affine is not None:
        for index, frame in enumerate(display_set.source_frames):
            assert frame.plane is not None
            place = (affine @ [0, 0, index, 1])[:3]
            np.testing.assert_allclose(place, frame.plane.position, atol=0.02)


@each_series
def test_that_the_volume_is_its_slices(facts: Path) -> None:
    _, display_set = opened(facts)

    volume = load_volume(display_set, CancelToken(), ignore_progress)

    for index, source in enumerate(display_set.frames):
        np.testing.assert_array_equal(volume.array[index], read_frame(source).array)
