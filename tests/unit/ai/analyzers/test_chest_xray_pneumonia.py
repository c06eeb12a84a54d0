"""What the radiograph model answers, of which images, and that it says the same however they are stored."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from pydicom.uid import ComputedRadiographyImageStorage

from medviewer.ai.analyzers.chest_xray_pneumonia import ChestXrayPneumonia
from medviewer.ai.runtime.feature_guard import FeatureDistance, FeatureWatch
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.stacks import load_stack
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.model_card import (
    AnalysisRequest,
    AnalysisResult,
    AnalysisStatus,
    ModelCard,
    SharedArray,
)
from medviewer.domain.model_trust import (
    AbstentionRule,
    ConformalRule,
    ExplanationTest,
    FeatureGuard,
    Interval,
    NetworkSpec,
    OperatingPoint,
)
from medviewer.domain.study import DisplaySet
from medviewer.domain.tone_curve import ToneCurve
from medviewer.domain.voi import VoiFunction, VoiWindow
from medviewer.domain.volume import ImageStack, Unit, Volume
from medviewer.errors import NotApplicable
from medviewer.progress import Cancelled, CancelToken, ignore_progress
from tests.phantoms.dicom_files import write_image
from tests.phantoms.radiographs import WITHOUT_PLACE
from tests.unit.ai.runtime.two_layers import two_layer_card, two_layer_folder, two_layer_weights

EIGHT_BITS = ToneCurve(VoiWindow(127.5, 255, VoiFunction.LINEAR_EXACT))
SPEC = NetworkSpec(
    "small_cnn", (28, 28), 3, (("labels", 1), ("widths", (4, 6)), ("standardise", True))
)
ANY = Interval(0.5, 0.4, 0.6)


@pytest.fixture
def model(tmp_path: Path) -> ImageModel:
    """Three two-layer networks for 28 x 28 pixels."""
    card = two_layer_folder(tmp_path, SPEC, two_layer_weights(SPEC))
    return ImageModel.load(card, tmp_path, torch.device("cpu"))


def card(**changes: Any) -> ModelCard:
    told: dict[str, Any] = {"labels": ("pneumonia",), "score_threshold": 0.0} | changes
    return replace(two_layer_card(SPEC), **told)


def stack(count: int = 1, shape: tuple[int, int] = (56, 84)) -> ImageStack:
    array = np.random.default_rng(3).integers(0, 256, (count, *shape)).astype(np.uint8)
    return ImageStack(array, (None,) * count, Unit.NONE, (EIGHT_BITS,) * count)


def request(count: int = 1) -> AnalysisRequest:
    return AnalysisRequest(
        request_id="1",
        model_id="chest_xray_pneumonia",
        study_instance_uid="1.2",
        series_instance_uid="1.2.3",
        display_set_id="d",
        volume=SharedArray("x", (count, 56, 84), "|u1"),
        geometry=None,
        unit=Unit.NONE,
        sop_instance_uids=tuple(f"1.2.3.{index}" for index in range(count)),
    )


def answered(model: ImageModel, images: ImageStack, of: ModelCard | None = None) -> AnalysisResult:
    analyzer = ChestXrayPneumonia(of or card(), model)
    asked = request(len(images.array))
    return analyzer.analyze(asked, images, ignore_progress, CancelToken())


def test_that_a_finding_is_of_the_whole_image_and_names_it(model: ImageModel) -> None:
    result = answered(model, stack(2))

    assert {finding.image_index for finding in result.findings} == {0, 1}
    first = result.findings[0]
    assert first.is_of_whole_image
    assert first.center_voxel is None
    assert first.sop_instance_uids == (f"1.2.3.{first.key_slice}",)
    assert result.scores == {"pneumonia": first.confidence}
    assert result.spread is not None


def test_that_the_map_lies_on_the_square_and_sums_to_the_logit(model: ImageModel) -> None:
    result = answered(model, stack())

    [patch], [finding] = result.attention, result.findings
    assert (patch.row_range, patch.column_range) == ((-0.5, 55.5), (13.5, 69.5))
    assert patch.finding_id == finding.finding_id
    logit = float(patch.contributions.sum(dtype=np.float64)) + result.attention_bias
    assert logit == pytest.approx(np.log(finding.confidence / (1 - finding.confidence)), abs=1e-4)


def test_that_a_class_map_that_failed_a_test_is_not_shown(model: ImageModel) -> None:
    failed = ExplanationTest("class map", "deletion", 0.0, "≥ 0.1", False, "x")

    assert answered(model, stack(), card(explanation_tests=(failed,))).attention == ()


def test_that_nothing_is_found_below_the_threshold_but_the_score_is_told(model: ImageModel) -> None:
    result = answered(model, stack(), replace(card(), score_threshold=1.1))

    assert result.status is AnalysisStatus.DONE
    assert result.findings == ()
    assert 0 < result.scores["pneumonia"] < 1
    assert [patch.finding_id for patch in result.attention] == [""]


def test_that_findings_are_told_down_to_the_lowest_operating_point(model: ImageModel) -> None:
    lowest = OperatingPoint("screening", "pneumonia", 0.0, ANY, ANY, ANY, 0.25, "x")

    result = answered(model, stack(), card(score_threshold=1.1, operating_points=(lowest,)))

    [finding] = result.findings
    assert finding.confidence == result.scores["pneumonia"]


def test_that_it_abstains_where_it_can_exclude_nothing(model: ImageModel) -> None:
    unsure = card(
        conformal=ConformalRule(0.1, (1.0, 1.0), ANY, 2.0, "x"),
        abstention=AbstentionRule(1.0, ANY, ANY, ANY, "x"),
    )

    result = answered(model, stack(), unsure)

    assert result.status is AnalysisStatus.ABSTAINED
    assert "abstains, because" in str(result.reason)
    assert result.findings == ()
    assert result.prediction_set == ("no_pneumonia", "pneumonia")


def test_that_the_same_image_asked_again_keeps_its_findings_id(model: ImageModel) -> None:
    first, again = answered(model, stack()), answered(model, stack())

    assert first.findings[0].finding_id == again.findings[0].finding_id


def test_that_a_volume_is_refused(model: ImageModel) -> None:
    plane = ImagePlane((0, 0, 0), (1, 0, 0), (0, 1, 0), 1.0, 1.0)
    volume = Volume(
        np.zeros((2, 4, 4), np.int16), VolumeGeometry(plane, (0, 0, 1), (2, 4, 4)), Unit.HU
    )

    with pytest.raises(NotApplicable, match="form a volume"):
        ChestXrayPneumonia(card(), model).analyze(
            request(2), volume, ignore_progress, CancelToken()
        )


def test_that_it_stops_when_cancelled(model: ImageModel) -> None:
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        ChestXrayPneumonia(card(), model).analyze(request(), stack(), ignore_progress, token)


STORAGES: list[dict[str, Any]] = [
    {},
    {"WindowCenter": 128, "WindowWidth": 256},
    {"PhotometricInterpretation": "MONOCHROME1"},
    {"BitsStored": 12, "HighBit": 11, "RescaleSlope": 0.5, "RescaleIntercept": -100},
    {"PhotometricInterpretation": "MONOCHROME1", "BitsStored": 16, "HighBit": 15},
]


@pytest.mark.parametrize("storage", STORAGES, ids=lambda storage: "+".join(storage) or "plain")
def test_that_a_training_image_gets_the_same_answer_from_dicom(
    model: ImageModel, shared_data: Path, tmp_path: Path, storage: dict[str, Any]
) -> None:
    archive = shared_data / "labelled" / "pneumoniamnist_28" / "trainval.npz"
    images = np.load(archive)["val_images"][:8]
    expected = model.probabilities(images / np.float32(255)).probabilities[:, 0]

    for index, image in enumerate(images):
        file = write_radiograph(tmp_path / str(index), image, storage)
        frames = tuple(read_header(file).frames)
        read = load_stack(DisplaySet("d", "1", frames, None), CancelToken(), ignore_progress)
        result = answered(model, read)

        assert result.scores["pneumonia"] == pytest.approx(expected[index], abs=0.01)


def write_radiograph(path: Path, image: np.ndarray, storage: dict[str, Any]) -> Path:
    """A training image as CR: its greys as stored values of so many bits, low ones white in MONOCHROME1."""
    bits = storage.get("BitsStored", 8)
    stored = image.astype(np.uint16) << (bits - 8)
    if storage.get("PhotometricInterpretation") == "MONOCHROME1":
        stored = (255 << (bits - 8)) - stored
    pixels = stored.astype(np.uint8 if bits == 8 else np.uint16)
    header = {
        **WITHOUT_PLACE,
        "SOPClassUID": ComputedRadiographyImageStorage,
        "Modality": "CR",
        "WindowCenter": None,
        "WindowWidth": None,
    }
    write_image(path, pixels, **{**header, **storage})
    return path


def far_from_home(model: ImageModel) -> FeatureWatch:
    """A guard to which every image is far away."""
    model.card = replace(model.card, feature_guard=FeatureGuard("guard.safetensors", "", 0.0, 0.0))
    width = model.features(np.zeros((1, 28, 28), np.float32)).shape[1]
    means = np.full((1, width), 5, np.float32)
    return FeatureWatch(model, FeatureDistance(means, np.eye(width, dtype=np.float32)))


def test_that_an_image_unlike_the_training_images_is_refused_unless_the_reader_insists(
    model: ImageModel,
) -> None:
    analyzer = ChestXrayPneumonia(card(), model, far_from_home(model))
    insisted = replace(request(), override="an adult, all the same")

    refused = analyzer.analyze(request(), stack(), ignore_progress, CancelToken())
    ran = analyzer.analyze(insisted, stack(), ignore_progress, CancelToken())

    assert refused.status is AnalysisStatus.REFUSED
    assert "unlike those it was made from" in str(refused.reason)
    assert ran.status is not AnalysisStatus.REFUSED
    assert ran.scores
    assert "unlike those it was made from" in str(ran.warnings[0])
