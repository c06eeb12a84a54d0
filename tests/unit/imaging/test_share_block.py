"""A segment's slices in one array."""

import numpy as np
import pytest

from medviewer.imaging import share_block
from medviewer.imaging.share_block import block_of
from medviewer.imaging.slice_pile import Places


def places(slices: list[int], rows: list[int], columns: list[int]) -> Places:
    return Places(np.array(slices), np.array(rows), np.array(columns), np.ones(len(slices), bool))


def one_pixel(row: int, column: int) -> np.ndarray:
    shares = np.zeros((6, 8), np.uint8)
    shares[row, column] = 200
    return shares


def test_that_only_what_holds_something_is_kept() -> None:
    block = block_of({3: one_pixel(2, 4), 5: one_pixel(3, 6)})

    assert (block.first, block.shares.shape) == ((3, 2, 4), (3, 2, 3))


def test_that_pixels_beside_the_kept_part_are_empty() -> None:
    block = block_of({3: one_pixel(2, 4), 5: one_pixel(3, 6)})

    found = block.under(places([3, 5, 3, 4, 0, 9], [2, 3, 0, 2, 2, 3], [4, 6, 0, 4, 4, 6]))

    assert found.tolist() == [200, 200, 0, 0, 0, 0]


def test_that_nothing_at_all_is_empty_everywhere() -> None:
    assert block_of({}).under(places([0], [0], [0])).tolist() == [0]


def test_that_a_segment_too_large_for_memory_is_kept_coarser(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(share_block, "MOST_BYTES", 20)

    block = block_of({0: np.full((6, 8), 255, np.uint8)})

    assert block.step == 2
    assert block.under(places([0, 0], [0, 5], [0, 7])).tolist() == [255, 255]
