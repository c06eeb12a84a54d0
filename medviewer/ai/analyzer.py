"""The contract every model fulfils. An analyzer lives in the worker process and stays loaded."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.model_card import AnalysisRequest, AnalysisResult, ExplanationRequest
from medviewer.domain.volume import Images
from medviewer.progress import CancelToken, ProgressSink

if TYPE_CHECKING:
    from medviewer.ai.runtime.image_model import ImageModel


@dataclass(frozen=True, slots=True)
class SeenPlace:
    """Where on a slice an image lay that the network saw; ranges as in `AttentionPatch`.

    `turn_back` turns a map of the network's image as the slice lies; None where they lie alike.
    """

    slice_index: int
    row_range: tuple[float, float]
    column_range: tuple[float, float]
    turn_back: Callable[[NDArray[np.float32]], NDArray[np.float32]] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class SeenImages:
    """What the network saw of one finding, so that any method can explain it again.

    Attributes:
        images: (n, rows, columns) or (n, channels, rows, columns), as `ImageModel` takes them.
        places: one an image.
        label: the finding's, as an index into the card's labels.
        weights: (n,) each image's share in the finding's logit; they sum to 1.
    """

    images: NDArray[np.float32]
    places: tuple[SeenPlace, ...]
    label: int
    weights: tuple[float, ...]


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


@runtime_checkable
class Explainer(Protocol):
    """An analyzer whose findings can be explained by other methods than the map they come with."""

    @property
    def model(self) -> "ImageModel":
        """The ensemble that judged the finding."""
        ...

    def seen(self, wanted: ExplanationRequest, images: Images) -> SeenImages:
        """What the network saw when it said so; `images` are those of the analysis."""
        ...
