"""Slices into one array."""

import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels import frames, slice_threads, volumes
from medviewer.dicom.pixels.encapsulation import LocatedFrames
from medviewer.dicom.splitting.display_sets import build_display_sets
from medviewer.domain.study import DisplaySet, FrameSource
from medviewer.domain.volume import PixelArray, Unit
from medviewer.errors import NotAVolume, UndecodablePixels
from medviewer.progress import Cancelled, CancelToken, Progress, ignore_progress
from tests.phantoms.series import CtSeries, write_ct


def display_set_of(folder: Path) -> DisplaySet:
    sources = [frame for file in folder.iterdir() for frame in read_header(file).frames]
    [display_set] = build_display_sets("1.2.3", sources)
    return display_set


def test_that_the_volume_holds_every_slice_in_its_place(ct_series: CtSeries) -> None:
    display_set = display_set_of(ct_series.folder)

    volume = volumes.load_volume(display_set, CancelToken(), ignore_progress)

    assert volume.unit is Unit.HU
    assert volume.array.dtype == np.int16
    np.testing.assert_array_equal(volume.array, ct_series.hu)
    assert volume.geometry == display_set.geometry


def test_that_slices_are_read_in_the_order_asked_for(
    ct_series: CtSeries, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = [10, 11, 9, *range(12, 20), *range(8, -1, -1)]
    read: list[int] = []
    read_into = volumes.read_into

    def noting(
        array: PixelArray, index: int, source: FrameSource, located: LocatedFrames | None
    ) -> None:
        read.append(index)
        read_into(array, index, source, located)

    monkeypatch.setattr(volumes, "read_into", noting)
    monkeypatch.setattr(slice_threads, "thread_count", lambda: 1)

    volume = volumes.load_volume(
        display_set_of(ct_series.folder), CancelToken(), ignore_progress, iter(order)
    )

    assert read == order
    np.testing.assert_array_equal(volume.array, ct_series.hu)


def test_that_a_slice_in_the_volume_equals_the_slice_alone(tmp_path: Path) -> None:
    """Float values, because the rescale of every slice is another, as in PET."""
    write_ct(tmp_path / "a", (1, 8, 8), (0,), RescaleSlope=0.5, Modality="PT")
    write_ct(tmp_path / "a2", (1, 8, 8), (-2,), RescaleSlope=0.25, Modality="PT")
    for file in (tmp_path / "a2").iterdir():
        file.rename(tmp_path / "a" / "second")
    display_set = display_set_of(tmp_path / "a")

    volume = volumes.load_volume(display_set, CancelToken(), ignore_progress)

    assert volume.array.dtype == np.float32
    for index, source in enumerate(display_set.frames):
        np.testing.assert_array_equal(volume.array[index], frames.read_frame(source).array)


def test_that_loading_needs_no_second_volume(tmp_path: Path) -> None:
    display_set = display_set_of(write_ct(tmp_path / "ct", (24, 256, 256)).folder)
    volume_bytes = 24 * 256 * 256 * 2
    tracemalloc.start()

    volume = volumes.load_volume(display_set, CancelToken(), ignore_progress)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert volume.array.nbytes == volume_bytes
    assert peak <= 1.2 * volume_bytes


def test_that_progress_ends_at_the_last_slice(ct_series: CtSeries) -> None:
    told: list[Progress] = []

    volumes.load_volume(display_set_of(ct_series.folder), CancelToken(), told.append)

    assert [progress.done for progress in told] == list(range(1, 21))
    assert {progress.total for progress in told} == {20}


def test_that_a_cancelled_load_stops(ct_series: CtSeries) -> None:
    token = CancelToken()
    told: list[Progress] = []

    def stop_after_three(progress: Progress) -> None:
        told.append(progress)
        if progress.done == 3:
            token.cancel()

    with pytest.raises(Cancelled):
        volumes.load_volume(display_set_of(ct_series.folder), token, stop_after_three)

    assert len(told) == 3


def test_that_a_stack_is_refused_with_its_note(tmp_path: Path) -> None:
    uneven = write_ct(tmp_path / "ct", (4, 8, 8), (9, 6, 4.4, 0))

    with pytest.raises(NotAVolume, match="mm apart where"):
        volumes.allocate_volume(display_set_of(uneven.folder))


def test_that_a_missing_slice_is_the_mean_of_its_neighbours(ct_missing_slice: CtSeries) -> None:
    display_set = display_set_of(ct_missing_slice.folder)

    volume = volumes.load_volume(display_set, CancelToken(), ignore_progress)

    assert volume.array.dtype == np.int16
    hu = ct_missing_slice.hu.astype(int)
    np.testing.assert_array_equal(volume.array[[0, 1, 2, 4, 5, 6]], hu)
    np.testing.assert_array_equal(volume.array[3], (hu[2] + hu[3]) // 2)


def test_that_an_image_without_a_place_is_no_volume(computed_radiograph: Path) -> None:
    with pytest.raises(NotAVolume, match="place"):
        volumes.allocate_volume(display_set_of(computed_radiograph.parent))


def test_that_a_slice_of_another_size_is_refused(ct_series: CtSeries) -> None:
    source = display_set_of(ct_series.folder).frames[0]

    with pytest.raises(UndecodablePixels, match="does not fit"):
        volumes.read_into(np.empty((1, 8, 8), np.int16), 0, source)
