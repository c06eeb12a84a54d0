"""The order frames are decoded in."""

from medviewer.session.images.load_plan import LoadPlan, outward


def take_all(plan: LoadPlan) -> list[int]:
    taken = []
    while (index := plan.take()) is not None:
        taken.append(index)
    return taken


def test_that_indices_go_outward_from_the_start() -> None:
    assert list(outward(6, 2)) == [2, 3, 1, 4, 0, 5]


def test_that_a_start_outside_is_moved_inside() -> None:
    assert list(outward(3, 9)) == [2, 1, 0]


def test_that_every_index_is_handed_out_once_and_the_focus_first() -> None:
    taken = take_all(LoadPlan(5, 3))

    assert taken == [3, 4, 2, 1, 0]


def test_that_a_moved_focus_comes_next() -> None:
    plan = LoadPlan(10, 5)
    plan.take()

    plan.look_at(0)

    assert [plan.take(), plan.take(), plan.take()] == [0, 1, 2]


def test_that_nothing_beyond_reach_is_handed_out() -> None:
    plan = LoadPlan(100, 50, reach=2)

    assert take_all(plan) == [50, 51, 49, 52, 48]


def test_that_what_was_put_back_comes_again() -> None:
    plan = LoadPlan(3, 0)
    take_all(plan)

    plan.put_back([1])

    assert take_all(plan) == [1]


def test_that_what_lay_out_of_reach_is_handed_out_once_the_reader_is_near() -> None:
    plan = LoadPlan(10, 0, reach=1)

    first = [plan.take() for _ in range(3)]
    plan.look_at(3)
    then = [plan.take() for _ in range(4)]

    assert first == [0, 1, None]
    assert then == [3, 4, 2, None]


def test_that_what_was_put_back_is_handed_out_again() -> None:
    plan = LoadPlan(3, 1)
    taken = [plan.take() for _ in range(4)]

    plan.put_back([1])

    assert taken == [1, 2, 0, None]
    assert [plan.take(), plan.take()] == [1, None]
