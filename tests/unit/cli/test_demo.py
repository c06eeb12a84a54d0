"""What the demo says it found is held against what it put in."""

import json
from pathlib import Path

import numpy as np
import pytest

from medviewer.cli.demo import has_display, outcome
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.unit import Unit
from medviewer.domain.volume import Volume
from medviewer.imaging.phantom import Phantom, PhantomNodule

NODULES = (
    PhantomNodule((0.0, 0.0, 0.0), 10.0),
    PhantomNodule((50.0, 0.0, 0.0), 6.0),
    PhantomNodule((0.0, 50.0, 0.0), 5.0),
)


def two_slices() -> Volume:
    plane = ImagePlane((0, 0, 0), (1, 0, 0), (0, 1, 0), 1.0, 1.0)
    return Volume(
        np.zeros((2, 4, 4), np.int16), VolumeGeometry(plane, (0, 0, 1), (2, 4, 4)), Unit.HU
    )


def test_that_what_was_found_is_told_in_one_sentence(tmp_path: Path) -> None:
    """A finding of a whole image has no centre, so it is neither found nor false."""
    centers = ([4.9, 0.0, 0.0], [-50.0, 0.0, 0.0], None)
    findings = [{"center_lps_mm": center} for center in centers]
    document = tmp_path / "findings.json"
    document.write_text(json.dumps({"results": [{"findings": findings}]}))
    phantom = Phantom(two_slices(), NODULES)

    said = outcome(phantom, document)

    assert said == "Found 1 of the phantom's 2 nodules of 6 mm and more, 1 false positives."


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
