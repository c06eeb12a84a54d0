"""Says how much a child's frontal chest radiograph looks like those of children with pneumonia.

each image as seen → the square in its middle, reduced → ensemble → calibrated probability, prediction set
→ a finding of the whole image from the lowest of the card's thresholds on, or an abstention

The class map explains the ensemble's logit without remainder, and is left out where it failed a test. The
networks were never told where a pneumonia lies, so there is no box.
"""

import time
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from medviewer.ai.analyzer import SeenImages, SeenPlace
from medviewer.ai.analyzers.radiograph_square import RadiographSquare, prepared
from medviewer.ai.analyzers.whole_image import WholeImageWriter
from medviewer.ai.runtime.backends.fast_model import load_fast
from medviewer.ai.runtime.device import badge
from medviewer.ai.runtime.feature_guard import FeatureWatch
from medviewer.ai.runtime.guard import answered
from medviewer.ai.runtime.image_model import ClassMaps, ImageModel, Prediction
from medviewer.ai.runtime.uncertainty import prediction_set, reason_to_abstain
from medviewer.domain.finding import Finding
from medviewer.domain.model_card import (
    AnalysisRequest,
    AnalysisResult,
    AnalysisStatus,
    AttentionPatch,
    ExplanationRequest,
    ModelCard,
)
from medviewer.domain.model_trust import CLASS_MAP, offered_methods
from medviewer.domain.volume import Images, ImageStack
from medviewer.errors import NotApplicable
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import Message, message

NAME = message("Chest radiograph", "Suspected pneumonia")
PREPARING = message("Chest radiograph", "Preparing images")
JUDGING = message("Chest radiograph", "Judging images")


@dataclass(frozen=True, slots=True)
class Answer:
    """The model's word on one image of the stack.

    Attributes:
        probability: calibrated as the card says; a score where that did not pass.
        abstention: why it had better not answer; None where it may.
    """

    index: int
    probability: float
    spread: float
    prediction_set: tuple[str, ...]
    abstention: Message | None


