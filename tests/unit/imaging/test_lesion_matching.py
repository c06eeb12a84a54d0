"""Which lesion is which: distances that are worked out by hand."""

from medviewer.imaging.lesion_matching import ALIGNED_GATE_MM, Mark, Pair, match_lesions


def test_that_the_sum_of_distances_counts_not_each_lesion_s_nearest() -> None:
    """Taken one by one the first would take the place 4 mm away, and leave the other one 14 mm."""
    now = [Mark((0, 0, 0)), Mark((-6, 0, 0))]
    before = [Mark((-4, 0, 0)), Mark((8, 0, 0))]

    assert match_lesions(now, before) == (Pair(0, 1, 8.0), Pair(1, 0, 2.0))


def test_that_nothing_is_matched_beyond_the_gate() -> None:
    assert match_lesions([Mark((0, 0, 0))], [Mark((15.1, 0, 0))]) == ()
    assert match_lesions([Mark((0, 0, 0))], [Mark((15, 0, 0))]) == (Pair(0, 0, 15.0),)


def test_that_a_large_lesion_may_move_by_its_own_diameter() -> None:
    assert match_lesions([Mark((0, 0, 0), 40)], [Mark((40, 0, 0), 12)]) == (Pair(0, 0, 40.0),)


def test_that_what_was_aligned_by_hand_may_be_farther_off() -> None:
    far = Mark((ALIGNED_GATE_MM, 0, 0), gate_mm=ALIGNED_GATE_MM)

    assert match_lesions([Mark((0, 0, 0))], [far]) == (Pair(0, 0, 30.0),)


def test_that_labels_that_contradict_are_never_matched() -> None:
    nodule, mass = Mark((0, 0, 0), label="lung_nodule"), Mark((1, 0, 0), label="liver_mass")

    assert match_lesions([nodule], [mass]) == ()
    assert match_lesions([nodule], [Mark((1, 0, 0))]) == (Pair(0, 0, 1.0),)


def test_that_another_site_counts_as_farther_apart() -> None:
    now = [Mark((0, 0, 0), site="left")]
    before = [Mark((3, 0, 0), site="right"), Mark((0, 7, 0), site="left")]

    assert match_lesions(now, before) == (Pair(0, 1, 7.0),)


def test_that_a_pair_the_reader_forbade_is_not_made_again() -> None:
    both = [Mark((0, 0, 0))]

    assert match_lesions(both, both, frozenset({(0, 0)})) == ()


def test_that_lesions_of_one_side_only_stay_alone() -> None:
    assert match_lesions([], [Mark((0, 0, 0))]) == ()
    assert match_lesions([Mark((0, 0, 0))], []) == ()
