"""The card says what it has, escaped, with intervals, and what it lacks."""

import dataclasses

import pytest
from PySide6.QtCore import Qt

from medviewer.domain.model_trust import Interval
from medviewer.gui.main_window import MainWindow
from medviewer.gui.model_card.dialog import ModelCardDialog
from medviewer.gui.model_card.figures_page import figures_html
from medviewer.gui.model_card.overview_page import overview_html
from medviewer.gui.model_card.reliability_diagram import ReliabilityDiagram
from medviewer.gui.model_card.trust_pages import calibration_html, explanations_html, guard_html
from medviewer.gui.translation import Translator
from tests.gui.canvas.samples import result
from tests.gui.model_cards import full_card

pytestmark = pytest.mark.gui


def test_that_a_card_is_escaped() -> None:
    card = dataclasses.replace(full_card(), intended_use="<script>nodules < 30 mm</script>")

    page = overview_html(card, Translator())

    assert "&lt;script&gt;nodules &lt; 30 mm" in page
    assert "<script>" not in page


def test_that_baselines_stand_beside_the_network_with_intervals() -> None:
    page = figures_html(full_card(), Translator())

    row = page[page.index("AUC") :].split("</tr>")[0]
    assert row.count("0.900 (0.880–0.920)") == 3
    assert page.index("ResNet ensemble") < page.index("RBF SVM")


def test_that_each_label_has_a_line_below_the_baselines_not_a_column() -> None:
    card = full_card()
    network = card.metrics[0].subject
    parts = tuple(
        dataclasses.replace(card.metrics[0], subject=f"{network}: {label}", name="precision")
        for label in ("glioma", "meningioma")
    )

    page = figures_html(dataclasses.replace(card, metrics=card.metrics + parts), Translator())

    beside, below = page.split("</table>")[:2]
    assert "glioma" not in beside
    assert "<td>glioma</td><td>0.900 (0.880–0.920)</td>" in below
    assert "<td>meningioma</td>" in below


def test_that_a_card_says_which_kind_of_images_it_was_made_for() -> None:
    card = full_card()
    rules = dataclasses.replace(
        card.applicability, weighting="T1", needs_contrast=True, views=("PA",), youngest_years=18.0
    )

    page = overview_html(dataclasses.replace(card, applicability=rules), Translator())

    for line in ("T1-weighted", "After contrast medium", "View PA", "Patients from 18 years"):
        assert f"<li>{line}" in page


def test_that_operating_points_say_what_is_to_be_expected() -> None:
    page = figures_html(full_card(), Translator())

    assert "0.930 (0.910–0.950)" in page[page.index("Balanced") :].split("</tr>")[0]
    assert "0.410 (0.390–0.430) · 5%" in page


def test_that_an_uncalibrated_card_speaks_of_scores() -> None:
    assert "scores, not probabilities" in calibration_html(result().card, Translator())


def test_that_a_calibration_beyond_the_gate_speaks_of_scores() -> None:
    calibration = full_card().calibration
    assert calibration is not None
    loose = dataclasses.replace(calibration, ece=Interval(0.08, 0.05, 0.11))

    card = dataclasses.replace(full_card(), calibration=loose, is_calibrated=False)

    page = calibration_html(card, Translator())

    assert "Confidences are scores, never shown in %" in page


def test_that_a_calibration_of_something_else_than_is_shown_speaks_of_scores() -> None:
    """Patches came out calibrated; a reader is shown places picked from a whole scan."""
    page = calibration_html(dataclasses.replace(full_card(), is_calibrated=False), Translator())

    assert "but what is reported is more than that: confidences are scores" in page
    assert "Confidences are probabilities" not in page


def test_that_a_failed_explanation_is_named_as_failed() -> None:
    rows = explanations_html(full_card(), Translator()).split("</tr>")

    [grad_cam] = [row for row in rows if "Grad-CAM" in row]
    assert "failed" in grad_cam


def test_that_a_figure_without_a_gate_is_only_reported() -> None:
    rows = explanations_html(full_card(), Translator()).split("</tr>")

    [occlusion] = [row for row in rows if "occlusion" in row]
    assert "reported only" in occlusion


def test_that_a_card_without_guard_figures_says_so() -> None:
    assert "The card states none." in guard_html(result().card, Translator())


def test_that_the_reliability_diagram_is_shown_where_there_are_bins(
    read_window: MainWindow,
) -> None:
    full = ModelCardDialog(full_card(), read_window.desk, read_window)
    bare = ModelCardDialog(result().card, read_window.desk, read_window)

    assert len(full.findChildren(ReliabilityDiagram)) == 1
    assert bare.findChildren(ReliabilityDiagram) == []


def test_that_a_card_scrolls_one_way_only(read_window: MainWindow) -> None:
    dialog = ModelCardDialog(result().card, read_window.desk, read_window)

    policies = {page.horizontalScrollBarPolicy() for page in dialog.pages}

    assert policies == {Qt.ScrollBarPolicy.ScrollBarAlwaysOff}