class ChestXrayPneumonia:
    """The analyzer; see `ai.analyzer.Analyzer`."""

    def __init__(
        self, card: ModelCard, model: ImageModel, watch: FeatureWatch | None = None
    ) -> None:
        self._card = card
        self._model = model
        self._watch = watch or FeatureWatch(model, None)
        self._label = card.labels[0]

    @property
    def model(self) -> ImageModel:
        return self._model

    def seen(self, wanted: ExplanationRequest, images: Images) -> SeenImages:
        """The square of the image the finding is of."""
        stack, index = _as_stack(images, self._card), wanted.finding.image_index
        shown = prepared(stack.array[index], stack.curves[index], self._model.spec.input_size)
        square = RadiographSquare.of(*stack.array.shape[1:])
        place = SeenPlace(index, square.row_range, square.column_range)
        return SeenImages(shown[np.newaxis], (place,), label=0, weights=(1.0,))

    def warm_up(self) -> None:
        """Judge one black image, so that kernels are chosen and memory is there."""
        self._model.probabilities(np.zeros((1, *self._model.spec.input_size), np.float32))

    def analyze(
        self, request: AnalysisRequest, images: Images, progress: ProgressSink, token: CancelToken
    ) -> AnalysisResult:
        """Judge every image of the stack by itself; the study's score is that of the gravest."""
        stack = _as_stack(images, self._card)
        start = time.perf_counter()
        inputs = self._prepared(stack, progress, token)
        prepared_at = time.perf_counter()
        progress(Progress(JUDGING, 0, 1))
        judge = partial(self._judged, request, stack, inputs, token)
        doubts = self._watch.opinion(inputs)
        result = answered(doubts, self._card, request, badge(self._model.ladder.device), judge)
        timings = {"preparing": prepared_at - start, "judging": time.perf_counter() - prepared_at}
        return replace(result, timings_s=timings)

    def _judged(
        self,
        request: AnalysisRequest,
        stack: ImageStack,
        inputs: NDArray[np.float32],
        token: CancelToken,
    ) -> AnalysisResult:
        said = self._model.probabilities(inputs)
        token.check()
        maps = self._model.class_maps(inputs)
        answers = [self._answer(said, index) for index in range(len(inputs))]
        return self._result(request, stack, answers, maps)

    def _prepared(
        self, stack: ImageStack, progress: ProgressSink, token: CancelToken
    ) -> NDArray[np.float32]:
        size, inputs = self._model.spec.input_size, []
        for index, (values, curve) in enumerate(zip(stack.array, stack.curves, strict=True)):
            token.check()
            progress(Progress(PREPARING, index, len(stack.array)))
            inputs.append(prepared(values, curve, size))
        return np.stack(inputs)

    def _answer(self, said: Prediction, index: int) -> Answer:
        probabilities, spread = said.probabilities[index], float(said.spread[index])
        return Answer(
            index,
            float(probabilities[0]),
            spread,
            prediction_set(probabilities, self._card),
            reason_to_abstain(probabilities, spread, self._card),
        )

    def _result(
        self, request: AnalysisRequest, stack: ImageStack, answers: list[Answer], maps: ClassMaps
    ) -> AnalysisResult:
        """Findings of the images it answers for; it abstains where there is no such image."""
        device = badge(self._model.ladder.device)
        silent = [answer.abstention for answer in answers if answer.abstention is not None]
        is_silent = len(silent) == len(answers)
        gravest = max(answers, key=lambda answer: answer.probability)
        findings = [] if is_silent else self._findings(request, answers, device)
        return AnalysisResult(
            request,
            self._card,
            AnalysisStatus.ABSTAINED if is_silent else AnalysisStatus.DONE,
            device,
            reason=silent[0] if is_silent else None,
            notes=(*self._model.ladder.notes, *(() if is_silent else silent)),
            scores={self._label: gravest.probability},
            findings=tuple(findings),
            attention=self._attention(stack, maps, findings),
            attention_bias=maps.bias,
            prediction_set=gravest.prediction_set,
            spread=gravest.spread if len(self._model.members) > 1 else None,
        )

    def _findings(
        self, request: AnalysisRequest, answers: list[Answer], device: str
    ) -> list[Finding]:
        writer = WholeImageWriter(self._card, request, device)
        lowest = min(self._card.thresholds(self._label))
        told = [
            writer.finding(answer.index, self._label, answer.probability, NAME)
            for answer in answers
            if answer.abstention is None and answer.probability >= lowest
        ]
        return sorted(told, key=lambda finding: -finding.confidence)

    def _attention(
        self, stack: ImageStack, maps: ClassMaps, findings: list[Finding]
    ) -> tuple[AttentionPatch, ...]:
        """Every image's class map over its square; of an image without a finding it explains the score.

        None where the card says that the class map failed a test: what cannot be trusted is not shown.
        """
        tests = self._card.explanation_tests
        if tests and CLASS_MAP not in offered_methods(tests):
            return ()
        square = RadiographSquare.of(*stack.array.shape[1:])
        named = {finding.image_index: finding.finding_id for finding in findings}
        return tuple(
            AttentionPatch(
                named.get(index, ""),
                index,
                square.row_range,
                square.column_range,
                contributions,
                label=self._label,
            )
            for index, contributions in enumerate(maps.contributions)
        )


def load(card: ModelCard, folder: Path, device: torch.device) -> ChestXrayPneumonia:
    """The analyzer with the card's weights.

    Raises:
        ModelUnusable: the weights are missing, altered, or of another network.
    """
    model = load_fast(card, folder, device)
    return ChestXrayPneumonia(card, model, FeatureWatch.load(model, folder))


def _as_stack(images: Images, card: ModelCard) -> ImageStack:
    """What radiographs come as.

    Raises:
        NotApplicable: the slices form a volume, which no radiograph does.
    """
    if isinstance(images, ImageStack):
        return images
    raise NotApplicable(
        message(
            "Chest radiograph",
            "{model} reads radiographs, and these slices form a volume. Choose a radiograph.",
            model=card.title,
        )
    )
