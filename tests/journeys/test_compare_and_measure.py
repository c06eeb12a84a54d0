"""A reading from beginning to end: the prior beside today's, a lesion in both, planes, a key image."""

from datetime import date
from pathlib import Path

import pytest

from medviewer.domain.measurement import Measurement, MeasurementKind
from medviewer.domain.quantity import QuantityKind
from medviewer.session.drawing.annotations import key_mark_of, reference_to
from tests.journeys.conftest import Viewer
from tests.patience import HANG_MS
from tests.phantoms.series import write_ct

pytestmark = pytest.mark.gui

TODAY, BEFORE = date(2026, 1, 31), date(2025, 1, 15)


@pytest.fixture
def examinations(tmp_path: Path) -> Path:
    """Two scans of one patient, a year apart, each with a frame of reference of its own."""
    for number, (day, highest_mm) in enumerate(((TODAY, 100.0), (BEFORE, 140.0))):
        uid = f"1.2.826.0.1.3680043.8.498.7{number}"
        write_ct(
            tmp_path / str(day.year),
            z_mm=[highest_mm - 2.5 * index for index in range(20)],
            StudyInstanceUID=uid,
            SeriesInstanceUID=f"{uid}.1",
            FrameOfReferenceUID=f"{uid}.2",
            StudyDate=f"{day:%Y%m%d}",
        )
    return tmp_path


def dates_on_screen(viewer: Viewer) -> list[str]:
    studies = (cell.value.study for cell in viewer.session.viewports.visible())
    return [study.study_date if study is not None else "" for study in studies]


def measure(viewer: Viewer, name: str, long_px: float, short_px: float) -> Measurement:
    """A long axis along a row, the short one across its middle, on the image in front."""
    state = viewer.session.viewport.value
    assert state.study is not None
    assert state.display_set is not None
    image = reference_to(state.study, state.display_set, state.index)
    blank = Measurement(name, MeasurementKind.BIDIRECTIONAL, image, ((0.0,) * 3,) * 4)
    middle = 10 + long_px / 2
    ends = ((10.0, 20.0), (10 + long_px, 20.0))
    across = ((middle, 20 - short_px / 2), (middle, 20 + short_px / 2))
    drawn = blank.moved_to((*ends, *across))
    viewer("measure.add", measurement=drawn)
    return viewer.session.annotations.value.of(state.study.key).measurements[-1]


def test_that_a_lesion_is_followed_from_the_prior_to_today(
    viewer: Viewer, examinations: Path
) -> None:
    session = viewer.session

    viewer.open(examinations / str(TODAY.year))
    viewer.open(examinations / str(BEFORE.year))
    dates = dates_on_screen(viewer)
    today, prior = session.viewports.visible()
    today.scroll_to(4)
    prior.scroll_to(9)
    viewer("link.align_here")
    today.scroll_to(6)
    followed = prior.value.index
    now = measure(viewer, "now", 12.0, 6.0)
    viewer("layout.next_cell")
    then = measure(viewer, "then", 10.0, 6.0)

    assert dates == ["20260131", "20250115"]
    assert followed == 11
    spacing_mm = today.value.display_set.frames[0].plane.column_spacing_mm  # type: ignore[union-attr]
    axes = [session.quantities.of(each).find(QuantityKind.LONG_AXIS) for each in (now, then)]
    told = [axis.value if axis is not None else 0.0 for axis in axes]
    assert told == pytest.approx([12 * spacing_mm, 10 * spacing_mm])
    assert now.image.study_key != then.image.study_key


def test_that_a_key_image_and_planes_come_with_the_session_file(
    viewer: Viewer, examinations: Path
) -> None:
    session, file = viewer.session, examinations / "reading.mvsession"
    viewer.open(examinations / str(TODAY.year))
    viewer.answers.file = file
    session.viewport.scroll_to(7)
    viewer("measure.key_image")
    study, shown = session.viewport.value.study, session.viewport.value.display_set
    assert study is not None
    assert shown is not None
    marked = key_mark_of(reference_to(study, shown, 7))
    viewer.qtbot.waitUntil(lambda: viewer.run.is_enabled("mpr.toggle"), timeout=HANG_MS)
    viewer("mpr.toggle")
    cross = session.planes.mpr.value.cross
    viewer("mpr.toggle")

    viewer("file.export_session")
    viewer.qtbot.waitUntil(file.is_file, timeout=HANG_MS)
    viewer("measure.key_image")  # takes the mark back
    without = session.annotations.value.of(study.key).key_marks
    viewer("file.import_session")

    def is_back() -> bool:
        return session.annotations.value.of(study.key).key_marks == (marked,)

    viewer.qtbot.waitUntil(is_back, timeout=HANG_MS)
    assert without == ()
    assert cross[2] == pytest.approx(100.0 - 2.5 * 7)
