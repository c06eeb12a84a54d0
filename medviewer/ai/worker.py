"""What runs in the worker process: models stay loaded, volumes are looked at where they lie.

`build_handler` is called in that process; nothing here imports torch before it is. Importing this module
is cheap, because the viewer imports it to name `build_handler`.
"""

import importlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from multiprocessing.shared_memory import SharedMemory

import numpy as np

from medviewer.ai.analyzer import Analyzer, Explainer
from medviewer.ai.installed_models import find_model, installed_models, model_folders
from medviewer.domain.coding import CodingRequest
from medviewer.domain.fused_answer import FusionRequest
from medviewer.domain.model_card import (
    AnalysisRequest,
    AnalysisResult,
    Explanation,
    ExplanationRequest,
    ModelCard,
    SharedArray,
)
from medviewer.domain.prognosis import PrognosisRequest, RiskTrainingRequest
from medviewer.domain.self_test import SelfTestReport, SelfTestRequest
from medviewer.domain.signal_model import SignalRequest
from medviewer.domain.volume import Images, ImageStack, PixelArray, Volume
from medviewer.errors import MedViewerError, ModelUnusable, NotApplicable
from medviewer.progress import CancelToken, ProgressSink
from medviewer.words import message

logger = logging.getLogger(__name__)

# Answers one request after another; its module's `open_desk(device)` makes it, in the worker process.
Desk = Callable[[object, ProgressSink, CancelToken], object]
# What is asked besides images, and the module that answers it. Values of `domain` only.
ANSWERED_BY: dict[type, str] = {
    CodingRequest: "medviewer.ai.runtime.text.coding_desk",
    FusionRequest: "medviewer.ai.runtime.fusion.fusion_desk",
    SignalRequest: "medviewer.ai.runtime.signals.signal_desk",
    PrognosisRequest: "medviewer.ai.runtime.risk.prognosis_desk",
    RiskTrainingRequest: "medviewer.ai.systems.risk_training_desk",
}


