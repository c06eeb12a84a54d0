"""Coding a note of 2,000 words on one core, beside TF-IDF with a linear SVM and beside the shipped CNN."""

from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from tests.benchmarks.inference import forward
from tests.benchmarks.row import Missing

if TYPE_CHECKING:
    from medviewer.ai.installed_systems import SystemPlace

CODER, CNN = "icd10_coding", "chest_xray_pneumonia"
WORDS = 2000
TIMES_SVM, PASSES = 2, 100  # the issue: the larger of the two


def coded() -> Callable[[], float]:
    """Seconds of a whole answer: read, rank, test every highlight."""
    import torch

    from medviewer.ai.runtime.text.coding_desk import open_desk
    from medviewer.domain.coding import CodingRequest
    from medviewer.progress import CancelToken, ignore_progress

    torch.set_num_threads(1)
    _place()
    desk = open_desk("cpu")
    request = CodingRequest("note", note(), CODER, "en")
    desk(request, ignore_progress, CancelToken())  # loads
    return lambda: desk(request, ignore_progress, CancelToken()).seconds


def allowance() -> Callable[[], float]:
    """Seconds allowed: twice TF-IDF with SVM, or a hundred passes of the shipped CNN if that is more."""
    import time

    from medviewer.ai.runtime.text.text_model import TextModel

    place = _place()
    model = TextModel.load(place.card, place.folder)
    text, one_pass = note(), forward(CNN)

    def svm() -> float:
        start = time.perf_counter()
        model.scores([model.read(text, "en")], ("svm",))
        return time.perf_counter() - start

    svm()
    return lambda: max(TIMES_SVM * svm(), PASSES * one_pass())


def note() -> str:
    """Real clinical words in plenty: titles of the code table."""
    from medviewer.ai.text.code_table import load_code_table

    titles = ". ".join(islice(load_code_table().titles.values(), 0, None, 97))
    return " ".join(titles.split()[:WORDS])


def _place() -> "SystemPlace":
    from medviewer.ai.installed_systems import find_system

    place = find_system(CODER)
    if place is None:
        raise Missing(f"{CODER} is not installed")
    return place
