import gc
import sys

from medviewer.interpreter import tune_for_a_window


def test_that_a_window_has_its_turn_sooner_and_collects_more_rarely() -> None:
    thresholds, turn_s = gc.get_threshold(), sys.getswitchinterval()
    try:
        tune_for_a_window()
        tuned = gc.get_threshold()[0], sys.getswitchinterval()
    finally:
        gc.set_threshold(*thresholds)
        sys.setswitchinterval(turn_s)

    assert tuned[0] > thresholds[0]
    assert tuned[1] < turn_s
