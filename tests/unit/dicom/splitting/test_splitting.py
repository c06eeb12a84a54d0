"""What tells the images of one series apart, and the rule that a reader is told."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.tag import Tag
from pydicom.uid import EnhancedMRImageStorage

from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.frames import read_frame
from medviewer.dicom.splitting.display_sets import build_display_sets
from medviewer.domain.acquisition import DisplaySetKind
from medviewer.domain.study import DisplaySet, FrameSource
from tests.phantoms.dicom_files import write_image
from tests.phantoms.long_series import write_long_series
from tests.phantoms.multi_frames import (
    write_angiography,
    write_cine,
    write_enhanced_ct,
    write_enhanced_mr_echoes,
)
from tests.phantoms.spacings import (
    write_b_values,
    write_copies,
    write_echoes,
    write_graded,
    write_phases,
    write_places,
)

VOLUME = DisplaySetKind.VOLUME


def sets_of(place: Path, *, is_growing: bool = False) -> tuple[DisplaySet, ...]:
    files = sorted(place.iterdir()) if place.is_dir() else [place]
    frames = [frame for file in files for frame in read_header(file).frames]
    return build_display_sets("1.2.3", frames, is_growing=is_growing)


def values_of(display_set: DisplaySet) -> list[float]:
    """The value of each source frame's first pixel, in display order."""
    return [float(read_frame(frame).array[0, 0]) for frame in display_set.source_frames]


def labels_of(sets: tuple[DisplaySet, ...]) -> list[str]:
    return [display_set.phase.label if display_set.phase else "" for display_set in sets]


def test_that_echoes_are_phases_of_one_group(tmp_path: Path) -> None:
    short, late = sets_of(write_echoes(tmp_path, (20.0, 80.0), count=5))

    assert labels_of((short, late)) == ["TE 20 ms", "TE 80 ms"]
    assert short.phase is not None
    assert late.phase is not None
    assert short.phase.group_id == late.phase.group_id
    assert values_of(short) == [40, 30, 20, 10, 0]  # from the head down: z grows with the number
    assert values_of(late) == [1040, 1030, 1020, 1010, 1000]
    assert str(short.split_rule) == "This series is split by echo time."
    assert short.kind is late.kind is VOLUME


def test_that_b_values_are_phases(tmp_path: Path) -> None:
    sets = sets_of(write_b_values(tmp_path, (0, 800, 50)))

    assert labels_of(sets) == ["b = 0 s/mm²", "b = 50 s/mm²", "b = 800 s/mm²"]
    assert [values_of(display_set)[-1] for display_set in sets] == [0, 2000, 1000]


@pytest.mark.parametrize(
    ("creator_tag", "creator", "tag", "vr", "value"),
    [
        (0x00190010, "SIEMENS MR HEADER", 0x0019100C, "IS", "800"),
        (0x00430010, "GEMS_PARM_01", 0x00431039, "IS", ["1000000800", "8", "0", "0"]),
        (0x20010010, "Philips Imaging DD 001", 0x20011003, "FL", 800.0),
    ],
    ids=["Siemens", "GE", "Philips"],
)
@pytest.mark.parametrize("is_unknown", [False, True], ids=["own VR", "UN"])
def test_that_vendors_own_b_values_are_understood(
    tmp_path: Path, creator_tag: int, creator: str, tag: int, vr: str, value: Any, is_unknown: bool
) -> None:
    def add(path: Path) -> None:
        import pydicom

        dataset = pydicom.dcmread(path)
        dataset.add_new(creator_tag, "LO", creator)
        dataset.add_new(tag, vr, value)
        if is_unknown:
            raw = np.float32(value).tobytes() if vr == "FL" else "\\".join([*np.atleast_1d(value)])
            dataset[tag].VR = "UN"
            dataset[tag]._value = raw if isinstance(raw, bytes) else raw.encode()
        dataset.save_as(path)

    write_image(tmp_path / "1.dcm", np.zeros((4, 4), np.uint16))
    add(tmp_path / "1.dcm")

    [frame] = read_header(tmp_path / "1.dcm").frames

    assert frame.acquisition.b_value == 800


def test_that_phases_of_no_known_date_are_numbered(tmp_path: Path) -> None:
    sets = sets_of(write_phases(tmp_path, count=6, phases=3))

    assert labels_of(sets) == ["1/3", "2/3", "3/3"]
    assert [values_of(display_set)[-1] for display_set in sets] == [0, 1000, 2000]
    assert str(sets[0].split_rule) == "This series is split by time."


