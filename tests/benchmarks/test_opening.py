"""What the benchmarks measure is what a reader gets: counts and order, never a time."""

from pathlib import Path

import pytest

from tests.benchmarks.opening import load_once
from tests.benchmarks.samples import write_series

pytestmark = pytest.mark.gui


def test_that_every_slice_arrives_once_and_the_one_on_screen_first(
    tmp_path: Path,
) -> None:
    files = write_series(tmp_path / "ct", (40, 128, 128))

    loading = load_once(files)

    assert sorted(loading.arrival_order) == list(range(40))
    assert loading.arrival_order[0] == loading.first_index
    assert loading.first_slice_s <= loading.volume_s
