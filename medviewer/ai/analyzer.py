"""The contract every model fulfils. An analyzer lives in the worker process and stays loaded."""

from typing import Protocol

from medviewer.domain.model_card import AnalysisRequest, AnalysisResult
from medviewer.domain.volume import Images
from medviewer.progress import CancelToken, ProgressSink


class Analyzer(Protocol):
    """One shipped model. Its module, named by the card, has `load(card, folder, device) -> Analyzer`."""

    def warm_up(self) -> None:
        """Run once on nothing, so that the first reader does not wait for it."""
        ...

    def analyze(
        self,
        request: AnalysisRequest,
        images: Images,
        progress: ProgressSink,
        token: CancelToken,
    ) -> AnalysisResult:
        """Answer `request` about `images`, whose array is read-only and gone after the call.

        An `ImageStack` only comes where the card's applicability says that no volume is needed.

        Raises:
            Cancelled: `token` was cancelled; it is checked in every loop.
            AnalysisError: the model could not be run to the end.
        """
        ...
