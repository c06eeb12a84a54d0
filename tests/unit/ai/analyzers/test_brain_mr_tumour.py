"""What the brain model answers of heads whose tumours we put there."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from medviewer.ai.analyzers.brain_mr_tumour import BrainMrTumour
from medviewer.ai.guard.opinion import Opinion
from medviewer.ai.runtime.feature_guard import FeatureWatch
from medviewer.domain.geometry import ImagePlane, Vector, VolumeGeometry
from medviewer.domain.model_card import AnalysisRequest, AnalysisResult, AnalysisStatus, SharedArray
from medviewer.domain.model_trust import AbstentionRule, Calibration
from medviewer.domain.volume import Images, ImageStack, Unit, Volume
from medviewer.errors import ModelUnusable
from medviewer.progress import Cancelled, CancelToken, ignore_progress
from medviewer.words import message
from tests.unit.ai.analyzers.drawing_model import ANY, LABELS, drawing_card, drawing_model

ROWS, COLUMNS = 128, 160
MM = 1.25
LEFT, BACK, DOWN = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, -1.0)


def head(tumour: tuple[float, float, float] | None = None) -> NDArray[np.int16]:
    """An ellipse of 400, and a disc of 1000 at (row, column) with a radius in pixels."""
    y, x = np.mgrid[:ROWS, :COLUMNS].astype(float)
    pixels = np.where(np.hypot((y - 64) / 56, (x - 80) / 48) < 1, 400, 5)
    if tumour is not None:
        row, column, radius = tumour
        pixels[np.hypot(y - row, x - column) < radius] = 1000
    return pixels.astype(np.int16)


def plane(along_row: Vector = LEFT, down_column: Vector = BACK) -> ImagePlane:
    return ImagePlane((-100.0, -80.0, 30.0), along_row, down_column, MM, MM)


def volume(*slices: NDArray[np.int16], step_mm: float = 6.0) -> Volume:
    array = np.stack(slices)
    geometry = VolumeGeometry(plane(), (0.0, 0.0, step_mm), (len(slices), ROWS, COLUMNS))
    return Volume(array, geometry, Unit.NONE)


def request(images: Images) -> AnalysisRequest:
    return AnalysisRequest(
        request_id="1",
        model_id="brain_mr_tumour",
        study_instance_uid="1.2",
        series_instance_uid="1.2.3",
        display_set_id="1.2.3",
        volume=SharedArray("", images.array.shape, images.array.dtype.str),
        geometry=images.geometry if isinstance(images, Volume) else None,
        unit=Unit.NONE,
        sop_instance_uids=tuple(f"1.2.3.{index}" for index in range(len(images.array))),
    )


def analysed(images: Images, analyzer: BrainMrTumour | None = None) -> AnalysisResult:
    card = drawing_card()
    analyzer = analyzer or BrainMrTumour(card, drawing_model(card))
    return analyzer.analyze(request(images), images, ignore_progress, CancelToken())


TUMOUR = (50.0, 100.0, 10.0)


def test_that_a_tumour_through_slices_is_one_finding_in_its_place() -> None:
    result = analysed(volume(head(), head((50, 100, 8)), head(TUMOUR), head((50, 100, 7)), head()))

    (finding,) = result.findings
    assert finding.box_voxel is not None
    assert (finding.box_voxel.first[0], finding.box_voxel.last[0]) == (1, 3)
    assert finding.center_voxel == (2, 50, 100)
    assert finding.sop_instance_uids == ("1.2.3.1", "1.2.3.2", "1.2.3.3")
    assert finding.center_lps_mm is not None
    assert np.allclose(finding.center_lps_mm, (-100 + 100 * MM, -80 + 50 * MM, 42.0))
    assert finding.site.text == "head, left side"


def test_that_sizes_are_in_mm() -> None:
    (finding,) = analysed(volume(head(TUMOUR))).findings

    assert finding.diameter_mm == pytest.approx(20 * MM, abs=2)
    assert finding.short_axis_mm == pytest.approx(20 * MM, abs=2)
    assert finding.outlines[0].slice_index == 0
    points = np.array(finding.outlines[0].points)
    assert np.hypot(*(points - (50, 100)).T) == pytest.approx(10, abs=1)


def test_that_maps_and_slices_sum_to_the_logit() -> None:
    images = volume(head((50, 100, 8)), head(TUMOUR))
    result = analysed(images)

    (finding,) = result.findings
    total = sum(float(patch.contributions.sum()) for patch in result.attention)
    assert sum(result.slice_contributions) == pytest.approx(total, abs=1e-4)
    logits = np.log([score for _, score in finding.label_scores])
    model = drawing_model(drawing_card())
    biases = model.members[0].bias.detach().numpy()  # type: ignore[operator]  # of a test
    # Softmax of the logits: the second label's evidence is six times the first one's.
    first = biases[0] + total / 6
    assert logits[1] - logits[0] == pytest.approx(result.attention_bias + total - first, abs=1e-3)


def test_that_the_studys_own_label_comes_first() -> None:
    result = analysed(volume(head(TUMOUR)))

    assert next(iter(result.scores)) == "glioma" == result.findings[0].label
    assert set(result.scores) == set(LABELS)
    assert sum(result.scores.values()) == pytest.approx(1)


def test_that_a_head_without_anything_bright_stays_silent() -> None:
    result = analysed(volume(head(), head()))

    assert result.status is AnalysisStatus.DONE
    assert result.findings == ()
    assert result.scores == {}
    assert "No lesion" in result.notes[-1].text


def test_that_thin_slices_must_agree() -> None:
    alone = [head() for _ in range(12)]
    alone[5] = head(TUMOUR)

    assert analysed(volume(*alone, step_mm=1.0)).findings == ()
    assert len(analysed(volume(*alone, step_mm=6.0)).findings) == 1


def test_that_two_tumours_are_two_findings() -> None:
    result = analysed(volume(head(TUMOUR), head((80, 60, 9))))

    assert len(result.findings) == 2
    assert {finding.site.text for finding in result.findings} == {
        "head, left side",
        "head, right side",
    }


@pytest.mark.parametrize("turned", ["mirrored", "upside down", "on its side"])
def test_that_a_slice_stored_otherwise_gives_the_same_place(turned: str) -> None:
    array, along_row, down_column = head(TUMOUR), LEFT, BACK
    corner = np.array((-100.0, -80.0, 30.0))
    if turned == "mirrored":
        array, along_row = array[:, ::-1], (-1.0, 0.0, 0.0)
        corner += np.array((MM * (COLUMNS - 1), 0, 0))
    elif turned == "upside down":
        array, down_column = array[::-1], (0.0, -1.0, 0.0)
        corner += np.array((0, MM * (ROWS - 1), 0))
    else:
        array, along_row, down_column = array.T, BACK, LEFT
    where = ImagePlane((corner[0], corner[1], corner[2]), along_row, down_column, MM, MM)
    images = ImageStack(np.ascontiguousarray(array)[None], (where,), Unit.NONE)

    (finding,) = analysed(images).findings

    assert finding.center_lps_mm is not None
    assert np.allclose(finding.center_lps_mm, (25.0, -17.5, 30.0), atol=1.5)
    patch = analysed(images).attention[0]
    hot = np.unravel_index(int(patch.contributions.argmax()), patch.contributions.shape)
    row = np.interp(hot[0] + 0.5, (0, patch.contributions.shape[0]), patch.row_range)
    column = np.interp(hot[1] + 0.5, (0, patch.contributions.shape[1]), patch.column_range)
    assert finding.center_voxel is not None
    assert abs(row - finding.center_voxel[1]) < 12  # a cell is 17 pixels wide
    assert abs(column - finding.center_voxel[2]) < 12


def test_that_slices_of_unknown_place_have_findings_without_mm() -> None:
    (finding,) = analysed(ImageStack(head(TUMOUR)[None], (None,), Unit.NONE)).findings

    assert finding.center_lps_mm is None
    assert finding.diameter_mm is None
    assert finding.center_voxel == (0, 50, 100)


def test_that_single_slices_are_not_joined() -> None:
    images = ImageStack(np.stack([head(TUMOUR)] * 2), (plane(), plane()), Unit.NONE)

    assert len(analysed(images).findings) == 2


def test_that_networks_that_disagree_leave_the_lesion_unnamed() -> None:
    rule = AbstentionRule(0.05, ANY, ANY, ANY, "nothing")
    card = replace(drawing_card(members=2), abstention=rule)
    model = drawing_model(card, (1.0, 6.0, -2.0), (6.5, 1.0, -2.0))

    result = analysed(volume(head(TUMOUR)), BrainMrTumour(card, model))

    assert result.findings[0].label == "tumour"
    assert not result.findings[0].is_calibrated
    assert any("disagree" in note.text for note in result.notes)
    assert result.spread is not None


def test_that_a_percentage_needs_a_calibration_that_held() -> None:
    fitted = Calibration("temperature", (2.0,), replace(ANY, value=0.02), "a", "b")
    card = replace(drawing_card(), calibration=fitted, is_calibrated=True)

    result = analysed(volume(head(TUMOUR)), BrainMrTumour(card, drawing_model(card)))

    assert result.findings[0].is_calibrated


def test_that_it_stops_between_batches() -> None:
    card = drawing_card()
    images = volume(head(TUMOUR))
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        BrainMrTumour(card, drawing_model(card)).analyze(
            request(images), images, ignore_progress, token
        )


def test_that_a_card_without_a_lesion_rule_is_refused() -> None:
    card = replace(drawing_card(), lesion_rule=None)

    with pytest.raises(ModelUnusable, match="lesion_rule"):
        BrainMrTumour(card, drawing_model(card))


class FarFromHome(FeatureWatch):
    """A guard to which every image is far away."""

    def opinion(self, images: NDArray[np.float32]) -> Opinion:
        return Opinion(refusals=(message("Test", "{count} strange slices", count=len(images)),))


def test_that_slices_unlike_the_training_images_are_refused_unless_the_reader_insists() -> None:
    images = volume(head(), head(TUMOUR))
    card = drawing_card()
    model = drawing_model(card)
    analyzer = BrainMrTumour(card, model, FarFromHome(model, None))
    insisted = replace(request(images), override="it is a head")

    refused = analysed(images, analyzer)
    ran = analyzer.analyze(insisted, images, ignore_progress, CancelToken())

    assert refused.status is AnalysisStatus.REFUSED
    assert str(refused.reason) == "2 strange slices"
    assert ran.status is AnalysisStatus.DONE
    assert "2 strange slices" in str(ran.warnings[0])
