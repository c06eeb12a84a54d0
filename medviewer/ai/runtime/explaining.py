"""A finding explained again: what the network saw, by the method asked for, back on the slices it lay on."""

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.analyzer import SeenImages, SeenPlace
from medviewer.ai.runtime.explanations.methods import METHODS, explained
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.domain.model_card import AttentionPatch, Explanation, ExplanationRequest
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import message

EXPLAINING = message("Explanations", "Explaining a finding")


def explanation(
    wanted: ExplanationRequest,
    model: ImageModel,
    seen: SeenImages,
    progress: ProgressSink,
    token: CancelToken,
) -> Explanation:
    """Maps by `wanted.method`, one an image; each is weighted as the image is in the finding's logit.

    Raises:
        AnalysisError: there is no such method.
        Cancelled: `token` was cancelled between two images.
    """
    patches = []
    for index, place in enumerate(seen.places):
        token.check()
        progress(Progress(EXPLAINING, index, len(seen.places)))
        [found] = explained(wanted.method, model, seen.images[index : index + 1], seen.label)
        patches.append(
            AttentionPatch(
                wanted.finding.finding_id,
                place.slice_index,
                place.row_range,
                place.column_range,
                _turned_back(found * np.float32(seen.weights[index]), place),
                wanted.method,
                wanted.finding.label,
            )
        )
    unit = METHODS[wanted.method].unit
    return Explanation(wanted.finding.finding_id, wanted.method, tuple(patches), unit)


def _turned_back(found: NDArray[np.float32], place: SeenPlace) -> NDArray[np.float32]:
    return found if place.turn_back is None else np.ascontiguousarray(place.turn_back(found))
