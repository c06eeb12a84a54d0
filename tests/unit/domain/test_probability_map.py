"""Maps of probability: packed, unpacked, and never larger than they say."""

from dataclasses import replace

import numpy as np
import pytest

from medviewer.domain.probability_map import ProbabilityMap

LEVELS = np.array([[0, 128], [255, 1]], np.uint8)


def test_that_a_map_comes_back_and_lies_where_it_was_drawn() -> None:
    packed = ProbabilityMap.of("f", 3, (1, 2), LEVELS)

    whole = packed.on_slice((4, 5))

    np.testing.assert_array_equal(packed.levels(), LEVELS)
    expected = np.zeros((4, 5), np.float32)
    expected[1:3, 2:4] = LEVELS / np.float32(255)
    np.testing.assert_array_equal(whole, expected)


GOOD = ProbabilityMap.of("f", 3, (1, 2), LEVELS)


@pytest.mark.parametrize(
    "bad",
    [
        replace(GOOD, corner=(3, 0)),
        replace(GOOD, corner=(-1, 0)),
        replace(GOOD, shape=(3, 2)),
        replace(GOOD, shape=(0, 4)),
        replace(GOOD, deflated=b"x"),
    ],
)
def test_that_what_is_no_map_of_such_a_slice_is_refused(bad: ProbabilityMap) -> None:
    with pytest.raises(ValueError, match=r".+"):
        bad.on_slice((4, 5))