def test_that_an_interrupted_last_phase_is_a_phase_all_the_same(tmp_path: Path) -> None:
    write_phases(tmp_path, count=6, phases=3)
    for file in sorted(tmp_path.iterdir())[-2:]:
        file.unlink()

    sets = sets_of(tmp_path)

    assert [display_set.count for display_set in sets] == [6, 6, 4]
    assert all(display_set.kind is VOLUME for display_set in sets)


def test_that_copies_that_differ_by_nothing_stay_one_stack(tmp_path: Path) -> None:
    [display_set] = sets_of(write_copies(tmp_path, count=6))

    assert display_set.kind is DisplaySetKind.STACK
    assert display_set.count == 12
    assert "6 images lie at the place of another one (slices 1 and 2, 0.00 mm" in str(
        display_set.notes[0]
    )


def test_that_echoes_within_phases_are_split_by_both(tmp_path: Path) -> None:
    for phase in range(2):
        write_echoes(tmp_path / f"{phase}", (5.0, 10.0), count=3)
    frames: list[FrameSource] = []
    for phase in range(2):
        for file in sorted((tmp_path / f"{phase}").iterdir()):
            import pydicom

            dataset = pydicom.dcmread(file)
            dataset.TemporalPositionIdentifier = phase + 1
            dataset.save_as(file)
            frames += read_header(file).frames

    sets = build_display_sets("1.2.3", frames)

    assert labels_of(sets) == ["TE 5 ms 1/2", "TE 5 ms 2/2", "TE 10 ms 1/2", "TE 10 ms 2/2"]
    assert str(sets[0].split_rule) == "This series is split by echo time and time."


def test_that_trigger_times_that_differ_in_every_slice_are_ranked(tmp_path: Path) -> None:
    for index in range(3):
        for phase in range(2):
            write_image(
                tmp_path / f"{index}{phase}.dcm",
                np.full((4, 4), 10 * phase + index, np.uint16),
                ImagePositionPatient=[0, 0, 5 * index],
                TriggerTime=100 * phase + 3 * index,
                InstanceNumber=2 * index + phase + 1,
            )

    first, second = sets_of(tmp_path)

    assert values_of(first) == [2, 1, 0]
    assert values_of(second) == [12, 11, 10]


@pytest.mark.parametrize(
    "of_slice",
    [
        lambda i: {"AcquisitionNumber": i},
        lambda i: {"ImagePositionPatient": [0, 3 * i, 5 * i]},
        lambda i: {"EchoTime": 10.0 + i},
    ],
    ids=["number", "askew", "echo"],
)
def test_that_few_slices_of_many_phases_are_not_split_by_slice(
    tmp_path: Path, of_slice: Callable[[int], dict[str, Any]]
) -> None:
    """Three slices, six times each: what has three values belongs to the slices."""
    for index in range(3):
        for phase in range(6):
            values = {"ImagePositionPatient": [0, 0, 5 * index], **of_slice(index)}
            write_image(
                tmp_path / f"{index}{phase}.dcm",
                np.full((4, 4), 10 * phase + index, np.uint16),
                InstanceNumber=6 * index + phase + 1,
                **values,
            )

    sets = sets_of(tmp_path)

    assert [sorted(values_of(display_set)) for display_set in sets] == [
        [10 * phase, 10 * phase + 1, 10 * phase + 2] for phase in range(6)
    ]


@pytest.mark.parametrize(
    "attributes",
    [
        lambda i: {"AcquisitionNumber": i},
        lambda i: {"TriggerTime": 12.5 * i},
        lambda i: {"FrameReferenceTime": 90_000.0 * (i // 3)},
        lambda i: {"AcquisitionTime": f"1200{i:02}"},
        lambda i: {"EchoTime": 20 + 0.001 * i},
    ],
    ids=["step and shoot", "trigger", "bed", "time", "echo noise"],
)
def test_that_what_differs_from_slice_to_slice_splits_nothing(
    tmp_path: Path, attributes: Callable[[int], dict[str, Any]]
) -> None:
    for index in range(6):
        write_places(tmp_path / f"{index}", [3.0 * index], **attributes(index))
    frames = [f for i in range(6) for f in read_header(tmp_path / f"{i}" / "000.dcm").frames]

    [display_set] = build_display_sets("1.2.3", frames)

    assert display_set.kind is VOLUME
    assert display_set.split_rule is None
    assert display_set.phase is None


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ({"ConvolutionKernel": "B30f"}, {"ConvolutionKernel": "B70f"}, "kernel"),
        (
            {"ImageType": ["ORIGINAL", "PRIMARY", "M_FFE", "M", "FFE"]},
            {"ImageType": ["ORIGINAL", "PRIMARY", "PHASE MAP", "P", "FFE"]},
            "kind of image",
        ),
        (
            {"PhotometricInterpretation": "MONOCHROME1"},
            {"PhotometricInterpretation": "MONOCHROME2"},
            "colour",
        ),
        ({"PixelSpacing": [1, 1]}, {"PixelSpacing": [2, 2]}, "orientation or pixel size"),
        ({"ImageType": ["ORIGINAL", "PRIMARY", "LOCALIZER"]}, {}, "localizer"),
    ],
)
def test_that_what_must_not_be_mixed_is_apart_and_the_rule_told(
    tmp_path: Path, one: dict[str, Any], other: dict[str, Any], rule: str
) -> None:
    write_places(tmp_path / "1", [0, 3, 6], **one)
    write_places(tmp_path / "2", [0, 3, 6], **other)
    frames = [
        f for n in "12" for file in (tmp_path / n).iterdir() for f in read_header(file).frames
    ]

    first, second = build_display_sets("1.2.3", frames)

    assert first.kind is second.kind is VOLUME
    assert first.phase is None
    assert str(first.split_rule) == f"This series is split by {rule}."
    assert first.display_set_id != second.display_set_id


