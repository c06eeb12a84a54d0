"""What the demo says it found is held against what it put in."""

import pytest

from medviewer.cli.demo import Score, has_display, score
from medviewer.imaging.phantom import PhantomNodule

NODULES = (
    PhantomNodule((0.0, 0.0, 0.0), 10.0),
    PhantomNodule((50.0, 0.0, 0.0), 6.0),
    PhantomNodule((0.0, 50.0, 0.0), 5.0),
)


@pytest.mark.parametrize(
    ("centers", "expected"),
    [
        ([], Score(0, 2, 0)),
        ([[4.9, 0.0, 0.0]], Score(1, 2, 0)),
        ([[5.1, 0.0, 0.0]], Score(0, 2, 1)),
        ([[0.0, 0.0, 0.0], [50.0, 0.0, 2.0]], Score(2, 2, 0)),
        ([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0]], Score(1, 2, 0)),
        ([[0.0, 50.0, 0.0]], Score(0, 2, 0)),  # found, but too small to be counted
        ([[-50.0, 0.0, 0.0]], Score(0, 2, 1)),
    ],
)
def test_that_a_nodule_is_found_when_a_centre_lies_inside_it(
    centers: list[list[float]], expected: Score
) -> None:
    assert score(NODULES, centers) == expected


def test_that_the_offscreen_platform_counts_as_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    assert not has_display()


@pytest.mark.parametrize(("display", "expected"), [(":0", True), ("", False)])
def test_that_a_display_is_asked_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, display: str, expected: bool
) -> None:
    monkeypatch.setattr("platform.system", lambda: "Linux")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", display)

    assert has_display() is expected
