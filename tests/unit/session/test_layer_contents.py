"""What segmentations, regions and doses are in the sections asked for; values worked out by hand."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items

from medviewer.domain.geometry import ImagePlane
from medviewer.domain.object_layer import WASH, LayerItem
from medviewer.domain.section import Section
from medviewer.errors import NotDrawable
from medviewer.progress import CancelToken
from medviewer.session.objects.isodoses import with_isodoses
from medviewer.session.objects.layer_content import LoadedLayer, Target
from medviewer.session.objects.region_layer import region_layer
from medviewer.session.objects.segmentation_layer import segmentation_layer
from medviewer.session.objects.value_layer import dose_layer
from tests.phantoms.radiotherapy import contour, square_at, write_dose, write_structure_set
from tests.phantoms.segments import write_segmentation

AXIAL = ImagePlane((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 1.0, 1.0)
CORONAL = ImagePlane((0.0, 3.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0), 1.0, 1.0)


def axial(z: float, shape: tuple[int, int]) -> Target:
    return Target(Section(replace(AXIAL, position=(0.0, 0.0, z)), shape))


def segmentation(tmp_path: Path, kind: str = "BINARY") -> tuple[LoadedLayer, np.ndarray]:
    written = write_segmentation(tmp_path / "seg", kind)  # type: ignore[arg-type]
    return segmentation_layer("1.2", written.path, CancelToken()), written.frames


def whole(loaded: LoadedLayer, item: LayerItem, target: Target) -> np.ndarray:
    """The item's pixels in the whole section."""
    assert target.section is not None
    cut = loaded.content.cut(item, target)
    mask = np.zeros(target.section.shape, np.uint8)
    if cut.shares is not None:
        rows, columns = cut.shares.shape
        mask[cut.top : cut.top + rows, cut.left : cut.left + columns] = cut.shares
    return mask


def test_that_a_segment_is_cut_pixel_by_pixel_on_its_own_slices(tmp_path: Path) -> None:
    loaded, frames = segmentation(tmp_path)
    (item,) = loaded.layer.items

    for index, frame in enumerate(frames):
        found = whole(loaded, item, axial(2.0 * index, (7, 13)))
        np.testing.assert_array_equal(found > 0, frame > 0)


def test_that_fractions_stay_shares(tmp_path: Path) -> None:
    loaded, frames = segmentation(tmp_path, "FRACTIONAL")

    found = whole(loaded, loaded.layer.items[0], axial(2.0, (7, 13)))

    np.testing.assert_array_equal(found, frames[1])


def test_that_a_plane_across_the_slices_takes_the_nearest_of_them(tmp_path: Path) -> None:
    loaded, frames = segmentation(tmp_path)

    found = whole(loaded, loaded.layer.items[0], Target(Section(CORONAL, (5, 13))))

    # Slices lie at 0, 2 and 4 mm; a pixel midway belongs to the upper one's half.
    np.testing.assert_array_equal(found[[0, 2, 4]] > 0, frames[:, 3] > 0)


def test_that_beyond_the_slices_there_is_nothing(tmp_path: Path) -> None:
    loaded, _ = segmentation(tmp_path)

    assert loaded.content.cut(loaded.layer.items[0], axial(9.0, (7, 13))).is_empty


def test_that_the_outline_runs_around_the_pixels(tmp_path: Path) -> None:
    loaded, frames = segmentation(tmp_path)

    cut = loaded.content.cut(loaded.layer.items[0], axial(0.0, (7, 13)))

    padded = np.pad(frames[0].astype(int), 1)
    edges = np.abs(np.diff(padded, axis=0)).sum() + np.abs(np.diff(padded, axis=1)).sum()
    lengths = np.abs(cut.lines[:, 2:] - cut.lines[:, :2]).sum()
    assert lengths == edges


def test_that_volume_and_middle_are_known_once_all_was_read(tmp_path: Path) -> None:
    loaded, frames = segmentation(tmp_path)

    extent = loaded.content.extents(loaded.layer.items, CancelToken())[1]

    assert extent.volume_ml == pytest.approx(frames.sum() * 2 / 1000)
    assert extent.middle is not None
    assert extent.middle[2] == 2.0 * int(frames.sum(axis=(1, 2)).argmax())


def test_that_tiles_of_a_slide_are_refused_with_a_sentence(shared_data: Path) -> None:
    path = shared_data / "dicom" / "sr_seg" / "highdicom" / "seg_image_sm_control_labelmap.dcm"

    with pytest.raises(NotDrawable, match="whole slide"):
        segmentation_layer("1.2", path, CancelToken())


def test_that_contours_are_drawn_where_they_were_drawn(tmp_path: Path) -> None:
    path = write_structure_set(tmp_path / "rs", [square_at(0, 0.5, 4.5), square_at(3, 0.5, 4.5)])
    loaded = region_layer("1.2", path, CancelToken())
    (item,) = loaded.layer.items

    cut = loaded.content.cut(item, axial(1.0, (8, 8)))

    assert len(cut.lines) == 4
    assert set(cut.lines.ravel().tolist()) == {0.5, 4.5}
    assert int((whole(loaded, item, axial(1.0, (8, 8))) > 0).sum()) == 16
    assert loaded.content.cut(item, axial(4.6, (8, 8))).is_empty


