"""Areas, hatches, edges, isolines and washes, pixel by pixel."""

import numpy as np

from medviewer.domain.object_layer import ValueScale
from medviewer.imaging.isolines import isolines
from medviewer.imaging.layer_cut import cut_of_shares
from medviewer.imaging.layer_picture import HATCH_PX, Fill, filled, rainbow, washed
from medviewer.imaging.mask_edges import edge_runs

RED, BLUE = (255, 0, 0), (0, 0, 255)


def area(rows: slice, columns: slice, value: int = 255) -> np.ndarray:
    shares = np.zeros((12, 12), np.uint8)
    shares[rows, columns] = value
    return shares


def test_that_an_area_has_its_colour_and_opacity() -> None:
    placed = filled([Fill(cut_of_shares(area(slice(2, 4), slice(3, 6))), RED, 0.5)])

    assert placed is not None
    assert (placed.top, placed.left, placed.pixels.shape) == (2, 3, (2, 3, 4))
    assert placed.pixels[0, 0].tolist() == [255, 0, 0, 127]


def test_that_half_a_share_is_half_as_strong() -> None:
    placed = filled([Fill(cut_of_shares(area(slice(0, 1), slice(0, 1), 128)), RED, 1.0)])

    assert placed is not None
    assert placed.pixels[0, 0, 3] == 128


def test_that_overlapping_areas_take_turns_in_stripes() -> None:
    both = [
        Fill(cut_of_shares(area(slice(0, 12), slice(0, 8))), RED, 1.0),
        Fill(cut_of_shares(area(slice(0, 12), slice(4, 12))), BLUE, 1.0),
    ]

    placed = filled(both)

    assert placed is not None
    rows, columns = np.indices((12, 12))
    wanted = np.where((rows + columns) // HATCH_PX % 2 == 0, 255, 0)
    np.testing.assert_array_equal(placed.pixels[:, 4:8, 0], wanted[:, 4:8])
    np.testing.assert_array_equal(placed.pixels[:, 4:8, 2], 255 - wanted[:, 4:8])
    assert (placed.pixels[:, :4, 0] == 255).all()
    assert (placed.pixels[:, 8:, 2] == 255).all()


def test_that_nothing_makes_no_picture() -> None:
    assert filled([Fill(cut_of_shares(np.zeros((3, 3), np.uint8)), RED, 1.0)]) is None


def test_that_edges_join_into_runs_and_holes_have_edges_of_their_own() -> None:
    ring = np.ones((3, 3), bool)
    ring[1, 1] = False

    runs = edge_runs(ring)

    assert len(runs) == 8
    lengths = np.abs(runs[:, 2:] - runs[:, :2]).sum(axis=1)
    assert sorted(lengths.tolist()) == [1.0] * 4 + [3.0] * 4
    assert [-0.5, -0.5, 2.5, -0.5] in runs.tolist()


def test_that_an_isoline_crosses_where_the_value_is() -> None:
    values = np.broadcast_to(np.arange(5, dtype=np.float32), (3, 5))

    pieces = isolines(np.array(values), 2.25)

    np.testing.assert_allclose(pieces[:, [0, 2]], 2.25)
    assert len(pieces) == 2


def test_that_an_isoline_around_a_peak_is_closed() -> None:
    values = np.zeros((3, 3), np.float32)
    values[1, 1] = 10

    pieces = isolines(values, 5.0)

    ends = sorted(map(tuple, np.concatenate([pieces[:, :2], pieces[:, 2:]]).tolist()))
    assert ends[::2] == ends[1::2]  # each point ends one piece and begins another
    assert set(ends) == {(1.0, 0.5), (0.5, 1.0), (1.5, 1.0), (1.0, 1.5)}


def test_that_squares_without_a_number_have_no_line() -> None:
    values = np.array([[0, 10], [np.nan, 10]], np.float32)

    assert len(isolines(values, 5.0)) == 0


def test_that_a_wash_is_clear_where_nothing_is_known() -> None:
    values = np.array([[np.nan, 0.0, 5.0, 10.0, 20.0]], np.float32)

    picture = washed(values, ValueScale(0.0, 10.0), 0.5, rainbow())

    assert picture[0, :, 3].tolist() == [0, 0, 127, 127, 127]
    assert picture[0, 3, :3].tolist() == picture[0, 4, :3].tolist()
