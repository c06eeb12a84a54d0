"""What measurements tell: at once, from a thread where a region is large, and after the frame has gone."""

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.measurement import Measurement, MeasurementKind, to_points
from medviewer.domain.quantity import QuantityKind
from medviewer.domain.study import Study
from medviewer.session.drawing import quantities
from medviewer.session.drawing.annotations import reference_to
from medviewer.session.session import Session
from tests.gui.canvas.conftest import session as session  # frames from memory
from tests.gui.canvas.samples import ct_array, ct_study

pytestmark = pytest.mark.gui


@pytest.fixture
def study(session: Session, qtbot: QtBot) -> Study:
    study = ct_study()
    display_set = study.series[0].display_sets[0]
    session.library.update(studies=(study,))
    session.show(study, display_set)
    qtbot.waitUntil(lambda: session.volumes.is_complete(display_set.display_set_id))
    return study


def rectangle(study: Study, index: int = 4) -> Measurement:
    """Rows 2 to 5 and columns 10 to 12: 12 pixels."""
    image = reference_to(study, study.series[0].display_sets[0], index)
    points = to_points(((10.0, 2.0), (12.0, 5.0)), image.plane)
    return Measurement("a", MeasurementKind.RECTANGLE, image, points)


def mean(session: Session, measurement: Measurement) -> float | None:
    found = session.quantities.of(measurement).find(QuantityKind.MEAN)
    return None if found is None else found.value


def test_that_a_small_region_is_told_at_once(session: Session, study: Study) -> None:
    assert mean(session, rectangle(study)) == ct_array(4)[2:6, 10:13].mean()


def test_that_a_large_region_is_told_from_a_thread(
    session: Session, study: Study, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quantities, "AT_ONCE_PIXELS", 1)
    measurement = rectangle(study)

    with qtbot.waitSignal(session.quantities.changed):
        at_first = session.quantities.of(measurement)

    assert at_first.find(QuantityKind.MEAN) is None
    assert at_first.find(QuantityKind.AREA) is not None
    assert str(at_first.note) == "Measuring …"
    assert mean(session, measurement) == ct_array(4)[2:6, 10:13].mean()


def test_that_values_stay_known_when_the_image_leaves_the_memory(
    session: Session, study: Study
) -> None:
    measurement = rectangle(study)
    before = mean(session, measurement)

    session.volumes.clear()

    assert mean(session, measurement) == before


def test_that_an_image_that_is_not_loaded_is_told_as_such(session: Session, study: Study) -> None:
    session.volumes.clear()

    measured = session.quantities.of(rectangle(study))

    assert measured.find(QuantityKind.MEAN) is None
    assert str(measured.note) == "The image is not loaded"


def test_that_a_report_lists_what_was_measured(session: Session, study: Study) -> None:
    session.annotations.add(rectangle(study))
    session.annotations.label("a", "liver")

    [row] = session.quantities.reported(study)

    assert (str(row.name), row.label, row.image) == ("Rectangle", "liver", "3 / 5")
    assert str(row.value).endswith("Area 3.0 mm²  n 12")