def test_that_a_region_is_filled_between_its_planes_where_a_plane_crosses_them(
    tmp_path: Path,
) -> None:
    path = write_structure_set(tmp_path / "rs", [square_at(0), square_at(3)])
    loaded = region_layer("1.2", path, CancelToken())

    found = whole(loaded, loaded.layer.items[0], Target(Section(CORONAL, (5, 20))))

    # Each plane is 3 mm thick: from -1.5 to 4.5; the square reaches from 0 to 10 mm.
    assert (found[:, 1:10] > 0).all()
    assert not (found[:, 12:] > 0).any()


def test_that_a_point_is_a_mark_and_an_open_line_a_line(tmp_path: Path) -> None:
    way = contour((1, 1, 0, 5, 1, 0, 5, 5, 0), "OPEN_PLANAR")
    path = write_structure_set(tmp_path / "rs", [contour((2, 3, 0), "POINT"), way])
    loaded = region_layer("1.2", path, CancelToken())

    cut = loaded.content.cut(loaded.layer.items[0], axial(0.0, (8, 8)))

    assert cut.points.tolist() == [[2.0, 3.0]]
    assert len(cut.lines) == 2
    assert cut.shares is None


def test_that_a_structure_set_without_contours_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotDrawable):
        region_layer("1.2", write_structure_set(tmp_path / "rs", []), CancelToken())


@pytest.fixture
def dose(tmp_path: Path) -> LoadedLayer:
    """10 Gy more with every column, 1000 stored a Gy · 0.01: columns lie 3 mm apart from x = -10."""
    stored = np.broadcast_to(np.arange(5, dtype=np.uint32) * 1000, (3, 4, 5))
    return dose_layer("1.2", write_dose(tmp_path / "rd", np.array(stored)), CancelToken())


def test_that_the_dose_between_voxels_is_linear(dose: LoadedLayer) -> None:
    assert dose.content.value_at((-10.0, -20.0, 50.0)) == pytest.approx(0.0)
    assert dose.content.value_at((-5.5, -19.0, 57.0)) == pytest.approx(15.0)
    assert dose.content.value_at((5.0, -20.0, 50.0)) is None


def test_that_an_isodose_runs_where_its_dose_is(dose: LoadedLayer) -> None:
    item = next(each for each in dose.layer.items if each.key == 50)
    plane = replace(AXIAL, position=(-10.0, -20.0, 50.0))

    cut = dose.content.cut(item, Target(Section(plane, (4, 13))))

    # Half of 40 Gy lies two columns of 3 mm to the right.
    assert item.level == pytest.approx(20.0)
    np.testing.assert_allclose(cut.lines[:, [0, 2]], 6.0)


def test_that_another_reference_moves_the_isodoses_and_leaves_out_what_is_never_reached(
    dose: LoadedLayer,
) -> None:
    layer = with_isodoses(dose.layer, 39.0)

    levels = {item.key: item.level for item in layer.items if item.key != WASH}
    assert levels[100] == pytest.approx(39.0)
    assert 105 not in levels
    assert levels[50] == pytest.approx(19.5)


def test_that_a_volume_is_told_for_each_dose(dose: LoadedLayer) -> None:
    extents = dose.content.extents(dose.layer.items, CancelToken())

    # 20 Gy and more: three of five columns, of 3 slices and 4 rows; a voxel holds 2 · 3 · 5 mm³.
    assert extents[50].volume_ml == pytest.approx(3 * 3 * 4 * 30 / 1000)


def test_that_a_dose_without_a_place_is_refused(tmp_path: Path) -> None:
    path = write_dose(tmp_path / "rd", np.ones((2, 2, 2), np.uint32), ImagePositionPatient=None)

    with pytest.raises(NotDrawable, match="where its values lie"):
        dose_layer("1.2", path, CancelToken())


def test_that_nearest_pixels_of_another_grid_are_told_from_the_images_own(tmp_path: Path) -> None:
    loaded, _ = segmentation(tmp_path)
    (item,) = loaded.layer.items
    fine = replace(AXIAL, row_spacing_mm=0.5, column_spacing_mm=0.5)
    shifted = replace(AXIAL, position=(0.3, 0.0, 0.0))
    cropped = replace(AXIAL, position=(2.0, 1.0, 0.0))

    told = [
        loaded.content.cut(item, Target(Section(plane, (6, 9)))).is_resampled
        for plane in (AXIAL, cropped, fine, shifted)
    ]

    assert told == [False, False, True, True]


def test_that_frames_without_a_place_are_drawn_on_the_frames_they_came_from(tmp_path: Path) -> None:
    written = write_segmentation(tmp_path / "seg", "BINARY")
    dataset = dcmread(written.path)
    for number, group in enumerate(dataset.PerFrameFunctionalGroupsSequence, start=1):
        del group.PlanePositionSequence
        image, derivation = Dataset(), Dataset()
        image.ReferencedSOPInstanceUID, image.ReferencedFrameNumber = "1.2.77", number
        derivation.SourceImageSequence = Items([image])
        group.DerivationImageSequence = Items([derivation])
    dataset.save_as(tmp_path / "cine")
    loaded = segmentation_layer("1.2", tmp_path / "cine", CancelToken())

    cut = loaded.content.cut(loaded.layer.items[0], Target(None, "1.2.77", (7, 13), 2))
    elsewhere = loaded.content.cut(loaded.layer.items[0], Target(None, "1.2.78", (7, 13), 2))

    assert cut.shares is not None
    assert int((cut.shares > 0).sum()) == int(written.frames[1].sum())
    assert elsewhere.is_empty