class AnalysisHandler:
    """Answers requests one after another; loads a model at its first request and keeps it."""

    def __init__(self, device: str = "auto", threads: int = 0) -> None:
        """`threads`: to compute with on a CPU; 0: all cores but one, which the viewer has."""
        from medviewer.ai.runtime import device as devices  # torch: in the worker process only
        from medviewer.ai.runtime.guard import Guard

        if threads:
            devices.compute_with(threads)
        else:
            devices.leave_a_core_for_the_viewer()
        self._devices = devices
        self._wanted = device
        self.device = devices.badge(devices.pick_device(device))
        self._guard = Guard(devices.pick_device(device))
        self._analyzers: dict[tuple[str, str], Analyzer] = {}
        self._cards: dict[str, ModelCard] = {}
        self._desks: dict[str, Desk] = {}

    def __call__(self, request: object, progress: ProgressSink, token: CancelToken) -> object:
        """Answer an `AnalysisRequest` with its result, an `ExplanationRequest` with an `Explanation`.

        Raises:
            MedViewerError: the model or the device is not there, or the model failed.
            Cancelled: `token` was cancelled.
        """
        if isinstance(request, ExplanationRequest):
            with attached(request.request.volume) as array:
                return self.explain(request, array, progress, token)
        if isinstance(request, SelfTestRequest):
            return self._test(request, progress, token)
        if type(request) in ANSWERED_BY:
            return self._desk(type(request))(request, progress, token)
        if not isinstance(request, AnalysisRequest) or not request.volume.name:
            raise NotApplicable(
                message("AI worker", "This is not an image the AI can be asked about.")
            )
        with attached(request.volume) as array:
            return self.analyze(request, array, progress, token)

    def analyze(
        self,
        request: AnalysisRequest,
        array: PixelArray,
        progress: ProgressSink,
        token: CancelToken,
    ) -> AnalysisResult:
        """One model on pixels that lie in this process, behind the guard; raises as `__call__`."""
        token.check()
        analyzer = self._analyzer(request.model_id, request.device)
        self._refuse_what_is_no_volume(request)
        images = images_of(request, array)
        card = self._cards[request.model_id]
        run = partial(analyzer.analyze, request, images, progress, token)
        return self._guard.answer(card, request, images, run)

    def explain(
        self,
        wanted: ExplanationRequest,
        array: PixelArray,
        progress: ProgressSink,
        token: CancelToken,
    ) -> Explanation:
        """Maps of one finding by another method; no guard: the finding stands already."""
        from medviewer.ai.runtime.explaining import explanation

        token.check()
        analyzer = self._analyzer(wanted.request.model_id, wanted.request.device)
        if not isinstance(analyzer, Explainer):
            raise NotApplicable(
                message(
                    "AI worker",
                    "{model} is explained by its class map only.",
                    model=self._cards[wanted.request.model_id].title,
                )
            )
        seen = analyzer.seen(wanted, images_of(wanted.request, array))
        return explanation(wanted, analyzer.model.as_trained, seen, progress, token)

    def _test(
        self, request: SelfTestRequest, progress: ProgressSink, token: CancelToken
    ) -> SelfTestReport:
        """The machine and the speed of every installed model on it, run the fastest way that is faithful."""
        from medviewer.ai.runtime.backends.measuring import choose_backends
        from medviewer.ai.runtime.self_test import machine_report, speed_of

        wanted = self._wanted if request.device == "auto" else request.device
        device = self._devices.pick_device(wanted)
        backends = choose_backends(installed_models(), device, progress, token)
        self._analyzers.clear()  # loaded again as chosen
        speeds = []
        for folder in model_folders():
            token.check()
            card = find_model(folder.name).card
            if card.is_analyzer:
                load = partial(self._analyzer, folder.name, wanted)
                speeds.append(speed_of(card, load, device))
        return replace(machine_report(device, speeds), backends=backends)

    def warm_up(self) -> None:
        """Load every installed model and run it on nothing. A broken one speaks up when it is asked."""
        self._guard.warm_up()
        for folder in model_folders():
            try:
                if find_model(folder.name).card.is_analyzer:
                    self._analyzer(folder.name, self._wanted).warm_up()
            except MedViewerError:
                logger.warning("A model could not be warmed up: %s", folder.name)
            except Exception:  # what a reader brought along must not stop the other models
                logger.exception("A model failed unforeseen when warmed up: %s", folder.name)

    def warm_up_model(self, model_id: str) -> None:
        """As `warm_up`, of one model; it must be usable.

        Raises:
            MedViewerError: its card, weights or analyzer are not.
        """
        self._guard.warm_up()
        self._analyzer(model_id, self._wanted).warm_up()

    def _analyzer(self, model_id: str, device: str) -> Analyzer:
        wanted = self._wanted if device == "auto" else device
        key = (model_id, wanted)
        if key not in self._analyzers:
            self._analyzers[key] = self._load(model_id, wanted)
        return self._analyzers[key]

    def _desk(self, kind: type) -> Desk:
        """Who answers requests of that kind; loaded at the first of them and kept."""
        name = ANSWERED_BY[kind]
        if name not in self._desks:
            try:
                module = importlib.import_module(name)
            except ModuleNotFoundError as error:
                if not f"{name}.".startswith(f"{error.name}."):
                    raise  # the desk is there; what it needs is not
                raise ModelUnusable(NO_DESK) from error
            open_desk: Callable[[str], Desk] = module.open_desk
            self._desks[name] = open_desk(self._wanted)
        return self._desks[name]

    def _load(self, model_id: str, device: str) -> Analyzer:
        model = find_model(model_id)
        card = self._cards[model_id] = model.card
        try:
            module = importlib.import_module(f"medviewer.ai.analyzers.{card.analyzer}")
            load: Callable[..., Analyzer] = module.load
        except (ModuleNotFoundError, AttributeError) as error:  # none, or a part of one
            raise ModelUnusable(
                message(
                    "AI worker",
                    "{model} needs the analyzer “{analyzer}”, which this MedViewer does not have. "
                    "Update MedViewer.",
                    model=card.title,
                    analyzer=card.analyzer,
                )
            ) from error
        return load(card, model.folder, self._devices.pick_device(device))

    def _refuse_what_is_no_volume(self, request: AnalysisRequest) -> None:
        card = self._cards[request.model_id]
        if request.geometry is None and card.applicability.needs_volume:
            raise NotApplicable(
                message(
                    "AI worker",
                    "{model} needs a volume, and these images form none. Choose a series of slices.",
                    model=card.title,
                )
            )


NO_DESK = message(
    "AI worker", "This MedViewer has nothing that answers such a question. Update MedViewer."
)


def build_handler(device: str = "auto") -> AnalysisHandler:
    """Make the worker process ready: torch imported, the device chosen, the models warm."""
    handler = AnalysisHandler(device)
    handler.warm_up()
    return handler


def images_of(request: AnalysisRequest, array: PixelArray) -> Images:
    """The array as what the request says it is: a volume, or images without a common grid."""
    if request.geometry is not None:
        return Volume(array, request.geometry, request.unit)
    return ImageStack(array, request.planes, request.unit, request.curves)


@contextmanager
def attached(shared: SharedArray) -> Iterator[PixelArray]:
    """A read-only look at the parent's shared memory, which stays the parent's to remove."""
    memory = SharedMemory(shared.name)
    try:
        array: PixelArray = np.ndarray(shared.shape, np.dtype(shared.dtype), buffer=memory.buf)
        array.flags.writeable = False
        yield array
        del array  # the shared memory cannot be closed while an array looks at it
    finally:
        _close(memory)


def _close(memory: SharedMemory) -> None:
    try:
        memory.close()
    except BufferError:  # an exception on its way still holds the array; the process's end frees it
        logger.debug("Shared memory is still looked at and is closed later")
