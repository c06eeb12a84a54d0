"""Measures every way to run every model on this computer, and chooses the fastest that answers alike.

for each model: plain torch's answers about the golden images → each back-end's → how far they differ
                → one image, all back-ends in turn, several rounds → medians → choice, remembered
"""

import logging
import math
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray

from medviewer.ai.installed_models import InstalledModel
from medviewer.ai.runtime.backends.accelerating import Backend, accelerated
from medviewer.ai.runtime.backends.choices import remember
from medviewer.ai.runtime.backends.fast_model import graph_folder
from medviewer.ai.runtime.backends.golden import golden_images
from medviewer.ai.runtime.image_model import ImageModel, Images
from medviewer.domain.backend_time import BackendTime
from medviewer.errors import AnalysisError
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import message

Heartbeat = Callable[[], None]

LARGEST_CHANGE = 0.01  # of any probability; a reader sees steps of 0.05
ROUNDS = 9  # of each back-end, in turn, so that a busy moment hits all of them
MEASURING = message("Self-test", "Measuring the models' speed")

logger = logging.getLogger(__name__)


def choose_backends(
    models: Sequence[InstalledModel],
    device: torch.device,
    progress: ProgressSink,
    token: CancelToken,
) -> tuple[BackendTime, ...]:
    """Measure the models and remember what was chosen; one that cannot be loaded is left out, and logged.

    Raises:
        Cancelled: `token` was cancelled.
    """
    times: list[BackendTime] = []
    for done, installed in enumerate(models):
        here = partial(progress, Progress(MEASURING, done, len(models)))
        here()
        try:
            times += measure_model(installed, device, token, here)
        except AnalysisError:
            logger.warning(
                "The back-ends of a model were not measured: %s", installed.card.model_id
            )
    progress(Progress(MEASURING, len(models), len(models)))
    remember(_choices(models, times))
    return tuple(times)


def measure_model(
    installed: InstalledModel, device: torch.device, token: CancelToken, is_alive: Heartbeat
) -> list[BackendTime]:
    """One row a back-end; on a graphics card there is but one.

    `is_alive` is called again and again: on a busy computer one model takes minutes.
    """
    plain = ImageModel.load(installed.card, installed.folder, device)
    images = golden_images(installed.folder, plain.spec)
    ways: dict[Backend, ImageModel] = {Backend.TORCH: plain}
    notes: dict[Backend, str] = {}
    for backend in list(Backend)[1:] if device.type == "cpu" else []:
        token.check()
        is_alive()
        try:
            ways[backend] = accelerated(plain, backend, graph_folder(), torch.get_num_threads())
        except AnalysisError as error:
            notes[backend] = str(error)
    found = {way: _answers(model, images, is_alive) for way, model in ways.items()}
    seconds = timed({way: _one(model, images) for way, model in ways.items()}, token, is_alive)
    rows = [_row(installed, way, seconds, (found[Backend.TORCH], found[way])) for way in ways]
    return chosen(rows) + [_failed(installed, way, why) for way, why in notes.items()]


def timed(
    ways: Mapping[Backend, Callable[[], object]],
    token: CancelToken,
    is_alive: Heartbeat = lambda: None,
) -> dict[Backend, float]:
    """Median seconds of each, after one round that does not count."""
    taken: dict[Backend, list[float]] = {way: [] for way in ways}
    for number in range(ROUNDS + 1):
        is_alive()
        for way, compute in ways.items():
            token.check()
            start = time.perf_counter()
            compute()
            if number:
                taken[way].append(time.perf_counter() - start)
    return {way: statistics.median(each) for way, each in taken.items()}


def chosen(rows: Sequence[BackendTime]) -> list[BackendTime]:
    """The rows with the fastest faithful one marked; plain torch is always faithful."""
    faithful = [row for row in rows if row.largest_change <= LARGEST_CHANGE and not row.flips]
    best = min(faithful, key=lambda row: row.milliseconds)
    return [replace(row, is_chosen=row is best) for row in rows]


def _answers(model: ImageModel, images: Images, is_alive: Heartbeat) -> NDArray[np.float64]:
    """Probabilities of the images, asked one after another, as a reader's are."""
    answers = []
    for index in range(len(images)):
        is_alive()
        answers.append(model.probabilities(images[index : index + 1]).probabilities)
    return np.concatenate(answers)


def _one(model: ImageModel, images: Images) -> Callable[[], object]:
    return lambda: model.probabilities(images[:1])


def _row(
    installed: InstalledModel,
    way: Backend,
    seconds: Mapping[Backend, float],
    answers: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> BackendTime:
    expected, found = answers
    decided = [_decisions(each, installed.card.score_threshold) for each in answers]
    return BackendTime(
        model_id=installed.card.model_id,
        backend=way,
        milliseconds=seconds[way] * 1000,
        times_faster=seconds[Backend.TORCH] / seconds[way],
        largest_change=float(np.abs(expected - found).max()),
        flips=int((decided[0] != decided[1]).sum()),
        is_chosen=False,
    )


def _decisions(probabilities: NDArray[np.float64], threshold: float) -> NDArray[np.int64]:
    """The label decided on, image by image; of a single label, whether it is at its threshold."""
    if probabilities.shape[1] == 1:
        return np.asarray(probabilities[:, 0] >= threshold, np.int64)
    return np.asarray(probabilities.argmax(axis=1), np.int64)


def _failed(installed: InstalledModel, way: Backend, why: str) -> BackendTime:
    return BackendTime(
        installed.card.model_id, way, math.inf, 0.0, math.inf, 0, is_chosen=False, note=why
    )


def _choices(models: Sequence[InstalledModel], times: Sequence[BackendTime]) -> dict[str, Backend]:
    hashes = {model.card.model_id: model.card.weights_sha256 for model in models}
    return {hashes[row.model_id]: Backend(row.backend) for row in times if row.is_chosen}
