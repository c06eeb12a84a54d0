"""`make bench`: every benchmark once, with figures as ratios to a floor or peer of the same run.

Absolute times are printed for an idle machine's owner to read; no test asserts one.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks import loading, scrolling, stalls


def main() -> None:
    for title, measure in (
        ("Open a 300-slice CT (512 x 512)", loading.measure),
        ("Scroll a 300-slice CT", scrolling.measure),
        ("Event loop while an analysis runs", stalls.measure),
    ):
        print(f"\n{title}")
        for line in measure():
            print(f"  {line}")


if __name__ == "__main__":
    main()
