"""Pictures of no kind: each loses what it should lose and nothing else."""

import numpy as np

from medviewer.ai.training import odd_pictures


def ramps(count: int) -> np.ndarray:
    """Pictures (n, 64, 64) that differ from every turned and mirrored self."""
    row = np.arange(64)
    return np.stack([(row[:, None] * 3 + row[None, :]) % 256] * count).astype(np.uint8)


def test_that_a_turned_picture_is_turned_back_by_one_of_three_quarters() -> None:
    pictures = ramps(20)

    changed = odd_pictures.turned(pictures, np.random.default_rng(1))

    for before, after in zip(pictures, changed, strict=True):
        backs = [np.rot90(after, -quarters) for quarters in (1, 2, 3)]
        assert not np.array_equal(before, after)
        assert any(np.array_equal(before, back) for back in backs)


def test_that_an_inverted_picture_is_inverted_back() -> None:
    pictures = ramps(2)

    assert np.array_equal(pictures, 255 - odd_pictures.inverted(pictures))


def test_that_shuffled_tiles_keep_every_grey_and_lose_the_order() -> None:
    pictures = ramps(3)

    changed = odd_pictures.shuffled(pictures, np.random.default_rng(1))

    assert np.array_equal(np.sort(pictures.ravel()), np.sort(changed.ravel()))
    assert not np.array_equal(pictures, changed)


def test_that_a_cut_shows_less_of_the_ramp_than_the_whole() -> None:
    pictures = ramps(10)

    changed = odd_pictures.cut_out(pictures, np.random.default_rng(1)).astype(int)

    whole = np.ptp(pictures[0, :, 0].astype(int))
    assert all(np.ptp(cut[:, 0]) < whole / 2 for cut in changed)


def test_that_patterns_are_the_same_for_the_same_seed_and_differ_among_themselves() -> None:
    first = odd_pictures.patterns(10, 64, np.random.default_rng(5))
    again = odd_pictures.patterns(10, 64, np.random.default_rng(5))

    assert first.shape == (10, 64, 64)
    assert np.array_equal(first, again)
    assert len({picture.tobytes() for picture in first}) == 10
