"""How coarse planes become while they are dragged."""

from medviewer.domain.geometry import ImagePlane
from medviewer.domain.section import THIN, Section, Slab
from medviewer.session.planes.drag_detail import COARSEST, DragDetail

PLANE = ImagePlane((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 1.0, 1.0)
SECTION = Section(PLANE, (300, 400))  # 120,000 samples


def learned(seconds: float, slab: Slab = THIN) -> DragDetail:
    """After many pictures that took as long."""
    detail = DragDetail()
    for _ in range(60):
        detail.learn(SECTION, slab, seconds)
    return detail


def test_that_a_quick_machine_drags_in_full_detail() -> None:
    detail = learned(0.002)

    assert detail.times([SECTION] * 3, THIN) == 1


def test_that_a_slow_machine_drags_coarsely_enough_to_be_in_time() -> None:
    detail = learned(0.01)

    # Three take 30 ms, nearly four times what a step may: half as many pixels each way.
    assert detail.times([SECTION] * 3, THIN) == 2


def test_that_a_thick_slab_is_coarser_than_a_plane() -> None:
    detail = learned(0.002)

    assert detail.times([SECTION], Slab(40.0)) == 4  # 80 ms, ten times too many


def test_that_something_can_be_recognised_on_any_machine() -> None:
    detail = learned(10.0)

    assert detail.times([SECTION] * 3, THIN) == COARSEST


def test_that_one_slow_picture_is_not_taken_for_the_machine() -> None:
    detail = learned(0.002)

    detail.learn(SECTION, THIN, 0.02)  # 0.002 + 0.3 · 0.018 s: 7.4 ms

    assert detail.times([SECTION], THIN) == 1
