"""Segmentations of every kind, against what wrote them and against other readers."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items
from pydicom.uid import DeflatedExplicitVRLittleEndian

from medviewer.dicom.headers import read_object_frames
from medviewer.dicom.objects.segment_masks import SegmentMasks
from medviewer.dicom.objects.segmentation import read_segmentation
from medviewer.dicom.pixels.frames import read_stored
from medviewer.domain.stored_segmentation import SegmentationKind
from medviewer.progress import CancelToken
from tests.phantoms.segments import Kind, write_segmentation


def rewritten(path: Path, change: object, out: Path) -> Path:
    dataset = dcmread(path)
    change(dataset)  # type: ignore[operator]  # any function of a data set
    dataset.save_as(out)
    return out


def masks_of(path: Path) -> SegmentMasks:
    return SegmentMasks(read_segmentation(path))


@pytest.mark.parametrize("kind", ["BINARY", "FRACTIONAL"])
def test_that_each_slice_holds_what_was_written(tmp_path: Path, kind: Kind) -> None:
    written = write_segmentation(tmp_path / "seg", kind)

    masks = masks_of(written.path)

    assert masks.pile is not None
    assert masks.stored.kind == kind
    (number,) = masks.numbers
    for index, frame in enumerate(written.frames):
        shares = masks.shares(number, index)
        assert shares is not None
        np.testing.assert_array_equal(shares > 0, frame > 0)


def test_that_a_label_map_falls_apart_into_its_numbers(tmp_path: Path) -> None:
    written = write_segmentation(tmp_path / "seg", "LABELMAP")

    masks = masks_of(written.path)

    for index, frame in enumerate(written.frames):
        shares = masks.shares(index + 1, index)
        assert shares is not None
        np.testing.assert_array_equal(shares == 255, frame == index + 1)
    assert 0 not in masks.numbers


def test_that_a_frame_claimed_beyond_the_files_end_is_empty_and_counted(tmp_path: Path) -> None:
    written = write_segmentation(tmp_path / "seg", "FRACTIONAL")

    def cut(dataset: Dataset) -> None:
        dataset.PixelData = dataset.PixelData[: 2 * 7 * 13]

    masks = masks_of(rewritten(written.path, cut, tmp_path / "cut"))
    extents = masks.extents(CancelToken())

    assert masks.undecodable == {2}
    assert extents[masks.numbers[0]].frames == 2


def test_that_the_segment_may_stand_in_the_shared_groups(tmp_path: Path) -> None:
    written = write_segmentation(tmp_path / "seg", "BINARY")

    def shared_only(dataset: Dataset) -> None:
        identified = Dataset()
        identified.ReferencedSegmentNumber = 1
        for group in dataset.PerFrameFunctionalGroupsSequence:
            if "SegmentIdentificationSequence" in group:
                del group.SegmentIdentificationSequence
        dataset.SharedFunctionalGroupsSequence[0].SegmentIdentificationSequence = Items(
            [identified]
        )

    stored = read_segmentation(rewritten(written.path, shared_only, tmp_path / "shared"))

    assert {frame.segment_number for frame in stored.frames} == {1}


def test_that_a_segment_nobody_described_is_listed_all_the_same(tmp_path: Path) -> None:
    written = write_segmentation(tmp_path / "seg", "BINARY")

    def renumbered(dataset: Dataset) -> None:
        identified = Dataset()
        identified.ReferencedSegmentNumber = 9
        dataset.PerFrameFunctionalGroupsSequence[0].SegmentIdentificationSequence = Items(
            [identified]
        )

    stored = read_segmentation(rewritten(written.path, renumbered, tmp_path / "nine"))

    assert stored.segments[-1].number == 9
    assert "segment 9" in str(stored.notes[0])


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 9), st.integers(1, 21), st.integers(1, 4))
def test_that_bits_are_unpacked_whatever_byte_a_frame_starts_in(
    tmp_path_factory: pytest.TempPathFactory, rows: int, columns: int, count: int
) -> None:
    folder = tmp_path_factory.mktemp("bits")
    written = write_segmentation(folder / "seg", "BINARY")
    bits = np.random.default_rng(rows * 1000 + columns * 10 + count).integers(
        0, 2, (count, rows, columns), dtype=np.uint8
    )

    def other_bits(dataset: Dataset) -> None:
        groups = dataset.PerFrameFunctionalGroupsSequence
        dataset.Rows, dataset.Columns, dataset.NumberOfFrames = rows, columns, count
        dataset.PerFrameFunctionalGroupsSequence = Items([groups[0]] * count)
        packed = np.packbits(bits.ravel(), bitorder="little").tobytes()
        dataset.PixelData = packed + b"\0" * (len(packed) % 2)

    masks = masks_of(rewritten(written.path, other_bits, folder / "bits"))
    shares = masks.shares(masks.numbers[0], 0)

    # Every frame lies at one place, so that they join.
    expected = bits.any(axis=0)
    found = np.zeros_like(expected) if shares is None else shares > 0
    np.testing.assert_array_equal(found, expected)


def test_that_overlapping_segments_are_read_as_another_reader_reads_them(shared_data: Path) -> None:
    path = shared_data / "dicom" / "sr_seg" / "dcmqi_ct3slice" / "partial_overlaps.dcm"
    highdicom = pytest.importorskip("highdicom")

    masks = masks_of(path)
    theirs = highdicom.seg.segread(path)

    assert masks.pile is not None
    for number in masks.numbers:
        volume = theirs.get_volume(segment_numbers=[number], combine_segments=False)
        mine = sum(
            int((shares > 0).sum())
            for index in range(len(masks.pile.planes))
            if (shares := masks.shares(number, index)) is not None
        )
        assert mine == int(np.count_nonzero(volume.array))
    assert [each.name for each in masks.stored.segments][:2] == ["GREEN", "ORANGE"]


def test_that_the_voxels_are_those_of_the_reference(shared_data: Path) -> None:
    folder = shared_data / "dicom" / "sr_seg" / "dcmqi_bitpacking"
    sitk = pytest.importorskip("SimpleITK")
    expected = sitk.GetArrayFromImage(sitk.ReadImage(str(folder / "label.nrrd"))) > 0

    masks = masks_of(folder / "label.seg")

    assert masks.pile is not None
    found = np.stack(
        [
            np.zeros(masks.pile.shape, bool) if shares is None else shares > 0
            for index in range(len(masks.pile.planes))
            for shares in [masks.shares(1, index)]
        ]
    )
    np.testing.assert_array_equal(found, expected)


def test_that_fractions_are_shares_of_the_maximum(shared_data: Path) -> None:
    path = shared_data / "dicom" / "sr_seg" / "highdicom" / "seg_image_ct_true_fractional.dcm"

    masks = masks_of(path)
    stored = dcmread(path)

    assert masks.stored.kind is SegmentationKind.FRACTIONAL
    assert masks.stored.maximum == stored.MaximumFractionalValue
    largest = max(int(shares.max()) for i in range(3) if (shares := masks.shares(1, i)) is not None)
    assert largest == round(255 * float(stored.pixel_array.max()) / masks.stored.maximum)


def test_that_tiles_of_a_slide_are_told_and_have_no_pile(shared_data: Path) -> None:
    path = shared_data / "dicom" / "sr_seg" / "highdicom" / "seg_image_sm_control_labelmap.dcm"

    masks = masks_of(path)

    assert masks.stored.is_tiled
    assert masks.pile is None
    assert masks.extents(CancelToken())[1].voxels == 14


def test_that_a_deflated_segmentation_is_the_plain_one(tmp_path: Path) -> None:
    written = write_segmentation(tmp_path / "seg", "BINARY")

    def deflate(dataset: Dataset) -> None:
        dataset.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian

    masks = masks_of(rewritten(written.path, deflate, tmp_path / "deflated"))

    for index, frame in enumerate(written.frames):
        shares = masks.shares(masks.numbers[0], index)
        assert shares is not None
        np.testing.assert_array_equal(shares > 0, frame > 0)


def test_that_a_deflated_file_cut_short_keeps_what_is_there(tmp_path: Path) -> None:
    written = write_segmentation(tmp_path / "seg", "FRACTIONAL")

    def deflate(dataset: Dataset) -> None:
        dataset.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian

    path = rewritten(written.path, deflate, tmp_path / "deflated")
    path.write_bytes(path.read_bytes()[:-30])

    masks = masks_of(path)

    assert masks.extents(CancelToken()).get(1) is None or masks.undecodable


def voxels_of(path: Path) -> float:
    return masks_of(path).extents(CancelToken())[1].voxels


def test_that_frames_of_one_segment_on_one_slice_count_their_pixels_once(tmp_path: Path) -> None:
    written = write_segmentation(tmp_path / "seg", "BINARY")

    def onto_the_first(dataset: Dataset) -> None:
        groups = dataset.PerFrameFunctionalGroupsSequence
        groups[1].PlanePositionSequence[0].ImagePositionPatient = [0, 0, 0]

    path = rewritten(written.path, onto_the_first, tmp_path / "twice")

    first, second, third = written.frames
    assert voxels_of(path) == np.count_nonzero(first | second) + np.count_nonzero(third)


@pytest.mark.parametrize(
    ("distances", "thickness", "spacing", "depth"),
    [
        ((0, 6, 12), 2.0, None, 6.0),  # thin slices, wide apart
        ((0, 6, 12), 2.0, 2.0, 2.0),  # every third slice of many
        ((0, 4, 10), 2.0, None, 2.0),  # no multiples of one another: some are left out
        ((0, 2, 10), 5.0, None, 2.0),  # thicker than their distance
        ((0, 3, 6), None, None, 3.0),
    ],
)
def test_that_a_slice_is_as_thick_as_the_slices_lie_apart(
    tmp_path: Path,
    distances: tuple[int, ...],
    thickness: float | None,
    spacing: float | None,
    depth: float,
) -> None:
    written = write_segmentation(tmp_path / "seg", "BINARY")

    def apart(dataset: Dataset) -> None:
        measures = dataset.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0]
        measures.SliceThickness, measures.SpacingBetweenSlices = thickness, spacing
        for group, z in zip(dataset.PerFrameFunctionalGroupsSequence, distances, strict=True):
            group.PlanePositionSequence[0].ImagePositionPatient = [0, 0, z]

    masks = masks_of(rewritten(written.path, apart, tmp_path / "apart"))

    assert masks.pile is not None
    assert masks.pile.depth_mm == depth


def test_that_one_slice_of_untold_thickness_has_no_volume(tmp_path: Path) -> None:
    written = write_segmentation(tmp_path / "seg", "BINARY")

    def alone(dataset: Dataset) -> None:
        del dataset.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0].SliceThickness
        for group in dataset.PerFrameFunctionalGroupsSequence:
            group.PlanePositionSequence[0].ImagePositionPatient = [0, 0, 0]

    masks = masks_of(rewritten(written.path, alone, tmp_path / "alone"))

    assert masks.pile is not None
    assert masks.pile.voxel_ml is None


@pytest.mark.parametrize(("padding", "hidden"), [(None, {0}), (0, {0}), (7, {7})])
def test_that_zero_is_a_segment_where_it_is_described_and_another_number_pads(
    tmp_path: Path, padding: int | None, hidden: set[int]
) -> None:
    written = write_segmentation(tmp_path / "seg", "LABELMAP")

    def describe_zero(dataset: Dataset) -> None:
        zero = Dataset()
        zero.SegmentNumber, zero.SegmentLabel = 0, "Air"
        dataset.SegmentSequence.append(zero)
        if padding is not None:
            dataset.add_new("PixelPaddingValue", "US", padding)

    stored = read_segmentation(rewritten(written.path, describe_zero, tmp_path / "zero"))

    assert stored.background == hidden


def test_that_frames_of_a_deflated_file_are_read_bit_for_bit(tmp_path: Path) -> None:
    written = write_segmentation(tmp_path / "seg", "BINARY")

    def deflate(dataset: Dataset) -> None:
        dataset.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian

    path = rewritten(written.path, deflate, tmp_path / "deflated")

    for source, frame in zip(read_object_frames(path), written.frames, strict=True):
        np.testing.assert_array_equal(read_stored(source), frame)


def test_that_a_segmentation_without_frames_is_empty_not_damaged(tmp_path: Path) -> None:
    written = write_segmentation(tmp_path / "seg", "BINARY")

    def empty(dataset: Dataset) -> None:
        dataset.NumberOfFrames, dataset.PixelData = 0, b""
        dataset.PerFrameFunctionalGroupsSequence = Items([])

    stored = read_segmentation(rewritten(written.path, empty, tmp_path / "empty"))

    assert (len(stored.segments), stored.frames) == (1, ())
    assert [note.text for note in stored.notes] == ["The file has no frames: nothing is segmented."]


def test_that_pixels_of_two_sizes_are_not_counted_together(tmp_path: Path) -> None:
    written = write_segmentation(tmp_path / "seg", "BINARY")

    def coarser(dataset: Dataset) -> None:
        measures = Dataset()
        measures.PixelSpacing, measures.SliceThickness = [2, 2], 2.0
        dataset.PerFrameFunctionalGroupsSequence[2].PixelMeasuresSequence = Items([measures])

    masks = masks_of(rewritten(written.path, coarser, tmp_path / "coarser"))

    assert masks.pile is not None
    assert masks.extents(CancelToken())[1].volume_ml(masks.pile.voxel_ml) is None
