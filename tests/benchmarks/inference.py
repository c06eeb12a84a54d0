"""One answer of each shipped model about one image, by each way to run it; its attention map."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.row import Missing

if TYPE_CHECKING:
    from medviewer.ai.runtime.image_model import ImageModel, Images

REPEATS = 20  # of one image; their median is one round's value


def one_image(model_id: str, backend: str) -> Callable[[], float]:
    """Seconds of one image's probabilities, all members, prepared as `backend` asks."""
    from medviewer.ai.runtime.backends.accelerating import Backend, accelerated

    model, images = _model(model_id)
    with tempfile.TemporaryDirectory() as cache:
        fast = accelerated(model, Backend(backend), Path(cache), _threads())
    return _timed(lambda: fast.probabilities(images))


def as_chosen(model_id: str) -> Callable[[], float]:
    """The same, prepared as the self-test chooses here: the fastest way that answers alike."""
    import torch

    from medviewer.ai.installed_models import find_model
    from medviewer.ai.runtime.backends.measuring import measure_model
    from medviewer.errors import ModelUnusable
    from medviewer.progress import CancelToken

    torch.set_num_threads(_threads())
    try:
        rows = measure_model(find_model(model_id), torch.device("cpu"), CancelToken(), lambda: None)
    except ModelUnusable as error:
        raise Missing(str(error)) from error
    return one_image(model_id, next(row.backend for row in rows if row.is_chosen))


def forward(model_id: str) -> Callable[[], float]:
    """Logits of one image in plain torch: what an attention map is compared with."""
    model, images = _model(model_id)
    return _timed(lambda: model.logits(images))


def attention_map(model_id: str) -> Callable[[], float]:
    """The exact class map of one image in plain torch; the logit comes with it."""
    model, images = _model(model_id)
    return _timed(lambda: model.class_maps(images))


def _model(model_id: str) -> "tuple[ImageModel, Images]":
    """A shipped model and one golden image; torch loads here only."""
    import torch

    from medviewer.ai.installed_models import find_model
    from medviewer.ai.runtime.backends.golden import golden_images
    from medviewer.ai.runtime.image_model import ImageModel
    from medviewer.errors import ModelUnusable

    torch.set_num_threads(_threads())
    try:
        installed = find_model(model_id)
        model = ImageModel.load(installed.card, installed.folder, torch.device("cpu"))
    except ModelUnusable as error:
        raise Missing(str(error)) from error
    return model, golden_images(installed.folder, model.spec)[:1]


def _threads() -> int:
    """One thread for each contestant: what else the machine does disturbs one core the least."""
    return 1


def _timed(compute: Callable[[], object]) -> Callable[[], float]:
    compute()

    return lambda: statistics.median(_seconds(compute) for _ in range(REPEATS))


def _seconds(compute: Callable[[], object]) -> float:
    start = time.perf_counter()
    compute()
    return time.perf_counter() - start
