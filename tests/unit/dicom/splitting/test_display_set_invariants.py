"""Whatever headers say: every frame is in exactly one display set, and index and place stay one."""

from pathlib import Path

import numpy as np
import pytest

from medviewer.dicom.splitting.display_sets import build_display_sets
from medviewer.domain.acquisition import Acquisition
from medviewer.domain.geometry import ImagePlane, as_vector
from medviewer.domain.source_grid import source_affine_lps
from medviewer.domain.source_slices import as_acquired
from medviewer.domain.study import FrameSource, Instance, PixelEncoding

ENCODING = PixelEncoding("1.2.840.10008.1.2.1", 1, "MONOCHROME2", 16, 16, 1)


def random_frames(rng: np.random.Generator) -> list[FrameSource]:
    """A series as bad as they come: repeated, missing, jittered and askew places, facts that come and go."""
    count = int(rng.integers(1, 40))
    step = rng.choice([0.005, 0.5, 3.0])
    aside = rng.choice([0.0, 0.0, 0.2, 2.0])
    frames = []
    for number in range(count):
        place = int(rng.integers(0, max(2, count // int(rng.integers(1, 4)))))
        jitter = rng.normal(size=3) * rng.choice([0, 1e-4, 0.3])
        position = np.array([0, aside * place, step * place]) + jitter
        plane = ImagePlane(as_vector(position), (1, 0, 0), (0, 1, 0), 0.5, 0.75)
        instance = Instance(
            Path(f"/nowhere/{number}"),
            f"1.{number}",
            "1.2",
            4,
            6,
            1,
            ENCODING,
            instance_number=int(rng.integers(0, 5)) if rng.random() < 0.5 else number,
            acquisition_date_time=f"2026010112{int(rng.integers(0, 60)):02}00",
        )
        frames.append(
            FrameSource(
                instance,
                0,
                None if rng.random() < 0.05 else plane,
                acquisition=Acquisition(
                    temporal_position=pick(rng, 3),
                    echo_number=pick(rng, 2),
                    b_value=None if rng.random() < 0.5 else float(rng.integers(0, 2) * 800),
                    acquisition_number=pick(rng, count),
                    component=str(rng.choice(["", "", "MAG"])),
                    dimensions=(("Odd", int(rng.integers(0, 3))),) if rng.random() < 0.3 else (),
                ),
            )
        )
    return frames


def pick(rng: np.random.Generator, most: int) -> int | None:
    return None if rng.random() < 0.5 else int(rng.integers(0, most + 1))


@pytest.mark.parametrize("seed", range(60))
def test_that_no_frame_is_lost_or_shown_twice(seed: int) -> None:
    frames = random_frames(np.random.default_rng(seed))

    sets = build_display_sets("1.2.3", frames)

    shown = [frame.instance.sop_instance_uid for one in sets for frame in one.source_frames]
    assert sorted(shown) == sorted(frame.instance.sop_instance_uid for frame in frames)
    assert len({one.display_set_id for one in sets}) == len(sets)


@pytest.mark.parametrize("seed", range(60))
def test_that_a_volume_has_a_slice_for_every_frame(seed: int) -> None:
    """Where the grid says it is, but for unevenness, which may add up to 20 % of a step for each slice."""
    for one in build_display_sets("1.2.3", random_frames(np.random.default_rng(seed))):
        for shown in (one, as_acquired(one)):
            source_affine_lps(shown)
            if shown.geometry is None:
                assert not any(frame.is_interpolated for frame in shown.frames)
                continue
            assert shown.geometry.shape[0] == shown.count
            planes = [shown.geometry.slice_plane(index) for index in range(shown.count)]
            found = [frame.plane for frame in shown.frames if frame.plane is not None]
            places = np.array([plane.distance_mm for plane in planes])
            apart = np.abs(places - [plane.distance_mm for plane in found])
            assert apart.max() <= 0.2 * shown.count * shown.geometry.slice_spacing_mm + 1e-9


@pytest.mark.parametrize("seed", range(20))
def test_that_the_order_of_files_does_not_matter(seed: int) -> None:
    rng = np.random.default_rng(seed)
    frames = random_frames(rng)
    shuffled = [frames[index] for index in rng.permutation(len(frames))]

    one, other = (build_display_sets("1.2.3", each) for each in (frames, shuffled))

    assert sorted(each.display_set_id for each in one) == sorted(
        each.display_set_id for each in other
    )
    assert sorted(each.count for each in one) == sorted(each.count for each in other)
