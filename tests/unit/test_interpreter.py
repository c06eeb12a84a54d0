import gc
import sys

from medviewer.interpreter import tune_for_a_window


def test_that_a_window_has_its_turn_sooner_and_collects_nothing_by_itself() -> None:
    thresholds, turn_s = gc.get_threshold(), sys.getswitchinterval()
    gc.enable()
    try:
        tune_for_a_window()
        tuned = gc.get_threshold()[0], sys.getswitchinterval()
        is_collecting = gc.isenabled()
    finally:
        gc.disable()  # as all tests have it
        gc.set_threshold(*thresholds)
        sys.setswitchinterval(turn_s)

    assert not is_collecting
    assert tuned[0] > thresholds[0]
    assert tuned[1] < turn_s
