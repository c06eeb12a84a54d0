"""Methods of explanation in a reader's words."""

from medviewer.domain.model_trust import (
    CLASS_MAP,
    GRAD_CAM,
    INTEGRATED_GRADIENTS,
    OCCLUSION,
)
from medviewer.words import Message, message

METHODS = {
    CLASS_MAP: message("Explanation", "Class-activation map"),
    GRAD_CAM: message("Explanation", "Grad-CAM"),
    INTEGRATED_GRADIENTS: message("Explanation", "Integrated gradients"),
    OCCLUSION: message("Explanation", "Occlusion"),
    "attention rollout": message("Explanation", "Where information was pooled"),
}


def method_words(method: str) -> Message:
    return METHODS.get(method, message("Explanation", "{method}", method=method))
