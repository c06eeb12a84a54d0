"""The explanation methods by the names a reader sees, and what their maps are in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.runtime.explanations.grad_cam import grad_cam
from medviewer.ai.runtime.explanations.integrated_gradients import integrated_gradients
from medviewer.ai.runtime.explanations.occlusion import occlusion
from medviewer.ai.runtime.image_model import ImageModel, Images
from medviewer.domain.model_trust import (
    CLASS_MAP,
    GRAD_CAM,
    INTEGRATED_GRADIENTS,
    OCCLUSION,
)
from medviewer.errors import AnalysisError
from medviewer.words import message

Maps = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Method:
    """`explain` gives (n, h, w) maps of a label's logit; `unit` is "logit" or "" for a method without one."""

    explain: Callable[[ImageModel, Images, int], Maps]
    unit: str = "logit"


def class_map(model: ImageModel, images: Images, label: int) -> Maps:
    """The exact one: contributions that with the bias sum to the logit."""
    return model.class_maps(images, label).contributions


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        CLASS_MAP: Method(class_map),
        GRAD_CAM: Method(grad_cam, unit=""),
        INTEGRATED_GRADIENTS: Method(integrated_gradients),
        OCCLUSION: Method(occlusion),
    }
)


def explained(method: str, model: ImageModel, images: Images, label: int = 0) -> Maps:
    """Maps (n, h, w) of `label`'s logit, at the method's own resolution.

    Raises:
        AnalysisError: there is no such method.
        ModelUnusable: the network cannot be explained by it.
    """
    if method not in METHODS:
        raise AnalysisError(
            message(
                "Explanations",
                "There is no explanation method “{method}”. Choose one of: {methods}.",
                method=method,
                methods=", ".join(METHODS),
            )
        )
    return METHODS[method].explain(model, images, label)
