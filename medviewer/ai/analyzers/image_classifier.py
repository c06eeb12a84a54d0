"""Runs an imported classifier of single images on whatever its card says it is for.

each image or slice → grey values in the card's window, 0..1 → brought to the network's size → logits
→ mean over the slices = the study's logits → scores, and one finding of the whole image above
  the lowest threshold

Nothing is known of how such a model was trained but its card: where that states no window, every image's own
middle 98 % of values are taken. Its answers are scores, never percentages.
"""

import time
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from medviewer.ai.analyzers.whole_image import WholeImageWriter
from medviewer.ai.runtime.backends.fast_model import load_fast
from medviewer.ai.runtime.device import badge
from medviewer.ai.runtime.image_model import Floats, ImageModel
from medviewer.domain.finding import Finding
from medviewer.domain.model_card import (
    AnalysisRequest,
    AnalysisResult,
    AnalysisStatus,
    ModelCard,
)
from medviewer.domain.voi import VoiWindow
from medviewer.domain.volume import Images, PixelArray
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import message

JUDGING = message("Image classifier", "Judging images")
MIDDLE_VALUES = (1.0, 99.0)  # percentiles that become black and white where the card has no window
IMAGES_AT_ONCE = 16


class ImageClassifier:
    """The analyzer; see `ai.analyzer.Analyzer`."""

    def __init__(self, card: ModelCard, model: ImageModel) -> None:
        self._card = card
        self._model = model

    def warm_up(self) -> None:
        """Judge one black image."""
        self._model.logits(self._as_input([np.zeros((2, 2), np.float32)]))

    def analyze(
        self, request: AnalysisRequest, images: Images, progress: ProgressSink, token: CancelToken
    ) -> AnalysisResult:
        """Judge every image; the study's logits are the mean of its images'."""
        start = time.perf_counter()
        logits = self._logits(request, images.array, progress, token)
        said = self._model.judged(logits.mean(axis=1, keepdims=True))
        scores = dict(zip(self._card.labels, said.probabilities[0].tolist(), strict=True))
        return AnalysisResult(
            request,
            self._card,
            AnalysisStatus.DONE,
            badge(self._model.ladder.device),
            notes=tuple(self._model.ladder.notes),
            scores=scores,
            findings=self._findings(request, scores, logits.mean(axis=0)),
            timings_s={"judging": time.perf_counter() - start},
            slice_contributions=tuple((logits.mean(axis=0)[:, 0] / logits.shape[1]).tolist()),
        )

    def _logits(
        self,
        request: AnalysisRequest,
        array: PixelArray,
        progress: ProgressSink,
        token: CancelToken,
    ) -> Floats:
        """(members, images, labels)."""
        parts = []
        for first in range(0, len(array), IMAGES_AT_ONCE):
            token.check()
            progress(Progress(JUDGING, first, len(array)))
            indices = range(first, min(first + IMAGES_AT_ONCE, len(array)))
            shown = [self._shown(array[index], _is_inverted(request, index)) for index in indices]
            parts.append(self._model.logits(self._as_input(shown)))
        progress(Progress(JUDGING, len(array), len(array)))
        return np.concatenate(parts, axis=1)

    def _shown(self, values: PixelArray, is_inverted: bool) -> NDArray[np.float32]:
        shown = windowed(values, self._card.display_window)
        return 1 - shown if is_inverted else shown

    def _as_input(self, shown: list[NDArray[np.float32]]) -> NDArray[np.float32]:
        images = np.stack([resized(each, self._model.spec.input_size) for each in shown])
        channels = self._model.channels  # grey is given to each alike
        return images[:, None].repeat(channels, axis=1) if channels > 1 else images

    def _findings(
        self, request: AnalysisRequest, scores: dict[str, float], logits: Floats
    ) -> tuple[Finding, ...]:
        """The likeliest label, where it reaches a threshold of the card, on the image that says it most."""
        label = max(scores, key=lambda each: scores[each])
        if scores[label] < min(self._card.thresholds(label)):
            return ()
        index = int(logits[:, self._card.labels.index(label)].argmax())
        name = message("Image classifier", "Label “{label}”", label=label)  # the author's own word
        writer = WholeImageWriter(self._card, request, badge(self._model.ladder.device))
        return (writer.finding(index, label, scores[label], name),)


def load(card: ModelCard, folder: Path, device: torch.device) -> ImageClassifier:
    """The analyzer with the card's network.

    Raises:
        ModelUnusable: the network is missing, altered, or does not fit the card.
    """
    return ImageClassifier(card, load_fast(card, folder, device))


def _is_inverted(request: AnalysisRequest, index: int) -> bool:
    """Whether the image's low values are white (MONOCHROME1)."""
    return index < len(request.curves) and request.curves[index].is_inverted


def windowed(values: PixelArray, window: VoiWindow | None) -> NDArray[np.float32]:
    """Grey values 0..1: the window's, or those between the image's own percentiles; flat ones are 0."""
    if window is None:
        low, high = np.percentile(values, MIDDLE_VALUES)
    else:
        low, high = window.center - window.width / 2, window.center + window.width / 2
    shown = (values.astype(np.float32) - np.float32(low)) / max(float(high - low), 1e-6)
    clipped: NDArray[np.float32] = np.clip(shown, 0, 1)
    return clipped


def resized(image: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
    """The whole image at (rows, columns), averaging where it shrinks; proportions are not kept."""
    rows, columns = size
    picture = Image.fromarray(image).resize((columns, rows), Image.Resampling.BILINEAR)
    return np.asarray(picture, np.float32)