def test_that_stations_of_a_spine_are_apart_and_no_phases(tmp_path: Path) -> None:
    for station in range(2):
        for index in range(3):
            write_image(
                tmp_path / f"{station}{index}.dcm",
                np.full((4, 4), 10 * station + index, np.uint16),
                ImageOrientationPatient=[0, 1, 0, 0, 0, -1],
                ImagePositionPatient=[4 * index, 0, -300 * station],
            )

    sets = sets_of(tmp_path)

    assert sorted(map(values_of, sets)) == [[0, 1, 2], [10, 11, 12]]
    assert [display_set.phase for display_set in sets] == [None, None]
    assert len({display_set.display_set_id for display_set in sets}) == 2
    assert "position in the plane" in str(sets[0].split_rule)


def test_that_two_even_stacks_laid_into_one_another_are_two(tmp_path: Path) -> None:
    """A second acquisition, 1 mm beside the places of the first one."""
    write_places(tmp_path / "1", [0, 5, 10, 15], AcquisitionNumber=1)
    write_places(tmp_path / "2", [1, 6, 11, 16], AcquisitionNumber=2)
    frames = [
        f for n in "12" for file in (tmp_path / n).iterdir() for f in read_header(file).frames
    ]

    first, second = build_display_sets("1.2.3", frames)

    assert first.kind is second.kind is VOLUME
    assert values_of(first) == values_of(second) == [30, 20, 10, 0]


def test_that_graded_spacing_is_a_stack_and_the_gap_named(tmp_path: Path) -> None:
    [display_set] = sets_of(write_graded(tmp_path))

    assert display_set.kind is DisplaySetKind.STACK
    assert "mm apart where" in str(display_set.notes[0])


def test_that_enhanced_frames_in_random_order_are_sorted_by_place(tmp_path: Path) -> None:
    image = write_enhanced_ct(tmp_path / "ct.dcm", count=9)

    [display_set] = sets_of(image.path)

    assert display_set.kind is VOLUME
    assert values_of(display_set) == sorted(image.value, reverse=True)


def test_that_echoes_of_one_enhanced_image_are_phases(tmp_path: Path) -> None:
    short, late = sets_of(write_enhanced_mr_echoes(tmp_path / "mr.dcm", 5, (10, 40)))

    assert labels_of((short, late)) == ["TE 10 ms", "TE 40 ms"]
    assert values_of(short) == [4, 3, 2, 1, 0]
    assert values_of(late) == [104, 103, 102, 101, 100]


def test_that_enhanced_images_of_one_series_are_phases_of_one_group(tmp_path: Path) -> None:
    for number in range(3):
        write_enhanced_ct(tmp_path / f"{number}.dcm", count=4)

    sets = sets_of(tmp_path)

    assert len(sets) == 3
    assert {display_set.phase.count for display_set in sets if display_set.phase} == {3}


@pytest.mark.parametrize("write", [write_cine, write_angiography])
def test_that_moving_images_are_cine(tmp_path: Path, write: Callable[[Path], Path]) -> None:
    [display_set] = sets_of(write(tmp_path / "run.dcm"))

    assert display_set.kind is DisplaySetKind.CINE


def test_that_images_still_being_found_miss_nothing(tmp_path: Path) -> None:
    write_places(tmp_path, [0, 3, 12])

    [growing] = sets_of(tmp_path, is_growing=True)
    [whole] = sets_of(tmp_path)

    assert (growing.count, growing.notes) == (3, ())
    assert (whole.count, len(whole.source_frames)) == (5, 3)


