"""What a worker takes of a machine, as it is typed, and how many find room."""

import pytest

from medviewer.errors import InputError
from medviewer.session.batch.ray_needs import WorkerNeeds, parse_needs, slots_of


def test_that_needs_are_read_as_typed() -> None:
    needs = parse_needs("cpu=2, GPU=0.25,archive=1")

    assert needs == WorkerNeeds(2.0, 0.25, {"archive": 1.0})


def test_that_nothing_typed_is_one_core_and_a_gpu_where_there_is_one() -> None:
    needs = parse_needs("")

    assert needs.on(has_gpus=False) == {"CPU": 1.0}
    assert needs.on(has_gpus=True) == {"CPU": 1.0, "GPU": 1.0}


@pytest.mark.parametrize(
    "text", ["cpu", "cpu=many", "=1", "cpu=-1", "gpu=1.5", "cpu=nan", "cpu=inf"]
)
def test_that_what_ray_would_not_understand_is_refused_with_the_part(text: str) -> None:
    with pytest.raises(InputError, match="is not understood"):
        parse_needs(text)


def test_that_half_a_worker_here_and_half_there_is_none() -> None:
    nodes = [{"CPU": 3.0}, {"CPU": 5.0, "GPU": 1.0}, {}]

    assert slots_of(nodes, {"CPU": 2.0}) == 1 + 2
    assert slots_of(nodes, {"CPU": 1.0, "GPU": 0.25}) == 4


def test_that_ten_tenths_of_a_gpu_make_ten_workers() -> None:
    assert slots_of([{"GPU": 1.0}], {"GPU": 0.1}) == 10


def test_that_a_worker_computes_with_its_cores_and_with_one_where_it_shares_one() -> None:
    assert [parse_needs(text).threads for text in ("", "cpu=4", "cpu=0.5")] == [1, 4, 1]
