"""One model for others to ask: tensors in, tensors out. What an mlserver or Triton process runs.

Questions come from the network: sizes are checked before anything is computed, one question is answered at a
time, and what goes wrong is an answer too, so that whoever asked is told in a sentence. Nothing of a question
is kept or logged.
"""

import logging
import threading
from collections.abc import Callable

from medviewer.ai.remote.answer import (
    analysis_answer,
    explanation_answer,
    failure_answer,
    identity_answer,
)
from medviewer.ai.remote.kserve_tensors import unpacked_pixels
from medviewer.ai.remote.model_identity import identity_of
from medviewer.ai.remote.question import EXPLANATION, IDENTITY, Question, read_question
from medviewer.ai.remote.strict_json import Malformed
from medviewer.ai.remote.tensors import Tensors
from medviewer.ai.worker import AnalysisHandler
from medviewer.domain.volume import PixelArray
from medviewer.errors import MedViewerError, NotApplicable
from medviewer.progress import CancelToken, ignore_progress
from medviewer.words import message

logger = logging.getLogger(__name__)

MakeHandler = Callable[[], AnalysisHandler]


class ServedModel:
    """Answers questions about one model, one after the other. Safe for several threads."""

    def __init__(
        self, model_id: str, device: str = "auto", make: MakeHandler | None = None
    ) -> None:
        """Load nothing yet; `device` as in settings, `make` in place of a handler of its own."""
        self.model_id = model_id
        self._make = make or (lambda: AnalysisHandler(device))
        self._handler: AnalysisHandler | None = None
        self._turn = threading.Lock()

    def load(self) -> None:
        """Load the model and run it on nothing, so that the first question does not wait for it.

        Raises:
            MedViewerError: it is not installed, or its weights are not those of its card.
        """
        with self._turn:
            self._handler = self._make()
            self._handler.warm_up_model(self.model_id)

    def answer(self, tensors: Tensors) -> dict[str, PixelArray]:
        """The answer to one question; a failure is one, too."""
        try:
            question = read_question(unpacked_pixels(tensors), self.model_id)
            with self._turn:
                return self._answered(question)
        except Malformed as error:
            return failure_answer(_not_understood(error))
        except MedViewerError as error:
            return failure_answer(error)
        except Exception:  # this one question failed; the next may not
            logger.exception("A model failed in a way nobody foresaw")
            return failure_answer(MedViewerError(UNFORESEEN))

    def _answered(self, question: Question) -> dict[str, PixelArray]:
        identity = identity_of(self.model_id)
        if question.kind == IDENTITY or question.request is None or question.array is None:
            return identity_answer(identity)
        if self._handler is None:
            self._handler = self._make()
        asked = question.array, ignore_progress, CancelToken()
        if question.kind == EXPLANATION and question.explanation is not None:
            return explanation_answer(self._handler.explain(question.explanation, *asked), identity)
        return analysis_answer(self._handler.analyze(question.request, *asked), identity)


def _not_understood(error: Malformed) -> NotApplicable:
    return NotApplicable(
        message(
            "Remote",
            "The question was not understood ({what}). Install the same MedViewer on both machines.",
            what=str(error),
        )
    )


UNFORESEEN = message(
    "Remote",
    "the model failed in a way MedViewer did not foresee; the server's log has the details.",
)
