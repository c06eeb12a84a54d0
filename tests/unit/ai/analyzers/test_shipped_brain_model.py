"""The brain model that ships stays silent on heads without a tumour."""

from pathlib import Path

import numpy as np
import pytest
import torch

from medviewer import paths
from medviewer.ai.analyzers.brain_mr_tumour import BrainMrTumour, load
from medviewer.ai.catalog import CARD, load_card
from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.stacks import load_stack
from medviewer.domain.model_card import AnalysisRequest, AnalysisResult, SharedArray
from medviewer.domain.study import DisplaySet
from medviewer.domain.volume import ImageStack, Unit
from medviewer.progress import CancelToken, ignore_progress


@pytest.fixture(scope="module")
def analyzer() -> BrainMrTumour:
    folder = paths.models() / "brain_mr_tumour"
    return load(load_card(folder / CARD), folder, torch.device("cpu"))


def analysed(analyzer: BrainMrTumour, images: ImageStack) -> AnalysisResult:
    request = AnalysisRequest(
        request_id="1",
        model_id="brain_mr_tumour",
        study_instance_uid="1",
        series_instance_uid="1",
        display_set_id="1",
        volume=SharedArray("", images.array.shape, images.array.dtype.str),
        geometry=None,
        unit=images.unit,
        sop_instance_uids=tuple(map(str, range(len(images.array)))),
        override="a test",
    )
    return analyzer.analyze(request, images, ignore_progress, CancelToken())


def test_that_normal_heads_without_contrast_medium_leave_it_silent(
    analyzer: BrainMrTumour, shared_data: Path
) -> None:
    folder = shared_data / "dicom" / "mr_brain" / "decubitus_HFS_t1_sag"
    files = sorted(file for file in folder.iterdir() if file.suffix in ("", ".dcm"))
    frames = tuple(frame for file in files for frame in read_header(file).frames)

    images = load_stack(DisplaySet("d", "1", frames, None), CancelToken(), ignore_progress)

    assert analysed(analyzer, images).findings == ()


def test_that_a_black_image_has_no_lesion(analyzer: BrainMrTumour) -> None:
    black = ImageStack(np.zeros((1, 128, 128), np.uint8), (None,), Unit.NONE)

    assert analysed(analyzer, black).findings == ()