def test_that_every_slice_of_a_long_series_is_looked_at_a_few_times_only(tmp_path: Path) -> None:
    """The work grows with the number of images: three times as many, three times as many comparisons."""
    write_long_series(tmp_path, count=300, side=8)
    frames = [frame for file in tmp_path.iterdir() for frame in read_header(file).frames]

    def calls(some: int) -> int:
        import cProfile
        import pstats

        profile = cProfile.Profile()
        profile.runcall(build_display_sets, "1.2.3", frames[:some], is_growing=True)
        return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]

    assert calls(300) < 4 * calls(100)


def write_dimensions(path: Path, *, has_places: bool) -> None:
    """Two times of three places in mixed order, told apart by dimension indices alone; 10 time + place."""
    order = [(2, 1), (0, 0), (1, 1), (2, 0), (0, 1), (1, 0)]
    pointers, groups = [], []
    for keyword in ("StackID", "TemporalPositionIndex", "InStackPositionNumber"):
        pointer = Dataset()
        pointer.DimensionIndexPointer = Tag(keyword)
        pointers.append(pointer)
    for place, time in order:
        content, position, group = Dataset(), Dataset(), Dataset()
        content.DimensionIndexValues = [1, time + 1, place + 1]
        position.ImagePositionPatient = [0, 0, -5 * place]
        group.FrameContentSequence = Sequence([content])
        if has_places:
            group.PlanePositionSequence = Sequence([position])
        groups.append(group)
    write_image(
        path,
        np.stack([np.full((4, 4), 10 * time + place, np.uint16) for place, time in order]),
        SOPClassUID=EnhancedMRImageStorage,
        NumberOfFrames=6,
        ImagePositionPatient=None,
        DimensionIndexSequence=Sequence(pointers),
        PerFrameFunctionalGroupsSequence=Sequence(groups),
    )


def test_that_dimension_indices_tell_phases_apart(tmp_path: Path) -> None:
    write_dimensions(tmp_path / "1.dcm", has_places=True)

    first, second = sets_of(tmp_path)

    assert values_of(first) == [0, 1, 2]
    assert values_of(second) == [10, 11, 12]
    assert str(first.split_rule) == "This series is split by time."


def test_that_frames_without_places_follow_their_dimension_indices(tmp_path: Path) -> None:
    write_dimensions(tmp_path / "1.dcm", has_places=False)

    [display_set] = sets_of(tmp_path)

    assert values_of(display_set) == [0, 1, 2, 10, 11, 12]


def test_that_only_a_ct_is_said_to_have_a_gantry(tmp_path: Path) -> None:
    for index in range(3):
        write_image(
            tmp_path / f"{index}.dcm",
            np.zeros((4, 4), np.uint16),
            SOPClassUID=EnhancedMRImageStorage,
            Modality="MR",
            ImagePositionPatient=[0, -2 * index, -5 * index],
        )

    [display_set] = sets_of(tmp_path)

    assert display_set.tilt_degrees == pytest.approx(21.8, abs=0.01)  # atan 2/5
    assert "askew on one another by 21.8°" in str(display_set.notes[0])


@pytest.mark.parametrize(
    "hostile",
    [
        lambda i: {"ImagePositionPatient": [0, "1e308", f"{i}"]},
        lambda i: {"PixelSpacing": ["1e-300", "1e-300"]},
        lambda i: {"PixelSpacing": ["1e300", 1]},
    ],
    ids=["far away", "tiny pixels", "huge pixels"],
)
def test_that_places_beyond_any_scanner_are_none(
    tmp_path: Path, hostile: Callable[[int], dict[str, Any]]
) -> None:
    for index in range(3):
        values = {"ImagePositionPatient": [0, 0, index], **hostile(index)}
        write_image(tmp_path / f"{index}.dcm", np.zeros((4, 4), np.uint16), **values)

    [display_set] = sets_of(tmp_path)

    assert [frame.plane for frame in display_set.frames] == [None] * 3


@pytest.mark.parametrize(
    ("step", "told"),
    [([0, 100, 90], "askew on one another by 48.0°"), ([0, 30, 90], "images of 184 × 4 pixels")],
)
def test_that_slices_far_beside_one_another_are_a_stack(
    tmp_path: Path, step: list[float], told: str
) -> None:
    """Four slices of 4 rows, 0.5 mm apart: 3 · 30 mm are 180 rows more."""
    for index in range(4):
        place = [index * one for one in step]
        write_image(
            tmp_path / f"{index}.dcm", np.zeros((4, 4), np.uint16), ImagePositionPatient=place
        )

    [display_set] = sets_of(tmp_path)

    assert display_set.kind is DisplaySetKind.STACK
    assert not display_set.is_resampled
    assert told in str(display_set.notes[0])
